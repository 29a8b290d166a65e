"""What changes jobs. Everything but `enqueue` and what an administrator does is the worker's own."""

from collections.abc import Callable, Mapping, Sequence

import msgspec
from sqlalchemy import ColumnElement, Executable, and_, case, delete, func, insert, literal, or_, select, update

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.jobs.model import CLOCKS_DIFFER_MS, ERROR_LENGTH, JobEnqueued, Leased, job_table, pause_ms
from kairan.core.kit.problems import NotFound
from kairan.core.kit.upsert import upsert

_j = job_table.c
_json = msgspec.json.Encoder()


class LeaseLostError(Exception):
    """The lease ran out and the job is another worker's now; what was done in this transaction must not count."""


class Terms(msgspec.Struct, frozen=True):
    """How a kind of job is taken: how many now, how often at most, for how long."""

    room: int
    attempts: int
    lease_ms: int
    every_ms: int | None = None  # for periodic ones
    given_up: Callable[[Db, str], None] | None = None  # what follows when one is given up, with its body


def enqueue(db: Db, kind: str, body: msgspec.Struct, *, due_at: int | None = None, key: str | None = None) -> None:
    """Write a job; it exists if and only if the transaction commits, and is due at once or at `due_at`.

    With a `key`, one job of the kind waits under it: enqueued again it keeps the earlier of both times and takes the
    newer body; enqueued while it runs, it runs once more afterwards.
    """
    now = now_ms()
    due = now if due_at is None else due_at
    text = _json.encode(body).decode()
    values = {"id": new_id(), "kind": kind, "key": key, "body": text, "due_at": due, "attempts": 0, "created_at": now}
    db.execute(_merge(db, values) if key is not None else insert(job_table).values(values))
    db.after_commit(JobEnqueued(kind, due))


def _merge(db: Db, values: Mapping[str, object]) -> Executable:
    """Insert, or join the job that waits under the key."""
    made = upsert(db, job_table).values(values)
    new = made.excluded
    runs = _j.lease.is_not(None)
    return made.on_conflict_do_update(
        index_elements=[_j.kind, _j.key],
        index_where=_j.failed_at.is_(None),
        set_={
            "body": new.body,
            "due_at": case((runs, _j.due_at), else_=_earlier(_j.due_at, new.due_at)),
            "created_at": case((and_(~runs, new.due_at < _j.due_at), new.created_at), else_=_j.created_at),
            "again_at": case((runs, _earlier(func.coalesce(_j.again_at, new.due_at), new.due_at))),
        },
    )


def _earlier(one: ColumnElement[int], other: ColumnElement[int]) -> ColumnElement[int]:
    return case((other < one, other), else_=one)


def mend_times(db: Db) -> None:
    """Bring nearer what was enqueued while a node's clock was ahead: it would wait for as long as the clock was wrong.

    Leases are left alone: a node whose own clock is behind must not take what runs elsewhere.
    """
    now = now_ms()
    values = {"due_at": _j.due_at - (_j.created_at - now), "created_at": now}
    if db.execute(update(job_table).where(is_ahead(now)).values(values)).rowcount:
        db.after_commit(JobEnqueued("any", now))


def is_ahead(now: int) -> ColumnElement[bool]:
    """Select what was enqueued by a clock that was ahead of this node's."""
    return and_(_j.failed_at.is_(None), _j.created_at > now + CLOCKS_DIFFER_MS)


