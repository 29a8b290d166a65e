"""Rooms of people whose account was closed, and of guests whose account is opened again: they begin anew."""

from sqlalchemy import func, select, update

from kairan.core.journal import append
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.talk.access import hold_room
from kairan.talk.entries import RoomArchived
from kairan.talk.memberships import let_go
from kairan.talk.model import Room, RoomId, RoomKind, membership_table, present, room_table

_r, _ms = room_table.c, membership_table.c


def take_out(db: Db, by: Viewer | None, member_id: MemberId) -> None:
    """Take somebody whose account is closed out of every group room; the caller has decided that it is so."""
    for room_id in _rooms_of(db, member_id, "group"):
        let_go(db, by, _held(db, member_id, room_id), member_id, removed=True)


def begin_anew(db: Db, member_id: MemberId) -> None:
    """Let somebody whose closed account is opened again begin anew: in no room and in no direct talk of before.

    What was said in a direct talk stays readable for the others in it; whoever is alone there cannot write into it any
    more, and whoever opens a talk with the same people begins a new one.
    """
    take_out(db, None, member_id)
    for room_id in _rooms_of(db, member_id, "direct"):
        room = _held(db, member_id, room_id)
        db.execute(update(room_table).where(_r.no == room.no).values(direct_key=None))
        let_go(db, None, room, member_id, removed=False)
        here = select(func.count()).select_from(membership_table).where(_ms.room_no == room.no, present)
        if int(db.scalar(here)) <= 1 and room.archived_at is None:
            entry = append(db, room.stream, RoomArchived(), None)
            db.execute(update(room_table).where(_r.no == room.no).values(archived_at=entry.at))


def _held(db: Db, member_id: MemberId, room_id: RoomId) -> Room:
    return hold_room(db, Viewer(member_id=member_id, organization_id=OrganizationId(""), kind="guest"), room_id)


def _rooms_of(db: Db, member_id: MemberId, kind: RoomKind) -> list[RoomId]:
    in_rooms = select(_r.id).join(membership_table, _ms.room_no == _r.no)
    here = in_rooms.where(_ms.member_id == member_id, present, _r.kind == kind).order_by(_r.id)
    return [RoomId(one) for one in db.scalars(here)]
