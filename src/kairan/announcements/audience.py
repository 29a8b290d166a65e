"""Whom an announcement is for. The one place that says so: for showing, confirming and counting alike."""

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true

from kairan.announcements.model import announcement_table, audience_table
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people import DepartmentId, department_ids_of, departments_above, member_table, post_table
from kairan.people.queries import departments_within

_a, _au, _m, _p = announcement_table.c, audience_table.c, member_table.c, post_table.c

_named = exists(select(_au.department_id).where(_au.announcement_id == _a.id))


def is_for(db: Db, viewer: Viewer) -> ColumnElement[bool]:
    """Restrict announcements to those for the viewer: their body's, to guests, to their departments or to everybody."""
    own = _a.organization_id == viewer.organization_id
    if viewer.is_guest:
        return and_(own, _a.to_guests)
    held = department_ids_of(db, viewer.member_id)
    above = {*held, *departments_above(db, held)}
    among = exists(select(_au.department_id).where(_au.announcement_id == _a.id, _au.department_id.in_(sorted(above))))
    return and_(own, _a.to_staff, or_(~_named, among))


def addressees(
    organization_id: str, department_ids: list[DepartmentId], *, to_staff: bool, to_guests: bool
) -> ColumnElement[bool]:
    """Restrict members to those in use whom it is for, with those who came to a department since."""
    staff = and_(_m.kind == "staff", true() if to_staff else false())
    if department_ids:
        holders = select(_p.member_id).where(_p.department_id.in_(departments_within(department_ids)))
        staff = and_(staff, _m.id.in_(holders))
    guests = and_(_m.kind == "guest", true() if to_guests else false())
    return and_(_m.organization_id == organization_id, _m.status == "active", or_(staff, guests))
