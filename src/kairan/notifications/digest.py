"""The letter of the day (まとめメール): how much waits for somebody who asked for it, on the morning of a working day.

A letter lies in mailboxes that no policy of ours reaches, so it says how many, never what, where or from whom.
"""

from collections import Counter, defaultdict

from sqlalchemy import delete, select

from kairan.core.kit.batches import in_batches
from kairan.core.kit.clock import day_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.mail import Letter, post_letter
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.notifications.model import DueNotice, NoticeKind, notice_table
from kairan.notifications.queries import choices_of, due_members, due_notices
from kairan.notifications.quiet_hours import is_leave
from kairan.notifications.subjects import Asked, described
from kairan.notifications.telling import wake
from kairan.people import member_table, organization_table, settings_of

ROUND = 50  # people in one transaction
_n, _m, _o = notice_table.c, member_table.c, organization_table.c
WORDS: dict[NoticeKind, tuple[str, str]] = {
    "direct": ("個別のトーク", "direct messages"),
    "mention": ("名前を呼ばれたメッセージ", "messages that call you by name"),
    "reply": ("返信", "replies"),
    "urgent": ("緊急のメッセージ", "urgent messages"),
    "reminder": ("確認をお願いされたメッセージ", "messages you were asked to read"),
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
    asked = [Asked(viewer, by_member[viewer.member_id]) for viewer in _readers(db, list(by_member))]
    for reader, contents in zip(asked, described(db, asked), strict=True):
        mail = _mail_of(db, reader.viewer.member_id)
        if contents and mail:
            counts = Counter(notice.kind for notice in reader.notices if notice.id in contents)
            post_letter(db, reader.viewer.organization_id, _letter(reader.viewer, mail, counts, address))
    for some in in_batches(due):
        db.execute(delete(notice_table).where(_n.id.in_([one.id for one in some])))
    wake(db, "mail")


def _readers(db: Db, member_ids: list[str]) -> list[Viewer]:
    """Return people who may be written to, as they are without an entrance: what they see there is not told anyway."""
    in_use = select(_o.id).where(_o.suspended_at.is_(None))
    rows = db.all(
        select(_m.id, _m.organization_id, _m.kind)
        .where(_m.id.in_(member_ids), _m.status == "active", _m.organization_id.in_(in_use))
        .order_by(_m.id)
    )
    choices, today = choices_of(db, member_ids), day_of(now_ms())
    wanted = [row for row in rows if choices[row.id].mail == "digest" and not is_leave(today, choices[row.id].leaves)]
    return [
        Viewer(
            member_id=MemberId(row.id),
            organization_id=OrganizationId(row.organization_id),
            kind=row.kind,
            language=settings_of(db, MemberId(row.id)).language,
        )
        for row in wanted
    ]


def _mail_of(db: Db, member_id: MemberId) -> str | None:
    found: str | None = db.scalar(select(_m.mail).where(_m.id == member_id))
    return found


def _letter(viewer: Viewer, mail: str, counts: Counter[NoticeKind], address: str) -> Letter:
    total, is_english = counts.total(), viewer.language == "en"
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
    return Letter(to=mail, subject=subject, text="\n".join(text) + "\n", about="digest", about_id=viewer.member_id)


OFF = (
    "このメールは、回覧の「設定」の「通知」で、受け取らないようにできます。",
    "You can stop this letter in Kairan under Settings, Notifications.",
)
