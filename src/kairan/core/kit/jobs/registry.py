"""Which handler does which kind of job. Made once, where everything meets; each concern adds its own kinds."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.jobs.actions import LeaseLostError, Terms, enqueue, finish
from kairan.core.kit.jobs.model import ATTEMPTS, Leased
from kairan.core.kit.jobs.queries import holds_lease
from kairan.core.kit.store import Store

B = TypeVar("B", bound=msgspec.Struct)
T = TypeVar("T")

LIMIT_S = 60  # of one run
GRACE_S = 30  # the lease outlives the run, so that a slow end is not taken for a death
AT_ONCE = 4  # of one kind on one node

Run = Callable[[Store, Leased], Awaitable[None]]


class Nothing(msgspec.Struct, frozen=True):
    """The body of a periodic job."""


class Kind(msgspec.Struct, frozen=True):
    """How a kind of job is run."""

    run: Run
    attempts: int
    limit_s: float
    at_once: int
    every_ms: int | None = None
    given_up: Callable[[Db, str], None] | None = None

    def terms(self, running: int) -> Terms:
        """Say how many more may be taken now."""
        lease_ms = int((self.limit_s + GRACE_S) * 1000)
        return Terms(self.at_once - running, self.attempts, lease_ms, self.every_ms, self.given_up)


class Jobs:
    """The kinds of jobs this node can do. Kinds it does not know stay for nodes that do (a newer version, say)."""

    def __init__(self) -> None:
        self.kinds: dict[str, Kind] = {}

    def add(
        self,
        kind: str,
        body: type[B],
        handler: Callable[[Db, B], None],
        *,
        attempts: int = ATTEMPTS,
        at_once: int = AT_ONCE,
        limit_s: float = LIMIT_S,
        given_up: Callable[[Db, B], None] | None = None,
    ) -> None:
        """Add a kind that only changes the database: its handler and the job's end are one transaction.

        The handler is short, as every action: on SQLite all other changes wait for it. Long work is done in pieces,
        each enqueueing the next. `given_up` says on what people look at that it will not be done; it raises nothing.
        """

        async def run(store: Store, job: Leased) -> None:
            await store.write(_run, handler, job, msgspec.json.decode(job.body, type=body), None)

        def tell(db: Db, text: str) -> None:
            if given_up is not None:
                given_up(db, msgspec.json.decode(text, type=body))

        self._add(kind, Kind(run, attempts, limit_s, at_once, given_up=tell))

    def add_outside(
        self,
        kind: str,
        body: type[B],
        work: Callable[[B], Awaitable[T]],
        then: Callable[[Db, B, T], None] | None = None,
        *,
        attempts: int = ATTEMPTS,
        at_once: int = AT_ONCE,
        limit_s: float = LIMIT_S,
    ) -> None:
        """Add a kind that reaches outside the database: `work` first, then `then` with its result, in a transaction.

        `work` may run more than once, also after it succeeded (a crash before the commit); it is cut off after
        `limit_s`. `then` takes effect once.
        """

        async def run(store: Store, job: Leased) -> None:
            parsed = msgspec.json.decode(job.body, type=body)
            result = await work(parsed)
            await store.write(_conclude, then, job, parsed, result)

        self._add(kind, Kind(run, attempts, limit_s, at_once))

    def every(self, period_s: int, kind: str, handler: Callable[[Db], None], *, attempts: int = 3) -> None:
        """Add a kind that is done once per period on one of the nodes, first a period after the first start.

        When a run fails for good, the next period's takes place all the same.
        """
        period_ms = period_s * 1000

        async def run(store: Store, job: Leased) -> None:
            await store.write(_run, lambda db, _: handler(db), job, Nothing(), now_ms() + period_ms)

        self._add(kind, Kind(run, attempts, LIMIT_S, 1, period_ms))

    def _add(self, kind: str, how: Kind) -> None:
        if kind in self.kinds:
            raise ValueError(f"two handlers for the job {kind!r}")
        self.kinds[kind] = how

    def schedule(self, db: Db) -> None:
        """Write the rows of the periodic jobs, where they are missing. Called by the worker when it starts."""
        for kind, how in self.kinds.items():
            if how.every_ms is not None:
                enqueue(db, kind, Nothing(), due_at=now_ms() + how.every_ms, key="periodic")


def _run(db: Db, handler: Callable[[Db, B], None], job: Leased, body: B, next_at: int | None) -> None:
    if not holds_lease(db, job):
        raise LeaseLostError
    handler(db, body)
    finish(db, job, next_at)


def _conclude(db: Db, then: Callable[[Db, B, T], None] | None, job: Leased, body: B, result: T) -> None:
    if then is not None:
        then(db, body, result)
    finish(db, job)
