"""Reading jobs: when there is something to do, and what was given up."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import func, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.jobs.actions import is_ahead, is_due
from kairan.core.kit.jobs.model import FailedJob, JobCounts, Leased, job_table

_j = job_table.c


def next_due(db: Db, kinds: Iterable[str]) -> int | None:
    """Return when the next job of these kinds may be taken, `now` or later; None when there is none.

    Leases that will run out are not counted: the poll finds them.
    """
    now = now_ms()
    of_kinds = _j.kind.in_(list(kinds))
    if db.first(select(_j.id).where(of_kinds, is_due(now)).order_by(_j.due_at).limit(1)) is not None:
        return now
    later = select(_j.due_at).where(_j.failed_at.is_(None), of_kinds, _j.due_at > now)
    found: int | None = db.scalar(later.order_by(_j.due_at).limit(1))
    return found


def has_ahead(db: Db) -> bool:
    """Whether something waits that was enqueued by a clock that was ahead."""
    return db.first(select(_j.id).where(is_ahead(now_ms())).limit(1)) is not None


def has_job(db: Db, kind: str, key: str) -> bool:
    """Whether a job of a kind waits or runs under a key."""
    return db.first(select(_j.id).where(_j.kind == kind, _j.key == key, _j.failed_at.is_(None))) is not None


def failed_jobs(db: Db, *, limit: int = 100) -> list[FailedJob]:
    """Return what was given up, newest first: for the administrator of the installation."""
    columns = (_j.id, _j.kind, _j.key, _j.body, _j.attempts, _j.error, _j.failed_at, _j.created_at)
    rows = db.all(select(*columns).where(_j.failed_at.is_not(None)).order_by(_j.failed_at.desc()).limit(limit))
    return [FailedJob(row[0], row[1], row[2], msgspec.Raw(row[3].encode()), *row[4:]) for row in rows]


def job_counts(db: Db) -> JobCounts:
    """Count what waits and what was given up."""
    now = now_ms()
    failed = select(func.count()).where(_j.failed_at.is_not(None)).scalar_subquery()
    row = db.first(select(func.count(), func.min(_j.due_at), failed).where(_j.failed_at.is_(None)))
    if row is None:  # pragma: no cover
        return JobCounts(0, 0, 0)
    return JobCounts(waiting=row[0], overdue_ms=max(0, now - (row[1] or now)), failed=row[2])


def holds_lease(db: Db, job: Leased) -> bool:
    """Whether the lease is still this worker's; the end of the job asks again, under a lock."""
    return db.first(select(_j.id).where(_j.id == job.id, _j.lease == job.lease)) is not None
