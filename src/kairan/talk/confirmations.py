"""Who was asked to confirm a message, who has and who has not; and what keeps the numbers true."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, bindparam, case, func, literal_column, or_, select, tuple_, update
from sqlalchemy.sql import exists

from kairan.core.kit.batches import in_batches
from kairan.core.kit.database import Db, Record
from kairan.core.kit.prepared import Prepared
from kairan.core.viewer import MemberId, Viewer
from kairan.talk.confirmation_model import (
    Confirmation,
    confirmation_named_table,
    confirmation_request_table,
    message_confirmed_table,
)
from kairan.talk.model import MessageId, membership_table, present

_q, _nm, _cf, _ms = (
    confirmation_request_table.c,
    confirmation_named_table.c,
    message_confirmed_table.c,
    membership_table.c,
)
SPREAD = 2_000  # entries between the first and the last message of which requests are read in one go

is_open = _q.ended_at.is_(None) & (_q.awaited > literal_column("0"))
"""Whether somebody is still waited for; as the index says it, to the letter: a parameter would pass it by."""


def _is_of(member_id: ColumnElement[str]) -> ColumnElement[bool]:
    named = exists().where(_nm.room_no == _q.room_no, _nm.seq == _q.seq, _nm.member_id == member_id)
    done = exists().where(_cf.room_no == _q.room_no, _cf.seq == _q.seq, _cf.member_id == member_id)
    return and_(_q.by_id != member_id, or_(~_q.named, named), ~done)


awaited = and_(
    _ms.room_no == _q.room_no, present, _ms.from_seq < _q.asked_seq, _ms.sees_from <= _q.seq, _is_of(_ms.member_id)
)
"""Whether a membership is one from which a confirmation is awaited: one rule for every query."""

_REQUESTS = Prepared(
    select(_q.seq, _q.by_id, _q.at, _q.due_at, _q.awaited, _q.confirmed, _q.earlier, _q.ended_at).where(
        _q.room_no == bindparam("room"), _q.seq.between(bindparam("first"), bindparam("last"))
    )
)
_OWN = Prepared(
    select(_q.message_id)
    .join(message_confirmed_table, and_(_cf.room_no == _q.room_no, _cf.seq == _q.seq))
    .where(
        _cf.member_id == bindparam("viewer_id"),
        _q.room_no == bindparam("room"),
        _q.seq.between(bindparam("first"), bindparam("last")),
    )
    .order_by(_q.seq)
)
_LEAVING = Prepared(
    select(_q.seq, _q.message_id)
    .where(awaited, _q.room_no == bindparam("room"), _ms.member_id == bindparam("leaver_id"), is_open)
    .order_by(_q.seq)
)
_ONE_LESS = Prepared(
    update(confirmation_request_table)
    .where(_q.room_no == bindparam("in_room"), _q.seq == bindparam("of_seq"))
    .values(awaited=_q.awaited - 1)
)


def confirmations_of(db: Db, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Confirmation]:
    """Return what is asked of the readers of these messages; most ask nothing."""
    rooms = {room_no for room_no, _ in places}
    seqs = [seq for _, seq in places]
    if not places:
        return {}
    if len(rooms) == 1 and max(seqs) - min(seqs) < SPREAD:
        (room_no,) = rooms
        rows = _REQUESTS.all(db, {"room": room_no, "first": min(seqs), "last": max(seqs)})
        return {(room_no, row[0]): _confirmation(*row[1:]) for row in rows}
    found: dict[tuple[int, int], Confirmation] = {}
    for some in in_batches(places):
        for row in db.all(select(confirmation_request_table).where(tuple_(_q.room_no, _q.seq).in_(some))):
            found[row.room_no, row.seq] = confirmation_in(row)
    return found


def confirmation_in(row: Record) -> Confirmation:
    """Make the value of a row of the table of requests."""
    return _confirmation(row.by_id, row.at, row.due_at, row.awaited, row.confirmed, row.earlier, row.ended_at)


def _confirmation(
    by: str, at: int, due_at: int | None, waiting: int, confirmed: int, earlier: int, ended_at: int | None
) -> Confirmation:
    return Confirmation(
        by=MemberId(by),
        at=at,
        due_at=due_at,
        people=waiting + confirmed,
        confirmed=confirmed,
        earlier=earlier,
        ended_at=ended_at,
    )


def own_confirmations(db: Db, viewer: Viewer, room_no: int, seqs: Collection[int]) -> list[MessageId]:
    """Return which messages between the first and the last of these the viewer has confirmed."""
    if not seqs:
        return []
    values = {"viewer_id": viewer.member_id, "room": room_no, "first": min(seqs), "last": max(seqs)}
    return [MessageId(row[0]) for row in _OWN.all(db, values)]


def request_of(db: Db, room_no: int, seq: int) -> Record | None:
    """Return the request that goes with a message; None when it asks nothing."""
    return db.first(select(confirmation_request_table).where(_q.room_no == room_no, _q.seq == seq))


def awaited_from(db: Db, room_no: int, seq: int) -> list[MemberId]:
    """Return who was asked to confirm a message, is still there, and has not."""
    asked = select(_ms.member_id).where(awaited)
    return [MemberId(one) for one in db.scalars(asked.where(_q.room_no == room_no, _q.seq == seq))]


def is_awaited(db: Db, room_no: int, seq: int, member_id: MemberId) -> bool:
    """Whether somebody was asked to confirm a message, and has not."""
    asked = select(_ms.member_id).where(awaited)
    mine = asked.where(_q.room_no == room_no, _q.seq == seq, _ms.member_id == member_id)
    return db.first(mine) is not None


def awaited_in_rooms(db: Db, viewer: Viewer, numbers: Sequence[int]) -> dict[int, list[MessageId]]:
    """Return the messages of these rooms that wait for the viewer's confirmation, in order."""
    rows = db.execute(
        select(_q.room_no, _q.message_id)
        .where(awaited, _q.room_no.in_(numbers), _ms.member_id == viewer.member_id, is_open)
        .order_by(_q.room_no, _q.seq)
    )
    found: dict[int, list[MessageId]] = {}
    for room_no, message_id in rows:
        found.setdefault(room_no, []).append(MessageId(message_id))
    return found


