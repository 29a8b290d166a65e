"""Who is told of what is said in a room (通知), and in which words; how they are told is decided in `notifications`."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from typing import Any

import msgspec
from sqlalchemy import bindparam, func, or_, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.folding import fold
from kairan.core.kit.prepared import Prepared as PreparedStatement
from kairan.core.viewer import MemberId, OrganizationId
from kairan.notifications import (
    NewNotice,
    NoticeKind,
    Prepared,
    Reach,
    among_told,
    keep_notices,
    prepare_notices,
    reaches_of,
    urgent_entries,
)
from kairan.people import member_table, post_table
from kairan.talk.confirmation_model import confirmation_request_table
from kairan.talk.confirmations import awaited_among
from kairan.talk.model import (
    MessageId,
    RoomId,
    kept_table,
    membership_table,
    mention_table,
    message_table,
    present,
    room_stream,
    room_table,
    thread_mark_table,
)
from kairan.talk.room_told import Place, after_piece, move_place, place_in
from kairan.talk.told_model import room_told_table

FIRST_MS = 10 * 60_000  # of a room that was never looked at: what is older is nobody's news
MESSAGES_AT_ONCE = 200
NOTICES_AT_ONCE = 5_000  # kept within the moment before the first of them is told
_r, _ms, _k, _msg = room_table.c, membership_table.c, kept_table.c, message_table.c
_mn, _t, _told, _post = mention_table.c, thread_mark_table.c, room_told_table.c, post_table.c
_q = confirmation_request_table.c


class _Listener(msgspec.Struct, frozen=True, gc=False):
    """Somebody in the room who can be told, and of what they want to hear there."""

    member_id: MemberId
    organization_id: OrganizationId
    sees_from: int
    reach: Reach
    notify: str
    words: tuple[str, ...]


class _Called(msgspec.Struct, frozen=True):
    """Who is called in a message, who follows its thread, and who is told of it by somebody's act already."""

    everybody: frozenset[int]  # the messages that call everybody
    people: Mapping[int, frozenset[str]]
    followers: Mapping[int, frozenset[str]]  # by the thread's first message
    urgent: frozenset[int]  # the messages that everybody is told of as urgent
    asked: Set[tuple[int, str]]  # the messages that somebody is asked to confirm


class News(msgspec.Struct, frozen=True):
    """What was said in a room since people were told last, up to which entry, and who is told of it how."""

    room_no: int
    told: Place | None  # how far people were told before; null: never
    since: int  # everybody was told up to there
    upto: int
    notices: Sequence[Prepared]  # in the order of entries and members
    is_all: bool


def tell_of_room(db: Db, room_id: RoomId) -> None:
    """Let people be told of what was said in a room since this was done last, all in one transaction."""
    if (news := news_of_room(db, room_id)) is not None:
        tell_some(db, news, news.told, news.notices, is_last=True)


def tell_some(db: Db, news: News, told: Place | None, some: Sequence[Prepared], *, is_last: bool) -> Place | None:
    """Keep some of the notices and how far it was told by that; None when another node did it meanwhile.

    `told`: how far it was told before these. A room of thousands is told of in pieces, between which others write.
    """
    after = Place(news.upto) if is_last else after_piece(news.since, some)
    if not move_place(db, news.room_no, told, after):
        return None
    keep_notices(db, some)
    return after


