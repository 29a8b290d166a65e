"""To find is to be allowed: rooms and messages are found only as the viewer may see them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, and_, bindparam, false, or_, select, true

from kairan.core.journal import Entry, Span, Stream
from kairan.core.kit.database import Db, Record
from kairan.core.kit.prepared import Prepared
from kairan.core.viewer import EVERY_CLASS, OrganizationId, Viewer
from kairan.policy import Act, may, require, upto_of
from kairan.talk.entries import RoomReclassified
from kairan.talk.model import Room, RoomId, membership_table, message_table, present, room_table
from kairan.talk.problems import MasterOnly, MessageNotFound, RoomArchivedAlready, RoomNotFound

_r, _ms, _msg = room_table.c, membership_table.c, message_table.c


class Found(msgspec.Struct, frozen=True):
    """A message the viewer may read, in its room; the row holds the columns of the message table."""

    room: Room
    row: Record


_ROOM_COLUMNS = (
    _r.no,
    _r.id,
    _r.organization_id,
    _r.kind,
    _r.name,
    _r.purpose,
    _r.open,
    _r.history,
    _r.archived_at,
    _r.message_n,
    _ms.role,
    _ms.sees_from,
    _ms.from_n,
    _r.department_id,
    _r.department_below,
    _r.room_class,
    _r.alliance_id,
    _r.style,
    _r.stamps,
    _r.reactions,
    _r.my_numbers,
    _r.writers,
    _r.icon,
    _r.hue,
)


def rooms_of(viewer: Viewer) -> Select[*tuple[object, ...]]:
    """Select the rooms the viewer is in and may read here, with their membership."""
    return (
        select(*_ROOM_COLUMNS)
        .join(membership_table, _ms.room_no == _r.no)
        .where(_ms.member_id == viewer.member_id, present, allowed_rooms(viewer, "read"))
    )


def allowed_rooms(viewer: Viewer, act: Act) -> ColumnElement[bool]:
    """Restrict rooms to those of a class in which the viewer may do this; wants the room table."""
    upto = upto_of(viewer, act)
    return true() if upto >= EVERY_CLASS else _r.room_class <= upto


def in_readable(viewer: Viewer, room_no: ColumnElement[int]) -> ColumnElement[bool]:
    """Restrict what carries a room's number to rooms the viewer may read here; membership is asked elsewhere."""
    if may(viewer, "read", EVERY_CLASS):
        return true()
    return room_no.in_(select(_r.no).where(allowed_rooms(viewer, "read")))


def at_places(
    room_no: ColumnElement[int], seq: ColumnElement[int], places: Iterable[tuple[int, int]]
) -> ColumnElement[bool]:
    """Restrict to places, each a room's number and a seq; a few hundred in one statement.

    Room by room: a list of pairs makes SQLite read the whole table.
    """
    by_room: dict[int, list[int]] = defaultdict(list)
    for no, at in places:
        by_room[no].append(at)
    return or_(false(), *(and_(room_no == no, seq.in_(seqs)) for no, seqs in by_room.items()))


def message_n_of(room_no: int) -> tuple[str, int]:
    """Return under what `send_message` notes the room's `message_n` before it is written (`Db.note`)."""
    return ("message_n", room_no)


def room_of(row: Sequence[Any]) -> Room:
    """Make a Room of a row of `rooms_of`."""
    return Room(
        no=row[0],
        id=row[1],
        organization_id=row[2],
        kind=row[3],
        name=row[4],
        purpose=row[5],
        open=bool(row[6]),
        history=row[7],
        archived_at=row[8],
        message_n=row[9],
        role=row[10],
        sees_from=row[11],
        from_n=row[12],
        department_id=row[13],
        department_below=bool(row[14]),
        room_class=row[15],
        alliance_id=row[16],
        style=row[17],
        stamps=bool(row[18]),
        reactions=bool(row[19]),
        my_numbers=bool(row[20]),
        writers=row[21],
        icon=row[22],
        hue=row[23],
    )


# Built once: every message sent asks these, and building a statement takes longer than running it.
_ROOM = Prepared(
    select(*_ROOM_COLUMNS)
    .join(membership_table, _ms.room_no == _r.no)
    .where(_ms.member_id == bindparam("viewer_id"), present, _r.id == bindparam("sought_id"))
)
_LOCK = Prepared(select(_r.no).where(_r.id == bindparam("sought_id")).with_for_update())
_MESSAGE = select(message_table).where(_msg.id == bindparam("sought_id"))
_ROOM_OF_MESSAGE = select(_msg.room_id).where(_msg.id == bindparam("sought_id"))


def require_room(db: Db, viewer: Viewer, room_id: RoomId) -> Room:
    """Return a room the viewer is in and may read here. Problems: RoomNotFound, RefusedByPolicy."""
    row = _ROOM.glance(db, {"viewer_id": viewer.member_id, "sought_id": room_id})
    if row is None:
        raise RoomNotFound  # a stranger must not learn that the room exists
    room = room_of(row)
    if (message_n := db.known(message_n_of(room.no))) is not None:
        room = msgspec.structs.replace(room, message_n=message_n)
    require(viewer, "read", room.room_class)
    return room


