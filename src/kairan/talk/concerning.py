"""What of the unread concerns the viewer: what they are asked to read, calls by name, answers, words of theirs.

All of it is found by the marks, so it is gone once it was read. Each look is bounded: by the newest messages of each
room, and for words by fewer of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec
from sqlalchemy import BigInteger, ColumnElement, Integer, and_, bindparam, case, func, or_, select

from kairan.core.kit.batches import in_batches
from kairan.core.kit.database import Db, Record
from kairan.core.kit.folding import fold
from kairan.core.kit.prepared import Prepared
from kairan.core.viewer import Viewer
from kairan.notifications import choices_of, urgent_entries
from kairan.people import Person
from kairan.talk.access import at_places, require_room, rooms_of
from kairan.talk.model import (
    Message,
    RoomId,
    kept_table,
    mark_table,
    membership_table,
    mention_table,
    message_table,
    room_stream,
    room_table,
    thread_mark_table,
)
from kairan.talk.queries import calls, messages_of, people_in
from kairan.talk.told_model import message_reminder_table

Why = Literal["asked", "mention", "reply", "keyword"]
"""They were asked to read it (確認のお願い, 緊急), are called in it, follow the thread, or it has a word of theirs."""

MOST = 50  # shown in all
LOOKED = 1_000  # messages of a room, the newest
WORD_ROOMS = 40  # in which words are sought
WORD_MESSAGES = 50  # of each, the newest
ORDER: Mapping[Why, int] = {"asked": 0, "mention": 1, "reply": 2, "keyword": 3}

_r, _ms, _mk, _k = room_table.c, membership_table.c, mark_table.c, kept_table.c
_t, _mn, _msg, _rem = thread_mark_table.c, mention_table.c, message_table.c, message_reminder_table.c
_Places = dict[tuple[int, int], set[Why]]


class Concerning(msgspec.Struct, frozen=True, kw_only=True):
    """An unread message and why it concerns the viewer; of a thread its first message, with what is unread in it."""

    message: Message
    why: list[Why]
    answers: int


class Concerns(msgspec.Struct, frozen=True):
    """What concerns the viewer, the most pressing first, then the newest; `is_all`: nothing was left out."""

    concerns: list[Concerning]
    people: list[Person]
    is_all: bool


class _Room(msgspec.Struct, frozen=True):
    """A room that is not archived, and from which entry on it is looked at; null: everything in it is read.

    `is_whole`: all that is unread is looked at.
    """

    no: int
    id: RoomId
    is_silent: bool
    start: int | None
    is_whole: bool


def concerns_of(db: Db, viewer: Viewer, room_id: RoomId | None = None) -> Concerns:
    """Return what of the unread concerns the viewer, in a room or in all of theirs. Problems: RoomNotFound."""
    if room_id is not None:
        require_room(db, viewer, room_id)
    rooms = _rooms(db, viewer, room_id)
    unread = [room for room in rooms if room.start is not None]
    loud = [room.no for room in rooms if not room.is_silent]
    threads = _threads(db, viewer, loud)
    found: _Places = {}
    _add(found, "asked", _asked(db, viewer, unread))
    _add(found, "mention", _called(db, viewer, unread))
    _add(found, "mention", _called_in_threads(db, viewer, threads))
    _add(found, "reply", threads)
    words, is_all = _with_words(db, viewer, unread)
    _add(found, "keyword", words)
    return _concerns(db, viewer, found, threads, is_all=is_all and all(room.is_whole for room in unread))


def _add(found: _Places, why: Why, places: Iterator[tuple[int, int]] | Mapping[tuple[int, int], int]) -> None:
    for place in places:
        found.setdefault(place, set()).add(why)


def _concerns(
    db: Db, viewer: Viewer, found: _Places, threads: Mapping[tuple[int, int], int], *, is_all: bool
) -> Concerns:
    rows: list[Record] = []
    places = sorted(found)
    for some in in_batches(places):
        rows += db.all(
            select(_msg.room_no, _msg.seq, _msg.at, _msg.last_reply_at).where(at_places(_msg.room_no, _msg.seq, some))
        )
    ranked = sorted(rows, key=lambda row: _rank(row, found, threads))[:MOST]
    shown = [(row.room_no, row.seq) for row in ranked]
    whole = db.all(select(message_table).where(at_places(_msg.room_no, _msg.seq, shown))) if shown else []
    messages = {(row.room_no, row.seq): one for row, one in zip(whole, messages_of(db, whole), strict=True)}
    concerns = [
        Concerning(
            message=messages[place],
            why=sorted(found[place], key=lambda why: ORDER[why]),
            answers=threads.get(place, 0),
        )
        for place in shown
    ]
    return Concerns(concerns, people_in(db, viewer, list(messages.values())), is_all and len(rows) <= MOST)


def _rank(row: Record, found: _Places, threads: Mapping[tuple[int, int], int]) -> tuple[int, int, int]:
    place = (row.room_no, row.seq)
    at = row.last_reply_at or row.at if place in threads else row.at
    return min(ORDER[why] for why in found[place]), -at, -row.seq


# --- where something is unread ------------------------------------------------------------------------------

_OLDEST = case((_r.message_n - LOOKED > _mk.n, _r.message_n - LOOKED), else_=_mk.n) + 1
_START = (
    select(_msg.seq)
    .where(_msg.room_no == _r.no, _msg.root_seq.is_(None), _msg.n == _OLDEST)
    .correlate(room_table, mark_table)
    .scalar_subquery()
)


def _rooms(db: Db, viewer: Viewer, room_id: RoomId | None) -> list[_Room]:
    statement = (
        rooms_of(viewer)
        .join(mark_table, and_(_mk.room_no == _r.no, _mk.member_id == _ms.member_id))
        .outerjoin(kept_table, and_(_k.room_no == _r.no, _k.member_id == _ms.member_id))
        .where(_r.archived_at.is_(None))
        .with_only_columns(_r.no, _r.id, _r.message_n, _ms.sees_from, _mk.n, _k.notify, _START.label("start"))
    )
    rows = db.all(statement if room_id is None else statement.where(_r.id == room_id))
    return [
        _Room(
            row.no,
            RoomId(row.id),
            row.notify == "none",
            None if row.start is None else max(row.start, row.sees_from),
            row.message_n - row.n <= LOOKED,
        )
        for row in rows
    ]


def _within(rooms: Sequence[_Room], room_no: ColumnElement[int], seq: ColumnElement[int]) -> ColumnElement[bool]:
    """Restrict what has a place to the unread stretches of some rooms: each is a range of the key."""
    return or_(*(and_(room_no == room.no, seq >= room.start) for room in rooms))


STRETCHES = 50  # in one statement


# --- why ------------------------------------------------------------------------------------------------


def _asked(db: Db, viewer: Viewer, unread: Sequence[_Room]) -> Iterator[tuple[int, int]]:
    """Yield the messages of which the others who have not read them were reminded, or told as urgent."""
    numbers = {room_stream(room.id): room for room in unread}
    urgent = [
        (numbers[stream].no, seq)
        for stream, seq in urgent_entries(db, list(numbers))
        if seq >= (numbers[stream].start or 0)
    ]
    reminded: list[tuple[int, int]] = []
    for some in in_batches(unread, STRETCHES):
        rows = db.all(select(_rem.room_no, _rem.seq).where(_within(some, _rem.room_no, _rem.seq)))
        reminded += [(row.room_no, row.seq) for row in rows]
    yield from _unread_among(db, viewer, sorted({*urgent, *reminded}))


def _unread_among(db: Db, viewer: Viewer, places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield which of these messages of unread stretches are by others, there, and unread; replies by their threads."""
    mine = and_(_t.room_no == _msg.room_no, _t.root_seq == _msg.root_seq, _t.member_id == viewer.member_id)
    for some in in_batches(places):
        rows = db.all(
            select(_msg.room_no, _msg.seq)
            .outerjoin(thread_mark_table, mine)
            .where(
                at_places(_msg.room_no, _msg.seq, some),
                _msg.author_id != viewer.member_id,
                _msg.removed_at.is_(None),
                or_(_msg.root_seq.is_(None), _msg.n > func.coalesce(_t.seen_n, 0)),
            )
        )
        yield from ((row.room_no, row.seq) for row in rows)