def awaited_among(db: Db, places: Sequence[tuple[int, int]], member_ids: Sequence[str]) -> set[tuple[int, int, str]]:
    """Return from whom of these people a confirmation of which of these messages is awaited."""
    found: set[tuple[int, int, str]] = set()
    for few in in_batches(places, 50):
        for some in in_batches(member_ids):
            rows = db.execute(
                select(_q.room_no, _q.seq, _ms.member_id).where(
                    awaited, tuple_(_q.room_no, _q.seq).in_(few), _ms.member_id.in_(some), is_open
                )
            )
            found.update((row[0], row[1], row[2]) for row in rows)
    return found


# --- what changes the numbers, besides asking and confirming -------------------------------------------------


def await_no_more(db: Db, room_no: int, leaver_id: MemberId) -> list[MessageId]:
    """Count somebody who is about to leave a locked room no more; returns the messages they had not confirmed."""
    rows = _LEAVING.all(db, {"room": room_no, "leaver_id": leaver_id})
    for row in rows:
        _ONE_LESS.run(db, {"in_room": room_no, "of_seq": row[0]})
    return [MessageId(row[1]) for row in rows]


def note_rewording(db: Db, room_no: int, seq: int) -> None:
    """Let what was confirmed so far be an earlier wording."""
    place = (_q.room_no == room_no) & (_q.seq == seq)
    db.execute(update(confirmation_request_table).where(place).values(earlier=_q.confirmed))


def end_with_message(db: Db, room_no: int, seq: int, at: int) -> None:
    """Ask nobody any more: the message is gone."""
    place = (_q.room_no == room_no) & (_q.seq == seq)
    ended_at = case((_q.ended_at.is_(None), at), else_=_q.ended_at)
    db.execute(update(confirmation_request_table).where(place).values(ended_at=ended_at, remind_at=None))


def open_in(db: Db, room_no: int) -> int:
    """Count the messages of a room for which somebody is still waited."""
    return int(
        db.scalar(select(func.count()).select_from(confirmation_request_table).where(_q.room_no == room_no, is_open))
    )
