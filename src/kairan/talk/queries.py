"""Reading messages: a page of a room, one message, a thread, what called me, what was attached."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Annotated, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Integer, and_, bindparam, case, func, or_, select

from kairan.core.journal import head
from kairan.core.kit.database import Db, Record
from kairan.core.kit.documents import Document, Documents, ListOf
from kairan.core.kit.prepared import Prepared
from kairan.core.viewer import MemberId, Viewer
from kairan.files import FileView
from kairan.people import Person, department_ids_of, people_seen
from kairan.talk.access import find_message, in_readable, require_room
from kairan.talk.confirmation_model import Confirmation
from kairan.talk.confirmations import confirmations_of, own_confirmations
from kairan.talk.happenings import Happening, happenings
from kairan.talk.model import (
    Mention,
    Message,
    MessageId,
    Reaction,
    Replies,
    Room,
    RoomId,
    membership_table,
    mention_table,
    message_table,
    present,
    reaction_table,
    thread_mark_table,
)
from kairan.talk.problems import DayUnknown

PAGE = 50
PAGE_MOST = 200
JAPAN = timezone(timedelta(hours=9))

Seq = Annotated[int, msgspec.Meta(ge=0, le=2**53)]

_msg, _ms, _rc, _mn, _t = (
    message_table.c,
    membership_table.c,
    reaction_table.c,
    mention_table.c,
    thread_mark_table.c,
)
_files = msgspec.json.Decoder(list[FileView])
_mentions = msgspec.json.Decoder(list[Mention])
_ids = msgspec.json.Decoder(list[MemberId])


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a room's main timeline, in order, with the people in it and what happened meanwhile.

    `seq` is the stream's position, read before the messages: entries after it may already be in them, none
    before it is missing. `confirmed`: which of the messages the viewer has confirmed.
    """

    messages: list[Message]
    people: list[Person]
    has_before: bool
    has_after: bool
    seq: int
    happenings: list[Happening]
    confirmed: list[MessageId] = []


class Messages(msgspec.Struct, frozen=True):
    """Some messages of several rooms, the newest first."""

    messages: list[Message]
    people: list[Person]
    next: str | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where in a room to read; nothing given: the newest page."""

    before: Seq | None = None
    after: Seq | None = None
    around: Seq | None = None
    n: Seq | None = None
    on: Annotated[str, msgspec.Meta(max_length=20)] | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=PAGE_MOST)] = PAGE


def message_of(row: Record, reactions: Sequence[Reaction] = (), confirmation: Confirmation | None = None) -> Message:
    """Make a Message of a row of the message table."""
    return Message(
        id=row.id,
        room_id=row.room_id,
        seq=row.seq,
        n=row.n,
        root_id=row.root_id,
        author_id=row.author_id,
        at=row.at,
        text=row.text,
        files=_files.decode(row.files) if row.files else [],
        mentions=_mentions.decode(row.mentions) if row.mentions else [],
        edited_at=row.edited_at,
        removed_at=row.removed_at,
        removed_by=row.removed_by,
        reactions=list(reactions),
        replies=_replies(row),
        client_key=row.client_key,
        confirmation=confirmation if row.removed_at is None else None,
        stamp=row.stamp,
        pinned_at=row.pinned_at,
        question=row.question,
    )


def _replies(row: Record) -> Replies | None:
    if not row.reply_count:
        return None
    return Replies(row.reply_count, row.last_reply_at or row.at, _ids.decode(row.repliers or "[]"))


def messages_of(db: Db, rows: Sequence[Record]) -> list[Message]:
    """Make messages of rows, with their reactions, in the order of the rows."""
    places = [(row.room_no, row.seq) for row in rows]
    reactions, asked = _reactions(db, places), confirmations_of(db, places)
    return [
        message_of(row, reactions.get(place, ()), asked.get(place)) for row, place in zip(rows, places, strict=True)
    ]


_REACTIONS = Prepared(
    select(_rc.seq, _rc.emoji, _rc.member_id)
    .where(_rc.room_no == bindparam("room"), _rc.seq.between(bindparam("first"), bindparam("last")))
    .order_by(_rc.at, _rc.member_id)
)
SPREAD = 2_000  # entries between the first and the last message of which reactions are read in one go


def _reactions(db: Db, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], list[Reaction]]:
    """Return the reactions to these messages; neighbours are read in one walk along the key."""
    found: dict[tuple[int, int], dict[str, list[MemberId]]] = {}
    for room_no, first, last in _stretches(places):
        for seq, emoji, member_id in _REACTIONS.all(db, {"room": room_no, "first": first, "last": last}):
            found.setdefault((room_no, seq), {}).setdefault(emoji, []).append(member_id)
    return {place: [Reaction(emoji, members) for emoji, members in emojis.items()] for place, emojis in found.items()}


def _stretches(places: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Put messages of a room that lie near each other into one stretch: room, first, last."""
    stretches: list[tuple[int, int, int]] = []
    for room_no, seq in sorted(places):
        if stretches and stretches[-1][0] == room_no and seq - stretches[-1][1] < SPREAD:
            stretches[-1] = (room_no, stretches[-1][1], seq)
        else:
            stretches.append((room_no, seq, seq))
    return stretches


