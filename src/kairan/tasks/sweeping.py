"""What tasks do by themselves: remind on the day, and tell what is overdue; both in working hours, once a day each."""

from sqlalchemy import or_, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms, today
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs
from kairan.core.viewer import MemberId
from kairan.talk.confirmation_times import is_working_time
from kairan.tasks.acting import doers_of
from kairan.tasks.entries import TaskReminded
from kairan.tasks.model import task_stream, task_table
from kairan.tasks.telling import tell

EVERY_S = 300
AT_ONCE = 100  # in one run; the rest is in the next
_t = task_table.c


def register_jobs(jobs: Jobs) -> None:
    """Look every five minutes."""
    jobs.every(EVERY_S, "tasks.remind", remind_due)


def remind_due(db: Db) -> None:
    """Remind whoever does what is due today, and once more on the first working day after; its maker then, too."""
    if not is_working_time(now_ms()):
        return
    day = today().isoformat()
    is_open = _t.done_at.is_(None) & _t.dropped_at.is_(None)
    # Told before its day was over, it is told once more when it is overdue; after that, its list says so.
    untold = or_(_t.told_on.is_(None), (_t.told_on <= _t.due_on) & (_t.due_on < day))
    due = select(_t.id).where(is_open, _t.due_on <= day, untold).order_by(_t.due_on, _t.id).limit(AT_ONCE)
    for task_id in sorted(db.scalars(due)):
        hold(db, task_stream(task_id))
        row = db.first(select(task_table).where(_t.id == task_id, is_open, untold))
        if row is None or row.due_on is None or row.due_on > day:
            continue
        is_overdue = row.due_on < day
        db.execute(update(task_table).where(_t.id == task_id).values(told_on=day))
        entry = append(db, task_stream(task_id), TaskReminded(is_overdue=is_overdue), None)
        told = {*doers_of(db, task_id), *([MemberId(row.owner_id)] if is_overdue else [])}
        tell(db, row, entry, sorted(told), "reminder")
