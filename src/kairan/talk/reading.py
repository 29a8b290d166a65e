"""Read marks (既読): how far each member has read. State with live frames, never rows for each recipient."""

import msgspec
from sqlalchemy import and_, select, update

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.realtime.frames import Mark as LiveMark
from kairan.core.realtime.frames import Mine
from kairan.core.viewer import MemberId, Viewer
from kairan.people import Person, member_stream, people_named
from kairan.talk.access import find_message, require_room
from kairan.talk.model import MessageId, RoomId, mark_table, membership_table, present
from kairan.talk.problems import MessageNotFound
from kairan.talk.threads import move_thread_mark

_mk, _ms = mark_table.c, membership_table.c


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """How far a member has read: up to `n`, counted from messages after `from_n`."""

    member_id: MemberId
    n: int
    from_n: int


class ReadBy(msgspec.Struct, frozen=True):
    """Somebody who has read a message; the time is when her mark last moved, where known."""

    person: Person
    read_at: int | None


class Readers(msgspec.Struct, frozen=True):
    """Who has read a message and who has not, without its author."""

    read: list[ReadBy]
    unread: list[Person]
    total: int


def mark_read(db: Db, viewer: Viewer, room_id: RoomId, n: int) -> int:
    """Move one's mark to `n`, never back and never beyond the newest message; returns where it stands.

    Problems: RoomNotFound.
    """
    room = require_room(db, viewer, room_id)
    mine = (_mk.room_no == room.no) & (_mk.member_id == viewer.member_id)
    wanted = min(n, room.message_n)
    moved = db.execute(update(mark_table).where(mine, _mk.n < wanted).values(n=wanted, read_at=now_ms()))
    if moved.rowcount:
        db.after_commit(LiveMark(room.stream, viewer.member_id, wanted, room.from_n))
        db.after_commit(Mine(member_stream(viewer.member_id), room_id, None, wanted))
        return wanted
    return db.scalar(select(_mk.n).where(mine)) or 0


def mark_thread_read(db: Db, viewer: Viewer, root_id: MessageId, n: int) -> None:
    """Move one's mark in a thread one follows. Problems: MessageNotFound."""
    found = find_message(db, viewer, root_id)
    wanted = min(n, found.row.reply_count)
    if move_thread_mark(db, found.room.no, found.row.seq, viewer.member_id, wanted):
        db.after_commit(Mine(member_stream(viewer.member_id), found.room.id, root_id, wanted))


def marks_of(db: Db, viewer: Viewer, room_id: RoomId) -> list[Mark]:
    """Return the marks of everybody in a room. Problems: RoomNotFound."""
    room = require_room(db, viewer, room_id)
    return _marks(db, room.no)


def _marks(db: Db, room_no: int) -> list[Mark]:
    rows = db.execute(
        select(_ms.member_id, _mk.n, _ms.from_n)
        .join(mark_table, and_(_mk.room_no == _ms.room_no, _mk.member_id == _ms.member_id))
        .where(_ms.room_no == room_no, present)
    )
    return [Mark(row[0], row[1], row[2]) for row in rows]


def readers_of(db: Db, viewer: Viewer, message_id: MessageId) -> Readers:
    """Return who has read a message of the main timeline, and who has not. Problems: MessageNotFound."""
    found = find_message(db, viewer, message_id)
    if found.row.root_seq is not None:
        raise MessageNotFound
    marks = [
        mark
        for mark in _marks(db, found.room.no)
        if mark.from_n < found.row.n and mark.member_id != found.row.author_id
    ]
    people = {person.id: person for person in people_named(db, [mark.member_id for mark in marks])}
    rows = db.all(select(_mk.member_id, _mk.read_at).where(_mk.room_no == found.room.no, _mk.n >= found.row.n))
    times: dict[str, int | None] = {row.member_id: row.read_at for row in rows}
    read = [ReadBy(people[mark.member_id], times.get(mark.member_id)) for mark in marks if mark.n >= found.row.n]
    unread = [people[mark.member_id] for mark in marks if mark.n < found.row.n]
    return Readers(read, unread, len(marks))
