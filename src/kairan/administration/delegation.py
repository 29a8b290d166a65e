"""Delegated tasks (担当): given and withdrawn by administrators, each with an entry."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import select, update

from kairan.administration.access import hold_changeable, require_account
from kairan.administration.beginning_anew import begin_with_powers
from kairan.administration.entries import PersonChanged, TaskGiven, TaskWithdrawn
from kairan.administration.model import Account
from kairan.administration.problems import DepartmentNotFound, RoleForStaff, StatusUnfit, TaskForWholeBody
from kairan.core.journal import append
from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated, MemberId, Viewer
from kairan.people import department_table, member_table, note_hand, organization_stream, require_base, require_role
from kairan.people.roles import LIMITED, TASKS

_d = department_table.c


def delegate(
    db: Db, viewer: Viewer, member_id: MemberId, wanted: Sequence[Delegated], base: str | None = None
) -> Account:
    """Give somebody these tasks and no others. Problems: RoleNeeded, PersonNotFound, RoleForStaff, StatusUnfit,
    ChangedMeanwhile, DepartmentNotFound, TaskForWholeBody.
    """
    require_role(viewer, "administrator")
    before = hold_changeable(db, viewer, member_id)
    if before.kind != "staff":
        raise RoleForStaff
    if before.status != "active":
        raise StatusUnfit
    require_base(db, viewer, base, before.revision, (TaskGiven.kind, TaskWithdrawn.kind, PersonChanged.kind), member_id)
    change_tasks(db, viewer, before, _checked(db, viewer, wanted))
    return require_account(db, viewer, member_id)


def _checked(db: Db, viewer: Viewer, wanted: Sequence[Delegated]) -> set[Delegated]:
    """Return what is really meant: a task for the whole body makes the same one for a department needless."""
    whole = {one.task for one in wanted if one.department_id is None}
    tasks = {one for one in wanted if one.department_id is None or one.task not in whole}
    if any(one.department_id is not None and one.task not in LIMITED for one in tasks):
        raise TaskForWholeBody
    named = {one.department_id for one in tasks if one.department_id is not None}
    open_ones = select(_d.id).where(_d.organization_id == viewer.organization_id, _d.closed_at.is_(None))
    if named - set(db.scalars(open_ones.where(_d.id.in_(sorted(named))))):
        raise DepartmentNotFound
    return tasks


def change_tasks(db: Db, viewer: Viewer, before: Account, tasks: set[Delegated]) -> None:
    """Keep these tasks, with an entry for each that came or went."""
    had = set(before.tasks)
    if tasks == had:
        return
    kept = msgspec.json.encode(_in_order(tasks)).decode()
    db.execute(update(member_table).where(member_table.c.id == before.id).values(tasks=kept))
    if tasks - had:
        note_hand(db, viewer, before.id, "task")
        begin_with_powers(db, viewer, before.id, had_powers=bool(before.roles or had))
    names = _names(db, {one.department_id for one in tasks | had})
    for told, changed in ((TaskWithdrawn, had - tasks), (TaskGiven, tasks - had)):
        for one in _in_order(changed):
            where = one.department_id, names.get(one.department_id)
            body = told(id=before.id, name=before.name, task=one.task, department_id=where[0], department=where[1])
            append(db, organization_stream(viewer.organization_id), body, viewer)


def _in_order(tasks: set[Delegated]) -> list[Delegated]:
    return sorted(tasks, key=lambda one: (TASKS.index(one.task), one.department_id or ""))


def _names(db: Db, ids: set[str | None]) -> dict[str | None, str]:
    wanted = sorted(one for one in ids if one is not None)
    return {row.id: row.path for row in db.all(select(_d.id, _d.path).where(_d.id.in_(wanted)))}