def people_in(db: Db, viewer: Viewer, messages: Sequence[Message]) -> list[Person]:
    """Return everybody who is named by messages: authors, reactors, repliers, who removed one."""
    ids: set[str] = {message.author_id for message in messages}
    for message in messages:
        for reaction in message.reactions:
            ids.update(reaction.member_ids)
        if message.replies is not None:
            ids.update(message.replies.member_ids)
        if message.removed_by is not None:
            ids.add(message.removed_by)
    return people_seen(db, viewer, ids)


def the_message(db: Db, room_no: int, seq: int) -> Message:
    """Return a message that exists; for actions that have just changed it."""
    return messages_of(db, db.all(select(message_table).where(_msg.room_no == room_no, _msg.seq == seq)))[0]


def message(db: Db, viewer: Viewer, message_id: MessageId) -> Message:
    """Return one message, for a permalink. Problems: MessageNotFound."""
    return messages_of(db, [find_message(db, viewer, message_id).row])[0]


def page_of(db: Db, viewer: Viewer, room_id: RoomId, place: Place) -> Page:
    """Return a page of a room's main timeline. Problems: RoomNotFound, DayUnknown."""
    room = require_room(db, viewer, room_id)
    seq = head(db, room.stream)  # the position before the state
    found = _stretch_at(db, room, place)
    messages = _completed(db, room, found.messages)
    asking = [message.seq for message in messages if message.confirmation is not None]
    return Page(
        messages=messages,
        people=people_in(db, viewer, messages),
        has_before=bool(messages) and found.has_before,
        has_after=bool(messages) and found.has_after,
        seq=seq,
        happenings=_happened(db, room, found, seq),
        confirmed=own_confirmations(db, viewer, room.no, asking),
    )


def _happened(db: Db, room: Room, found: "_Stretch", head_seq: int) -> list[Happening]:
    """Return what belongs to a stretch: from the message before it to its last one, or to the end of the room."""
    if not found.messages:
        return happenings(db, room, 0, head_seq)
    last = found.messages[-1].seq if found.has_after else head_seq
    return happenings(db, room, found.before if found.has_before else 0, last)


def _completed(db: Db, room: Room, messages: list[Message]) -> list[Message]:
    """Add their reactions and what they ask to messages of a room; most have neither, and stay as they are."""
    places = [(room.no, message.seq) for message in messages]
    reactions, asked = _reactions(db, places), confirmations_of(db, places)
    return [
        msgspec.structs.replace(
            message,
            reactions=reactions.get(place, []),
            confirmation=asked.get(place) if message.removed_at is None else None,
        )
        if place in reactions or place in asked
        else message
        for message, place in zip(messages, places, strict=True)
    ]


class _Stretch(NamedTuple):
    """Messages of a timeline in order, without reactions, and whether there are more on either side."""

    messages: list[Message]
    has_before: bool
    has_after: bool
    before: int = 0  # the message before the first, where there is one


def _stretch_at(db: Db, room: Room, place: Place) -> _Stretch:
    """Read one message more than is asked for, where that tells whether there are more."""
    limit = max(1, min(place.limit, PAGE_MOST))
    around = place.around if place.n is None else _seq_of(db, room, place.n)
    if around is not None:
        half = limit // 2
        older, newer = _older(db, room, around, half + 1), _newer(db, room, around - 1, limit - half + 1)
        messages = [*older[max(0, len(older) - half) :], *newer[: limit - half]]
        return _Stretch(messages, len(older) > half, len(newer) > limit - half, older[0].seq if older else 0)
    if place.on is not None:
        return _stretch_after(db, room, _seq_before_day(db, room, place.on), limit)
    if place.after is not None:
        return _stretch_after(db, room, place.after, limit)
    older = _older(db, room, place.before, limit + 1)
    messages = older[max(0, len(older) - limit) :]
    has_after = place.before is not None and bool(messages) and bool(_newer(db, room, messages[-1].seq, 1))
    return _Stretch(messages, len(older) > limit, has_after, older[0].seq if older else 0)


def _stretch_after(db: Db, room: Room, after: int, limit: int) -> _Stretch:
    newer = _newer(db, room, after, limit + 1)
    older = _older(db, room, newer[0].seq, 1) if newer else []
    return _Stretch(newer[:limit], bool(older), len(newer) > limit, older[0].seq if older else 0)


