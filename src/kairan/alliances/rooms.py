"""Rooms of an alliance: opened by anyone who takes part, joined in one act, left fifty at once."""

from collections.abc import Sequence

from sqlalchemy import func, insert, select, update

from kairan.alliances.directory import joinable
from kairan.alliances.entries import AllianceRoomOpened, AllianceRoomPinned
from kairan.alliances.finding import find_alliance
from kairan.alliances.limits import limits_of
from kairan.alliances.model import (
    QUIET_FROM,
    THEME_LIMIT,
    NewAllianceRoom,
    RoomPin,
    alliance_body_table,
    alliance_room_body_table,
    alliance_room_table,
    alliance_stream,
)
from kairan.alliances.moderation import moderates, require_moderator
from kairan.alliances.participation import require_taken_part, sends
from kairan.alliances.problems import AllianceModeratorNeeded, AllianceOver, AllianceRoomBodyUnknown
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.text import bounded_name, bounded_text
from kairan.core.viewer import OrganizationId, Viewer
from kairan.policy import require
from kairan.talk.access import lock_room
from kairan.talk.alliance_problems import NotSentByBody
from kairan.talk.alliance_rooms import require_class
from kairan.talk.entries import RoomCreated
from kairan.talk.memberships import admit
from kairan.talk.model import (
    NAME_LIMIT,
    PURPOSE_LIMIT,
    AllianceId,
    Keep,
    RoomId,
    membership_table,
    present,
    room_table,
)
from kairan.talk.problems import RoomNotFound
from kairan.talk.rooms import keep_room, leave_room, make_room

_r, _ms, _x, _b = room_table.c, membership_table.c, alliance_room_table.c, alliance_body_table.c


def open_room(db: Db, viewer: Viewer, alliance_id: AllianceId, new: NewAllianceRoom) -> RoomId:
    """Open a room of an alliance; whoever takes part may, or its moderators alone. Its record is kept by the host.

    Problems: AllianceNotFound, AllianceOver, NotSentByBody, AllianceModeratorNeeded, RefusedByPolicy,
    AllianceForbidsClass, AllianceRoomBodyUnknown, PersonNotFound, NameEmpty, TextTooLong.
    """
    alliance = require_taking_part(db, viewer, alliance_id)
    if alliance.opened_by == "moderators" and not moderates(db, viewer, alliance):
        raise AllianceModeratorNeeded
    require(viewer, "create_room", new.room_class)
    require_class(limits_of(db, alliance_id), new.room_class)
    others = sorted(set(new.member_ids) - {viewer.member_id})
    if others:
        require(viewer, "invite", new.room_class)
        require_taken_part(db, viewer, alliance_id, others)
    made = RoomCreated(
        name=bounded_name(new.name, NAME_LIMIT),
        room_kind="group",
        purpose=bounded_text(new.purpose.strip(), PURPOSE_LIMIT),
        open=new.open,
        history="all",
        room_class=new.room_class,
        alliance_id=alliance_id,
        style=new.style,
        writers=new.writers,
    )
    room_id = make_room(db, viewer, made, home=OrganizationId(alliance.host_id))
    theme = _list(db, viewer, alliance_id, room_id, new)
    admit(db, viewer, room_id, viewer.member_id, "master")
    for member_id in others:
        admit(db, viewer, room_id, member_id)
    if new.open and new.body_ids is None:
        opened = AllianceRoomOpened(
            alliance_id=alliance_id, room_id=room_id, name=made.name or "", theme=theme, style=new.style
        )
        append(db, alliance_stream(alliance_id), opened, viewer)
    return room_id


def _list(db: Db, viewer: Viewer, alliance_id: AllianceId, room_id: RoomId, new: NewAllianceRoom) -> str:
    """Write for whom a room is and under which theme, and return the theme."""
    theme = bounded_text(new.theme.strip(), THEME_LIMIT).replace("\n", " ")
    db.execute(insert(alliance_room_table).values(room_id=room_id, alliance_id=alliance_id, theme=theme))
    if new.body_ids is not None:
        bodies = _checked_bodies(db, viewer, alliance_id, new.body_ids)
        db.execute(insert(alliance_room_body_table), [{"room_id": room_id, "body_id": one} for one in bodies])
    return theme


