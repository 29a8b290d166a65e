"""Who is in a room: coming in, going, masters. The caller has decided that it may happen and holds the room's lock."""

from typing import NamedTuple, Protocol

import msgspec
from sqlalchemy import bindparam, func, insert, select, update

from kairan.core.journal import append, head
from kairan.core.kit.database import Db
from kairan.core.kit.prepared import Prepared
from kairan.core.viewer import MemberId, Viewer
from kairan.people import DepartmentId, member_stream, member_table, post_table, rank_of
from kairan.talk.alliance_rooms import require_may_come
from kairan.talk.confirmations import await_no_more
from kairan.talk.entries import (
    MasterNamed,
    MasterWithdrawn,
    MemberJoined,
    MemberLeft,
    Opens,
    RoomEntered,
    RoomExited,
)
from kairan.talk.model import (
    AllianceId,
    History,
    Role,
    RoomId,
    mark_table,
    membership_table,
    present,
    room_stream,
    room_table,
)
from kairan.talk.problems import RoomNotFound

_r, _ms, _m, _p = room_table.c, membership_table.c, member_table.c, post_table.c


class InRoom(Protocol):
    """What of a room is needed here, whoever looks at it."""

    @property
    def no(self) -> int:
        """Its number."""

    @property
    def id(self) -> RoomId:
        """Its id."""

    @property
    def stream(self) -> str:
        """Its stream."""

    @property
    def department_id(self) -> DepartmentId | None:
        """The department whose room it is."""


class Membership(msgspec.Struct, frozen=True):
    """How somebody is or was in a room; enough to let them in again as before."""

    role: Role
    sees_from: int
    from_n: int


class _Joined(NamedTuple):
    no: int
    history: str
    message_n: int
    alliance_id: AllianceId | None
    is_own_body: bool


# Prepared: a transfer lets thousands in and out.
_HERE = (_ms.room_no == bindparam("in_room")) & (_ms.member_id == bindparam("insider_id")) & present
_ROOM = Prepared(
    select(_r.no, _r.history, _r.message_n, _r.alliance_id, _r.organization_id == _m.organization_id)
    .select_from(room_table.join(member_table, _m.id == bindparam("insider_id")))
    .where(_r.id == bindparam("sought_id"))
)
_INSIDE = Prepared(select(_ms.role, _ms.sees_from, _ms.from_n).where(_HERE))
_MASTER = Prepared(
    select(_ms.member_id).where(_ms.room_no == bindparam("in_room"), _ms.role == "master", present).limit(1)
)
_JOIN = Prepared(
    insert(membership_table),
    ("room_no", "member_id", "from_seq", "sees_from", "from_n", "role", "joined_at"),
)
_GO = Prepared(update(membership_table).where(_HERE).values(to_seq=bindparam("new_to_seq")))
_ROLE = Prepared(
    update(membership_table).where(_HERE, _ms.role != bindparam("new_role")).values(role=bindparam("new_role"))
)
_MARK = Prepared(insert(mark_table), ("room_no", "member_id", "n", "seen_n", "read_at"))
_MARK_AGAIN = Prepared(
    update(mark_table)
    .where(mark_table.c.room_no == bindparam("in_room"), mark_table.c.member_id == bindparam("insider_id"))
    .values(n=bindparam("new_n"), seen_n=bindparam("new_n"), read_at=bindparam("new_read_at"))
)


