"""Read marks (既読): how far each member has read. State with live frames, never rows for each recipient."""

import msgspec
from sqlalchemy import and_, case, select, update

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.realtime.frames import Mark as LiveMark
from kairan.core.realtime.frames import Mine
from kairan.core.viewer import MemberId, Viewer
from kairan.people import Person, member_stream, people_seen
from kairan.talk.access import Found, find_message, require_room
from kairan.talk.model import (
    MessageId,
    Room,
    RoomId,
    mark_table,
    membership_table,
    message_table,
    present,
    thread_mark_table,
)
from kairan.talk.reading_rules import reading_rules_of
from kairan.talk.threads import Mark, move_thread_mark, rewind_thread_mark, thread_marks

_mk, _ms, _t, _msg = mark_table.c, membership_table.c, thread_mark_table.c, message_table.c


class ReadBy(msgspec.Struct, frozen=True):
    """Somebody who has read a message; the time is when their mark last moved, where known and shown."""

    person: Person
    read_at: int | None


class Readers(msgspec.Struct, frozen=True):
    """Who has read a message and who has not, without its author; of a reply, who has read it in its thread."""

    read: list[ReadBy]
    unread: list[Person]
    total: int


UNREAD_AMONG = 50
"""So far back the message is sought with which a room marked as unread begins."""


def mark_read(db: Db, viewer: Viewer, room_id: RoomId, n: int, rewinds: int | None = None) -> int:
    """Move one's mark to `n`, never back and never beyond the newest message; returns where it stands.

    `rewinds`: how often the mark had gone back as far as the device knew that tells this by itself; once it was marked
    as unread elsewhere, what the device saw before counts as seen, and leaves it unread. Null: the person said so.
    Problems: RoomNotFound.
    """
    room = require_room(db, viewer, room_id)
    mine = (_mk.room_no == room.no) & (_mk.member_id == viewer.member_id)
    wanted = min(n, room.message_n)
    moves = _mk.n < wanted if rewinds is None else (_mk.n < wanted) & (_mk.rewinds <= rewinds)
    sees = (_mk.seen_n < wanted) | _mk.read_at.is_(None)  # also that they have looked in at all
    moved = db.first(
        update(mark_table)
        .where(mine, moves | sees)
        .values(
            n=case((moves, wanted), else_=_mk.n),
            seen_n=case((_mk.seen_n < wanted, wanted), else_=_mk.seen_n),
            read_at=case((sees, now_ms()), else_=_mk.read_at),
        )
        .returning(_mk.n, _mk.rewinds)
    )
    if moved is None:
        return db.scalar(select(_mk.n).where(mine)) or 0
    db.after_commit(LiveMark(room.stream, viewer.member_id, wanted, room.from_n))
    db.after_commit(Mine(member_stream(viewer.member_id), room_id, None, moved.n, moved.rewinds))
    return int(moved.n)


def mark_unread(db: Db, viewer: Viewer, message_id: MessageId) -> None:
    """Let a message and all after it in its conversation be unread to the viewer again (未読に戻す).

    What is unread before it stays so. That they have read it was told the others, and stays told. Whoever marks a reply
    follows its thread. Problems: MessageNotFound.
    """
    found = find_message(db, viewer, message_id)
    room, row = found.room, found.row
    if row.root_seq is None:
        _rewind(db, viewer, room, row.n - 1)
        return
    moved = rewind_thread_mark(db, room.no, row.root_seq, viewer.member_id, row.n - 1)
    db.after_commit(Mine(member_stream(viewer.member_id), room.id, row.root_id, moved.n, moved.rewinds))


def mark_room_unread(db: Db, viewer: Viewer, room_id: RoomId) -> None:
    """Let a room be unread again: from the newest message on that somebody else wrote and that is still there.

    Where there is none among the newest 50, from the newest on. Problems: RoomNotFound.
    """
    room = require_room(db, viewer, room_id)
    newest = db.all(
        select(_msg.n, _msg.author_id, _msg.removed_at)
        .where(_msg.room_no == room.no, _msg.root_seq.is_(None), _msg.seq >= room.sees_from)
        .order_by(_msg.seq.desc())
        .limit(UNREAD_AMONG)
    )
    if newest:
        others = (row.n for row in newest if row.author_id != viewer.member_id and row.removed_at is None)
        _rewind(db, viewer, room, next(others, newest[0].n) - 1)


