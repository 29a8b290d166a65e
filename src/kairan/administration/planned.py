"""Changes of departments for a day (改組の予約): planned, listed, withdrawn, and carried out at their instant.

Promise: before its instant nobody sees a planned change but whoever administers departments; a new department also who
sets lists of moves for then. At its instant everything
is asked again, in the name of who planned it, with the powers held then: what may not or cannot be done any more is not
done, and says why. Changes of one instant are carried out in the order in which they were planned, each once. What else
of the body was set for an instant (transfers) comes after the changes of the same, and before those of a later one.
"""

from collections.abc import Callable

import msgspec
from sqlalchemy import func, insert, or_, select, update

from kairan.administration.departments import (
    close_department,
    move_department,
    open_department,
    people_within,
    rename_department,
    require_empty,
    require_free_name,
    require_movable,
    require_not_below,
    require_open,
    require_tree,
)
from kairan.administration.entries import (
    DepartmentChangeFailed,
    DepartmentChangePlanned,
    DepartmentChangeWithdrawn,
)
from kairan.administration.merging import look_at_merge, merge_department, require_mergeable
from kairan.administration.planned_departments import (
    path_planned,
    path_there,
    path_with,
    planned_departments,
    require_place,
    rests_on_planned,
)
from kairan.administration.planned_model import (
    WAITING_MOST,
    WAITS,
    PlanId,
    PlannedChange,
    PlannedChanges,
    PlannedChangeWanted,
    Waiting,
    planned_table,
)
from kairan.administration.problems import (
    DepartmentNameTaken,
    DepartmentNotFound,
    PlanFixed,
    PlanInPast,
    PlansTooMany,
)
from kairan.core.extension import ExtensionPoint
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.jobs import Jobs, enqueue, has_job
from kairan.core.kit.problems import Problem
from kairan.core.viewer import OrganizationId, Viewer
from kairan.people import DepartmentId, acting_now, labels, organization_stream, paths_of, require_role, require_task
from kairan.people.founding import checked_name

CHANGE = "administration.change_departments"
SHOWN_MS = 30 * 24 * 3_600_000
"""So long what is over stays on the list."""
LIMIT_S = 1_800  # a merge of thousands of people, on a slow and busy machine

_t = planned_table.c
_ROW = tuple(_t[name] for name in Waiting.__struct_fields__)


ATTEMPTS = 5
"""In a minute and a half: others of the body wait for it meanwhile."""
AGAIN_MS = 1_000
"""So long it waits before it looks again whether it is its turn."""

EarlierChanges = Callable[[Db, OrganizationId, int], bool]
EARLIER_CHANGES: ExtensionPoint[EarlierChanges] = ExtensionPoint("administration.earlier_changes")
"""Whether something else of a body waits that was set for before an instant; its job is called up by the question."""
BROKEN = (
    "予期しない問題が起きたため、実行できませんでした。何も変わっていません。システムの担当者に連絡してください。",
    "Something unexpected went wrong, and nothing was changed. Please tell whoever runs the system.",
)
"""What is told of a change that met a fault nobody expected, after several tries."""


class ChangeDepartments(msgspec.Struct, frozen=True):
    """A planned change of a body that has come."""

    organization_id: OrganizationId
    plan_id: PlanId | None = None  # none: from before each had a job of its own; whichever is first


def plan_change(db: Db, viewer: Viewer, wanted: PlannedChangeWanted) -> PlanId:
    """Plan a change. Problems: RoleNeeded, PlanInPast, PlansTooMany, those of the change as the tree is now."""
    require_tree(db, viewer)
    if wanted.effective_at <= now_ms():
        raise PlanInPast
    waiting = select(func.count()).select_from(planned_table).where(_t.organization_id == viewer.organization_id, WAITS)
    if int(db.scalar(waiting)) >= WAITING_MOST:
        raise PlansTooMany(most=WAITING_MOST)
    department_id, name = _checked(db, viewer, wanted)
    plan_id = PlanId(new_id())
    to_id = wanted.to_id if wanted.act in ("open", "move", "merge") else None
    db.execute(
        insert(planned_table).values(
            id=plan_id,
            organization_id=viewer.organization_id,
            department_id=department_id,
            act=wanted.act,
            name=name,
            to_id=to_id,
            effective_at=wanted.effective_at,
            set_by=viewer.member_id,
            set_at=now_ms(),
        )
    )
    told = DepartmentChangePlanned(
        id=department_id,
        plan_id=plan_id,
        path=path_planned(db, wanted.act, department_id, name, to_id),
        what=wanted.act,
        after=name,
        into_path=None if to_id is None else path_there(db, to_id),
        effective_at=wanted.effective_at,
    )
    append(db, organization_stream(viewer.organization_id), told, viewer)
    due = ChangeDepartments(viewer.organization_id, plan_id)
    enqueue(db, CHANGE, due, due_at=wanted.effective_at, key=plan_id)
    return plan_id


