"""A turn of the self-audit: some streams and rooms at random, and what was wrong before.

The reading takes place outside of any writing transaction; something is written only when there is something to
tell. One node at a time does it, each turn at another moment.
"""

import random
import time
from collections import OrderedDict
from collections.abc import Mapping

import msgspec
from prometheus_client import Counter, Gauge
from sqlalchemy import Table, select, text

from kairan.circulars.model import circular_table
from kairan.core.journal import head
from kairan.core.journal.model import stream_table
from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.jobs import Jobs, enqueue
from kairan.core.kit.store import Store
from kairan.core.viewer import INSTALLATION, OrganizationId
from kairan.installation.findings import Check, Drift, Finding, note_drift, note_gone, open_findings
from kairan.people import member_table, organization_stream, organization_table
from kairan.polls.model import poll_table
from kairan.selfaudit.bodies import UNREADABLE, Body
from kairan.selfaudit.checks import ALL, OF_ROOMS, OF_STREAMS, Of, drifts, in_both, said_of
from kairan.talk.model import room_stream, room_table
from kairan.tasks.model import task_table

STREAMS = bounded("selfaudit.streams", 3, "drop", "the others are checked in later turns")
ROOMS = bounded("selfaudit.rooms", 1, "drop", "the others are checked in later turns")
FOLLOWED = bounded("selfaudit.followed", 5_000, "drop", "the rest of a body's record is followed in the next turns")
BODIES_MOST = bounded("selfaudit.bodies", 20, "evict", "a body is followed from its beginning again")
AGAIN = bounded("selfaudit.again", 5, "drop", "other open findings are looked at again in later turns")

CHECKED = Counter("kairan_selfaudit_checks", "Samples that were recounted against the journal", ["check"])
DRIFT = Counter("kairan_selfaudit_drift", "Samples that did not agree with the journal", ["check"])
OPEN = Gauge("kairan_selfaudit_open", "Findings of the self-audit that are still there")
LAST = Gauge("kairan_selfaudit_last_seconds", "When a turn of the self-audit ended last, in seconds since 1970")
SECONDS = Counter("kairan_selfaudit_busy_seconds", "Time spent on recounting")


class Turn(msgspec.Struct, frozen=True):
    """One turn."""


class Outcome(msgspec.Struct, frozen=True):
    """What a turn found: drift with the body it is in, findings that are gone, and how many are still there."""

    drifts: list[tuple[Drift, OrganizationId]]
    gone: list[Finding]
    still: int


def register_jobs(jobs: Jobs, store: Store, every_s: int) -> None:
    """Add the self-audit, once, where everything meets; 0 seconds: none."""
    if not every_s:
        return

    followed = Followed()

    async def work(_turn: Turn) -> Outcome:
        began = time.perf_counter()
        outcome = await store.read(recount, random.Random(), followed)  # noqa: S311  (chooses samples, keeps no secret)
        SECONDS.inc(time.perf_counter() - began)
        return outcome

    jobs.add_outside("selfaudit.turn", Turn, work, conclude, attempts=1, at_once=1)
    jobs.every(every_s, "selfaudit.next", lambda db: _plan(db, every_s), attempts=3)


class Followed:
    """How far this node has followed the records of bodies; each turn goes on with one of them."""

    def __init__(self) -> None:
        self._bodies: OrderedDict[str, Body] = OrderedDict()

    def drifts(self, db: Db, organization_id: OrganizationId) -> list[Drift] | None:
        """Follow the record of a body a little further; when nothing is left, compare it; None: not there yet."""
        body = self._bodies.pop(organization_id, None) or Body(organization_id)
        try:
            faults = list(body.faults(db)) if body.follow(db, FOLLOWED) else None
        except (KeyError, ValueError, msgspec.MsgspecError):
            return [Drift("body", organization_stream(organization_id), 0, UNREADABLE)]
        self._bodies[organization_id] = body
        if len(self._bodies) > BODIES_MOST:
            self._bodies.popitem(last=False)
        if not faults:
            return None if faults is None else []
        told = in_both([said_of(fault) for fault in faults])
        return [Drift("body", organization_stream(organization_id), 0, told)]

    def is_in_order(self, db: Db, organization_id: OrganizationId) -> bool:
        """Whether a body that was followed to its end has nothing wrong any more."""
        return self.drifts(db, organization_id) == []


