"""What administrators do to the department tree. Old names stay readable: each change is an entry of the directory."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from sqlalchemy import func, select, update

from kairan.administration.problems import (
    DepartmentInCircle,
    DepartmentInUse,
    DepartmentNameTaken,
    DepartmentNotFound,
)
from kairan.administration.queries import department_revision
from kairan.administration.reach import Held, require_same_rooms, tell_widened, widened_by
from kairan.core.journal import Body, append, append_all, hold
from kairan.core.kit.batches import in_batches
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.people import (
    TREE_FOLLOWERS,
    DepartmentId,
    TreeChange,
    create_department,
    department_table,
    directory_stream,
    holders_within,
    member_table,
    next_position,
    organization_stream,
    post_table,
    remember_name,
    renew_paths,
    require_base,
    require_task,
    write_each,
)
from kairan.people.entries import (
    DepartmentClosed,
    DepartmentCreated,
    DepartmentMerged,
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


def open_department(
    db: Db, viewer: Viewer, name: str, parent_id: DepartmentId | None, planned_id: DepartmentId | None = None
) -> DepartmentId:
    """Create a department, the last among its neighbours, under the id it was planned with if it was.

    Problems: RoleNeeded, DepartmentNotFound, name ones.
    """
    require_tree(db, viewer)
    name = checked_name(name)
    if parent_id is not None:
        require_open(db, viewer, parent_id)
    require_free_name(db, viewer, name, parent_id)
    department_id = create_department(db, viewer, viewer.organization_id, name, parent_id, planned_id)
    created = DepartmentCreated(id=department_id, name=name, parent_id=parent_id, path=path_to(db, department_id))
    append(db, organization_stream(viewer.organization_id), created, viewer)
    return department_id


def rename_department(db: Db, viewer: Viewer, department_id: DepartmentId, name: str) -> None:
    """Give a department another name. Problems: RoleNeeded, DepartmentNotFound, DepartmentNameTaken."""
    require_tree(db, viewer)
    before = require_open(db, viewer, department_id)
    name = checked_name(name)
    if name == before.name:
        return
    require_free_name(db, viewer, name, before.parent_id)
    remember_name(db, department_id)
    renamed = DepartmentRenamed(id=department_id, before=before.name, name=name)
    rename_path(db, viewer, renamed, name=name)


def move_department(db: Db, viewer: Viewer, department_id: DepartmentId, parent_id: DepartmentId | None) -> None:
    """Put a department with all below it under another; whose reach or rooms change by it an administrator decides.

    Problems: those of renaming, DepartmentInCircle, ReachChanged, RoomsChanged.
    """
    require_tree(db, viewer)
    before = require_open(db, viewer, department_id)
    if parent_id == before.parent_id:
        return
    people = people_within(db, department_id)
    widened = require_movable(db, viewer, before, parent_id, people)
    last = next_position(db, viewer.organization_id, parent_id)
    moved = DepartmentMoved(id=department_id, before=before.parent_id, parent_id=parent_id)
    change = TreeChange("department_moved", path_to(db, department_id))
    following = [follower.begin(db, viewer, change, people) for follower in TREE_FOLLOWERS.given()]
    rename_path(db, viewer, moved, parent_id=parent_id, position=last)
    for follow in following:
        follow()
    tell_widened(db, viewer, widened, department_id, before.name)


def require_movable(
    db: Db, viewer: Viewer, before: Standing, parent_id: DepartmentId | None, people: Sequence[MemberId]
) -> list[Held]:
    """Ask whether a department with these people may be put there; return whose task reaches further by it.

    Problems: those of moving.
    """
    if parent_id is not None:
        require_not_below(db, viewer, before.id, parent_id)
    require_free_name(db, viewer, before.name, parent_id)
    widened = widened_by(db, viewer, before.parent_id, parent_id)
    require_same_rooms(db, viewer, before.parent_id, parent_id, people)
    return widened


def place_department(db: Db, viewer: Viewer, department_id: DepartmentId, position: int) -> None:
    """Give a department another place among its neighbours. Problems: RoleNeeded, DepartmentNotFound."""
    require_tree(db, viewer)
    before = require_open(db, viewer, department_id)
    order = neighbours(db, viewer, before.parent_id)
    was = order.index(department_id)
    order.insert(min(position, len(order) - 1), order.pop(was))
    place = order.index(department_id)
    if place == was:
        return
    write_each(db, "position", [(neighbour, number) for number, neighbour in enumerate(order)])
    placed = DepartmentPlaced(id=department_id, before=was, position=place, path=path_to(db, department_id))
    change_department(db, viewer, placed, position=place)


def require_department_base(db: Db, viewer: Viewer, department_id: DepartmentId, base: str) -> None:
    """Refuse a change based on another name or place than the present one.

    Problems: RoleNeeded, DepartmentNotFound, RevisionMissing, ChangedMeanwhile.
    """
    require_tree(db, viewer)
    before = require_open(db, viewer, department_id)
    kinds = (DepartmentRenamed.kind, DepartmentMoved.kind)
    require_base(db, viewer, base, department_revision(before.name, before.parent_id, None), kinds, department_id)


def close_department(db: Db, viewer: Viewer, department_id: DepartmentId) -> None:
    """Close a department that is empty. Problems: RoleNeeded, DepartmentNotFound, DepartmentInUse."""
    require_tree(db, viewer)
    before = require_open(db, viewer, department_id)
    require_empty(db, viewer, department_id)
    closed = DepartmentClosed(id=department_id, name=before.name, path=path_to(db, department_id))
    change_department(db, viewer, closed, closed_at=now_ms())


def require_empty(db: Db, viewer: Viewer, department_id: DepartmentId) -> None:
    """Refuse a department in which or below which somebody or something is. Problems: DepartmentInUse."""
    people = db.scalar(
        select(func.count())
        .select_from(post_table.join(member_table, member_table.c.id == post_table.c.member_id))
        .where(post_table.c.department_id == department_id, member_table.c.status != "left")
    )
    below = len(neighbours(db, viewer, department_id))
    if people or below:
        raise DepartmentInUse(people=people, below=below)


def require_tree(db: Db, viewer: Viewer) -> None:
    """Allow, and keep others from changing the tree until the commit: two moves must not make a circle together."""
    require_task(viewer, "departments")
    hold(db, organization_stream(viewer.organization_id))


def require_open(db: Db, viewer: Viewer, department_id: DepartmentId) -> Standing:
    """Return an open department of the viewer's body. Problems: DepartmentNotFound."""
    row = db.first(
        select(_d.id, _d.name, _d.parent_id, _d.position).where(
            _d.id == department_id, _d.organization_id == viewer.organization_id, _d.closed_at.is_(None)
        )
    )
    if row is None:
        raise DepartmentNotFound
    return Standing(*row)


