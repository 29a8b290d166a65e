"""The letter of the day (まとめメール): how much waits for somebody who asked for it, on the morning of a working day.

A letter lies in mailboxes that no policy of ours reaches, so it says how many, never what, where or from whom.
"""

from collections import Counter, defaultdict

import msgspec
from sqlalchemy import delete, select

from kairan.core.kit.batches import in_batches
from kairan.core.kit.clock import day_of, now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.mail import Letter, letter_table, post_letter
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.notifications.model import DueNotice, NoticeKind, notice_table
from kairan.notifications.problems import NoMailAddress, TriedJustNow
from kairan.notifications.queries import choices_of, due_members, due_notices
from kairan.notifications.quiet_hours import is_leave
from kairan.notifications.subjects import Asked, described
from kairan.notifications.telling import wake
from kairan.people import member_table, organization_table, read_settings

ROUND = 50  # people in one transaction
TRIAL = "digest_trial"
TRIED_MS = 60_000
TRIAL_SUBJECT = ("【回覧】メールの確認", "Kairan: trial letter")
TRIAL_TEXT = ("まとめのメールは、このアドレスに届きます。", "The daily summary comes to this address.")
_n, _m, _o, _l = notice_table.c, member_table.c, organization_table.c, letter_table.c
WORDS: dict[NoticeKind, tuple[str, str]] = {
    "direct": ("個別のトーク", "direct messages"),
    "mention": ("名前を呼ばれたメッセージ", "messages that call you by name"),
    "reply": ("返信", "replies"),
    "urgent": ("緊急のメッセージ", "urgent messages"),
    "reminder": ("確認をお願いされたメッセージ", "messages you were asked to read"),
    "broadcast": ("一斉連絡", "broadcasts"),
    "task": ("タスク", "tasks"),
    "circular": ("確認を求められた回覧", "circulars you are asked to confirm"),
    "case": ("申請に動きがあったもの", "applications in which something happened"),
    "confirmation": ("確認を求められたメッセージ", "messages you are asked to confirm"),
    "own_reminder": ("「あとで知らせる」のメッセージ", "messages you asked to be reminded of"),
    "keyword": ("登録した言葉を含むメッセージ", "messages with your words"),
    "message": ("そのほかのメッセージ", "other messages"),
}


def write_digests(db: Db, address: str) -> None:
    """Write the letters that are due, to people who may still read something new; `address` is where the link leads."""
    by_member: dict[str, list[DueNotice]] = defaultdict(list)
    now = now_ms()
    due = due_notices(db, "mail", now, due_members(db, "mail", now, ROUND))
    for one in due:
        by_member[one.member_id].append(one)
    readers = _readers(db, list(by_member))
    asked = [Asked(one.viewer, by_member[one.viewer.member_id]) for one in readers]
    for reader, contents in zip(readers, described(db, asked), strict=True):
        if contents:
            notices = by_member[reader.viewer.member_id]
            counts = Counter(notice.kind for notice in notices if notice.id in contents)
            post_letter(db, reader.viewer.organization_id, _letter(reader, counts, address))
    for some in in_batches(due):
        db.execute(delete(notice_table).where(_n.id.in_([one.id for one in some])))
    wake(db, "mail")


def write_trial(db: Db, viewer: Viewer, address: str, *, is_mail_sent: bool) -> None:
    """Write the viewer a letter to see whether letters reach them; one a minute.

    Problems: NoMailAddress, TriedJustNow.
    """
    to = db.scalar(select(_m.mail).where(_m.id == viewer.member_id).with_for_update())
    if not (is_mail_sent and to):
        raise NoMailAddress
    lately = (_l.about == TRIAL) & (_l.about_id == viewer.member_id) & (_l.created_at > now_ms() - TRIED_MS)
    if db.first(select(_l.id).where(lately)) is not None:
        raise TriedJustNow
    is_english = viewer.language == "en"
    subject, said, off = (words[is_english] for words in (TRIAL_SUBJECT, TRIAL_TEXT, OFF))
    opens = f"Open Kairan: {address}" if is_english else f"回覧を開く: {address}"
    text = "\n".join([said, "", opens, "", off]) + "\n"
    post_letter(
        db,
        viewer.organization_id,
        Letter(to=to, subject=subject, text=text, about=TRIAL, about_id=viewer.member_id),
    )


class _Reader(msgspec.Struct, frozen=True):
    """Somebody who may be written to, as they are without an entrance: what they see there is not told anyway."""

    viewer: Viewer
    mail: str


def _readers(db: Db, member_ids: list[str]) -> list[_Reader]:
    in_use = select(_o.id).where(_o.suspended_at.is_(None))
    rows = db.all(
        select(_m.id, _m.organization_id, _m.kind, _m.mail, _m.settings)
        .where(_m.id.in_(member_ids), _m.status == "active", _m.mail.is_not(None), _m.organization_id.in_(in_use))
        .order_by(_m.id)
    )
    choices, today = choices_of(db, member_ids), day_of(now_ms())
    wanted = [row for row in rows if choices[row.id].mail == "digest" and not is_leave(today, choices[row.id].leaves)]
    return [_reader(row) for row in wanted if row.mail]


def _reader(row: Record) -> _Reader:
    viewer = Viewer(
        member_id=MemberId(row.id),
        organization_id=OrganizationId(row.organization_id),
        kind=row.kind,
        language=read_settings(row.settings).language,
    )
    return _Reader(viewer, row.mail)


def _letter(reader: _Reader, counts: Counter[NoticeKind], address: str) -> Letter:
    total, is_english = counts.total(), reader.viewer.language == "en"
    lines = [
        f"- {WORDS[kind][1]}: {counts[kind]}" if is_english else f"・{WORDS[kind][0]} {counts[kind]}件"
        for kind in WORDS
        if counts[kind]
    ]
    if is_english:
        subject = f"Kairan: {total} unread for you"
        text = ["Waiting for you, unread:", "", *lines, "", f"Open Kairan: {address}", "", OFF[1]]
    else:
        subject = f"【回覧】まだ読んでいないお知らせが{total}件あります"
        text = ["まだ読んでいないお知らせがあります。", "", *lines, "", f"回覧を開く: {address}", "", OFF[0]]
    about_id = reader.viewer.member_id
    return Letter(to=reader.mail, subject=subject, text="\n".join(text) + "\n", about="digest", about_id=about_id)


OFF = (
    "このメールは、回覧の「設定」の「通知」で、受け取らないようにできます。",
    "You can stop this letter in Kairan under Settings, Notifications.",
)
