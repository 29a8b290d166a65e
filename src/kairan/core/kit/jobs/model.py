"""The row of a job, and the rules of its life that need no I/O."""

import random

import msgspec
from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from kairan.core.kit.database import metadata

ATTEMPTS = 10  # over about two hours and a half
FIRST_PAUSE_MS = 2_000
LONGEST_PAUSE_MS = 3_600_000
ERROR_LENGTH = 2_000
CLOCKS_DIFFER_MS = 1_000  # that much between nodes is ordinary

job_table = Table(
    "job",
    metadata,
    Column("id", String(13), primary_key=True),
    Column("kind", String(60), nullable=False),
    Column("key", String(200)),  # at most one job of a kind waits under a key
    Column("body", Text, nullable=False),  # JSON
    Column("due_at", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False),  # counted before the run
    Column("lease", String(13)),  # whose result counts; null: nobody runs it
    Column("leased_until", BigInteger),  # from then on another worker may take it
    Column("again_at", BigInteger),  # enqueued again while it ran: run once more
    Column("error", Text),  # of the last attempt
    Column("failed_at", BigInteger),  # given up; waits for a person
    Column("created_at", BigInteger, nullable=False),
)

_open = job_table.c.failed_at.is_(None)

Index("ix_job_due_at", job_table.c.due_at, sqlite_where=_open, postgresql_where=_open)
Index("ix_job_failed_at", job_table.c.failed_at, sqlite_where=~_open, postgresql_where=~_open)
Index("uq_job_kind_key", job_table.c.kind, job_table.c.key, unique=True, sqlite_where=_open, postgresql_where=_open)


class JobEnqueued(msgspec.Struct, frozen=True):
    """Announced after the commit, so that this node's worker looks at once."""

    kind: str
    due_at: int


class Leased(msgspec.Struct, frozen=True):
    """A job that this worker runs now. Its result counts only while the lease is still its own."""

    id: str
    kind: str
    body: str
    attempt: int  # 1 for the first
    lease: str


class FailedJob(msgspec.Struct, frozen=True):
    """A job that was given up."""

    id: str
    kind: str
    key: str | None
    body: msgspec.Raw
    attempts: int
    error: str
    failed_at: int
    created_at: int


class JobCounts(msgspec.Struct, frozen=True):
    """How much there is to do, and how much was given up."""

    waiting: int
    overdue_ms: int  # how long the oldest due job has been waiting; 0 when none is due
    failed: int


def pause_ms(attempt: int) -> int:
    """Return how long to wait after a failed attempt: tripled each time, up to an hour, spread by a quarter."""
    steady = min(FIRST_PAUSE_MS * 3 ** min(attempt - 1, 20), LONGEST_PAUSE_MS)
    return int(steady * random.uniform(0.75, 1.25))  # noqa: S311  (spreads load, keeps no secret)
