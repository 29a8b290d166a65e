"""The worker: takes due jobs and runs them, so many at once, woken by commits and by a slow poll."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from types import TracebackType

import prometheus_client as prometheus
import structlog
from sqlalchemy.exc import SQLAlchemyError

from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.jobs.actions import LeaseLostError, lease_jobs, mend_times, note_failure
from kairan.core.kit.jobs.model import JobEnqueued, Leased
from kairan.core.kit.jobs.queries import has_ahead, job_counts, next_due
from kairan.core.kit.jobs.registry import Jobs
from kairan.core.kit.problems import Problem
from kairan.core.kit.store import Store

log = structlog.get_logger("kairan.jobs")

AT_ONCE = bounded("jobs.at_once", 8, "wait", "as rows of the database")
POLL_S = 5.0
SHORT_S = 0.25  # when another worker was quicker
COUNT_S = 30.0
STOP_S = 10.0

RUNS = prometheus.Counter("kairan_jobs", "Runs of jobs", ["kind", "outcome"])
SECONDS = prometheus.Histogram("kairan_job_seconds", "How long a run of a job took", ["kind"])
WAITING = prometheus.Gauge("kairan_jobs_waiting", "Jobs that are not done yet")
OVERDUE = prometheus.Gauge("kairan_jobs_overdue_seconds", "How long the oldest due job has been waiting")
FAILED = prometheus.Gauge("kairan_jobs_failed", "Jobs that were given up and wait for a person")


class Worker:
    """Runs the jobs of one node. Give what was announced to `heed`.

    Use as an async context manager for the life of the server, or run `run` inside a TaskGroup.
    """

    def __init__(self, store: Store, jobs: Jobs, *, at_once: int = AT_ONCE, poll_s: float = POLL_S) -> None:
        self._store = store
        self._kinds = jobs.kinds
        self._jobs = jobs
        self._at_once = at_once
        self._poll_s = poll_s
        self._running: Counter[str] = Counter()
        self._woken = asyncio.Event()
        self._stopping = False
        self._counted_at = float("-inf")
        self._tasks = asyncio.TaskGroup()

    async def __aenter__(self) -> "Worker":
        """Begin to work."""
        await self._tasks.__aenter__()
        self._task = self._tasks.create_task(self.run(), name="worker")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take no more jobs and give those under way a moment; what is cut off is taken up after its lease."""
        self.stop()
        _, unfinished = await asyncio.wait({self._task}, timeout=STOP_S)
        if unfinished:
            self._task.cancel()
        await self._tasks.__aexit__(kind, error, trace)

    def heed(self, announcements: Sequence[object]) -> None:
        """Look at once if a commit enqueued something. On the event loop, after the commit."""
        if any(isinstance(said, JobEnqueued) for said in announcements):
            self._woken.set()

    def stop(self) -> None:
        """Take no more jobs; `run` ends when those under way are done."""
        self._stopping = True
        self._woken.set()

    async def run(self) -> None:
        """Run jobs until stopped. When cancelled, what is under way is taken up again once its lease runs out."""
        async with asyncio.TaskGroup() as group:
            scheduled = False
            while not self._stopping:
                self._woken.clear()
                pause_s = self._poll_s
                try:
                    scheduled = scheduled or await self._schedule()
                    pause_s = await self._take(group)
                    await self._count()
                except (Problem, SQLAlchemyError) as error:
                    # The database is away or busy: the jobs stay where they are.
                    log.warning("jobs.waiting_for_database", error=str(error))
                await self._pause(pause_s)

    async def _schedule(self) -> bool:
        await self._store.write(self._jobs.schedule)
        return True

    async def _take(self, group: asyncio.TaskGroup) -> float:
        """Start what is due and has room; return how long to wait before looking again, in seconds."""
        free = self._at_once - self._running.total()
        terms = {
            name: terms for name, kind in self._kinds.items() if (terms := kind.terms(self._running[name])).room > 0
        }
        if free <= 0 or not terms:
            return self._poll_s  # woken when one ends
        due_at = await self._store.read(next_due, list(terms))
        if due_at is None or (wait_ms := due_at - now_ms()) > 0:
            return self._poll_s if due_at is None else min(self._poll_s, wait_ms / 1000)
        leased = await self._store.write(lease_jobs, terms, free)
        for job in leased:
            self._running[job.kind] += 1
            group.create_task(self._do(job), name=f"job {job.kind}")
        return 0 if leased else SHORT_S

    async def _pause(self, pause_s: float) -> None:
        if pause_s <= 0:
            return
        try:
            async with asyncio.timeout(pause_s):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _do(self, job: Leased) -> None:
        """Run one job: an edge, where everything is caught, logged once and counted."""
        kind = self._kinds[job.kind]
        try:
            with SECONDS.labels(job.kind).time():
                async with asyncio.timeout(kind.limit_s):
                    await kind.run(self._store, job)
        except LeaseLostError:
            RUNS.labels(job.kind, "lease_lost").inc()
            log.warning("job.lease_lost", kind=job.kind, job=job.id)
        except Exception as error:  # noqa: BLE001
            await self._fail(job, error)
        else:
            RUNS.labels(job.kind, "done").inc()
        finally:
            self._running[job.kind] -= 1
            self._woken.set()

    async def _fail(self, job: Leased, error: Exception) -> None:
        kind = self._kinds[job.kind]
        words = f"{type(error).__name__}: {error}"
        try:
            is_final = await self._store.write(note_failure, job, words, kind.terms(0))
        except (Problem, SQLAlchemyError) as trouble:
            # Not noted; the lease runs out and the next attempt follows, this one being counted already.
            log.warning("job.failure_not_noted", kind=job.kind, job=job.id, error=words, trouble=str(trouble))
            return
        RUNS.labels(job.kind, "failed" if is_final else "retried").inc()
        tell = log.error if is_final else log.warning
        tell(
            "job.given_up" if is_final else "job.failed", kind=job.kind, job=job.id, attempt=job.attempt, exc_info=error
        )
        if is_final:
            self._counted_at = float("-inf")

    async def _count(self) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._counted_at < COUNT_S:
            return
        self._counted_at = now
        if await self._store.read(has_ahead):
            await self._store.write(mend_times)
        counts = await self._store.read(job_counts)
        WAITING.set(counts.waiting)
        OVERDUE.set(counts.overdue_ms / 1000)
        FAILED.set(counts.failed)