def require_free_name(db: Db, viewer: Viewer, name: str, parent_id: DepartmentId | None) -> None:
    """Refuse a name that an open department in the same place has. Problems: DepartmentNameTaken."""
    taken = select(_d.id).where(
        _d.organization_id == viewer.organization_id,
        _d.parent_id.is_not_distinct_from(parent_id),
        _d.name == name,
        _d.closed_at.is_(None),
    )
    if db.first(taken) is not None:
        raise DepartmentNameTaken(name=name)


def require_not_below(db: Db, viewer: Viewer, department_id: DepartmentId, parent_id: DepartmentId) -> None:
    """Walk up from the new parent; each step is a department of the viewer's body."""
    above: DepartmentId | None = parent_id
    while above is not None:
        if above == department_id:
            raise DepartmentInCircle
        above = require_open(db, viewer, above).parent_id


def neighbours(db: Db, viewer: Viewer, parent_id: DepartmentId | None) -> list[DepartmentId]:
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


def names_of(db: Db, department_ids: Sequence[DepartmentId], besides: DepartmentId | None = None) -> list[str]:
    """Return what some departments are called, in the order of their ids."""
    ids = sorted(set(department_ids) - {besides})
    return [
        str(name)
        for some in in_batches(ids)
        for name in db.scalars(select(_d.name).where(_d.id.in_(some)).order_by(_d.id))
    ]


def change_department(
    db: Db,
    viewer: Viewer,
    what: DepartmentPlaced | DepartmentClosed | DepartmentMerged,
    **values: Any,  # noqa: ANN401
) -> None:
    """Change what is no part of a path, and put it on record."""
    db.execute(update(department_table).where(_d.id == what.id).values(**values))
    _record(db, viewer, what)


def rename_path(
    db: Db,
    viewer: Viewer,
    what: DepartmentRenamed | DepartmentMoved,
    **values: Any,  # noqa: ANN401
) -> None:
    """Change what the path is made of, of this department and all below it; both paths stand on record."""
    change = update(department_table).where(_d.id == what.id).values(**values)
    rename_paths(db, viewer, [what], lambda: db.execute(change))


def rename_paths(
    db: Db, viewer: Viewer, what: Sequence[DepartmentRenamed | DepartmentMoved], write: Callable[[], object]
) -> None:
    """Change what the paths of some departments are made of, and renew all paths once for all of them."""
    ids = [one.id for one in what]
    before = _paths(db, ids)
    write()
    renew_paths(db, viewer.organization_id)
    after = _paths(db, ids)
    told = [msgspec.structs.replace(one, path=after[one.id], path_before=before[one.id]) for one in what]
    for stream in (directory_stream(viewer.organization_id), organization_stream(viewer.organization_id)):
        append_all(db, stream, told, viewer)


def _paths(db: Db, department_ids: Sequence[DepartmentId]) -> dict[DepartmentId, str]:
    paths = select(_d.id, _d.path)
    return {row[0]: row[1] for some in in_batches(department_ids) for row in db.all(paths.where(_d.id.in_(some)))}


def people_within(db: Db, department_id: DepartmentId) -> list[MemberId]:
    """Return who holds a post in a department or below it, without those who left."""
    within = member_table.c.id.in_(holders_within(department_id))
    return [
        MemberId(one)
        for one in db.scalars(
            select(member_table.c.id).where(within, member_table.c.status != "left").order_by(member_table.c.id)
        )
    ]


def path_to(db: Db, department_id: DepartmentId) -> str:
    """Return the path of a department."""
    return str(db.scalar(select(_d.path).where(_d.id == department_id)))


def _record(db: Db, viewer: Viewer, what: Body) -> None:
    for stream in (directory_stream(viewer.organization_id), organization_stream(viewer.organization_id)):
        append(db, stream, what, viewer)
