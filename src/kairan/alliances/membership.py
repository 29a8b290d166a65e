"""What a body's part in an alliance means for rooms: who goes out of them, and who comes back as they were."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, insert, or_, select

from kairan.alliances.entries import AllianceSentNoMore
from kairan.alliances.model import alliance_set_aside_table, alliance_table
from kairan.alliances.participation import guests_among, guests_taking_part, may_be_in, taking_part
from kairan.core.journal import append, hold
from kairan.core.kit.batches import in_batches
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.guests.model import guest_table
from kairan.people import DepartmentId, member_table, organization_stream
from kairan.talk.access import lock_room
from kairan.talk.memberships import Membership, admit, let_go
from kairan.talk.model import AllianceId, RoomId, membership_table, present, room_stream, room_table

_a, _z = alliance_table.c, alliance_set_aside_table.c
_r, _ms, _m = room_table.c, membership_table.c, member_table.c


class _Place:
    """Somebody in a room of an alliance; as `let_go` wants the room."""

    def __init__(self, no: int, room_id: str, member_id: str, alliance_id: str, body_id: str) -> None:
        self.no, self.id, self.stream = no, RoomId(room_id), room_stream(room_id)
        self.department_id: DepartmentId | None = None
        self.member_id, self.body_id = MemberId(member_id), OrganizationId(body_id)
        self.alliance_id = AllianceId(alliance_id)


def _places(db: Db, *conditions: ColumnElement[bool]) -> list[_Place]:
    """Return who is in rooms of alliances, by the order of the rooms' ids: two at once never wait for each other."""
    rows = db.all(
        select(_r.no, _r.id, _ms.member_id, _r.alliance_id, _m.organization_id)
        .join(membership_table, (_ms.room_no == _r.no) & present)
        .join(member_table, _m.id == _ms.member_id)
        .where(_r.alliance_id.is_not(None), *conditions)
        .order_by(_r.id, _ms.member_id)
    )
    return [_Place(*row) for row in rows]


def take_body_out(db: Db, by: Viewer, alliance_id: AllianceId, body_id: OrganizationId, *, keeps: bool) -> int:
    """Let everybody of a body go out of an alliance's rooms, and return how many places that were.

    `keeps`: they come back as they were, when the body takes part again.
    """
    places = _places(db, _r.alliance_id == alliance_id, _m.organization_id == body_id)
    for place in places:
        was = _out(db, by, place)
        if keeps and was is not None:
            _set_aside(db, place, was)
    if not keeps:
        db.execute(delete(alliance_set_aside_table).where(_z.alliance_id == alliance_id, _z.body_id == body_id))
    return len(places)


def _out(db: Db, by: Viewer | None, place: _Place) -> Membership | None:
    lock_room(db, place.id)
    return let_go(db, by, place, place.member_id, removed=True)


def _set_aside(db: Db, place: _Place, was: Membership) -> None:
    here = (_z.alliance_id == place.alliance_id) & (_z.room_id == place.id) & (_z.member_id == place.member_id)
    db.execute(delete(alliance_set_aside_table).where(here))
    db.execute(
        insert(alliance_set_aside_table).values(
            alliance_id=place.alliance_id,
            room_id=place.id,
            member_id=place.member_id,
            body_id=place.body_id,
            role=was.role,
            sees_from=was.sees_from,
            from_n=was.from_n,
        )
    )


def bring_body_back(db: Db, by: Viewer, alliance_id: AllianceId, body_id: OrganizationId) -> int:
    """Let people of a body back into the rooms they were in; whom it does not send any more stays outside."""
    mine = (_z.alliance_id == alliance_id) & (_z.body_id == body_id)
    rows = db.all(select(alliance_set_aside_table).where(mine).order_by(_z.room_id, _z.member_id))
    came = 0
    for row in rows:
        if not may_be_in(db, alliance_id, MemberId(row.member_id)):
            continue
        lock_room(db, row.room_id)
        if db.first(select(_r.no).where(_r.id == row.room_id, _r.archived_at.is_(None))) is None:
            continue
        was = Membership(row.role, row.sees_from, row.from_n)
        came += admit(db, by, RoomId(row.room_id), MemberId(row.member_id), as_before=was)
    db.execute(delete(alliance_set_aside_table).where(mine))
    return came


def hold_bodies(db: Db, *body_ids: OrganizationId) -> None:
    """Lock bodies' streams before any room is, as whoever moves people does it, and always in one order."""
    for body_id in sorted(set(body_ids)):
        hold(db, organization_stream(body_id))


def _sent_among(db: Db, places: Sequence[_Place]) -> set[tuple[AllianceId, MemberId]]:
    """Return who of these takes part, in which alliance."""
    found: set[tuple[AllianceId, MemberId]] = set()
    for some in in_batches(sorted({place.member_id for place in places})):
        for part in (taking_part(_m.id.in_(some)), guests_taking_part(guests_among(some))):
            found.update((AllianceId(row[0]), MemberId(row[1])) for row in db.all(part))
    return found


def take_unsent_out(
    db: Db,
    by: Viewer | None,
    *,
    alliance_id: AllianceId | None = None,
    members: Sequence[MemberId] | None = None,
) -> int:
    """Let go out of rooms whom no body sends any more, and return how many people; on record with their body.

    Rooms of an alliance that has ended stay readable to who was in them; whose account rests for a while stays in.
    """
    going_on = _r.alliance_id.in_(select(_a.id).where(_a.ended_at.is_(None)))
    conditions: list[ColumnElement[bool]] = [going_on, _m.status != "suspended"]
    if alliance_id is not None:
        conditions.append(_r.alliance_id == alliance_id)
    if members is not None:
        guests = select(guest_table.c.member_id).where(guest_table.c.sponsor_id.in_(list(members)))
        conditions.append(or_(_ms.member_id.in_(list(members)), _ms.member_id.in_(guests)))
    gone: dict[tuple[AllianceId, MemberId, OrganizationId], int] = {}
    places = _places(db, *conditions)
    sent = _sent_among(db, places)
    unsent = [place for place in places if (place.alliance_id, place.member_id) not in sent]
    hold_bodies(db, *(place.body_id for place in unsent))
    for place in unsent:
        if _out(db, by, place) is not None:
            key = (place.alliance_id, place.member_id, place.body_id)
            gone[key] = gone.get(key, 0) + 1
    for (of, member_id, body_id), rooms in gone.items():
        told = AllianceSentNoMore(alliance_id=of, member_id=member_id, rooms=rooms)
        append(db, organization_stream(body_id), told, by)
    return len(gone)
