"""The tasks of the viewer over all rooms, those they gave to others, and those of one room."""

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import ColumnElement, case, func, select

from kairan.core.kit.batches import in_batches
from kairan.core.kit.clock import today
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, Viewer
from kairan.people import Label, labels
from kairan.talk.access import require_room
from kairan.talk.model import RoomId
from kairan.tasks.finding import is_done_by, may_change, require_task, visible
from kairan.tasks.model import PAGE, TaskCounts, TaskDoer, TaskId, TaskPage, TaskView, task_doer_table, task_table

TaskList = Literal["mine", "given", "done", "room"]
"""自分のタスク, 頼んだタスク, 終わったもの, このルーム."""
NO_DAY = "9999-12-31"  # what has no day stands below what has one
_t, _d = task_table.c, task_doer_table.c


def tasks(
    db: Db, viewer: Viewer, view: TaskList = "mine", room_id: RoomId | None = None, after: str | None = None
) -> TaskPage:
    """Return the tasks of a view, a hundred a page: open ones by their day, done ones the newest first.

    `after` is `next` of the page before. Problems: RoomNotFound.
    """
    if room_id is not None:
        require_room(db, viewer, room_id)
    day = func.coalesce(_t.due_on, NO_DAY)
    wanted = visible(viewer) & _in_view(viewer, view)
    if room_id is not None:
        wanted &= _t.room_id == room_id
    statement = select(task_table, is_done_by(viewer).label("is_mine"))
    if view == "done":
        wanted &= _t.id < after if after is not None else _t.id.is_not(None)
        rows = db.all(statement.where(wanted).order_by(_t.id.desc()).limit(PAGE + 1))
    else:
        if after is not None:
            due_on, _, task_id = after.partition("|")
            wanted &= (day > due_on) | ((day == due_on) & (_t.id > task_id))
        rows = db.all(statement.where(wanted).order_by(day, _t.id).limit(PAGE + 1))
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    following = None if last is None else last.id if view == "done" else f"{last.due_on or NO_DAY}|{last.id}"
    return TaskPage(tasks=_views(db, viewer, rows[:PAGE]), next=following, counts=task_counts(db, viewer))


def _in_view(viewer: Viewer, view: TaskList) -> ColumnElement[bool]:
    is_open = _t.done_at.is_(None) & _t.dropped_at.is_(None)
    mine = _t.id.in_(select(_d.task_id).where(_d.member_id == viewer.member_id))
    views: dict[TaskList, ColumnElement[bool]] = {
        "mine": is_open & mine,
        "given": is_open & (_t.owner_id == viewer.member_id) & ~mine,
        "done": ~is_open & (mine | (_t.owner_id == viewer.member_id)),
        "room": is_open,
    }
    return views[view]


def task_counts(db: Db, viewer: Viewer) -> TaskCounts:
    """Return how many open tasks the viewer does and gave, and how many are due."""
    is_due = _t.due_on <= today().isoformat()
    due = func.coalesce(func.sum(case((is_due, 1), else_=0)), 0)
    mine = db.first(select(func.count().label("n"), due.label("due")).where(visible(viewer), _in_view(viewer, "mine")))
    given = db.scalar(select(func.count()).select_from(task_table).where(visible(viewer), _in_view(viewer, "given")))
    return TaskCounts(mine=0 if mine is None else int(mine.n), due=0 if mine is None else int(mine.due), given=given)


def task_view(db: Db, viewer: Viewer, task_id: TaskId) -> TaskView:
    """Return one task. Problems: TaskNotFound."""
    return _views(db, viewer, [require_task(db, viewer, task_id)])[0]


def _views(db: Db, viewer: Viewer, rows: Sequence[Record]) -> list[TaskView]:
    doers: dict[str, list[str]] = {row.id: [] for row in rows}
    for some in in_batches(sorted(doers)):
        for one in db.all(select(_d.task_id, _d.member_id).where(_d.task_id.in_(some)).order_by(_d.member_id)):
            doers[one.task_id].append(one.member_id)
    ids = {one for row in rows for one in (row.owner_id, row.done_by, *doers[row.id]) if one is not None}
    known = labels(db, ids)
    return [_view(viewer, row, doers[row.id], known) for row in rows]


def _view(viewer: Viewer, row: Record, doer_ids: Sequence[str], known: dict[str, Label]) -> TaskView:
    def person(member_id: str) -> TaskDoer:
        label = known.get(member_id)
        name, department = ("", "") if label is None else (label.name, label.department)
        return TaskDoer(id=MemberId(member_id), name=name, department=department)

    return TaskView(
        id=TaskId(row.id),
        title=row.title,
        note=row.note,
        owner=person(row.owner_id),
        doers=[person(one) for one in doer_ids],
        room_id=row.room_id,
        message_id=row.message_id,
        due_on=row.due_on,
        repeat=row.repeat,
        revision=row.revision,
        made_at=row.made_at,
        done_at=row.done_at,
        done_by="" if row.done_by is None else person(row.done_by).name,
        done_note=row.done_note,
        dropped_at=row.dropped_at,
        is_mine=bool(row.is_mine),
        may_change=may_change(viewer, row),
    )