def lease_jobs(db: Db, terms: Mapping[str, Terms], most: int) -> list[Leased]:
    """Take due jobs of these kinds, oldest first. Jobs whose last attempt never came back are given up here."""
    now = now_ms()
    rows = db.all(
        select(_j.id, _j.kind, _j.body, _j.attempts)
        .where(_j.kind.in_(terms), is_due(now))
        .order_by(_j.due_at, _j.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    leased: list[Leased] = []
    taken = dict.fromkeys(terms, 0)
    for job_id, kind, body, attempts in rows:
        if attempts >= terms[kind].attempts:
            give_up(db, _j.id == job_id, "the worker ended while running it", terms[kind])
        elif taken[kind] < terms[kind].room:
            taken[kind] += 1
            leased.append(_lease(db, Leased(job_id, kind, body, attempts + 1, new_id()), now + terms[kind].lease_ms))
    return leased


def is_due(now: int) -> ColumnElement[bool]:
    """Select what a worker may take now."""
    is_free = or_(_j.leased_until.is_(None), _j.leased_until <= now)
    return and_(_j.failed_at.is_(None), _j.due_at <= now, is_free)


def _lease(db: Db, job: Leased, until: int) -> Leased:
    """Counted before the run: a crash in the middle must still use up an attempt."""
    values = {"lease": job.lease, "leased_until": until, "attempts": job.attempt}
    db.execute(update(job_table).where(_j.id == job.id).values(values))
    return job


def finish(db: Db, job: Leased, next_at: int | None = None) -> None:
    """Remove a job that was done, or let it wait for its next time. Raises LeaseLostError.

    Last in its transaction: until then nothing waits for this row.
    """
    mine = and_(_j.id == job.id, _j.lease == job.lease)
    if next_at is None and db.execute(delete(job_table).where(mine, _j.again_at.is_(None))).rowcount:
        return
    due_at = (
        _j.again_at if next_at is None else _earlier(func.coalesce(_j.again_at, literal(next_at)), literal(next_at))
    )
    if not db.execute(update(job_table).where(mine).values(_free(due_at) | {"attempts": 0, "error": None})).rowcount:
        raise LeaseLostError


def _free(due_at: object) -> dict[str, object]:
    return {"due_at": due_at, "lease": None, "leased_until": None, "again_at": None}


def note_failure(db: Db, job: Leased, error: str, terms: Terms) -> bool:
    """Let a job wait for its next attempt, or give it up after the last; true when it was given up."""
    mine = and_(_j.id == job.id, _j.lease == job.lease)
    if job.attempt >= terms.attempts:
        return give_up(db, mine, error, terms)
    due_at = now_ms() + pause_ms(job.attempt)
    db.execute(update(job_table).where(mine).values(_free(due_at) | {"error": error[:ERROR_LENGTH]}))
    return False


def give_up(db: Db, which: ColumnElement[bool], error: str, terms: Terms) -> bool:
    """Leave a job to a person; its key becomes free. What was wanted after it gets a job of its own.

    What the kind wants to follow, so that whoever waits for it hears of it, is in the same transaction.
    """
    row = db.first(select(_j.id, _j.kind, _j.key, _j.body, _j.again_at).where(which))
    if row is None:
        return False
    now = now_ms()
    values = _free(_j.due_at) | {"error": error[:ERROR_LENGTH], "failed_at": now}
    db.execute(update(job_table).where(_j.id == row[0]).values(values))
    again_at = row[4] if terms.every_ms is None else now + terms.every_ms
    if again_at is not None:
        again = {"id": new_id(), "kind": row[1], "key": row[2], "body": row[3], "due_at": again_at}
        db.execute(_merge(db, again | {"attempts": 0, "created_at": now}))
    if terms.given_up is not None:
        terms.given_up(db, row[3])
    return True


def retry_failed(db: Db, job_id: str) -> None:
    """Give a failed job its attempts anew. If its key is taken by a newer job, it runs without the key.

    Problems: NotFound.
    """
    row = db.first(select(_j.kind, _j.key).where(_j.id == job_id, _j.failed_at.is_not(None)))
    if row is None:
        raise NotFound
    newer = select(_j.id).where(_j.kind == row[0], _j.key == row[1], _j.failed_at.is_(None))
    key = None if row[1] is None or db.first(newer) else row[1]
    now = now_ms()
    values = {"key": key, "attempts": 0, "due_at": now, "failed_at": None}
    db.execute(update(job_table).where(_j.id == job_id).values(values))
    db.after_commit(JobEnqueued(row[0], now))


def forget_failed(db: Db, before: int, kinds: Sequence[str] | None = None) -> int:
    """Delete what failed before an instant; returns how many."""
    statement = delete(job_table).where(_j.failed_at < before)
    return db.execute(statement if kinds is None else statement.where(_j.kind.in_(kinds))).rowcount
