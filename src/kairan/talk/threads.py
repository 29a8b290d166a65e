"""Threads: who follows one, how far she has read in it, and what it holds."""

import msgspec
from sqlalchemy import and_, insert, select, update

from kairan.core.journal import head
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, Viewer
from kairan.people import Person
from kairan.talk.access import find_message, in_readable
from kairan.talk.model import Message, MessageId, RoomId, membership_table, message_table, present, thread_mark_table
from kairan.talk.problems import MessageNotFound
from kairan.talk.queries import PAGE, message_of, messages_of, people_in

_t, _ms, _msg = thread_mark_table.c, membership_table.c, message_table.c


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """A thread: its first message and the newest replies, or those before a given one."""

    root: Message
    messages: list[Message]
    people: list[Person]
    read_n: int
    following: bool
    has_before: bool
    seq: int


class ThreadCard(msgspec.Struct, frozen=True):
    """A thread one follows, for the list of threads."""

    root: Message
    room_id: RoomId
    unread: int
    last: Message


class Threads(msgspec.Struct, frozen=True):
    """The threads one follows, the newest first."""

    threads: list[ThreadCard]
    people: list[Person]
    next: str | None = None


def follow_thread(db: Db, room_no: int, root_seq: int, member_id: MemberId, n: int) -> None:
    """Let a member follow a thread, read up to `n`; who follows it already keeps her mark."""
    place = (_t.room_no == room_no) & (_t.root_seq == root_seq) & (_t.member_id == member_id)
    if db.first(select(_t.n).where(place)) is None:
        db.execute(
            insert(thread_mark_table).values(room_no=room_no, root_seq=root_seq, member_id=member_id, n=max(0, n))
        )


def move_thread_mark(db: Db, room_no: int, root_seq: int, member_id: MemberId, n: int) -> bool:
    """Move a follower's mark forward; true when it moved."""
    moved = db.execute(
        update(thread_mark_table)
        .where(_t.room_no == room_no, _t.root_seq == root_seq, _t.member_id == member_id, _t.n < n)
        .values(n=n)
    )
    return moved.rowcount > 0


def thread_of(db: Db, viewer: Viewer, root_id: MessageId, before: int | None = None) -> Thread:
    """Return a thread's first message and up to 50 replies before `before` (an `n`). Problems: MessageNotFound."""
    found = find_message(db, viewer, root_id)
    room, root = found.room, found.row
    if root.root_seq is not None:
        raise MessageNotFound
    seq = head(db, room.stream)
    statement = select(message_table).where(_msg.room_no == room.no, _msg.root_seq == root.seq)
    if before is not None:
        statement = statement.where(_msg.n < before)
    rows = db.all(statement.order_by(_msg.n.desc()).limit(PAGE + 1))
    messages = messages_of(db, rows[:PAGE][::-1])
    (first,) = messages_of(db, [root])
    read_n = db.scalar(
        select(_t.n).where(_t.room_no == room.no, _t.root_seq == root.seq, _t.member_id == viewer.member_id)
    )
    return Thread(
        root=first,
        messages=messages,
        people=people_in(db, [first, *messages]),
        read_n=root.reply_count if read_n is None else read_n,
        following=read_n is not None,
        has_before=len(rows) > PAGE,
        seq=seq,
    )


def threads_of(db: Db, viewer: Viewer, before: int | None = None) -> Threads:
    """Return the threads the viewer follows, the newest reply first; `before` is an instant."""
    statement = (
        select(message_table, _t.n.label("read_n"))
        .join(thread_mark_table, and_(_t.room_no == _msg.room_no, _t.root_seq == _msg.seq))
        .join(membership_table, and_(_ms.room_no == _msg.room_no, _ms.member_id == viewer.member_id, present))
        .where(_t.member_id == viewer.member_id, _msg.reply_count > 0, _msg.seq >= _ms.sees_from)
        .where(in_readable(viewer, _msg.room_no))
    )
    if before is not None:
        statement = statement.where(_msg.last_reply_at < before)
    rows = db.all(statement.order_by(_msg.last_reply_at.desc(), _msg.id).limit(PAGE + 1))
    roots = messages_of(db, rows[:PAGE])
    lasts = [_last_reply(db, row) for row in rows[:PAGE]]
    cards = [
        ThreadCard(root, root.room_id, max(0, row.reply_count - row.read_n), last)
        for root, row, last in zip(roots, rows, lasts, strict=False)
    ]
    more = str(rows[PAGE - 1].last_reply_at) if len(rows) > PAGE else None
    return Threads(cards, people_in(db, [*roots, *lasts]), more)


def _last_reply(db: Db, root: Record) -> Message:
    row = db.first(
        select(message_table)
        .where(_msg.room_no == root.room_no, _msg.root_seq == root.seq)
        .order_by(_msg.n.desc())
        .limit(1)
    )
    return message_of(root if row is None else row)
