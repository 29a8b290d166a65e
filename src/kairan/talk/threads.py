"""Threads: who follows one, how far they have read in it, and what it holds."""

from bisect import bisect_left

import msgspec
from sqlalchemy import ColumnElement, and_, case, insert, select, update

from kairan.core.journal import head
from kairan.core.kit.database import Db, Record
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import MemberId, Viewer
from kairan.people import Person
from kairan.talk.access import find_message, in_readable
from kairan.talk.confirmations import own_confirmations
from kairan.talk.model import Message, MessageId, RoomId, membership_table, message_table, present, thread_mark_table
from kairan.talk.problems import MessageNotFound
from kairan.talk.queries import PAGE, message_of, messages_of, people_in

_t, _ms, _msg = thread_mark_table.c, membership_table.c, message_table.c


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """How far a member has read: up to `n`, counted from messages after `from_n`."""

    member_id: MemberId
    n: int
    from_n: int


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """A thread: its first message and the newest replies, or those before a given one; and who has read how far.

    `confirmed`: whether the viewer has confirmed the first message.
    """

    root: Message
    messages: list[Message]
    people: list[Person]
    read_n: int
    following: bool
    rewinds: int  # how often `read_n` went back
    has_before: bool
    seq: int
    marks: list[Mark]
    confirmed: bool = False


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
    """Let a member follow a thread, with nothing unread up to `n`; who follows it already keeps their mark."""
    place = _place(room_no, root_seq, member_id)
    row = db.first(select(_t.following).where(place))
    if row is None:
        values = {"room_no": room_no, "root_seq": root_seq, "member_id": member_id, "n": max(0, n)}
        db.execute(insert(thread_mark_table).values(**values, seen_n=0, following=True))
    elif not row.following:
        db.execute(update(thread_mark_table).where(place).values(following=True, n=max(0, n)))


def _place(room_no: int, root_seq: int, member_id: MemberId) -> ColumnElement[bool]:
    return (_t.room_no == room_no) & (_t.root_seq == root_seq) & (_t.member_id == member_id)


class Moved(msgspec.Struct, frozen=True):
    """Where a mark stands after it moved, and how often it went back before."""

    n: int
    rewinds: int


def move_thread_mark(
    db: Db, room_no: int, root_seq: int, member_id: MemberId, n: int, rewinds: int | None = None
) -> Moved | None:
    """Write that a member has read a thread up to `n`; None when that is no news. Who only looks in does not follow it.

    `rewinds`: as in `reading.mark_read`.
    """
    place = _place(room_no, root_seq, member_id)
    moves = _t.n < n if rewinds is None else (_t.n < n) & (_t.rewinds <= rewinds)
    moved = db.first(
        update(thread_mark_table)
        .where(place, moves | (_t.seen_n < n))
        .values(n=case((moves, n), else_=_t.n), seen_n=case((_t.seen_n < n, n), else_=_t.seen_n))
        .returning(_t.n, _t.rewinds)
    )
    if moved is not None:
        return Moved(moved.n, moved.rewinds)
    if n == 0 or db.first(select(_t.n).where(place)) is not None:
        return None
    values = {"room_no": room_no, "root_seq": root_seq, "member_id": member_id, "n": n, "seen_n": n}
    db.execute(insert(thread_mark_table).values(**values, following=False))
    return Moved(n, 0)


def rewind_thread_mark(db: Db, room_no: int, root_seq: int, member_id: MemberId, n: int) -> Moved:
    """Let the replies of a thread after `n` be unread to a member, who follows it from here on: else none would count.

    How far they have read it stays known.
    """
    put = upsert(db, thread_mark_table)
    values = {"room_no": room_no, "root_seq": root_seq, "member_id": member_id, "n": n, "seen_n": 0}
    row = db.first(
        put.values(**values, following=True, rewinds=1)
        .on_conflict_do_update(
            index_elements=[_t.room_no, _t.root_seq, _t.member_id],
            set_={"n": case((_t.n < n, _t.n), else_=n), "rewinds": _t.rewinds + 1, "following": True},
        )
        .returning(_t.n, _t.rewinds)
    )
    if row is None:  # pragma: no cover
        raise MessageNotFound
    return Moved(row.n, row.rewinds)


def thread_marks(db: Db, room_no: int, root_seq: int) -> list[Mark]:
    """Return how far everybody in the room has read a thread; who came later counts from their coming on."""
    replies = list(
        db.scalars(select(_msg.seq).where(_msg.room_no == room_no, _msg.root_seq == root_seq).order_by(_msg.n))
    )
    rows = db.execute(
        select(_ms.member_id, _ms.from_seq, _t.seen_n)
        .outerjoin(
            thread_mark_table,
            and_(_t.room_no == _ms.room_no, _t.root_seq == root_seq, _t.member_id == _ms.member_id),
        )
        .where(_ms.room_no == room_no, present)
    )
    marks = []
    for member_id, from_seq, seen_n in rows:
        from_n = bisect_left(replies, from_seq)
        marks.append(Mark(member_id, max(seen_n or 0, from_n), from_n))
    return marks


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
    mine = _place(room.no, root.seq, viewer.member_id)
    mark = db.first(select(_t.n, _t.rewinds).where(mine, _t.following))
    return Thread(
        root=first,
        messages=messages,
        people=people_in(db, viewer, [first, *messages]),
        read_n=root.reply_count if mark is None else mark.n,
        following=mark is not None,
        rewinds=0 if mark is None else mark.rewinds,
        has_before=len(rows) > PAGE,
        seq=seq,
        marks=thread_marks(db, room.no, root.seq),
        confirmed=bool(own_confirmations(db, viewer, room.no, [root.seq])),
    )


def threads_of(db: Db, viewer: Viewer, before: int | None = None) -> Threads:
    """Return the threads the viewer follows, the newest reply first; `before` is an instant."""
    statement = (
        select(message_table, _t.n.label("read_n"))
        .join(thread_mark_table, and_(_t.room_no == _msg.room_no, _t.root_seq == _msg.seq))
        .join(membership_table, and_(_ms.room_no == _msg.room_no, _ms.member_id == viewer.member_id, present))
        .where(_t.member_id == viewer.member_id, _t.following, _msg.reply_count > 0, _msg.seq >= _ms.sees_from)
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
    return Threads(cards, people_in(db, viewer, [*roots, *lasts]), more)


def _last_reply(db: Db, root: Record) -> Message:
    row = db.first(
        select(message_table)
        .where(_msg.room_no == root.room_no, _msg.root_seq == root.seq)
        .order_by(_msg.n.desc())
        .limit(1)
    )
    return message_of(root if row is None else row)
