"""Who is told of what is said in a room (通知), and in which words; how they are told is decided in `notifications`."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import or_, select, update

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.folding import fold
from kairan.core.kit.upsert import upsert
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
)
from kairan.people import member_table, post_table
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
from kairan.talk.told_model import room_told_table

FIRST_MS = 10 * 60_000  # of a room that was never looked at: what is older is nobody's news
MESSAGES_AT_ONCE = 200
NOTICES_AT_ONCE = 5_000  # kept within the moment before the first of them is told
_r, _ms, _k, _msg = room_table.c, membership_table.c, kept_table.c, message_table.c
_mn, _t, _told, _post = mention_table.c, thread_mark_table.c, room_told_table.c, post_table.c


class _Listener(msgspec.Struct, frozen=True, gc=False):
    """Somebody in the room who can be told, and of what they want to hear there."""

    member_id: MemberId
    organization_id: OrganizationId
    sees_from: int
    reach: Reach
    notify: str
    words: tuple[str, ...]


class _Called(msgspec.Struct, frozen=True):
    """Who is called in a message, and who follows its thread."""

    everybody: frozenset[int]  # the messages that call everybody
    people: Mapping[int, frozenset[str]]
    followers: Mapping[int, frozenset[str]]  # by the thread's first message


class News(msgspec.Struct, frozen=True):
    """What was said in a room since people were told last, up to which entry, and who is told of it how."""

    room_no: int
    told: int | None  # up to there people were told before; null: never
    upto: int
    notices: Sequence[Prepared]
    is_all: bool


def tell_of_room(db: Db, room_id: RoomId) -> None:
    """Let people be told of what was said in a room since this was done last, all in one transaction."""
    if (news := news_of_room(db, room_id)) is not None:
        tell_some(db, news, news.notices, is_last=True)


def tell_some(db: Db, news: News, some: Sequence[Prepared], *, is_last: bool) -> bool:
    """Keep some of the notices, with the last of them how far it was told; false when another node did it meanwhile.

    A room of thousands is told of in pieces, between which others write. Whoever begins again after a crash keeps
    nothing twice: what is kept is told some seconds later at the earliest.
    """
    if _place(db, news.room_no) != news.told:
        return False
    keep_notices(db, some)
    if is_last:
        _keep_place(db, news.room_no, news.upto, is_new=news.told is None)
    return True


def news_of_room(db: Db, room_id: RoomId) -> News | None:
    """Return what nobody was told of yet in a room, and who is to be; nothing when all is told."""
    room = db.first(select(_r.no, _r.id, _r.kind).where(_r.id == room_id))
    if room is None:
        return None
    told = db.scalar(select(_told.seq).where(_told.room_no == room.no))
    fresh = _msg.at > now_ms() - FIRST_MS if told is None else _msg.seq > told
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
    called = _called(db, room.no, said) if listeners else None
    notices = [] if called is None else [one for message in said for one in _notices(room, message, listeners, called)]
    prepared = prepare_notices(db, notices, {one.member_id: one.reach for one in listeners})
    is_all = len(messages) == whole < MESSAGES_AT_ONCE
    return News(room.no, told, messages[-1].seq, prepared, is_all)


def rooms_to_tell_of(db: Db, most: int) -> list[RoomId]:
    """Return rooms in which something was said of which nobody was told yet: after a crash, or at another node."""
    later = select(_msg.seq).where(_msg.room_no == _r.no, _msg.seq > _told.seq).exists()
    lately = select(_msg.seq).where(_msg.room_no == _r.no, _msg.at > now_ms() - FIRST_MS).exists()
    known = select(_r.id).join(room_told_table, _told.room_no == _r.no).where(later)
    never = select(_r.id).outerjoin(room_told_table, _told.room_no == _r.no).where(_told.seq.is_(None), lately)
    return [RoomId(row.id) for row in db.all(known.union_all(never).limit(most))]


def _place(db: Db, room_no: int) -> int | None:
    """Return up to which entry people were told, locked until the commit."""
    found: int | None = db.scalar(select(_told.seq).where(_told.room_no == room_no).with_for_update())
    return found


def _keep_place(db: Db, room_no: int, seq: int, *, is_new: bool) -> None:
    if is_new:
        put = upsert(db, room_told_table)
        db.execute(put.values(room_no=room_no, seq=seq).on_conflict_do_nothing())
    else:
        db.execute(update(room_told_table).where(_told.room_no == room_no).values(seq=seq))


def _listeners(db: Db, room_no: int) -> list[_Listener]:
    rows = db.all(
        select(_ms.member_id, _ms.sees_from, _k.notify, member_table.c.organization_id)
        .select_from(membership_table)
        .join(member_table, member_table.c.id == _ms.member_id)
        .outerjoin(kept_table, (_k.room_no == _ms.room_no) & (_k.member_id == _ms.member_id))
        .where(_ms.room_no == room_no, present, or_(_k.notify.is_(None), _k.notify != "none"))
        .where(among_told(_ms.member_id))
    )
    member_ids = [row.member_id for row in rows]
    reaches = reaches_of(db, member_ids)
    return [
        _Listener(
            MemberId(row.member_id),
            OrganizationId(row.organization_id),
            row.sees_from,
            reaches[row.member_id],
            row.notify or "all",
            tuple(fold(word) for word in reaches[row.member_id].choice.keywords),
        )
        for row in rows
    ]


def _called(db: Db, room_no: int, messages: Sequence[Record]) -> _Called:
    seqs = [one.seq for one in messages]
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
    )


def _followers(db: Db, room_no: int, roots: Collection[int]) -> dict[int, frozenset[str]]:
    if not roots:
        return {}
    mine = (_t.room_no == room_no) & _t.root_seq.in_(sorted(roots)) & _t.following
    found: dict[int, set[str]] = defaultdict(set)
    for row in db.all(select(_t.root_seq, _t.member_id).where(mine)):
        found[row.root_seq].add(row.member_id)
    return {root: frozenset(some) for root, some in found.items()}


def _notices(room: Any, message: Record, listeners: Sequence[_Listener], called: _Called) -> list[NewNotice]:  # noqa: ANN401
    folded = fold(message.text) if any(one.words for one in listeners) else ""
    return [
        NewNotice(
            member_id=one.member_id,
            organization_id=one.organization_id,
            stream=room_stream(room.id),
            seq=message.seq,
            kind=kind,
        )
        for one in listeners
        if one.member_id != message.author_id
        and message.seq >= one.sees_from
        and message.at >= one.reach.since
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
