"""The way round (回す順): stops that were named become people, each of them once, as they are at this moment."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import func, select

from kairan.circulars.model import PEOPLE_MOST, CircularStop, Manner
from kairan.circulars.problems import CircularForNobody, CircularStopUnknown, CircularTooMany
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.people import DepartmentId, PersonNotFound, department_table, member_table, post_table, require_people
from kairan.people.queries import departments_within

_d, _m, _p = department_table.c, member_table.c, post_table.c


class OnTheWay(msgspec.Struct, frozen=True):
    """Somebody on the way round: at which stop, and by which department; null: by name."""

    member_id: MemberId
    position: int
    department_id: DepartmentId | None = None


def way_round(db: Db, viewer: Viewer, manner: Manner, stops: Sequence[CircularStop]) -> list[OnTheWay]:
    """Return whom a circular goes to, in order; whoever is named twice is asked at the first place only.

    Whoever sends it knows it and is left out, and a stop with nobody left is none. Problems: CircularStopUnknown,
    CircularForNobody, CircularTooMany.
    """
    for one in stops:
        if (one.member_id is None) == (one.department_id is None):
            raise CircularStopUnknown
    _require_known(db, viewer, stops)
    taken: set[str] = {viewer.member_id}
    found: list[OnTheWay] = []
    position = 0
    for stop in stops:
        fresh = [one for one in _at(db, stop) if one not in taken]
        taken.update(fresh)
        found += [OnTheWay(one, position, stop.department_id) for one in fresh]
        if fresh and manner == "in_order":
            position += 1
        if len(found) > PEOPLE_MOST:
            raise CircularTooMany(most=PEOPLE_MOST)
    if not found:
        raise CircularForNobody
    return found


def _require_known(db: Db, viewer: Viewer, stops: Sequence[CircularStop]) -> None:
    """Let pass people of the viewer's body whom they know, in use, and its open departments."""
    people = {one.member_id for one in stops if one.member_id is not None}
    departments = {one.department_id for one in stops if one.department_id is not None}
    try:
        known = require_people(db, viewer, people)
    except PersonNotFound:
        raise CircularStopUnknown from None
    if any(person.organization_id != viewer.organization_id for person in known):
        raise CircularStopUnknown
    is_open = (_d.organization_id == viewer.organization_id) & _d.closed_at.is_(None)
    count = select(func.count()).select_from(department_table).where(is_open, _d.id.in_(sorted(departments)))
    if departments and (not viewer.sees_directory or db.scalar(count) != len(departments)):
        raise CircularStopUnknown


def _at(db: Db, stop: CircularStop) -> list[MemberId]:
    """Return who stands at a stop: those of a department by their reading."""
    if stop.member_id is not None:
        return [stop.member_id]
    if stop.department_id is None:  # pragma: no cover
        raise CircularStopUnknown
    wanted = (
        departments_within([stop.department_id])
        if stop.with_below
        else select(_d.id).where(_d.id == stop.department_id)
    )
    holders = select(_p.member_id).where(_p.department_id.in_(wanted))
    staff = (_m.kind == "staff") & (_m.status == "active") & _m.id.in_(holders)
    return [MemberId(one) for one in db.scalars(select(_m.id).where(staff).order_by(_m.kana, _m.id))]


def in_stops(people: Sequence[OnTheWay]) -> list[list[str]]:
    """Return the ids of the people stop by stop, as entries keep them."""
    stops: list[list[str]] = []
    for one in people:
        if one.position >= len(stops):
            stops.append([])
        stops[one.position].append(one.member_id)
    return stops