def admit(
    db: Db,
    by: Viewer | None,
    room_id: RoomId,
    member_id: MemberId,
    role: Role = "member",
    at: int | None = None,
    as_before: Membership | None = None,
    history: History = "all",
) -> bool:
    """Let a member into a locked room; false when they are in already. The caller has decided that they may.

    `as_before` gives back what they had, as if they had never gone; `history` may show them less than the room would.
    Whoever it is, into whichever room: nobody of another body, but into rooms of an alliance whom a body of it sends.
    Problems: RoomNotFound, PersonOfOtherBody, NotSentByBody.
    """
    row = _ROOM.first(db, {"sought_id": room_id, "insider_id": member_id})
    if row is None:
        raise RoomNotFound
    room = _Joined(*row)
    if _INSIDE.first(db, {"in_room": room.no, "insider_id": member_id}) is not None:
        return False
    require_may_come(db, room.alliance_id, room_id, member_id, is_own_body=room.is_own_body)
    stream = room_stream(room_id)
    seq = head(db, stream) + 1
    # Who makes the room sees its first entry; who joins a room without history sees from their own coming on.
    sees_from = seq if "since_joining" in {room.history, history} and seq > 2 else 1
    has = Membership(role, sees_from, room.message_n) if as_before is None else as_before
    joined = MemberJoined(member_id=member_id, role=has.role, from_n=has.from_n, sees_from=has.sees_from)
    entry = append(db, stream, joined, by, at)
    values = {"room_no": room.no, "member_id": member_id, "from_seq": seq, "sees_from": has.sees_from}
    _JOIN.run(db, values | {"from_n": has.from_n, "role": has.role, "joined_at": entry.at})
    if as_before is None:
        # Who came by themselves is there; who was brought in has not looked yet.
        is_here = by is not None and by.member_id == member_id
        _set_mark(db, room.no, member_id, room.message_n, entry.at if is_here else None)
    opens = Opens(stream=stream, seq=seq)
    append(db, member_stream(member_id), RoomEntered(room_id=room_id, opens=opens), by, at)
    return True


def _set_mark(db: Db, room_no: int, member_id: MemberId, n: int, read_at: int | None) -> None:
    place = {"in_room": room_no, "insider_id": member_id}
    if _MARK_AGAIN.run(db, place | {"new_n": n, "new_read_at": read_at}) == 0:
        _MARK.run(db, {"room_no": room_no, "member_id": member_id, "n": n, "seen_n": n, "read_at": read_at})


def let_go(db: Db, by: Viewer | None, room: InRoom, member_id: MemberId, *, removed: bool) -> Membership | None:
    """Let a member go out of a locked room and return how they were in it; None when they were not.

    A room that would be without a master gets one.
    """
    place = {"in_room": room.no, "insider_id": member_id}
    row = _INSIDE.first(db, place)
    if row is None:
        return None
    awaited = await_no_more(db, room.no, member_id)
    entry = append(db, room.stream, MemberLeft(member_id=member_id, removed=removed, awaited=awaited), by)
    _GO.run(db, place | {"new_to_seq": entry.seq})
    append(db, member_stream(member_id), RoomExited(room_id=room.id, closes=room.stream), by)
    ensure_master(db, by, room)
    role: Role = "master" if row[0] == "master" else "member"
    return Membership(role, row[1], row[2])


def ensure_master(db: Db, by: Viewer | None, room: InRoom) -> None:
    """Give a room without a master one; without anybody who could be, it stays without."""
    if _MASTER.first(db, {"in_room": room.no}) is not None:
        return
    heir = next_master(db, room)
    if heir is not None:
        set_role(db, by, room, heir, "master")


def next_master(db: Db, room: InRoom, without: MemberId | None = None) -> MemberId | None:
    """Return who becomes master when nobody is: the highest post in a department's room, else who is in it longest.

    Only whose account is in use. A guest answers for no room, however long they have been in it.
    """
    rows = db.all(
        select(_ms.member_id, _ms.from_seq, func.max(_p.title))
        .join(member_table, _m.id == _ms.member_id)
        .outerjoin(post_table, (_p.member_id == _ms.member_id) & _p.is_main)
        .where(_ms.room_no == room.no, present, _m.kind == "staff", _m.status == "active")
        .group_by(_ms.member_id, _ms.from_seq)
    )
    by_post = room.department_id is not None
    order = sorted((rank_of(row[2]) if by_post else 0, row[1], row[0]) for row in rows if row[0] != without)
    return MemberId(order[0][-1]) if order else None


def set_role(db: Db, by: Viewer | None, room: InRoom, member_id: MemberId, role: Role) -> bool:
    """Make a member of a locked room a master, or a simple member again; false when they were that already."""
    changed = _ROLE.run(db, {"in_room": room.no, "insider_id": member_id, "new_role": role})
    if changed:
        named = MasterNamed(member_id=member_id) if role == "master" else MasterWithdrawn(member_id=member_id)
        append(db, room.stream, named, by)
    return changed > 0
