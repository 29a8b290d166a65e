"""Catching up (留守中のまとめ): what was said where the viewer has not read on, by topic, the most answered first.

A topic is a message of the timeline with what was answered to it. The numbers are the same arithmetic as everywhere:
a followed thread counts from its own mark, another one from what the viewer has seen of it. Of a room at most `LOOKED`
entries are looked at, the newest; what is unread before them is counted, not shown.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import BigInteger, Integer, and_, bindparam, case, func, select

from kairan.core.kit.database import Db, Record
from kairan.core.kit.prepared import Prepared
from kairan.core.viewer import Viewer
from kairan.people import Person
from kairan.talk.access import rooms_of
from kairan.talk.model import (
    Message,
    RoomId,
    mark_table,
    membership_table,
    message_table,
    room_table,
    thread_mark_table,
    unread,
)
from kairan.talk.queries import message_of, messages_of, people_in

ROOMS_MOST = 10  # in one question
LOOKED = 500  # entries of a room
TOPICS = 8  # shown of a room
UNANSWERED = 3  # of them: messages nobody answered

_r, _ms, _mk, _t, _msg = room_table.c, membership_table.c, mark_table.c, thread_mark_table.c, message_table.c


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """A message, and how much was answered to it that is new to the viewer.

    `unread`: the message is; `following`: its thread has a mark of the viewer's own; `last`: the newest answer.
    """

    root: Message
    unread: bool
    following: bool
    answers: int
    last: Message | None


class RoomTopics(msgspec.Struct, frozen=True, kw_only=True):
    """What is new in a room: its topics, the most answered first.

    `others`: unread messages of the timeline that are not shown; `more`: answered topics that are not shown. `is_all`:
    everything that is new was looked at.
    """

    room_id: RoomId
    unread: int
    topics: list[Topic]
    others: int
    more: int
    is_all: bool


class Topics(msgspec.Struct, frozen=True):
    """What is new in some rooms, in the order asked."""

    rooms: list[RoomTopics]
    people: list[Person]


class _Place(NamedTuple):
    """A room, and from where on the viewer has not read it; None: they have."""

    no: int
    id: RoomId
    sees_from: int
    read_n: int
    unread: int
    start: int | None


class _Found(NamedTuple):
    """What is new of a topic."""

    seq: int
    answers: int
    last_at: int


def topics_of(db: Db, viewer: Viewer, room_ids: Sequence[RoomId]) -> Topics:
    """Return what is new in rooms the viewer is in; what they may not read is left out, as if it were not there."""
    places = {place.id: place for place in _places(db, viewer, room_ids)}
    order = [places[one] for one in dict.fromkeys(room_ids) if one in places]
    followed = _followed(db, viewer, [place.no for place in order])
    rooms = [_topics(db, viewer, place, followed.get(place.no, {})) for place in order]
    shown = [one for room in rooms for topic in room.topics for one in (topic.root, topic.last) if one is not None]
    return Topics(rooms, people_in(db, viewer, shown))


_FIRST_UNREAD = (
    select(_msg.seq)
    .where(_msg.room_no == _r.no, _msg.root_seq.is_(None), _msg.n == _mk.n + 1)
    .correlate(room_table, mark_table)
    .scalar_subquery()
)


def _places(db: Db, viewer: Viewer, room_ids: Sequence[RoomId]) -> list[_Place]:
    rows = db.all(
        rooms_of(viewer)
        .join(mark_table, and_(_mk.room_no == _r.no, _mk.member_id == _ms.member_id))
        .where(_r.id.in_(list(room_ids)[:ROOMS_MOST]))
        .with_only_columns(_r.no, _r.id, _ms.sees_from, _r.message_n, _mk.n, _FIRST_UNREAD.label("start"))
    )
    return [
        _Place(
            row.no,
            RoomId(row.id),
            row.sees_from,
            row.n,
            unread(row.message_n, row.n),
            None if row.start is None else max(row.start, row.sees_from),
        )
        for row in rows
    ]


def _followed(db: Db, viewer: Viewer, numbers: Sequence[int]) -> dict[int, dict[int, _Found]]:
    """Return the threads the viewer follows in which something is new, by room and first message."""
    rows = db.all(
        select(_msg.room_no, _msg.seq, _msg.reply_count - _t.n, _msg.last_reply_at)
        .join(thread_mark_table, (_t.room_no == _msg.room_no) & (_t.root_seq == _msg.seq))
        .where(_t.member_id == viewer.member_id, _t.room_no.in_(numbers), _t.following, _msg.reply_count > _t.n)
    )
    found: dict[int, dict[int, _Found]] = {}
    for room_no, seq, answers, last_at in rows:
        found.setdefault(room_no, {})[seq] = _Found(seq, answers, last_at or 0)
    return found


_SINCE = (
    select(_msg.seq, _msg.root_seq, _msg.n, _msg.at, _msg.reply_count, _msg.removed_at)
    .where(
        _msg.room_no == bindparam("room", type_=BigInteger),
        _msg.seq >= bindparam("start", type_=BigInteger),
    )
    .order_by(_msg.seq.desc())
    .limit(bindparam("most", type_=Integer))
    .subquery()
)
_NEW = Prepared(
    select(
        _SINCE.c.seq,
        _SINCE.c.root_seq,
        _SINCE.c.n,
        _SINCE.c.at,
        _SINCE.c.reply_count,
        _SINCE.c.removed_at,
        case((_t.following, _t.n), else_=func.coalesce(_t.seen_n, 0)).label("seen_n"),
    )
    .outerjoin(
        thread_mark_table,
        and_(
            _t.room_no == bindparam("room", type_=BigInteger),
            _t.root_seq == func.coalesce(_SINCE.c.root_seq, _SINCE.c.seq),
            _t.member_id == bindparam("member"),
        ),
    )
    .order_by(_SINCE.c.seq.desc())
)


def _topics(db: Db, viewer: Viewer, place: _Place, followed: Mapping[int, _Found]) -> RoomTopics:
    rows: Sequence[Sequence[Any]] = []
    if place.start is not None:
        values = {"room": place.no, "start": place.start, "member": viewer.member_id, "most": LOOKED + 1}
        rows = _NEW.all(db, values)
    found = {**_counted(rows[:LOOKED], followed), **followed}
    ranked = sorted(found.values(), key=lambda topic: (-topic.answers, -topic.last_at, -topic.seq))
    answered = [topic for topic in ranked if topic.answers]
    shown = [*answered, *ranked[len(answered) :][:UNANSWERED]][:TOPICS]
    roots = _messages(db, place, [topic.seq for topic in shown])
    lasts = _lasts(db, place.no, [roots[topic.seq] for topic in shown if topic.answers and topic.seq in roots])
    topics = [
        Topic(
            root=roots[topic.seq],
            unread=roots[topic.seq].n > place.read_n,
            following=topic.seq in followed,
            answers=topic.answers,
            last=lasts.get(topic.seq),
        )
        for topic in shown
        if topic.seq in roots
    ]
    return RoomTopics(
        room_id=place.id,
        unread=place.unread,
        topics=topics,
        others=place.unread - sum(topic.unread for topic in topics),
        more=max(0, len(answered) - TOPICS),
        is_all=len(rows) <= LOOKED,
    )


def _counted(rows: Sequence[Sequence[Any]], followed: Mapping[int, _Found]) -> dict[int, _Found]:
    """Return what is new of topics that are not followed: answers to what is unread, and to what was read before."""
    answers: Counter[int] = Counter()
    last_at: dict[int, int] = {}
    roots: dict[int, bool] = {}
    for seq, root_seq, n, at, reply_count, removed_at, seen_n in rows:
        topic = seq if root_seq is None else root_seq
        last_at.setdefault(topic, at)  # the newest comes first
        if root_seq is None:
            roots[seq] = removed_at is None or reply_count > 0
            answers[seq] = max(0, reply_count - seen_n)
        elif root_seq not in roots:
            answers[root_seq] += n > seen_n
    return {
        topic: _Found(topic, count, last_at[topic])
        for topic, count in answers.items()
        if topic not in followed and (roots.get(topic, False) or count > 0)
    }


def _messages(db: Db, place: _Place, seqs: Sequence[int]) -> dict[int, Message]:
    """Return messages of a room as far as the viewer sees them: an answer may be to what was said before they came."""
    seen = [seq for seq in seqs if seq >= place.sees_from]
    rows = db.all(select(message_table).where(_msg.room_no == place.no, _msg.seq.in_(seen)))
    return {message.seq: message for message in messages_of(db, rows)}


_ANSWER = Prepared(
    select(_msg.seq).where(
        _msg.room_no == bindparam("room", type_=BigInteger),
        _msg.root_seq == bindparam("root", type_=BigInteger),
        _msg.n == bindparam("ordinal", type_=BigInteger),
    )
)


def _lasts(db: Db, room_no: int, answered: Iterable[Message]) -> dict[int, Message]:
    """Return the newest answers, by the first message of their thread: the one whose ordinal is their number.

    Looked up one by one along the index, which SQLite does not do for several at once.
    """
    ends = [{"room": room_no, "root": root.seq, "ordinal": root.replies.count} for root in answered if root.replies]
    seqs = [found[0] for end in ends if (found := _ANSWER.first(db, end)) is not None]
    rows: Sequence[Record] = db.all(select(message_table).where(_msg.room_no == room_no, _msg.seq.in_(seqs)))
    return {row.root_seq: message_of(row) for row in rows}
