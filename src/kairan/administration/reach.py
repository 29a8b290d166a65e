"""Through the tree only an administrator changes what a task reaches and in which rooms people are, and on record."""

from collections.abc import Collection, Sequence

import msgspec
from sqlalchemy import select

from kairan.administration.entries import TaskWidened
from kairan.administration.problems import ReachChanged, RoomsChanged
from kairan.core.journal import append
from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated, MemberId, Viewer
from kairan.people import (
    TREE_FOLLOWERS,
    DepartmentId,
    departments_above,
    has_role,
    member_table,
    organization_stream,
)

_m = member_table.c


class Held(msgspec.Struct, frozen=True):
    """A task somebody holds for a department."""

    member_id: MemberId
    name: str
    task: Delegated


def held_tasks(db: Db, viewer: Viewer) -> list[Held]:
    """Return every task of the viewer's body that is limited to a department."""
    holders = select(_m.id, _m.name, _m.tasks).where(
        _m.organization_id == viewer.organization_id, _m.status != "left", _m.tasks != "[]"
    )
    return [
        Held(MemberId(row.id), row.name, task)
        for row in db.all(holders.order_by(_m.id))
        for task in msgspec.json.decode(row.tasks, type=list[Delegated])
        if task.department_id is not None
    ]


def widened_by(db: Db, viewer: Viewer, before: DepartmentId | None, after: DepartmentId | None) -> list[Held]:
    """Return the tasks that reach further when something moves from below one department to below another.

    Problems: ReachChanged, unless an administrator moves it: for what comes under a task and for what leaves it.
    """
    was, becomes = _above(db, before), _above(db, after)
    held = held_tasks(db, viewer)
    changed = [one for one in held if (one.task.department_id in was) != (one.task.department_id in becomes)]
    if changed and not has_role(viewer, "administrator"):
        raise ReachChanged
    return [one for one in changed if one.task.department_id in becomes]


def require_same_rooms(
    db: Db, viewer: Viewer, before: DepartmentId | None, after: DepartmentId | None, people: Sequence[MemberId]
) -> None:
    """Refuse to bring people into rooms, or out of them, by moving what they are in. Problems: RoomsChanged.

    Administrators may: it is on record, and the rooms' masters asked for whoever is below.
    """
    if not people or has_role(viewer, "administrator"):
        return
    for follower in TREE_FOLLOWERS.given():
        if follower.above(db, before) != follower.above(db, after):
            raise RoomsChanged


def _above(db: Db, department_id: DepartmentId | None) -> Collection[str]:
    return set() if department_id is None else departments_above(db, [department_id])


def tell_widened(db: Db, viewer: Viewer, widened: list[Held], department_id: DepartmentId, name: str) -> None:
    """Put on record whose task reaches a department from now on."""
    for one in widened:
        told = TaskWidened(
            id=one.member_id,
            name=one.name,
            task=one.task.task,
            department_id=one.task.department_id,
            by_department_id=department_id,
            by_department=name,
        )
        append(db, organization_stream(viewer.organization_id), told, viewer)
