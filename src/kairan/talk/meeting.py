"""Whom guests talk to directly: one member of the staff at a time, of a room both are in now.

A direct talk opens nothing by itself: neither the directory, nor a way to go on once the rooms are over.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, RoomClass, Viewer
from kairan.people import Person
from kairan.policy import require
from kairan.talk.invitation_rules import require_may_bring
from kairan.talk.model import Room, membership_table, present, room_table
from kairan.talk.problems import GuestNotMet, GuestParted

_r, _ms = room_table.c, membership_table.c


def require_may_talk(db: Db, viewer: Viewer, people: Sequence[Person], room_class: RoomClass) -> None:
    """Refuse a direct talk that is a room in disguise, or one with a guest whom one does not meet.

    Problems: RefusedByPolicy, GuestNotMet, those of the rules for bringing people in.
    """
    guests = [person for person in people if person.kind == "guest"]
    if len(people) > 1:
        require(viewer, "create_room", room_class)
        require(viewer, "invite", room_class)
        if guests:
            require(viewer, "invite_guest", room_class)
        require_may_bring(db, viewer, people, is_master=True)
    if viewer.is_guest and (guests or not meets(db, viewer.member_id, [one.id for one in people])):
        raise GuestNotMet
    if not viewer.is_guest and not all(meets(db, one.id, [viewer.member_id]) for one in guests):
        raise GuestNotMet


def meets(db: Db, guest: MemberId, others: Iterable[MemberId]) -> bool:
    """Whether each of these people is in a group room in which the guest is, too, now."""
    wanted = set(others)
    known = (
        select(_ms.room_no)
        .join(room_table, _r.no == _ms.room_no)
        .where(_ms.member_id == guest, present, _r.kind == "group", _r.archived_at.is_(None))
    )
    met = select(_ms.member_id).where(_ms.member_id.in_(sorted(wanted)), present, _ms.room_no.in_(known))
    return wanted <= set(db.scalars(met.distinct()))


def require_still_met(db: Db, viewer: Viewer, room: Room) -> None:
    """Refuse a guest who shares no room any more with those they write to directly. Problems: GuestParted."""
    if not viewer.is_guest or room.kind != "direct":
        return
    others = select(_ms.member_id).where(_ms.room_no == room.no, present, _ms.member_id != viewer.member_id)
    if not meets(db, viewer.member_id, db.scalars(others)):
        raise GuestParted