def _called(db: Db, viewer: Viewer, unread: Sequence[_Room]) -> Iterator[tuple[int, int]]:
    """Yield the messages of the timelines that call the viewer: as many as the rooms' cards count."""
    for some in in_batches(unread, STRETCHES):
        rows = db.all(
            select(_mn.room_no, _mn.seq)
            .distinct()
            .join(message_table, and_(_msg.room_no == _mn.room_no, _msg.seq == _mn.seq))
            .where(_within(some, _mn.room_no, _mn.seq), _mn.root_seq.is_(None), calls(db, viewer))
            .where(_msg.author_id != viewer.member_id)
        )
        yield from ((row.room_no, row.seq) for row in rows)


def _threads(db: Db, viewer: Viewer, numbers: Sequence[int]) -> dict[tuple[int, int], int]:
    """Return the threads the viewer follows in which something is unread, and how much."""
    rows = db.all(
        select(_msg.room_no, _msg.seq, _msg.reply_count - _t.n)
        .join(thread_mark_table, and_(_t.room_no == _msg.room_no, _t.root_seq == _msg.seq))
        .join(membership_table, and_(_ms.room_no == _msg.room_no, _ms.member_id == _t.member_id, _ms.to_seq.is_(None)))
        .where(_t.member_id == viewer.member_id, _t.following, _msg.reply_count > _t.n, _msg.seq >= _ms.sees_from)
    )
    loud = set(numbers)
    return {(row[0], row[1]): int(row[2]) for row in rows if row[0] in loud}


