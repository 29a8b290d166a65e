"""What a query may cost: how long it may run, and only while somebody waits for its answer.

Promise: no question, however asked, keeps a reading thread for longer than its budget; nor does one whose asker has
gone. SQLite asks here while it works (progress handler); PostgreSQL is told the time (`statement_timeout`), and whoever
goes through rows in Python has to ask (`is_spent`).
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from kairan.core.kit.bounds import bounded
from kairan.core.kit.problems import Problem

REQUEST_S = bounded("query.seconds", 30, "refuse", "503 `server.query_too_long`; of one question of a request")
SEARCH_S = bounded("search.seconds", 6, "refuse", "503 `server.query_too_long`; found things are told before")
JOB_S = bounded("job.query_seconds", 900, "end", "the job tries again later")
STEPS = 20_000  # of SQLite's machine between two looks, a millisecond or less

budget_s: ContextVar[float] = ContextVar("budget_s", default=JOB_S)
"""How long a question asked from here may take; a request sets it as it comes in."""


class QueryTooLong(Problem):
    """A question took longer than any honest one; it was stopped so that others are answered."""

    status = 503
    code = "server.query_too_long"
    ja = "調べるのに時間がかかりすぎたため、途中で止めました。期間やルームで範囲をせばめて、もう一度お試しください。"
    en = "This took too long and was stopped. Please narrow it down, by days or to a room, and try again."


class Asker(Protocol):
    """Who waits for an answer."""

    def cancelled(self) -> bool:
        """Whether they wait no more."""


class _Here(threading.local):
    """What the question costs on which this thread works."""

    ends_at = float("inf")
    asker: Asker | None = None


_here = _Here()


@contextmanager
def working_for(asker: Asker) -> Iterator[None]:
    """Work for somebody on this thread, as long as they wait."""
    _here.asker = asker
    try:
        yield
    finally:
        _here.asker = None


@contextmanager
def spending(seconds: float) -> Iterator[None]:
    """Spend at most so long on this thread on what follows."""
    before, _here.ends_at = _here.ends_at, min(_here.ends_at, time.monotonic() + seconds)
    try:
        yield
    finally:
        _here.ends_at = before


def is_spent() -> bool:
    """Whether to stop: the time is over, or nobody waits any more."""
    return time.monotonic() > _here.ends_at or (_here.asker is not None and _here.asker.cancelled())
