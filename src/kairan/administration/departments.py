"""What administrators do to the department tree. Old names stay readable: each change is an entry of the directory."""

from typing import Any

import msgspec
from sqlalchemy import func, select, update

from kairan.administration.problems import (
    DepartmentInCircle,
    DepartmentInUse,
    DepartmentNameTaken,
    DepartmentNotFound,
)
from kairan.core.journal import Body, append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people import (
    DepartmentId,
    create_department,
    department_table,
    directory_stream,
    member_table,
    organization_stream,
    post_table,
    remember_name,
    require_task,
)
from kairan.people.entries import (
    DepartmentClosed,
    DepartmentCreated,
    DepartmentMoved,
    DepartmentPlaced,
    DepartmentRenamed,
)
from kairan.people.founding import checked_name

_d = department_table.c


class Standing(msgspec.Struct, frozen=True):
    """Where an open department stands."""

    id: DepartmentId
    name: str
    parent_id: DepartmentId | None
    position: int


def open_department(db: Db, viewer: Viewer, name: str, parent_id: DepartmentId | None) -> DepartmentId:
    """Create a department, the last among its neighbours. Problems: RoleNeeded, DepartmentNotFound, name ones."""
    _require_tree(db, viewer)
    name = checked_name(name)
    if parent_id is not None:
        _require_open(db, viewer, parent_id)
    _require_free_name(db, viewer, name, parent_id)
    department_id = create_department(db, viewer, viewer.organization_id, name, parent_id)
    created = DepartmentCreated(id=department_id, name=name, parent_id=parent_id)
    append(db, organization_stream(viewer.organization_id), created, viewer)
    return department_id


def rename_department(db: Db, viewer: Viewer, department_id: DepartmentId, name: str) -> None:
    """Give a department another name. Problems: RoleNeeded, DepartmentNotFound, DepartmentNameTaken."""
    _require_tree(db, viewer)
    before = _require_open(db, viewer, department_id)
    name = checked_name(name)
    if name == before.name:
        return
    _require_free_name(db, viewer, name, before.parent_id)
    remember_name(db, department_id)
    _change(db, viewer, DepartmentRenamed(id=department_id, before=before.name, name=name), name=name)


def move_department(db: Db, viewer: Viewer, department_id: DepartmentId, parent_id: DepartmentId | None) -> None:
    """Put a department with all below it under another. Problems: those of renaming, DepartmentInCircle."""
    _require_tree(db, viewer)
    before = _require_open(db, viewer, department_id)
    if parent_id == before.parent_id:
        return
    if parent_id is not None:
        _require_not_below(db, viewer, department_id, parent_id)
    _require_free_name(db, viewer, before.name, parent_id)
    last = len(_neighbours(db, viewer, parent_id))
    moved = DepartmentMoved(id=department_id, before=before.parent_id, parent_id=parent_id)
    _change(db, viewer, moved, parent_id=parent_id, position=last)


def place_department(db: Db, viewer: Viewer, department_id: DepartmentId, position: int) -> None:
    """Give a department another place among its neighbours. Problems: RoleNeeded, DepartmentNotFound."""
    _require_tree(db, viewer)
    before = _require_open(db, viewer, department_id)
    order = _neighbours(db, viewer, before.parent_id)
    was = order.index(department_id)
    order.insert(min(position, len(order) - 1), order.pop(was))
    place = order.index(department_id)
    if place == was:
        return
    for number, neighbour in enumerate(order):
        db.execute(update(department_table).where(_d.id == neighbour).values(position=number))
    _change(db, viewer, DepartmentPlaced(id=department_id, before=was, position=place), position=place)


def close_department(db: Db, viewer: Viewer, department_id: DepartmentId) -> None:
    """Close a department that is empty. Problems: RoleNeeded, DepartmentNotFound, DepartmentInUse."""
    _require_tree(db, viewer)
    before = _require_open(db, viewer, department_id)
    people = db.scalar(
        select(func.count())
        .select_from(post_table.join(member_table, member_table.c.id == post_table.c.member_id))
        .where(post_table.c.department_id == department_id, member_table.c.status != "left")
    )
    below = len(_neighbours(db, viewer, department_id))
    if people or below:
        raise DepartmentInUse(people=people, below=below)
    _change(db, viewer, DepartmentClosed(id=department_id, name=before.name), closed_at=now_ms())


def _require_tree(db: Db, viewer: Viewer) -> None:
    """Allow, and keep others from changing the tree until the commit: two moves must not make a circle together."""
    require_task(viewer, "departments")
    hold(db, organization_stream(viewer.organization_id))


def _require_open(db: Db, viewer: Viewer, department_id: DepartmentId) -> Standing:
    row = db.first(
        select(_d.id, _d.name, _d.parent_id, _d.position).where(
            _d.id == department_id, _d.organization_id == viewer.organization_id, _d.closed_at.is_(None)
        )
    )
    if row is None:
        raise DepartmentNotFound
    return Standing(*row)


def _require_free_name(db: Db, viewer: Viewer, name: str, parent_id: DepartmentId | None) -> None:
    taken = select(_d.id).where(
        _d.organization_id == viewer.organization_id,
        _d.parent_id.is_not_distinct_from(parent_id),
        _d.name == name,
        _d.closed_at.is_(None),
    )
    if db.first(taken) is not None:
        raise DepartmentNameTaken(name=name)


def _require_not_below(db: Db, viewer: Viewer, department_id: DepartmentId, parent_id: DepartmentId) -> None:
    """Walk up from the new parent; each step is a department of the viewer's body."""
    above: DepartmentId | None = parent_id
    while above is not None:
        if above == department_id:
            raise DepartmentInCircle
        above = _require_open(db, viewer, above).parent_id


def _neighbours(db: Db, viewer: Viewer, parent_id: DepartmentId | None) -> list[DepartmentId]:
    """Return the open departments under one, in order."""
    return list(
        db.scalars(
            select(_d.id)
            .where(
                _d.organization_id == viewer.organization_id,
                _d.parent_id.is_not_distinct_from(parent_id),
                _d.closed_at.is_(None),
            )
            .order_by(_d.position, _d.id)
        )
    )


def _change(
    db: Db,
    viewer: Viewer,
    what: DepartmentRenamed | DepartmentMoved | DepartmentPlaced | DepartmentClosed,
    **values: Any,  # noqa: ANN401
) -> None:
    db.execute(update(department_table).where(_d.id == what.id).values(**values))
    _record(db, viewer, what)


def _record(db: Db, viewer: Viewer, what: Body) -> None:
    for stream in (directory_stream(viewer.organization_id), organization_stream(viewer.organization_id)):
        append(db, stream, what, viewer)
