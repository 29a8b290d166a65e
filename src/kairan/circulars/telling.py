"""Who is told of circulars (通知): whoever is asked now, with their deputy; and whoever leads it, when it is done."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, select

from kairan.circulars.entries import CircularsChanged
from kairan.circulars.finding import concerns, readable
from kairan.circulars.model import circular_person_table, circular_stream, circular_table
from kairan.circulars.states import is_going
from kairan.core.journal import Entry, append
from kairan.core.kit.batches import in_batches
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.notifications import Asked, Content, DueNotice, NewNotice, NoticeKind, Subject, Unread, notify
from kairan.people import directory_stream, labels, member_stream
from kairan.policy import may

EACH_MOST = 300
"""So many hear it in their own streams; of more, the whole body hears that there is something to look at."""
_c, _p = circular_table.c, circular_person_table.c
_WORDS = {
    "circular": ("【回覧】", "Circular: "),
    "reminder": ("【回覧・確認のお願い】", "Please confirm: "),
}
_DONE = ("【回覧・完了】", "Circular done: ")
_WITHOUT_TITLE = ("回覧が届いています", "A circular has come to you")


def tell_asked(db: Db, row: Record, entry: Entry, position: int) -> None:
    """Let those be told whom the stop that was reached asks."""
    here = (_p.circular_id == row.id) & (_p.version == row.version) & (_p.position == position)
    tell(db, row, entry, _with_deputies(db.all(select(_p.member_id, _p.deputy_id).where(here, _p.outcome.is_(None)))))


def waiting_for(db: Db, row: Record) -> list[MemberId]:
    """Return who is asked now, with their deputies."""
    here = (_p.circular_id == row.id) & (_p.version == row.version) & _p.asked_at.is_not(None)
    return _with_deputies(db.all(select(_p.member_id, _p.deputy_id).where(here, _p.outcome.is_(None))))


def _with_deputies(rows: Sequence[Record]) -> list[MemberId]:
    return sorted({MemberId(one) for row in rows for one in (row.member_id, row.deputy_id) if one is not None})


def tell_completed(db: Db, row: Record, entry: Entry, by: Viewer | None) -> None:
    """Let whoever leads a circular be told that nobody is waited for any more."""
    if by is None or by.member_id != row.owner_id:
        tell(db, row, entry, [MemberId(row.owner_id)])


def tell(
    db: Db, row: Record, entry: Entry, member_ids: Sequence[MemberId], kind: NoticeKind = "circular"
) -> None:
    """Let people be told of an entry of a circular, and their screens look anew."""
    organization_id, stream = OrganizationId(row.organization_id), circular_stream(row.id)
    notify(
        db,
        [
            NewNotice(member_id=one, organization_id=organization_id, stream=stream, seq=entry.seq, kind=kind)
            for one in member_ids
        ],
    )
    tell_screens(db, row, member_ids)


def tell_screens(db: Db, row: Record, member_ids: Iterable[str]) -> None:
    """Let screens look anew at what waits."""
    told = sorted(set(member_ids))
    if len(told) > EACH_MOST:
        append(db, directory_stream(OrganizationId(row.organization_id)), CircularsChanged(), None)
        return
    for one in told:
        append(db, member_stream(MemberId(one)), CircularsChanged(), None)


def describe(db: Db, asked: Sequence[Asked]) -> list[dict[str, Content]]:
    """Return what each viewer is to be told of circulars that still wait for them, or that they lead and are done."""
    return [_described(db, one.viewer, one.notices) for one in asked]


def _described(db: Db, viewer: Viewer, notices: Sequence[DueNotice]) -> dict[str, Content]:
    ids = sorted({_circular_of(one) for one in notices})
    known: dict[str, Record] = {}
    for some in in_batches(ids):
        wanted = select(circular_table).where(_c.id.in_(some), readable(viewer))
        known |= {row.id: row for row in db.all(wanted)}
    waiting = waiting_among(db, viewer, sorted(known))
    senders = labels(db, {row.sender_id for row in known.values()})
    found: dict[str, Content] = {}
    for notice in notices:
        row = known.get(_circular_of(notice))
        if row is None or not may(viewer, "notify", row.room_class):
            continue
        is_done = row.completed_at is not None and row.owner_id == viewer.member_id
        if row.id in waiting or is_done:
            sender = senders[row.sender_id].name if row.sender_id in senders else ""
            found[notice.id] = _content(viewer, notice, row, sender, is_done=is_done)
    return found


def waiting_among(db: Db, viewer: Viewer, circular_ids: Sequence[str]) -> set[str]:
    """Return which of these circulars wait for the viewer, themselves or as a deputy."""
    found: set[str] = set()
    for some in in_batches(circular_ids):
        mine = (
            select(_c.id)
            .join(circular_person_table, (_p.circular_id == _c.id) & (_p.version == _c.version))
            .where(_c.id.in_(some), is_going(now_ms()), waits_for(viewer))
        )
        found.update(db.scalars(mine))
    return found


def waits_for(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict the people of circulars to whom is asked now and for whom the viewer may confirm."""
    return concerns(viewer) & _p.asked_at.is_not(None) & _p.outcome.is_(None)


def _content(viewer: Viewer, notice: DueNotice, row: Record, sender: str, *, is_done: bool) -> Content:
    is_english = viewer.language == "en"
    before = (_DONE if is_done else _WORDS.get(notice.kind, _WORDS["circular"]))[is_english]
    has_title = may(viewer, "notify_content", row.room_class)
    return Content(
        title=f"{before}{row.title}" if has_title else _WITHOUT_TITLE[is_english],
        text=sender if has_title else "",
        tag=notice.stream,
        path=f"/circulars/{row.id}",
        at=notice.created_at,
    )


def _circular_of(notice: DueNotice) -> str:
    return notice.stream.partition(":")[2]


def unread_of(_db: Db, viewers: Sequence[Viewer]) -> list[Unread]:
    """Return that circulars are not counted as unread talk; the rail has a number of their own."""
    return [Unread() for _ in viewers]


SUBJECT = Subject("circular", describe, unread_of)
