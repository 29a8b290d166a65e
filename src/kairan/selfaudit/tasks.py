"""Tasks recounted: each is what its record says it is, done by whom the record says."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import select

from kairan.core.journal.model import entry_table, stream_table
from kairan.core.journal.verify import Fault
from kairan.core.kit.database import Db, Record
from kairan.selfaudit.bodies import UNREADABLE
from kairan.selfaudit.reading import body_of
from kairan.tasks.entries import TaskChanged, TaskDropped, TaskFinished, TaskMade, TaskReopened
from kairan.tasks.model import task_doer_table, task_stream, task_table

PAGE = 500

TASK_MISSING = "task of the record is missing / 記録にあるタスクがありません"
TASK_DIFFERS = "task differs from the record / タスクが記録と違います"

_t, _d, _e, _s = task_table.c, task_doer_table.c, entry_table.c, stream_table.c


class _Recorded(msgspec.Struct):
    """What the entries of a task make of it."""

    title: str = ""
    doers: tuple[str, ...] = ()
    due_on: str | None = None
    repeat: str = ""
    done_by: str | None = None
    is_done: bool = False
    is_dropped: bool = False
    last: int = 0

    def take(self, row: Record) -> None:
        """Follow one entry."""
        self.last = row.seq
        body = body_of(row)
        if isinstance(body, TaskMade | TaskChanged):
            self.title, self.due_on, self.repeat = body.title, body.due_on, body.repeat
            self.doers = tuple(sorted(body.doers))
        elif isinstance(body, TaskFinished):
            self.is_done, self.done_by = True, row.actor_id
        elif isinstance(body, TaskDropped):
            self.is_dropped = True
        elif isinstance(body, TaskReopened):
            self.is_done, self.done_by, self.is_dropped = False, None, False


def task_faults(db: Db) -> Iterator[Fault]:
    """Compare every task with its record."""
    known = select(_s.name, _s.seq).outerjoin(task_table, _s.name == "task:" + _t.id)
    for name, seq in db.execute(known.where(_s.name.startswith("task:"), _t.id.is_(None))):
        yield Fault(name, seq, TASK_MISSING)
    after = ""
    page = select(task_table).order_by(_t.id).limit(PAGE)
    while rows := db.all(page.where(_t.id > after)):
        for row in rows:
            yield from _of_task(db, row)
        after = rows[-1].id


def _of_task(db: Db, row: Record) -> Iterator[Fault]:
    stream, told = task_stream(row.id), _Recorded()
    wanted = (
        select(_e.seq, _e.kind, _e.actor_id, _e.body)
        .join(stream_table, _s.no == _e.stream_no)
        .where(_s.name == stream)
        .order_by(_e.seq)
    )
    try:
        for entry in db.execute(wanted):
            told.take(entry)
    except msgspec.MsgspecError:
        yield Fault(stream, told.last, UNREADABLE)
        return
    doers = tuple(sorted(db.scalars(select(_d.member_id).where(_d.task_id == row.id))))
    kept = (row.title, doers, row.due_on, row.repeat, row.done_by, row.done_at is not None, row.dropped_at is not None)
    said = (told.title, told.doers, told.due_on, told.repeat, told.done_by, told.is_done, told.is_dropped)
    if kept != said:
        yield Fault(stream, told.last, TASK_DIFFERS)