def news_of_room(db: Db, room_id: RoomId) -> News | None:
    """Return what nobody was told of yet in a room, and who is to be; nothing when all is told."""
    room = db.first(select(_r.no, _r.id, _r.kind).where(_r.id == room_id))
    if room is None:
        return None
    told = place_in(db, room.no)
    fresh = _msg.at > now_ms() - FIRST_MS if told is None else _msg.seq > told.seq
    messages = db.all(
        select(_msg.seq, _msg.root_seq, _msg.author_id, _msg.at, _msg.text, _msg.removed_at)
        .where(_msg.room_no == room.no, fresh)
        .order_by(_msg.seq)
        .limit(MESSAGES_AT_ONCE)
    )
    if not messages:
        return None
    listeners = _listeners(db, room.no)
    whole = len(messages)
    messages = messages[: max(1, NOTICES_AT_ONCE // max(1, len(listeners)))]
    said = [one for one in messages if one.removed_at is None]
    called = _called(db, room, said, listeners) if listeners else None
    notices = [] if called is None else [one for message in said for one in _notices(room, message, listeners, called)]
    prepared: Sequence[Prepared] = prepare_notices(db, notices, {one.member_id: one.reach for one in listeners})
    return News(
        room_no=room.no,
        told=told,
        since=messages[0].seq - 1 if told is None else told.seq,
        upto=messages[-1].seq,
        notices=prepared if told is None else told.rest_of(prepared),
        is_all=len(messages) == whole < MESSAGES_AT_ONCE,
    )


def rooms_to_tell_of(db: Db, most: int) -> list[RoomId]:
    """Return rooms in which something was said of which nobody was told yet: after a crash, or at another node."""
    later = select(_msg.seq).where(_msg.room_no == _r.no, _msg.seq > _told.seq).exists()
    lately = select(_msg.seq).where(_msg.room_no == _r.no, _msg.at > now_ms() - FIRST_MS).exists()
    known = select(_r.id).join(room_told_table, _told.room_no == _r.no).where(later)
    never = select(_r.id).outerjoin(room_told_table, _told.room_no == _r.no).where(_told.seq.is_(None), lately)
    return [RoomId(row.id) for row in db.all(known.union_all(never).limit(most))]


_IN_ROOM = PreparedStatement(
    select(_ms.member_id, member_table.c.organization_id, _ms.sees_from, func.coalesce(_k.notify, "all"))
    .select_from(membership_table)
    .join(member_table, member_table.c.id == _ms.member_id)
    .outerjoin(kept_table, (_k.room_no == _ms.room_no) & (_k.member_id == _ms.member_id))
    .where(_ms.room_no == bindparam("room"), present, or_(_k.notify.is_(None), _k.notify != "none"))
    .where(among_told(_ms.member_id))
)


def _listeners(db: Db, room_no: int) -> list[_Listener]:
    """Return them in the order of their ids, as this machine sorts them."""
    rows = sorted(_IN_ROOM.all(db, {"room": room_no}))
    reaches = reaches_of(db, [row[0] for row in rows])
    return [
        _Listener(member_id, organization_id, sees_from, reach, notify, tuple(map(fold, reach.choice.keywords)))
        for member_id, organization_id, sees_from, notify in rows
        for reach in (reaches[member_id],)
    ]


def _called(db: Db, room: Any, messages: Sequence[Record], listeners: Sequence[_Listener]) -> _Called:  # noqa: ANN401
    room_no, seqs = room.no, [one.seq for one in messages]
    rows = db.all(select(_mn.seq, _mn.kind, _mn.target_id).where(_mn.room_no == room_no, _mn.seq.in_(seqs)))
    people: dict[int, set[str]] = defaultdict(set)
    departments = {row.target_id for row in rows if row.kind == "department"}
    of_department: dict[str, set[str]] = defaultdict(set)
    if departments:
        posts = db.all(select(_post.department_id, _post.member_id).where(_post.department_id.in_(sorted(departments))))
        for post in posts:
            of_department[post.department_id].add(post.member_id)
    for row in rows:
        people[row.seq] |= {row.target_id} if row.kind == "person" else of_department[row.target_id]
    roots = sorted({one.root_seq for one in messages if one.root_seq is not None})
    return _Called(
        everybody=frozenset(row.seq for row in rows if row.kind == "all"),
        people={seq: frozenset(some) for seq, some in people.items()},
        followers=_followers(db, room_no, roots),
        urgent=frozenset(seq for _, seq in urgent_entries(db, [room_stream(room.id)])),
        asked=_asked(db, room_no, seqs, listeners),
    )


def _asked(db: Db, room_no: int, seqs: Sequence[int], listeners: Sequence[_Listener]) -> set[tuple[int, str]]:
    """Return who is told that they are to confirm one of these: where this comes late, they were told of it before."""
    asking = list(db.scalars(select(_q.seq).where(_q.room_no == room_no, _q.seq.in_(seqs))))
    if not asking:
        return set()
    awaited = awaited_among(db, [(room_no, seq) for seq in asking], [one.member_id for one in listeners])
    return {(seq, member_id) for _, seq, member_id in awaited}


def _followers(db: Db, room_no: int, roots: Collection[int]) -> dict[int, frozenset[str]]:
    if not roots:
        return {}
    mine = (_t.room_no == room_no) & _t.root_seq.in_(sorted(roots)) & _t.following
    found: dict[int, set[str]] = defaultdict(set)
    for row in db.all(select(_t.root_seq, _t.member_id).where(mine)):
        found[row.root_seq].add(row.member_id)
    return {root: frozenset(some) for root, some in found.items()}


def _notices(room: Any, message: Record, listeners: Sequence[_Listener], called: _Called) -> list[NewNotice]:  # noqa: ANN401
    if message.seq in called.urgent:
        return []
    folded = fold(message.text) if any(one.words for one in listeners) else ""
    stream = room_stream(room.id)
    return [
        NewNotice(
            member_id=one.member_id,
            organization_id=one.organization_id,
            stream=stream,
            seq=message.seq,
            kind=kind,
        )
        for one in listeners
        if one.member_id != message.author_id
        and message.seq >= one.sees_from
        and message.at >= one.reach.since
        and (message.seq, one.member_id) not in called.asked
        and (kind := _why(room.kind, message, one, called, folded)) is not None
    ]


def _why(kind: str, message: Record, one: _Listener, called: _Called, folded: str) -> NoticeKind | None:
    """Return why somebody is told of a message; None when they are not."""
    if message.seq in called.everybody or one.member_id in called.people.get(message.seq, frozenset()):
        return "mention"
    if kind == "direct":
        return "direct"
    if message.root_seq is not None and one.member_id in called.followers.get(message.root_seq, frozenset()):
        return "reply"
    if any(word in folded for word in one.words):
        return "keyword"
    return "message" if one.notify == "all" and message.root_seq is None else None


def message_path(room_id: RoomId, message_id: MessageId) -> str:
    """Return where the client shows a message."""
    return f"/rooms/{room_id}/messages/{message_id}"
