"""Who is told of circulars (通知): whoever is asked now, with their deputy; and whoever leads it, when it is done."""

from collections.abc import Iterable, Mapping, Sequence, Set

import msgspec
from sqlalchemy import or_, select

from kairan.circulars.entries import CircularsChanged
from kairan.circulars.model import circular_person_table, circular_stream, circular_table
from kairan.circulars.states import status_of
from kairan.core.journal import Entry, append
from kairan.core.kit.batches import in_batches
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.notifications import Asked, Content, DueNotice, NewNotice, NoticeKind, Subject, Unread, notify
from kairan.people import Label, directory_stream, labels, member_stream
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


def tell(db: Db, row: Record, entry: Entry, member_ids: Sequence[MemberId], kind: NoticeKind = "circular") -> None:
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
    known = _look_up(db, asked)
    return [
        {notice.id: content for notice in one.notices if (content := _content(one.viewer, notice, known)) is not None}
        for one in asked
    ]


class _Known(msgspec.Struct, frozen=True):
    rows: Mapping[str, Record]
    waiting: Set[tuple[str, str]]  # circular, and who may confirm it now
    senders: Mapping[str, Label]


def _look_up(db: Db, asked: Sequence[Asked]) -> _Known:
    """Look everything up for all of them together, since thousands may be told of one circular."""
    ids = sorted({_circular_of(notice) for one in asked for notice in one.notices})
    viewers = sorted({one.viewer.member_id for one in asked})
    rows = {row.id: row for some in in_batches(ids) for row in db.all(select(circular_table).where(_c.id.in_(some)))}
    waiting: set[tuple[str, str]] = set()
    for circulars in in_batches(ids):
        still = _p.circular_id.in_(circulars) & _p.asked_at.is_not(None) & _p.outcome.is_(None)
        for some in in_batches(viewers):
            mine = or_(_p.member_id.in_(some), _p.deputy_id.in_(some))
            for row in db.all(select(_p.circular_id, _p.member_id, _p.deputy_id).where(still, mine)):
                waiting |= {(row.circular_id, one) for one in (row.member_id, row.deputy_id) if one is not None}
    return _Known(rows, waiting, labels(db, {row.sender_id for row in rows.values()}))


def _content(viewer: Viewer, notice: DueNotice, known: _Known) -> Content | None:
    """Return the words, as far as policy lets them be told there; none where there is nothing to do any more."""
    row = known.rows.get(_circular_of(notice))
    if row is None or row.organization_id != viewer.organization_id:
        return None
    status = status_of(row, now_ms())
    is_done = status == "done" and row.owner_id == viewer.member_id
    waits = status == "going" and (row.id, viewer.member_id) in known.waiting
    if not (waits or is_done) or not may(viewer, "notify", row.room_class):
        return None
    is_english = viewer.language == "en"
    before = (_DONE if is_done else _WORDS.get(notice.kind, _WORDS["circular"]))[is_english]
    has_title = may(viewer, "notify_content", row.room_class)
    sender = known.senders[row.sender_id].name if row.sender_id in known.senders else ""
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