def _rewind(db: Db, viewer: Viewer, room: Room, n: int) -> None:
    back = db.first(
        update(mark_table)
        .where(_mk.room_no == room.no, _mk.member_id == viewer.member_id)
        .values(n=case((_mk.n < n, _mk.n), else_=n), rewinds=_mk.rewinds + 1)
        .returning(_mk.n, _mk.rewinds)
    )
    if back is not None:
        db.after_commit(Mine(member_stream(viewer.member_id), room.id, None, back.n, back.rewinds))


def mark_threads_read(db: Db, viewer: Viewer, room_id: RoomId) -> None:
    """Move one's mark to the end of every thread one follows in a room. Problems: RoomNotFound."""
    room = require_room(db, viewer, room_id)
    rows = db.all(
        select(_msg.id, _msg.seq, _msg.reply_count)
        .join(thread_mark_table, (_t.room_no == _msg.room_no) & (_t.root_seq == _msg.seq))
        .where(_t.room_no == room.no, _t.member_id == viewer.member_id, _t.following, _msg.reply_count > _t.n)
    )
    for row in rows:
        _move_in_thread(db, viewer, room, row.id, row.seq, row.reply_count)


def mark_thread_read(db: Db, viewer: Viewer, root_id: MessageId, n: int, rewinds: int | None = None) -> None:
    """Write how far one has read a thread, whether one follows it or not; `rewinds`: as in `mark_read`.

    Problems: MessageNotFound.
    """
    found = find_message(db, viewer, root_id)
    _move_in_thread(db, viewer, found.room, root_id, found.row.seq, min(n, found.row.reply_count), rewinds)


def _move_in_thread(
    db: Db, viewer: Viewer, room: Room, root_id: MessageId, root_seq: int, n: int, rewinds: int | None = None
) -> None:
    if (moved := move_thread_mark(db, room.no, root_seq, viewer.member_id, n, rewinds)) is not None:
        db.after_commit(LiveMark(room.stream, viewer.member_id, n, 0, root_id))
        db.after_commit(Mine(member_stream(viewer.member_id), room.id, root_id, moved.n, moved.rewinds))


def marks_of(db: Db, viewer: Viewer, room_id: RoomId) -> list[Mark]:
    """Return the marks of everybody in a room. Problems: RoomNotFound."""
    room = require_room(db, viewer, room_id)
    return _marks(db, room.no)


def _marks(db: Db, room_no: int) -> list[Mark]:
    rows = db.execute(
        select(_ms.member_id, _mk.seen_n, _ms.from_n)
        .join(mark_table, and_(_mk.room_no == _ms.room_no, _mk.member_id == _ms.member_id))
        .where(_ms.room_no == room_no, present)
    )
    return [Mark(row[0], row[1], row[2]) for row in rows]


def readers_of(db: Db, viewer: Viewer, message_id: MessageId) -> Readers:
    """Return who has read a message or a reply, and who has not. Problems: MessageNotFound."""
    found = find_message(db, viewer, message_id)
    row, room_no = found.row, found.room.no
    everybody = _marks(db, room_no) if row.root_seq is None else thread_marks(db, room_no, row.root_seq)
    marks = [mark for mark in everybody if mark.from_n < row.n and mark.member_id != row.author_id]
    people = {person.id: person for person in people_seen(db, viewer, [mark.member_id for mark in marks])}
    shows = row.root_seq is None and _shows_times(db, viewer, found)
    times = _times(db, room_no, row.n) if shows else {}
    read = [ReadBy(people[mark.member_id], times.get(mark.member_id)) for mark in marks if mark.n >= row.n]
    unread = [people[mark.member_id] for mark in marks if mark.n < row.n]
    return Readers(read, unread, len(marks))


def _shows_times(db: Db, viewer: Viewer, found: Found) -> bool:
    """Whether the body whose room it is lets the viewer see when a message was read."""
    shown_to = reading_rules_of(db, found.room.organization_id).times
    return shown_to == "members" or (shown_to == "author" and viewer.member_id == found.row.author_id)


def unread_by(db: Db, room: Room, row: Record) -> list[MemberId]:
    """Return who may read a message, or a reply, and has not; its author has."""
    marks = _marks(db, room.no) if row.root_seq is None else thread_marks(db, room.no, row.root_seq)
    return [
        MemberId(mark.member_id)
        for mark in marks
        if mark.from_n < row.n and mark.member_id != row.author_id and mark.n < row.n
    ]


def _times(db: Db, room_no: int, n: int) -> dict[str, int | None]:
    rows = db.all(select(_mk.member_id, _mk.read_at).where(_mk.room_no == room_no, _mk.seen_n >= n))
    return {row.member_id: row.read_at or None for row in rows}  # 0: not known any more