def _checked_bodies(
    db: Db, viewer: Viewer, alliance_id: AllianceId, wanted: Sequence[OrganizationId]
) -> list[OrganizationId]:
    """Return for which bodies a room is to be, whoever opens it among them. Problems: AllianceRoomBodyUnknown."""
    bodies = {*wanted, viewer.organization_id}
    joined = select(_b.body_id).where(_b.alliance_id == alliance_id, _b.state == "joined", _b.body_id.in_(bodies))
    if set(db.scalars(joined)) != bodies:
        raise AllianceRoomBodyUnknown
    return sorted(bodies)


def join_alliance_room(db: Db, viewer: Viewer, alliance_id: AllianceId, room_id: RoomId) -> None:
    """Join an open room of an alliance; who is in it already stays as they are. A large one is quiet at first.

    Problems: AllianceNotFound, AllianceOver, NotSentByBody, RefusedByPolicy, RoomNotFound.
    """
    require_taking_part(db, viewer, alliance_id)
    require(viewer, "join_room")
    lock_room(db, room_id)
    found = db.first(select(_r.no, _r.writers).where(_r.id == room_id, _r.alliance_id == alliance_id, joinable(viewer)))
    if found is None:
        raise RoomNotFound
    came = admit(db, viewer, room_id, viewer.member_id)
    if came and found.writers == "all" and _people_in(db, found.no) >= QUIET_FROM:
        keep_room(db, viewer, room_id, Keep(notify="mentions"))


def _people_in(db: Db, room_no: int) -> int:
    return int(db.scalar(select(func.count()).where(_ms.room_no == room_no, present)))


def leave_alliance_rooms(db: Db, viewer: Viewer, alliance_id: AllianceId, room_ids: Sequence[RoomId]) -> None:
    """Leave several rooms of an alliance at once; all or none. Those one is not in are passed over.

    Problems: AllianceNotFound, RoomNotFound.
    """
    find_alliance(db, viewer, alliance_id)
    mine = select(_r.id).join(membership_table, (_ms.room_no == _r.no) & present)
    here = mine.where(_r.alliance_id == alliance_id, _r.id.in_(list(room_ids)), _ms.member_id == viewer.member_id)
    for room_id in db.scalars(here.order_by(_r.id)):
        leave_room(db, viewer, RoomId(room_id))


def pin_room(db: Db, viewer: Viewer, alliance_id: AllianceId, room_id: RoomId, wanted: RoomPin) -> None:
    """Put a room at the top of the directory, or take it down, for moderators.

    Problems: those of `require_moderator`, RoomNotFound.
    """
    require_moderator(db, viewer, alliance_id)
    hold(db, alliance_stream(alliance_id))
    here = (_x.room_id == room_id) & (_x.alliance_id == alliance_id)
    row = db.first(select(_x.pinned_at).join(room_table, _r.id == _x.room_id).where(here, _r.open))
    if row is None:
        raise RoomNotFound
    if wanted.pinned == (row.pinned_at is not None):
        return
    db.execute(update(alliance_room_table).where(here).values(pinned_at=now_ms() if wanted.pinned else None))
    told = AllianceRoomPinned(alliance_id=alliance_id, room_id=room_id, pinned=wanted.pinned)
    append(db, alliance_stream(alliance_id), told, viewer)


def require_taking_part(db: Db, viewer: Viewer, alliance_id: AllianceId) -> Record:
    """Return an alliance that goes on, for whoever takes part.

    Problems: AllianceNotFound, AllianceOver, NotSentByBody.
    """
    row = find_alliance(db, viewer, alliance_id)
    if row.ended_at is not None:
        raise AllianceOver
    if not sends(db, alliance_id, viewer.member_id):
        raise NotSentByBody
    return row
