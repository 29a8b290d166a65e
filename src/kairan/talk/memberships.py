"""Who is in a room: coming in, going, masters. The caller has decided that it may happen and holds the room's lock."""

from typing import Protocol

import msgspec
from sqlalchemy import func, insert, select, update

from kairan.journal import append, head
from kairan.kit.database import Db
from kairan.people import DepartmentId, member_stream, member_table, post_table, rank_of
from kairan.talk.entries import (
    MasterNamed,
    MasterWithdrawn,
    MemberJoined,
    MemberLeft,
    Opens,
    RoomEntered,
    RoomExited,
)
from kairan.talk.model import Role, RoomId, mark_table, membership_table, present, room_stream, room_table
from kairan.talk.problems import RoomNotFound
from kairan.viewer import MemberId, Viewer

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
    """How somebody is or was in a room; enough to let her in again as before."""

    role: Role
    sees_from: int
    from_n: int


def admit(
    db: Db,
    by: Viewer | None,
    room_id: RoomId,
    member_id: MemberId,
    role: Role = "member",
    at: int | None = None,
    as_before: Membership | None = None,
) -> bool:
    """Let a member into a locked room; false when she is in already. The caller has decided that she may.

    `as_before` gives back what she had, as if she had never gone.
    """
    room = db.first(select(_r.no, _r.history, _r.kind, _r.message_n).where(_r.id == room_id))
    if room is None:
        raise RoomNotFound
    here = (_ms.room_no == room.no) & (_ms.member_id == member_id)
    if db.first(select(_ms.from_seq).where(here, present)) is not None:
        return False
    stream = room_stream(room_id)
    seq = head(db, stream) + 1
    # Who makes the room sees its first entry; who joins a room without history sees from her own coming on.
    sees_from = seq if room.history == "since_joining" and seq > 2 else 1
    has = Membership(role, sees_from, room.message_n) if as_before is None else as_before
    joined = MemberJoined(member_id=member_id, role=has.role, from_n=has.from_n, sees_from=has.sees_from)
    entry = append(db, stream, joined, by, at)
    db.execute(
        insert(membership_table).values(
            room_no=room.no,
            member_id=member_id,
            from_seq=seq,
            sees_from=has.sees_from,
            from_n=has.from_n,
            role=has.role,
            joined_at=entry.at,
        )
    )
    if as_before is None:
        _set_mark(db, room.no, member_id, room.message_n)
    opens = Opens(stream=stream, seq=seq)
    append(db, member_stream(member_id), RoomEntered(room_id=room_id, opens=opens), by, at)
    return True


def _set_mark(db: Db, room_no: int, member_id: MemberId, n: int) -> None:
    mine = (mark_table.c.room_no == room_no) & (mark_table.c.member_id == member_id)
    if db.execute(update(mark_table).where(mine).values(n=n)).rowcount == 0:
        db.execute(insert(mark_table).values(room_no=room_no, member_id=member_id, n=n))


def let_go(db: Db, by: Viewer | None, room: InRoom, member_id: MemberId, *, removed: bool) -> Membership | None:
    """Let a member go out of a locked room and return how she was in it; None when she was not.

    A room that would be without a master gets one.
    """
    here = (_ms.room_no == room.no) & (_ms.member_id == member_id) & present
    row = db.first(select(_ms.role, _ms.sees_from, _ms.from_n).where(here))
    if row is None:
        return None
    entry = append(db, room.stream, MemberLeft(member_id=member_id, removed=removed), by)
    db.execute(update(membership_table).where(here).values(to_seq=entry.seq))
    append(db, member_stream(member_id), RoomExited(room_id=room.id, closes=room.stream), by)
    ensure_master(db, by, room)
    return Membership(*row)


def ensure_master(db: Db, by: Viewer | None, room: InRoom) -> None:
    """Give a room without a master one; without anybody who could be, it stays without."""
    here = (_ms.room_no == room.no) & present
    masters = db.scalar(select(func.count()).select_from(membership_table).where(here, _ms.role == "master"))
    if masters:
        return
    heir = next_master(db, room)
    if heir is not None:
        set_role(db, by, room, heir, "master")


def next_master(db: Db, room: InRoom, without: frozenset[MemberId] = frozenset()) -> MemberId | None:
    """Return who becomes master when nobody is: the highest post in a department's room, else who is in it longest.

    Members whose accounts are in use go before others. A guest answers for no room, however long he has been in it.
    """
    rows = db.all(
        select(_ms.member_id, _ms.from_seq, _m.status, func.max(_p.title))
        .join(member_table, _m.id == _ms.member_id)
        .outerjoin(post_table, (_p.member_id == _ms.member_id) & _p.is_main)
        .where(_ms.room_no == room.no, present, _m.kind == "staff", _ms.member_id.not_in(without))
        .group_by(_ms.member_id, _ms.from_seq, _m.status)
    )
    by_post = room.department_id is not None
    order = sorted((row[2] != "active", rank_of(row[3]) if by_post else 0, row[1], row[0]) for row in rows)
    return MemberId(order[0][-1]) if order else None


def set_role(db: Db, by: Viewer | None, room: InRoom, member_id: MemberId, role: Role) -> bool:
    """Make a member of a locked room a master, or a simple member again; false when she was that already."""
    here = (_ms.room_no == room.no) & (_ms.member_id == member_id) & present
    changed = db.execute(update(membership_table).where(here, _ms.role != role).values(role=role))
    if changed.rowcount:
        named = MasterNamed(member_id=member_id) if role == "master" else MasterWithdrawn(member_id=member_id)
        append(db, room.stream, named, by)
    return changed.rowcount > 0
