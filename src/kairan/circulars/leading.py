"""Leading a circular: reminding, passing over, deputies, another last day, taking it back."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select, update

from kairan.circulars.advancing import count, go_on
from kairan.circulars.entries import (
    CircularDeputised,
    CircularExtended,
    CircularPassedOver,
    CircularReminded,
    CircularWithdrawn,
)
from kairan.circulars.finding import hold_circular, hold_led
from kairan.circulars.model import (
    REASON_LIMIT,
    CircularDeputising,
    CircularExtension,
    CircularId,
    CircularPassing,
    CircularWithdrawal,
    circular_person_table,
    circular_stream,
    circular_table,
    circular_version_table,
)
from kairan.circulars.problems import (
    CircularNotYours,
    CircularOver,
    CircularRemindedLately,
    CircularSettled,
    DeputyUnknown,
    NobodyWaits,
)
from kairan.circulars.sending import end_of
from kairan.circulars.states import MAY, status_of
from kairan.circulars.telling import tell, tell_screens, waiting_for
from kairan.core.journal import append
from kairan.core.kit.batches import in_batches
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import MemberId, Viewer
from kairan.files import withdraw
from kairan.people import member_table
from kairan.talk.confirmation_times import reminded_at

REMINDED_EVERY_MS = int(timedelta(minutes=10).total_seconds() * 1000)
_c, _p, _v, _m = circular_table.c, circular_person_table.c, circular_version_table.c, member_table.c


def remind_circular(db: Db, viewer: Viewer, circular_id: CircularId) -> int:
    """Remind everybody who is asked now, in one act; return how many people.

    Problems: those of `hold_led`, CircularRemindedLately, NobodyWaits.
    """
    row = hold_led(db, viewer, circular_id, "remind")
    now = now_ms()
    if row.reminded_at is not None and now < row.reminded_at + REMINDED_EVERY_MS:
        left = row.reminded_at + REMINDED_EVERY_MS - now
        raise CircularRemindedLately(minutes=-(-left // 60_000))
    if not row.waiting:
        raise NobodyWaits
    remind_waiting(db, row, viewer)
    return int(row.waiting)


def remind_waiting(db: Db, row: Record, by: Viewer | None) -> None:
    """Let everybody who is asked now be told once more. The caller holds the stream."""
    db.execute(update(circular_table).where(_c.id == row.id).values(reminded_at=now_ms()))
    reminded = append(db, circular_stream(row.id), CircularReminded(people=row.waiting), by)
    tell(db, row, reminded, waiting_for(db, row), "reminder")


def pass_over(db: Db, viewer: Viewer, circular_id: CircularId, what: CircularPassing) -> None:
    """Wait for some people no longer (飛ばす), also before their turn: all of them or none.

    Problems: those of `hold_led`, CircularSettled.
    """
    row = hold_led(db, viewer, circular_id, "pass_over")
    wanted = sorted(set(what.member_ids))
    here = (_p.circular_id == row.id) & (_p.version == row.version) & _p.outcome.is_(None)
    found = db.all(select(_p.member_id, _p.asked_at).where(here, _p.member_id.in_(wanted)))
    if len(found) != len(wanted):
        raise CircularSettled
    reason = bounded_text(what.reason, REASON_LIMIT).strip()
    settle(db, row, found, "passed", viewer, reason)


def settle(db: Db, row: Record, parts: Sequence[Record], outcome: str, by: Viewer | None, reason: str = "") -> None:
    """Let open parts be over without a confirmation, and go on. The caller holds the stream."""
    members = sorted(one.member_id for one in parts)
    here = (_p.circular_id == row.id) & (_p.version == row.version)
    over = {"outcome": outcome, "acted_at": now_ms(), "acted_by": None if by is None else by.member_id}
    for some in in_batches(members):
        db.execute(update(circular_person_table).where(here, _p.member_id.in_(some)).values(over | {"comment": reason}))
    asked = sum(one.asked_at is not None for one in parts)
    count(db, row, waiting=-asked, passed=len(members))
    passed = CircularPassedOver(version=row.version, members=members, reason=reason)
    append(db, circular_stream(row.id), passed, by)
    go_on(db, row.id, by)
    tell_screens(db, row, members)


def deputise(db: Db, viewer: Viewer, circular_id: CircularId, member_id: MemberId, what: CircularDeputising) -> None:
    """Let somebody else confirm instead of a person, or nobody any more; for whoever leads it, and for themselves.

    Problems: CircularNotFound, CircularNotYours, CircularOver, CircularSettled, DeputyUnknown.
    """
    row = hold_circular(db, viewer, circular_id)
    if viewer.member_id not in {row.owner_id, member_id}:
        raise CircularNotYours
    if "deputise" not in MAY[status_of(row, now_ms())]:
        raise CircularOver
    here = (_p.circular_id == row.id) & (_p.version == row.version) & (_p.member_id == member_id)
    part = db.first(select(circular_person_table).where(here, _p.outcome.is_(None)))
    if part is None:
        raise CircularSettled
    if part.deputy_id == what.deputy_id:
        return
    if what.deputy_id is not None:
        _require_deputy(db, viewer, row, member_id, what.deputy_id)
    db.execute(update(circular_person_table).where(here).values(deputy_id=what.deputy_id))
    said = CircularDeputised(version=row.version, member=member_id, deputy=what.deputy_id)
    entry = append(db, circular_stream(circular_id), said, viewer)
    if what.deputy_id is not None and part.asked_at is not None:
        tell(db, row, entry, [what.deputy_id])
    if part.deputy_id is not None:
        tell_screens(db, row, [part.deputy_id])


def _require_deputy(db: Db, viewer: Viewer, row: Record, member_id: MemberId, deputy_id: MemberId) -> None:
    in_use = (_m.organization_id == viewer.organization_id) & (_m.kind == "staff") & (_m.status == "active")
    is_there = db.scalar(select(_m.id).where(_m.id == deputy_id, in_use)) is not None
    if not is_there or deputy_id in {member_id, row.owner_id, row.sender_id}:
        raise DeputyUnknown


def extend(db: Db, viewer: Viewer, circular_id: CircularId, what: CircularExtension) -> None:
    """Give a circular another last day, or none; one that had ended goes on where it stood.

    Problems: those of `hold_led`, CircularDue.
    """
    row = hold_led(db, viewer, circular_id, "extend")
    now = now_ms()
    ends_at = end_of(what.due_on, now)
    had_ended = status_of(row, now) == "ended"
    remind_at = None if ends_at is None else reminded_at(now, ends_at - 1)
    new = {"due_on": what.due_on, "ends_at": ends_at, "remind_at": remind_at, "ended_at": None, "changed_at": now}
    db.execute(update(circular_table).where(_c.id == row.id).values(new))
    extended = append(db, circular_stream(circular_id), CircularExtended(due_on=what.due_on), viewer)
    if had_ended:
        tell(db, row, extended, waiting_for(db, row))
    else:
        tell_screens(db, row, waiting_for(db, row))


def withdraw_circular(db: Db, viewer: Viewer, circular_id: CircularId, what: CircularWithdrawal) -> None:
    """Take a circular back: nobody is asked any more, nobody sees its files, and only whoever leads it its words.

    The record keeps them. Problems: those of `hold_led`.
    """
    row = hold_led(db, viewer, circular_id, "withdraw")
    heard = waiting_for(db, row)
    now = now_ms()
    over = {"withdrawn_at": now, "changed_at": now, "remind_at": None}
    db.execute(update(circular_table).where(_c.id == row.id).values(over))
    for seq in db.scalars(select(_v.seq).where(_v.circular_id == row.id)):
        withdraw(db, circular_stream(circular_id), seq)
    reason = bounded_text(what.reason, REASON_LIMIT).strip()
    append(db, circular_stream(circular_id), CircularWithdrawn(reason=reason), viewer)
    tell_screens(db, row, heard)