def _checked(db: Db, viewer: Viewer, wanted: PlannedChangeWanted) -> tuple[DepartmentId, str | None]:
    """Refuse what could never be done; names may be free by then, and people gone.

    Return the department it is about, of a new one the id that it will have, and the name it is to get.
    """
    if wanted.act == "open":
        if wanted.to_id is not None:
            require_place(db, viewer, msgspec.structs.replace(wanted, department_id=None), wanted.to_id)
        return DepartmentId(new_id()), checked_name(wanted.name)
    department_id = require_open(db, viewer, _other(wanted.department_id)).id
    if wanted.act == "rename":
        return department_id, checked_name(wanted.name)
    if wanted.act == "merge":
        require_role(viewer, "administrator")
    if wanted.act == "merge" and require_place(db, viewer, wanted, _other(wanted.to_id)):
        require_mergeable(db, viewer, department_id, _other(wanted.to_id))
    if wanted.act == "move" and wanted.to_id is not None and require_place(db, viewer, wanted, wanted.to_id):
        require_not_below(db, viewer, department_id, wanted.to_id)
    return department_id, None


def obstacle_to(db: Db, viewer: Viewer, plan_id: PlanId) -> str | None:
    """Return why a change that waits could not be carried out if it were now; None when it could. Problems: RoleNeeded.

    A warning, no refusal: names may be free by then, people gone, and another change planned for before it.
    """
    require_task(viewer, "departments")
    row = db.first(select(*_ROW).where(_t.id == plan_id, _t.organization_id == viewer.organization_id, WAITS))
    if row is None or rests_on_planned(db, viewer.organization_id, row.to_id):
        return None
    try:
        _ask(db, viewer, _waiting(row))
    except Problem as problem:
        return problem.sentence(viewer.language)
    return None


def _ask(db: Db, viewer: Viewer, plan: Waiting) -> None:
    """Ask what carrying out asks. Problems: those of the change."""
    if plan.act == "open":
        require_free_name(db, viewer, plan.name or "", plan.to_id)
        others = planned_departments(db, viewer.organization_id, besides=plan.department_id).values()
        if any((one.name, one.parent_id) == (plan.name, plan.to_id) for one in others):
            raise DepartmentNameTaken(name=plan.name or "")
        return
    before = require_open(db, viewer, plan.department_id)
    match plan.act:
        case "rename" if plan.name != before.name:
            require_free_name(db, viewer, plan.name or "", before.parent_id)
        case "move" if plan.to_id != before.parent_id:
            require_movable(db, viewer, before, plan.to_id, people_within(db, before.id))
        case "close":
            require_empty(db, viewer, before.id)
        case "merge":
            look_at_merge(db, viewer, before.id, _other(plan.to_id))


def plans(db: Db, viewer: Viewer) -> PlannedChanges:
    """Return what waits, the next first, and what is over since thirty days. Problems: RoleNeeded."""
    require_task(viewer, "departments")
    shown = or_(WAITS, func.coalesce(_t.done_at, _t.failed_at, _t.withdrawn_at) > now_ms() - SHOWN_MS)
    rows = db.all(
        select(planned_table)
        .where(_t.organization_id == viewer.organization_id, shown)
        .order_by(WAITS.desc(), _t.effective_at, _t.id)
        .limit(2 * WAITING_MOST)
    )
    paths = {str(one): path for one, path in paths_of(db, viewer.organization_id).items()}
    for row in sorted(rows, key=lambda row: str(row.id)):  # what is above was planned before
        if row.to_id is not None and row.to_id not in paths:  # planned, and withdrawn long ago
            paths[row.to_id] = path_there(db, row.to_id)
        if row.act == "open":
            paths.setdefault(row.department_id, path_with(paths.get(row.to_id), row.name))
    people = labels(db, [row.set_by for row in rows])
    return PlannedChanges(
        [_plan(row, paths, people[row.set_by].name if row.set_by in people else "", viewer) for row in rows]
    )


def _plan(row: Record, paths: dict[str, str], set_by: str, viewer: Viewer) -> PlannedChange:
    lines = (row.told or "").split("\n")
    return msgspec.convert(
        {
            "id": row.id,
            "act": row.act,
            "department_id": row.department_id,
            "path": paths.get(row.department_id, ""),
            "name": row.name,
            "to_path": None if row.to_id is None else paths.get(row.to_id),
            "effective_at": row.effective_at,
            "set_by": set_by,
            "state": _state(row),
            "told": (lines[-1] if viewer.language == "en" else lines[0]) or None,
        },
        PlannedChange,
    )


def _state(row: Record) -> str:
    if row.done_at is not None:
        return "done"
    if row.failed_at is not None:
        return "failed"
    return "waiting" if row.withdrawn_at is None else "withdrawn"


