"""What circulars do by themselves: end with their last day, remind before it, and wait for nobody who has gone."""

from sqlalchemy import select, update

from kairan.circulars.entries import CircularEnded
from kairan.circulars.finding import held_again
from kairan.circulars.leading import remind_waiting, settle
from kairan.circulars.model import circular_person_table, circular_stream, circular_table
from kairan.circulars.states import is_going, status_of
from kairan.circulars.telling import tell_screens, waiting_for
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs
from kairan.people import member_table
from kairan.talk.confirmation_times import next_working_time

EVERY_S = 60
GONE_EVERY_S = 600
AT_ONCE = 20  # circulars in one run; the rest is in the next
PEOPLE_AT_ONCE = 500
_c, _p, _m = circular_table.c, circular_person_table.c, member_table.c


def register_jobs(jobs: Jobs) -> None:
    """Look every minute at the time, and every ten for people who have gone."""
    jobs.every(EVERY_S, "circulars.end", end_over)
    jobs.every(EVERY_S, "circulars.remind", remind_before_end)
    jobs.every(GONE_EVERY_S, "circulars.pass_gone", pass_gone)


def end_over(db: Db) -> None:
    """Note which circulars have ended with their last day; `status_of` has said so since that moment."""
    now = now_ms()
    still = _c.withdrawn_at.is_(None) & _c.completed_at.is_(None) & _c.ended_at.is_(None)
    due = select(_c.id).where(_c.ends_at <= now, still).order_by(_c.ends_at, _c.id).limit(AT_ONCE)
    for circular_id in sorted(db.scalars(due)):
        row = held_again(db, circular_id)
        if row is None or status_of(row, now) != "ended" or row.ended_at is not None:
            continue
        over = {"ended_at": now, "remind_at": None, "changed_at": now}
        db.execute(update(circular_table).where(_c.id == row.id).values(over))
        ended = CircularEnded(confirmed=row.confirmed, people=row.people)
        append(db, circular_stream(row.id), ended, None)
        tell_screens(db, row, [*waiting_for(db, row), row.owner_id])


def remind_before_end(db: Db) -> None:
    """Remind whoever is asked of a circular whose last day is near, once, in working hours."""
    now = now_ms()
    due = select(_c.id).where(_c.remind_at <= now, is_going(now)).order_by(_c.remind_at, _c.id).limit(AT_ONCE)
    for circular_id in sorted(db.scalars(due)):
        row = held_again(db, circular_id)
        if row is None or row.remind_at is None or row.remind_at > now or status_of(row, now) != "going":
            continue
        at = next_working_time(now)
        is_late = row.ends_at is not None and at >= row.ends_at
        if at == now and row.waiting:
            remind_waiting(db, row, None)
        later = None if at == now or is_late else at
        db.execute(update(circular_table).where(_c.id == row.id).values(remind_at=later))


def pass_gone(db: Db) -> None:
    """Wait no longer for people who have left: a circular in order would stand still for ever."""
    gone = (
        select(_p.circular_id, _p.member_id)
        .join(circular_table, (_c.id == _p.circular_id) & (_c.version == _p.version))
        .join(member_table, _m.id == _p.member_id)
        .where(_m.status == "left", _p.outcome.is_(None), is_going(now_ms()))
        .order_by(_p.circular_id, _p.member_id)
        .limit(PEOPLE_AT_ONCE)
    )
    found: dict[str, list[str]] = {}
    for circular_id, member_id in db.execute(gone):
        found.setdefault(circular_id, []).append(member_id)
    for circular_id, member_ids in sorted(found.items()):
        row = held_again(db, circular_id)
        if row is None or status_of(row, now_ms()) != "going":
            continue
        here = (_p.circular_id == row.id) & (_p.version == row.version) & _p.outcome.is_(None)
        parts = db.all(select(_p.member_id, _p.asked_at).where(here, _p.member_id.in_(member_ids)))
        if parts:
            settle(db, row, parts, "gone", None)