def _called_in_threads(db: Db, viewer: Viewer, threads: Mapping[tuple[int, int], int]) -> Iterator[tuple[int, int]]:
    """Yield those threads in whose unread answers the viewer is called by name."""
    rows = db.all(
        select(_mn.room_no, _mn.root_seq)
        .distinct()
        .join(
            thread_mark_table,
            and_(_t.room_no == _mn.room_no, _t.root_seq == _mn.root_seq, _t.member_id == _mn.target_id),
        )
        .where(_mn.target_id == viewer.member_id, _mn.n > _t.n, _t.following)
    )
    yield from ((row.room_no, row.root_seq) for row in rows if (row.room_no, row.root_seq) in threads)


_NEWEST = Prepared(
    select(_msg.seq, _msg.text)
    .where(
        _msg.room_no == bindparam("room", type_=BigInteger),
        _msg.seq >= bindparam("start", type_=BigInteger),
        _msg.author_id != bindparam("member"),
        _msg.root_seq.is_(None),
        _msg.removed_at.is_(None),
    )
    .order_by(_msg.seq.desc())
    .limit(bindparam("most", type_=Integer))
)


def _with_words(db: Db, viewer: Viewer, unread: Sequence[_Room]) -> tuple[Iterator[tuple[int, int]], bool]:
    """Return the messages with a word the viewer wants to hear of, among the newest; and whether those were all."""
    choice = choices_of(db, [viewer.member_id])[viewer.member_id]
    words = [word for one in choice.keywords if (word := fold(one))]
    if not words:
        return iter(()), True
    rooms = [room for room in unread if not room.is_silent]
    found: list[tuple[int, int]] = []
    is_all = len(rooms) <= WORD_ROOMS
    for room in rooms[:WORD_ROOMS]:
        values = {"room": room.no, "start": room.start, "member": viewer.member_id, "most": WORD_MESSAGES + 1}
        rows = _NEWEST.all(db, values)
        is_all = is_all and len(rows) <= WORD_MESSAGES
        for seq, text in rows[:WORD_MESSAGES]:
            folded = fold(text)
            if any(word in folded for word in words):
                found.append((room.no, seq))
    return iter(found), is_all
