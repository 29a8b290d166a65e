"""Letting a guest into the rooms of an invitation, once everybody who must has agreed."""

import msgspec
from sqlalchemy import select, update

from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.guests.entries import GuestAdmitted
from kairan.guests.model import InvitationId, guest_table, invitation_table
from kairan.guests.notices import tell_sponsor
from kairan.guests.problems import InvitationWithdrawn
from kairan.guests.rules import may_invite, rules_of
from kairan.people import acting_now, member_table, organization_stream, people_named
from kairan.talk.alliance_rooms import takes_guest
from kairan.talk.memberships import admit
from kairan.talk.model import RoomId, membership_table, present, room_table

_m, _r, _ms, _i, _g = member_table.c, room_table.c, membership_table.c, invitation_table.c, guest_table.c


def inviter_of(row: Record) -> Viewer:
    """Return the inviter as whoever brings the guest in: the record of the room names them."""
    return Viewer(member_id=MemberId(row.invited_by), organization_id=OrganizationId(row.organization_id))


def rooms_still_open(db: Db, row: Record) -> dict[str, str]:
    """Return the rooms of an invitation that still take somebody, by id: not archived, and the inviter still in them.

    A room of an alliance takes them while their sponsor takes part. Whoever has left a room, was suspended, or may by
    now not invite into it, lets nobody into it any more.
    """
    decided = rules_of(db, OrganizationId(row.organization_id))
    inviter = acting_now(db, MemberId(row.invited_by), OrganizationId(row.organization_id))
    found = db.execute(
        select(_r.id, _r.name, _r.alliance_id, _ms.role)
        .join(membership_table, (_ms.room_no == _r.no) & present)
        .join(member_table, _m.id == _ms.member_id)
        .where(
            _r.id.in_(msgspec.json.decode(row.rooms, type=list[str])),
            _r.archived_at.is_(None),
            _ms.member_id == row.invited_by,
            _m.status == "active",
        )
        .order_by(_r.id)
    )
    return {
        one.id: one.name or ""
        for one in found.all()
        if may_invite(inviter, decided, is_master=one.role == "master")
        and takes_guest(db, one.alliance_id, one.id, MemberId(row.sponsor_id))
    }


def admit_guest(db: Db, by: Viewer, row: Record, member_id: MemberId) -> None:
    """Let a guest into the rooms and close the invitation. Problems: InvitationWithdrawn."""
    rooms = rooms_still_open(db, row)
    if not rooms:
        raise InvitationWithdrawn(by=people_named(db, [row.invited_by])[0].name)
    for room_id in rooms:
        db.execute(select(_r.no).where(_r.id == room_id).with_for_update())
        admit(db, inviter_of(row), RoomId(room_id), member_id, history=row.history)
    db.execute(update(guest_table).where(_g.member_id == member_id).values(roomless_at=None))
    closed = {"accepted_at": now_ms(), "member_id": member_id}
    db.execute(update(invitation_table).where(_i.id == row.id).values(closed))
    admitted = GuestAdmitted(
        invitation_id=InvitationId(row.id),
        member_id=member_id,
        name=row.name,
        rooms=list(rooms.values()),
        ends_on=row.ends_on,
    )
    append(db, organization_stream(OrganizationId(row.organization_id)), admitted, by)
    for one in {row.sponsor_id, row.invited_by}:
        tell_sponsor(db, by, MemberId(one))
