"""Polls whose time has come are closed."""

from sqlalchemy import select

from kairan.core.journal import hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs
from kairan.polls.acting import close
from kairan.polls.model import poll_stream, poll_table

EVERY_S = 60
AT_ONCE = 50  # in one run; the rest is in the next
_p = poll_table.c


def register_jobs(jobs: Jobs) -> None:
    """Look every minute."""
    jobs.every(EVERY_S, "polls.close", close_over)


def close_over(db: Db) -> None:
    """Note which polls are over; nobody could answer since that moment."""
    due = select(_p.id).where(_p.ends_at <= now_ms(), _p.closed_at.is_(None)).order_by(_p.ends_at, _p.id).limit(AT_ONCE)
    for poll_id in sorted(db.scalars(due)):
        hold(db, poll_stream(poll_id))
        row = db.first(select(poll_table).where(_p.id == poll_id, _p.closed_at.is_(None)))
        if row is not None:
            close(db, row, None, None)