def hold_room(db: Db, viewer: Viewer, room_id: RoomId) -> Room:
    """Return a room the viewer is in, locked until the commit: what changes a room happens one after the other.

    The lock comes first and the membership is read under it, so that somebody removed at the same moment
    cannot slip one more message in. Problems: RoomNotFound.
    """
    lock_room(db, room_id)
    return require_room(db, viewer, room_id)


def lock_room(db: Db, room_id: str) -> None:
    """Lock a room's row; on SQLite the writer is alone anyway."""
    if db.dialect == "postgresql":
        _LOCK.first(db, {"sought_id": room_id})


def hold_open_room(db: Db, viewer: Viewer, room_id: RoomId) -> Room:
    """Return a locked room the viewer is in and may write to. Problems: RoomNotFound, RoomArchivedAlready."""
    room = hold_room(db, viewer, room_id)
    require_open(room)
    return room


def require_open(room: Room) -> None:
    """Refuse to write into what is archived. Problems: RoomArchivedAlready."""
    if room.archived_at is not None:
        raise RoomArchivedAlready


def require_master(room: Room) -> None:
    """Refuse who is not a master of the room. Problems: MasterOnly."""
    if room.role != "master":
        raise MasterOnly


def find_message(db: Db, viewer: Viewer, message_id: str) -> Found:
    """Return a message the viewer may read. Problems: MessageNotFound."""
    row = db.first(_MESSAGE, {"sought_id": message_id})
    if row is None:
        raise MessageNotFound
    return _found(db, viewer, row)


def hold_message(db: Db, viewer: Viewer, message_id: str) -> Found:
    """Return a message the viewer may read, with its room locked and open.

    Problems: MessageNotFound, RoomArchivedAlready.
    """
    room_id = db.scalar(_ROOM_OF_MESSAGE, {"sought_id": message_id})
    if room_id is None:
        raise MessageNotFound
    lock_room(db, room_id)
    found = find_message(db, viewer, message_id)
    if found.room.archived_at is not None:
        raise RoomArchivedAlready
    return found


def _found(db: Db, viewer: Viewer, row: Record) -> Found:
    try:
        room = require_room(db, viewer, RoomId(row.room_id))
    except RoomNotFound:
        raise MessageNotFound from None
    if row.seq < room.sees_from:
        raise MessageNotFound
    return Found(room, row)


_SPAN = Prepared(
    select(_ms.sees_from)
    .join(room_table, _ms.room_no == _r.no)
    .where(
        _ms.member_id == bindparam("viewer_id"),
        present,
        _r.id == bindparam("sought_id"),
        _r.room_class <= bindparam("upto"),
    )
)


def _may_read_room(db: Db, viewer: Viewer, room_id: str) -> Span | None:
    known = {"viewer_id": viewer.member_id, "sought_id": room_id, "upto": upto_of(viewer, "read")}
    row = _SPAN.first(db, known)
    return None if row is None else Span(first=row[0])


def acquaintances(viewer: Viewer) -> Select[tuple[str]]:
    """Select whoever is or was in a room the viewer is in now; a guest knows nobody by a direct talk alone."""
    mine = select(_ms.room_no).where(_ms.member_id == viewer.member_id, present, in_readable(viewer, _ms.room_no))
    if viewer.is_guest:
        mine = mine.where(_ms.room_no.in_(select(_r.no).where(_r.kind == "group")))
    return select(_ms.member_id).where(_ms.room_no.in_(mine))


def open_to(viewer: Viewer) -> Select[tuple[int]]:
    """Select the numbers of open rooms of the viewer's own body that they are not in and may join here.

    Those of an alliance are not among them: the alliance lists its own.
    """
    mine = select(_ms.room_no).where(_ms.member_id == viewer.member_id, present)
    own = and_(_r.organization_id == viewer.organization_id, _r.alliance_id.is_(None))
    joinable = and_(own, _r.open, _r.archived_at.is_(None))
    if not may(viewer, "join_room"):
        return select(_r.no).where(false())
    return select(_r.no).where(joinable, _r.no.not_in(mine), allowed_rooms(viewer, "join_room"))


def keeps_reading(viewer: Viewer, entry: Entry) -> bool:
    """Whether a reader of a room may read on where they are, after the room's class was changed."""
    return may(viewer, "read", msgspec.json.decode(entry.body, type=RoomReclassified).room_class)


def _class_of(db: Db, room_id: str) -> tuple[OrganizationId, int] | None:
    row = db.first(select(_r.organization_id, _r.room_class).where(_r.id == room_id))
    return None if row is None else (row[0], row[1])


ROOM_STREAM = Stream("room", _may_read_room, _class_of)