_WRITTEN = Document(  # as `message_of` makes it, without reactions
    id=_msg.id,
    room_id=_msg.room_id,
    seq=_msg.seq,
    n=_msg.n,
    root_id=_msg.root_id,
    author_id=_msg.author_id,
    at=_msg.at,
    text=_msg.text,
    files=ListOf(_msg.files),
    mentions=ListOf(_msg.mentions),
    edited_at=_msg.edited_at,
    removed_at=_msg.removed_at,
    removed_by=_msg.removed_by,
    replies=case(
        (
            _msg.reply_count > 0,
            Document(
                count=_msg.reply_count,
                last_at=func.coalesce(_msg.last_reply_at, _msg.at),
                member_ids=ListOf(_msg.repliers),
            ),
        )
    ),
    client_key=_msg.client_key,
    stamp=_msg.stamp,
    pinned_at=_msg.pinned_at,
    question=_msg.question,
)
_IN_TIMELINE = and_(_msg.room_no == bindparam("room"), _msg.root_seq.is_(None))
_OLDER = Documents(
    Message,
    select(_WRITTEN)
    .where(_IN_TIMELINE, _msg.seq >= bindparam("sees_from"), _msg.seq < bindparam("before"))
    .order_by(_msg.seq.desc())
    .limit(bindparam("most", type_=Integer)),
)
_NEWER = Documents(
    Message,
    select(_WRITTEN)
    .where(_IN_TIMELINE, _msg.seq > bindparam("after"))
    .order_by(_msg.seq)
    .limit(bindparam("most", type_=Integer)),
)
_AT_ORDINAL = Prepared(
    select(_msg.seq)
    .where(_IN_TIMELINE, _msg.seq >= bindparam("sees_from"), _msg.n >= bindparam("ordinal"))
    .order_by(_msg.n)
    .limit(1)
)
_SINCE = Prepared(
    select(_msg.seq)
    .where(_IN_TIMELINE, _msg.seq >= bindparam("sees_from"), _msg.at >= bindparam("since"))
    .order_by(_msg.at, _msg.seq)
    .limit(1)
)
_END = 2**62  # beyond every number


def _older(db: Db, room: Room, before: int | None, limit: int) -> list[Message]:
    values = {"room": room.no, "sees_from": room.sees_from, "before": _END if before is None else before, "most": limit}
    return _OLDER.all(db, values)[::-1]


def _newer(db: Db, room: Room, after: int, limit: int) -> list[Message]:
    # One lower bound: of two SQLite takes the first, and would walk there from the room's beginning.
    return _NEWER.all(db, {"room": room.no, "after": max(after, room.sees_from - 1), "most": limit})


def _seq_of(db: Db, room: Room, n: int) -> int | None:
    """Return the number of the message with an ordinal, or of the first after it; None beyond the newest."""
    found = _AT_ORDINAL.first(db, {"room": room.no, "sees_from": room.sees_from, "ordinal": n})
    return None if found is None else int(found[0])


def day_begins_at(day: str) -> int:
    """Return the instant a Japanese day begins. Problems: DayUnknown."""
    try:
        midnight = datetime.combine(date.fromisoformat(day), datetime.min.time(), JAPAN)
        return int(midnight.astimezone(UTC).timestamp() * 1000)
    except (ValueError, OverflowError) as error:
        raise DayUnknown from error


def _seq_before_day(db: Db, room: Room, day: str) -> int:
    """Return the number before the first message on or after a day; the end of the room when there is none."""
    first = _SINCE.first(db, {"room": room.no, "sees_from": room.sees_from, "since": day_begins_at(day)})
    if first is not None:
        return int(first[0]) - 1
    newest = _older(db, room, None, PAGE)
    return newest[0].seq - 1 if newest else 0


def calls(db: Db, viewer: Viewer) -> ColumnElement[bool]:
    """Restrict mentions to those that call the viewer: by name, by department, or everybody."""
    mine = _mn.target_id.in_([viewer.member_id, *department_ids_of(db, viewer.member_id)])
    return or_(mine, _mn.kind == "all")


def mentions_of(db: Db, viewer: Viewer, before: str | None = None) -> Messages:
    """Return the messages that call the viewer, the newest first; `before` is a message id."""
    statement = (
        select(message_table)
        .distinct()
        .join(mention_table, and_(_mn.room_no == _msg.room_no, _mn.seq == _msg.seq))
        .join(membership_table, and_(_ms.room_no == _msg.room_no, _ms.member_id == viewer.member_id, present))
        .where(calls(db, viewer), _msg.seq >= _ms.sees_from, _msg.author_id != viewer.member_id)
        .where(in_readable(viewer, _msg.room_no))
    )
    if before is not None:
        statement = statement.where(_msg.id < before)
    rows = db.all(statement.order_by(_msg.id.desc()).limit(PAGE + 1))
    messages = messages_of(db, rows[:PAGE])
    return Messages(messages, people_in(db, viewer, messages), messages[-1].id if len(rows) > PAGE else None)