def withdraw_plan(db: Db, viewer: Viewer, plan_id: PlanId) -> None:
    """Withdraw a change before its instant. Problems: RoleNeeded, DepartmentNotFound, PlanFixed."""
    require_tree(db, viewer)
    row = db.first(select(planned_table).where(_t.id == plan_id, _t.organization_id == viewer.organization_id))
    if row is None:
        raise DepartmentNotFound
    if _state(row) != "waiting":
        raise PlanFixed
    db.execute(update(planned_table).where(_t.id == plan_id).values(withdrawn_at=now_ms()))
    path = path_planned(db, row.act, row.department_id, row.name, row.to_id)
    told = DepartmentChangeWithdrawn(id=row.department_id, plan_id=plan_id, path=path)
    append(db, organization_stream(viewer.organization_id), told, viewer)


def change_departments(db: Db, due: ChangeDepartments) -> None:
    """Carry out one that has come, or say why not: each has a job, and so a transaction, of its own.

    When it is not its turn yet it looks again soon: what was set for before it comes first.
    """
    hold(db, organization_stream(due.organization_id))  # nobody administers the tree meanwhile
    plan = _first(db, due.organization_id, now_ms())
    if plan is None or not _waits(db, due.plan_id):
        return
    if due.plan_id not in {None, plan.id}:
        _call_up(db, plan)
        _later(db, due)
    elif any(earlier(db, due.organization_id, plan.effective_at) for earlier in EARLIER_CHANGES.given()):
        _later(db, msgspec.structs.replace(due, plan_id=plan.id))
    else:
        _try(db, plan)


def departments_change_first(db: Db, organization_id: OrganizationId, at: int) -> bool:
    """Whether changes of departments wait that were planned for this instant or an earlier one; calls the first up."""
    plan = _first(db, organization_id, at)
    if plan is not None:
        _call_up(db, plan)
    return plan is not None


def _first(db: Db, organization_id: OrganizationId, at: int) -> Waiting | None:
    come = select(*_ROW).where(_t.organization_id == organization_id, WAITS, _t.effective_at <= at)
    row = db.first(come.order_by(_t.effective_at, _t.id).limit(1))
    return None if row is None else _waiting(row)


def _waiting(row: Record) -> Waiting:
    return msgspec.convert(dict(zip(Waiting.__struct_fields__, row, strict=True)), Waiting)


def _waits(db: Db, plan_id: PlanId | None) -> bool:
    return plan_id is None or db.first(select(_t.id).where(_t.id == plan_id, WAITS)) is not None


def _call_up(db: Db, plan: Waiting) -> None:
    if not has_job(db, CHANGE, plan.id):  # one that waits after a failed attempt waits on
        enqueue(db, CHANGE, ChangeDepartments(plan.organization_id, plan.id), key=plan.id)


def _later(db: Db, due: ChangeDepartments) -> None:
    enqueue(db, CHANGE, due, due_at=now_ms() + AGAIN_MS, key=due.plan_id)


def _try(db: Db, plan: Waiting) -> None:
    by = acting_now(db, plan.set_by, plan.organization_id)
    try:
        _carry_out(db, by, plan)
    except Problem as problem:  # each of them asks everything before it changes anything
        _fail(db, by, plan, problem.sentence("ja"), problem.sentence("en"))
    else:
        db.execute(update(planned_table).where(_t.id == plan.id).values(done_at=now_ms()))


def give_change_up(db: Db, due: ChangeDepartments) -> None:
    """Say that a change failed by a fault of the program; the log says which."""
    which = _t.organization_id == due.organization_id, WAITS, _t.effective_at <= now_ms()
    this = which if due.plan_id is None else (*which, _t.id == due.plan_id)
    row = db.first(select(*_ROW).where(*this).order_by(_t.effective_at, _t.id).limit(1))
    if row is not None:
        plan = _waiting(row)
        _fail(db, acting_now(db, plan.set_by, plan.organization_id), plan, *BROKEN)


def _carry_out(db: Db, by: Viewer, plan: Waiting) -> None:
    match plan.act:
        case "open":
            open_department(db, by, plan.name or "", plan.to_id, plan.department_id)
        case "rename":
            rename_department(db, by, plan.department_id, plan.name or "")
        case "move":
            move_department(db, by, plan.department_id, plan.to_id)
        case "close":
            close_department(db, by, plan.department_id)
        case "merge":
            merge_department(db, by, plan.department_id, _other(plan.to_id), None)


def _other(to_id: DepartmentId | None) -> DepartmentId:
    if to_id is None:
        raise DepartmentNotFound
    return to_id


def _fail(db: Db, by: Viewer, plan: Waiting, ja: str, en: str) -> None:
    db.execute(update(planned_table).where(_t.id == plan.id).values(failed_at=now_ms(), told=f"{ja}\n{en}"))
    path = path_planned(db, plan.act, plan.department_id, plan.name, plan.to_id)
    failed = DepartmentChangeFailed(id=plan.department_id, plan_id=plan.id, path=path, faults=[ja])
    append(db, organization_stream(plan.organization_id), failed, by)


def register_jobs(jobs: Jobs) -> None:
    """Add the job of planned changes, once, where everything meets."""
    jobs.add(
        CHANGE,
        ChangeDepartments,
        change_departments,
        attempts=ATTEMPTS,
        at_once=1,
        limit_s=LIMIT_S,
        given_up=give_change_up,
    )
