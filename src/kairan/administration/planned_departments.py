"""Departments that are planned to be opened (新設の予約): they have their id before they are there.

So what is set for their instant or a later one can name them already: other planned changes, and lists of moves. Nobody
else sees them before.
"""

import msgspec
from sqlalchemy import select

from kairan.administration.departments import require_not_below, require_open
from kairan.administration.planned_model import WAITING_MOST, WAITS, PlannedAct, PlannedChangeWanted, planned_table
from kairan.administration.problems import DepartmentOpensLater
from kairan.core.kit.database import Db
from kairan.core.viewer import OrganizationId, Viewer
from kairan.people import DepartmentId, department_table
from kairan.people.paths import path_of_names

_t, _d = planned_table.c, department_table.c


class PlannedDepartment(msgspec.Struct, frozen=True):
    """A department that is to be opened; `path` is its name with those of all that are to be above it."""

    id: DepartmentId
    name: str
    parent_id: DepartmentId | None
    opens_at: int
    path: str


def planned_departments(
    db: Db, organization_id: OrganizationId, besides: DepartmentId | None = None
) -> dict[DepartmentId, PlannedDepartment]:
    """Return what waits to be opened in a body, those above first."""
    rows = db.all(
        select(_t.department_id, _t.name, _t.to_id, _t.effective_at)
        .where(_t.organization_id == organization_id, _t.act == "open", WAITS)
        .order_by(_t.id)
        .limit(WAITING_MOST)
    )
    found: dict[DepartmentId, PlannedDepartment] = {}
    for row in rows:
        if row.department_id == besides:
            continue
        above = None if row.to_id is None else found.get(row.to_id)
        path = path_with(_path(db, row.to_id) if above is None else above.path, row.name)
        found[row.department_id] = PlannedDepartment(
            DepartmentId(row.department_id), row.name, row.to_id, row.effective_at, path
        )
    return found


def path_with(above: str | None, name: str) -> str:
    """Return the path of a department of this name below a path."""
    own = path_of_names([name])
    return f"{above}/{own}" if above else own


def _path(db: Db, department_id: DepartmentId | None) -> str | None:
    return None if department_id is None else db.scalar(select(_d.path).where(_d.id == department_id))


def path_planned(
    db: Db, act: PlannedAct, department_id: DepartmentId, name: str | None, to: DepartmentId | None
) -> str:
    """Return the path of the department a change is about: the one there is, or the one it is to have."""
    if act != "open":
        return path_there(db, department_id)
    return path_with(None if to is None else path_there(db, to), name or "")


def path_there(db: Db, department_id: DepartmentId) -> str:
    """Return the path of a department that is there, or was ever planned."""
    path = _path(db, department_id)
    if path is not None:
        return path
    row = db.first(
        select(_t.name, _t.to_id).where(_t.department_id == department_id, _t.act == "open").order_by(_t.id).limit(1)
    )
    if row is None:
        return ""
    return path_with(None if row.to_id is None else path_there(db, row.to_id), row.name)


def require_place(db: Db, viewer: Viewer, wanted: PlannedChangeWanted, to_id: DepartmentId) -> bool:
    """Ask whether a place will be there by then; return whether it is there now.

    Problems: DepartmentNotFound, DepartmentOpensLater, DepartmentInCircle.
    """
    planned = planned_departments(db, viewer.organization_id)
    if to_id not in planned:
        require_open(db, viewer, to_id)
        return True
    if planned[to_id].opens_at > wanted.effective_at:
        raise DepartmentOpensLater(name=planned[to_id].name)
    above: DepartmentId | None = to_id
    while above is not None and above in planned:
        above = planned[above].parent_id
    if above is not None and wanted.department_id is not None:
        require_not_below(db, viewer, wanted.department_id, above)
    return False


def rests_on_planned(db: Db, organization_id: OrganizationId, to_id: DepartmentId | None) -> bool:
    """Whether a place waits to be opened itself: nothing can be told of it before."""
    waits = select(_t.id).where(
        _t.organization_id == organization_id, _t.act == "open", _t.department_id == to_id, WAITS
    )
    return to_id is not None and db.first(waits) is not None
