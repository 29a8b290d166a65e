"""What is kept at hand: messages pinned in a room, bookmarks of one's own, and questions until they are solved."""

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Index,
    String,
    Table,
    and_,
    delete,
    func,
    insert,
    select,
    update,
)

from kairan.core.journal import append, hold
from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, metadata
from kairan.core.viewer import Viewer
from kairan.people import member_stream
from kairan.talk.access import find_message, hold_message, in_readable, require_room
from kairan.talk.alliance_rooms import require_may_write
from kairan.talk.entries import MessagePinned, MessageUnpinned, QuestionMarked
from kairan.talk.marking_problems import QuestionInThread, QuestionNotYours, TooManyBookmarks, TooManyPins
from kairan.talk.model import MessageId, Question, RoomId, membership_table, message_table, present
from kairan.talk.problems import MessageGone
from kairan.talk.queries import Messages, messages_of, people_in

PAGE = 50
PINS_MOST = bounded("pins.room", 50, "refuse", "`pin.too_many`")
BOOKMARKS_MOST = bounded("bookmarks.member", 1_000, "refuse", "`bookmark.too_many`")

bookmark_table = Table(
    "bookmark",
    metadata,
    Column("member_id", String(13), primary_key=True),
    Column("room_no", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Index("ix_bookmark_at", "member_id", "at"),
)
_b, _msg, _ms = bookmark_table.c, message_table.c, membership_table.c


class Questioning(msgspec.Struct, frozen=True):
    """Whether a message is an open question, a solved one, or none."""

    question: Question | None


def pin_message(db: Db, viewer: Viewer, message_id: MessageId) -> None:
    """Keep a message at hand for everybody in the room; twice is once.

    Problems: MessageNotFound, MessageGone, RoomArchivedAlready, TooManyPins, RefusedByPolicy.
    """
    found = hold_message(db, viewer, message_id)
    require_may_write(db, viewer, found.room)
    if found.row.removed_at is not None:
        raise MessageGone
    if found.row.pinned_at is not None:
        return
    pinned = (_msg.room_no == found.room.no) & _msg.pinned_at.is_not(None)
    if int(db.scalar(select(func.count()).where(pinned))) >= PINS_MOST:
        raise TooManyPins(most=PINS_MOST)
    entry = append(db, found.room.stream, MessagePinned(id=message_id), viewer)
    _set(db, found.room.no, found.row.seq, pinned_at=entry.at)


def unpin_message(db: Db, viewer: Viewer, message_id: MessageId) -> None:
    """Let a message go from what is at hand; twice is once. Problems: MessageNotFound, RoomArchivedAlready."""
    found = hold_message(db, viewer, message_id)
    require_may_write(db, viewer, found.room)
    if found.row.pinned_at is not None:
        append(db, found.room.stream, MessageUnpinned(id=message_id), viewer)
        _set(db, found.room.no, found.row.seq, pinned_at=None)


def mark_question(db: Db, viewer: Viewer, message_id: MessageId, question: Question | None) -> None:
    """Say that a message asks something, that it is solved, or that it asks nothing.

    Problems: MessageNotFound, MessageGone, RoomArchivedAlready, QuestionInThread, QuestionNotYours, RefusedByPolicy.
    """
    found = hold_message(db, viewer, message_id)
    require_may_write(db, viewer, found.room)
    if found.row.removed_at is not None:
        raise MessageGone
    if found.row.root_seq is not None:
        raise QuestionInThread
    if found.row.author_id != viewer.member_id and found.room.role != "master":
        raise QuestionNotYours
    if found.row.question != question:
        append(db, found.room.stream, QuestionMarked(id=message_id, question=question), viewer)
        _set(db, found.room.no, found.row.seq, question=question)


def _set(db: Db, room_no: int, seq: int, **values: int | str | None) -> None:
    db.execute(update(message_table).where(_msg.room_no == room_no, _msg.seq == seq).values(**values))


def pins_of(db: Db, viewer: Viewer, room_id: RoomId) -> Messages:
    """Return what a room keeps at hand, what was pinned last first. Problems: RoomNotFound."""
    room = require_room(db, viewer, room_id)
    here = (_msg.room_no == room.no) & _msg.pinned_at.is_not(None) & (_msg.seq >= room.sees_from)
    rows = db.all(select(message_table).where(here).order_by(_msg.pinned_at.desc(), _msg.seq.desc()).limit(PINS_MOST))
    messages = messages_of(db, rows)
    return Messages(messages, people_in(db, viewer, messages))


def questions_of(db: Db, viewer: Viewer, room_id: RoomId, question: Question, before: int | None = None) -> Messages:
    """Return a room's open or solved questions, the newest first; `before` is a seq. Problems: RoomNotFound."""
    room = require_room(db, viewer, room_id)
    here = (_msg.room_no == room.no) & (_msg.question == question) & (_msg.seq >= room.sees_from)
    statement = select(message_table).where(here, _msg.question.is_not(None))
    if before is not None:
        statement = statement.where(_msg.seq < before)
    rows = db.all(statement.order_by(_msg.seq.desc()).limit(PAGE + 1))
    messages = messages_of(db, rows[:PAGE])
    return Messages(messages, people_in(db, viewer, messages), str(messages[-1].seq) if len(rows) > PAGE else None)


def add_bookmark(db: Db, viewer: Viewer, message_id: MessageId) -> None:
    """Keep a message for oneself; nobody else sees it; twice is once.

    Problems: MessageNotFound, MessageGone, TooManyBookmarks.
    """
    found = find_message(db, viewer, message_id)
    if found.row.removed_at is not None:
        raise MessageGone
    hold(db, member_stream(viewer.member_id))  # one after the other: the bound holds also for two at once
    place = _bookmarked(viewer, found.room.no, found.row.seq)
    if db.first(select(_b.at).where(place)) is not None:
        return
    if int(db.scalar(select(func.count()).where(_b.member_id == viewer.member_id))) >= BOOKMARKS_MOST:
        raise TooManyBookmarks(most=BOOKMARKS_MOST)
    values = {"member_id": viewer.member_id, "room_no": found.room.no, "seq": found.row.seq, "at": now_ms()}
    db.execute(insert(bookmark_table).values(values))


def remove_bookmark(db: Db, viewer: Viewer, message_id: MessageId) -> None:
    """Forget one's bookmark; twice is once. Problems: MessageNotFound."""
    found = find_message(db, viewer, message_id)
    db.execute(delete(bookmark_table).where(_bookmarked(viewer, found.room.no, found.row.seq)))


def _bookmarked(viewer: Viewer, room_no: int, seq: int) -> ColumnElement[bool]:
    return and_(_b.member_id == viewer.member_id, _b.room_no == room_no, _b.seq == seq)


def bookmarks(db: Db, viewer: Viewer, before: int | None = None) -> Messages:
    """Return what the viewer keeps and may still read, the newest bookmark first; `before`: its time (ms)."""
    mine = (
        select(message_table, _b.at.label("kept_at"))
        .join(bookmark_table, and_(_b.room_no == _msg.room_no, _b.seq == _msg.seq))
        .join(membership_table, and_(_ms.room_no == _msg.room_no, _ms.member_id == _b.member_id, present))
        .where(_b.member_id == viewer.member_id, _msg.seq >= _ms.sees_from, in_readable(viewer, _msg.room_no))
        .where(_msg.removed_at.is_(None))
    )
    if before is not None:
        mine = mine.where(_b.at < before)
    rows = db.all(mine.order_by(_b.at.desc(), _msg.id.desc()).limit(PAGE + 1))
    messages = messages_of(db, rows[:PAGE])
    return Messages(
        messages, people_in(db, viewer, messages), str(rows[PAGE - 1].kept_at) if len(rows) > PAGE else None
    )
