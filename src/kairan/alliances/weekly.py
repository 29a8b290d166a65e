"""The letter of the week (週のまとめメール): on Monday, how much happened in one's alliances, for whoever asked for it.

A letter lies in mailboxes that no policy of ours reaches, so it says how many, never what, where or from whom.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
from sqlalchemy import and_, case, delete, func, insert, or_, select, update

from kairan.alliances.finding import find_alliance
from kairan.alliances.participation import for_body, sends
from kairan.alliances.question_model import alliance_answer_table
from kairan.alliances.weekly_model import WeekLetter, WeekLetters, WeekLetterTold, alliance_week_letter_table
from kairan.core.kit.clock import day_of, now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.days import midnight
from kairan.core.kit.jobs import enqueue
from kairan.core.kit.mail import Letter, post_letter
from kairan.core.viewer import OrganizationId, Viewer
from kairan.notifications.problems import NoMailAddress
from kairan.people import member_table, organization_table, read_settings
from kairan.talk.alliance_problems import NotSentByBody
from kairan.talk.model import AllianceId, mark_table, membership_table, message_table, present, room_table

ROUND = 100  # people in one transaction
WEEK_DAYS = 7
HOUR_MS = 3_600_000
FROM_HOUR = 8  # of Monday, in Japan
KIND = "alliances.week_letters"

_w, _m, _o = alliance_week_letter_table.c, member_table.c, organization_table.c
_r, _ms, _mk, _msg, _ans = (
    room_table.c,
    membership_table.c,
    mark_table.c,
    message_table.c,
    alliance_answer_table.c,
)


class Week(msgspec.Struct, frozen=True):
    """What happened in a week, as numbers."""

    questions: int = 0
    unanswered: int = 0
    solved: int = 0
    rooms: int = 0
    unread: int = 0

    def plus(self, other: "Week") -> "Week":
        """Return both together."""
        return Week(*(mine + theirs for mine, theirs in zip(_numbers(self), _numbers(other), strict=True)))


def _numbers(week: Week) -> tuple[int, ...]:
    return (week.questions, week.unanswered, week.solved, week.rooms, week.unread)


def week_letter(db: Db, viewer: Viewer, alliance_id: AllianceId, *, is_mail_sent: bool) -> WeekLetterTold:
    """Return whether the viewer gets the letter of the week. Problems: AllianceNotFound."""
    find_alliance(db, viewer, alliance_id)
    mine = select(_w.told_on).where(_w.alliance_id == alliance_id, _w.member_id == viewer.member_id)
    return WeekLetterTold(
        wanted=db.first(mine) is not None, possible=is_mail_sent and _address_of(db, viewer) is not None
    )


def choose_week_letter(
    db: Db, viewer: Viewer, alliance_id: AllianceId, wanted: WeekLetter, *, is_mail_sent: bool
) -> WeekLetterTold:
    """Ask for the letter of the week, or stop it; the same again changes nothing.

    Problems: AllianceNotFound, NotSentByBody, NoMailAddress.
    """
    find_alliance(db, viewer, alliance_id)
    mine = (_w.alliance_id == alliance_id) & (_w.member_id == viewer.member_id)
    if not wanted.wanted:
        db.execute(delete(alliance_week_letter_table).where(mine))
        return week_letter(db, viewer, alliance_id, is_mail_sent=is_mail_sent)
    if not sends(db, alliance_id, viewer.member_id):
        raise NotSentByBody
    if not is_mail_sent or _address_of(db, viewer) is None:
        raise NoMailAddress
    if db.first(select(_w.told_on).where(mine)) is None:
        now = now_ms()
        key = {"alliance_id": alliance_id, "member_id": viewer.member_id}
        db.execute(insert(alliance_week_letter_table).values(key | {"asked_at": now, "told_on": str(monday_of(now))}))
    return week_letter(db, viewer, alliance_id, is_mail_sent=is_mail_sent)


def _address_of(db: Db, viewer: Viewer) -> str | None:
    found: str | None = db.scalar(select(_m.mail).where(_m.id == viewer.member_id))
    return found or None


def monday_of(at: int) -> date:
    """Return the Monday of the week of Japan in which an instant lies."""
    day = day_of(at)
    return day - timedelta(days=day.weekday())


def begin_of_letters(monday: date) -> int:
    """Return the instant from which the letters of a week go out."""
    return (midnight(monday.isoformat()) or 0) + FROM_HOUR * HOUR_MS


def wake_week_letters(db: Db) -> None:
    """Let the letters be written once they are due."""
    if _due(db, 1):
        enqueue(db, KIND, WeekLetters())


def _due(db: Db, most: int) -> list[str]:
    now = now_ms()
    monday = monday_of(now)
    if now < begin_of_letters(monday):
        return []
    waiting = select(_w.member_id).where(_w.told_on < monday.isoformat()).distinct()
    return list(db.scalars(waiting.order_by(_w.member_id).limit(most)))


def write_week_letters(db: Db, address: str) -> None:
    """Write the letters that are due to the next hundred people; more are written in a job of their own."""
    ids = _due(db, ROUND)
    if not ids:
        return
    monday = monday_of(now_ms())
    since = (midnight(monday.isoformat()) or 0) - WEEK_DAYS * 24 * HOUR_MS
    asked = db.all(select(_w.alliance_id, _w.member_id).where(_w.member_id.in_(ids)))
    weeks: dict[tuple[str, str], Week] = {}
    for reader in _readers(db, ids):
        total = Week()
        for alliance_id in sorted(row.alliance_id for row in asked if row.member_id == reader.id):
            if not sends(db, alliance_id, reader.id):
                continue
            key = (alliance_id, reader.organization_id)
            if key not in weeks:
                weeks[key] = week_of_body(db, AllianceId(alliance_id), OrganizationId(reader.organization_id), since)
            total = total.plus(weeks[key]).plus(Week(unread=_unread(db, alliance_id, reader.id)))
        if any(_numbers(total)):
            post_letter(db, reader.organization_id, _letter(reader, total, address))
    mine = update(alliance_week_letter_table).where(_w.member_id.in_(ids))
    db.execute(mine.values(told_on=monday.isoformat()))
    wake_week_letters(db)


def _readers(db: Db, ids: Sequence[str]) -> Sequence[Record]:
    """Return whoever may still be written to."""
    in_use = select(_o.id).where(_o.suspended_at.is_(None))
    return db.all(
        select(_m.id, _m.organization_id, _m.mail, _m.settings)
        .where(_m.id.in_(list(ids)), _m.status == "active", _m.mail.is_not(None), _m.organization_id.in_(in_use))
        .order_by(_m.id)
    )


def week_of_body(db: Db, alliance_id: AllianceId, body_id: OrganizationId, since: int) -> Week:
    """Return what happened since an instant in the open rooms of an alliance that are for a body."""
    here = and_(_r.alliance_id == alliance_id, _r.open, _r.archived_at.is_(None), for_body(_r.id, body_id))
    opened = select(func.count()).where(here, _r.created_at >= since)
    is_open = _ans.message_id.is_(None)
    asked = (
        select(
            func.count(case((_msg.at >= since, 1))),
            func.count(case((and_(is_open, _msg.reply_count == 0), 1))),
            func.count(case((_ans.at >= since, 1))),
        )
        .select_from(message_table)
        .join(room_table, _r.no == _msg.room_no)
        .outerjoin(alliance_answer_table, _ans.message_id == _msg.id)
        .where(here, _r.style == "questions", _msg.root_seq.is_(None), _msg.removed_at.is_(None))
        .where(or_(_msg.at >= since, is_open, _ans.at >= since))
    )
    row = db.all(asked)[0]
    return Week(questions=row[0], unanswered=row[1], solved=row[2], rooms=int(db.scalar(opened)))


def _unread(db: Db, alliance_id: str, member_id: str) -> int:
    """Return how many messages somebody has not read yet in the rooms of an alliance they are in."""
    waiting = (
        select(func.sum(_r.message_n - _mk.n))
        .join(membership_table, and_(_ms.room_no == _r.no, _ms.member_id == member_id, present))
        .join(mark_table, and_(_mk.room_no == _r.no, _mk.member_id == member_id))
        .where(_r.alliance_id == alliance_id, _r.message_n > _mk.n)
    )
    return int(db.scalar(waiting) or 0)


WORDS: dict[str, tuple[str, str]] = {
    "questions": ("新しい質問", "new questions"),
    "unanswered": ("返信を待っている質問", "questions waiting for a reply"),
    "solved": ("解決した質問", "questions solved"),
    "rooms": ("新しいルーム", "new rooms"),
    "unread": ("参加しているルームの、まだ読んでいないメッセージ", "unread messages in rooms you are in"),
}
OFF = (
    "このメールは、連携組織の「ルーム」で、受け取らないようにできます。",
    "You can stop this letter in Kairan, on the page of rooms of the alliance.",
)


def _letter(reader: Record, week: Week, address: str) -> Letter:
    is_english = read_settings(reader.settings).language == "en"
    counts = msgspec.structs.asdict(week)
    lines = [
        f"- {english}: {counts[name]}" if is_english else f"・{japanese} {counts[name]}件"
        for name, (japanese, english) in WORDS.items()
        if counts[name]
    ]
    if is_english:
        subject, head = "Kairan: last week in your alliances", "Last week in the alliances you take part in:"
        opens = f"Open Kairan: {address}/alliances"
    else:
        subject, head = "【回覧】連携組織の先週のまとめ", "参加している連携組織の、先週の動きです。"
        opens = f"回覧を開く: {address}/alliances"
    text = "\n".join([head, "", *lines, "", opens, "", OFF[is_english]]) + "\n"
    return Letter(to=reader.mail, subject=subject, text=text, about="alliance_week", about_id=reader.id)
