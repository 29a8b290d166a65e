"""Which tasks somebody may see and change. The one place that says so.

Whoever made a task, and whoever does it, sees it. A room's task is the room's: everybody who is in it and may read it
here sees the task, and who goes out of the room sees it no more than what else was said there.
"""

from sqlalchemy import ColumnElement, and_, exists, or_, select, true

from kairan.core.journal import Span, Stream, hold
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import EVERY_CLASS, OrganizationId, Viewer
from kairan.policy import upto_of
from kairan.talk.access import rooms_of
from kairan.talk.model import room_table
from kairan.tasks.model import TaskId, task_doer_table, task_stream, task_table
from kairan.tasks.problems import TaskChangedMeanwhile, TaskNotFound, TaskNotYours

_t, _d = task_table.c, task_doer_table.c


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict tasks to those the viewer may see where they are."""
    upto = upto_of(viewer, "read")
    in_class = true() if upto >= EVERY_CLASS else _t.room_class <= upto
    in_rooms = _t.room_id.in_(rooms_of(viewer).with_only_columns(room_table.c.id))
    own = and_(_t.room_id.is_(None), _t.organization_id == viewer.organization_id)
    return and_(in_class, or_(in_rooms, and_(own, or_(_t.owner_id == viewer.member_id, is_done_by(viewer)))))


def is_done_by(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict tasks to those the viewer does."""
    return exists(select(_d.task_id).where(_d.task_id == _t.id, _d.member_id == viewer.member_id))


def require_task(db: Db, viewer: Viewer, task_id: TaskId) -> Record:
    """Return a task the viewer may see. Problems: TaskNotFound."""
    row = db.first(select(task_table, is_done_by(viewer).label("is_mine")).where(_t.id == task_id, visible(viewer)))
    if row is None:
        raise TaskNotFound
    return row


def hold_task(db: Db, viewer: Viewer, task_id: TaskId, revision: int | None = None) -> Record:
    """Return a task the viewer may change, held until the commit, as it is now.

    Problems: TaskNotFound, TaskNotYours, TaskChangedMeanwhile.
    """
    require_task(db, viewer, task_id)
    hold(db, task_stream(task_id))
    row = require_task(db, viewer, task_id)
    if not may_change(viewer, row):
        raise TaskNotYours
    if revision is not None and row.revision != revision:
        raise TaskChangedMeanwhile
    return row


def may_change(viewer: Viewer, row: Record) -> bool:
    """Whether the viewer made the task, or does it."""
    return bool(row.owner_id == viewer.member_id or row.is_mine)


def _may_read(db: Db, viewer: Viewer, task_id: str) -> Span | None:
    return None if db.first(select(_t.id).where(_t.id == task_id, visible(viewer))) is None else Span()


def _class_of(db: Db, task_id: str) -> tuple[OrganizationId, int] | None:
    row = db.first(select(_t.organization_id, _t.room_class).where(_t.id == task_id))
    return None if row is None else (OrganizationId(row.organization_id), row.room_class)


TASK_STREAM = Stream("task", _may_read, _class_of)