def _plan(db: Db, every_s: int) -> None:
    """Begin a turn at any moment of the period: nodes and other periodic work do not fall together."""
    jitter_ms = random.randint(0, every_s * 500)  # noqa: S311  (spreads load, keeps no secret)
    enqueue(db, "selfaudit.turn", Turn(), due_at=now_ms() + jitter_ms, key="turn")


def recount(db: Db, chance: random.Random, followed: Followed | None = None) -> Outcome:
    """Check some streams, a room, a body, and what is on record as wrong; all of one moment."""
    followed = followed or Followed()
    if db.dialect == "postgresql":  # the first statement of its transaction
        db.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
    found: list[Drift] = []
    for stream in _some(db, stream_table, chance, STREAMS):
        found += _checked(OF_STREAMS, db, stream, stream.name, chance.randint(0, stream.seq))
    for room in _some(db, room_table, chance, ROOMS):
        of = room_stream(room.id)
        found += _checked(OF_ROOMS, db, room, of, chance.randint(0, head(db, of)))
    if bodies := db.scalars(select(organization_table.c.id).order_by(organization_table.c.id)):
        CHECKED.labels("body").inc()
        of_body = followed.drifts(db, OrganizationId(chance.choice(bodies))) or []
        DRIFT.labels("body").inc(len(of_body))
        found += of_body
    before = open_findings(db)
    gone = [one for one in chance.sample(before, min(AGAIN, len(before))) if _is_gone(db, one, followed)]
    return Outcome([(drift, _body_of(db, drift.stream)) for drift in found], gone, len(before) - len(gone))


def _some(db: Db, table: Table, chance: random.Random, most: int) -> list[Record]:
    """Return rows at random: those that follow random numbers."""
    newest = db.scalar(select(table.c.no).order_by(table.c.no.desc()).limit(1)) or 0
    places = [chance.randint(1, max(1, newest)) for _ in range(most)]
    found = (db.first(select(table).where(table.c.no >= place).order_by(table.c.no).limit(1)) for place in places)
    return list({row.no: row for row in found if row is not None}.values())


def _checked(checks: Mapping[Check, Of], db: Db, row: Record, stream: str, first: int) -> list[Drift]:
    for check in checks:
        CHECKED.labels(check).inc()
    found = list(drifts(checks, db, row, stream, first))
    for drift in found:
        DRIFT.labels(drift.check).inc()
    return found


def _is_gone(db: Db, finding: Finding, followed: Followed) -> bool:
    """Look again at the very place of a finding; what is no longer there at all is no longer wrong."""
    if finding.check == "body":
        return followed.is_in_order(db, OrganizationId(finding.stream.partition(":")[2]))
    if finding.check in OF_STREAMS:
        row = db.first(select(stream_table).where(stream_table.c.name == finding.stream))
    else:
        row = db.first(select(room_table).where(room_table.c.id == finding.stream.partition(":")[2]))
    return row is None or not any(drifts({finding.check: ALL[finding.check]}, db, row, finding.stream, finding.first))


def _body_of(db: Db, stream: str) -> OrganizationId:
    """Return the body a stream belongs to; the installation for what is nobody's."""
    kind, _, of = stream.partition(":")
    if kind in {"organization", "directory"}:
        return OrganizationId(of)
    statements = {
        "room": select(room_table.c.organization_id).where(room_table.c.id == of),
        "circular": select(circular_table.c.organization_id).where(circular_table.c.id == of),
        "poll": select(poll_table.c.organization_id).where(poll_table.c.id == of),
        "task": select(task_table.c.organization_id).where(task_table.c.id == of),
        "member": select(member_table.c.organization_id).where(member_table.c.id == of),
    }
    found = db.scalar(statements[kind]) if kind in statements else None
    return INSTALLATION if found is None else OrganizationId(found)


def conclude(db: Db, _turn: Turn, outcome: Outcome) -> None:
    """Put on record what is new and what is gone, and tell the metrics."""
    new = sum(note_drift(db, drift, organization_id) for drift, organization_id in outcome.drifts)
    for finding in outcome.gone:
        note_gone(db, finding)
    OPEN.set(outcome.still + new)
    LAST.set(now_ms() / 1000)
