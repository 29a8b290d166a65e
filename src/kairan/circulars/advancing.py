"""Going on (回す): the next stop is asked when nobody of the one before is waited for any more.

Promise: in order, nobody is asked before everybody before them has confirmed, was passed over, or had left. The caller
holds the stream of the circular.
"""

from sqlalchemy import func, select, update

from kairan.circulars.entries import CircularCompleted, CircularReached
from kairan.circulars.model import circular_person_table, circular_stream, circular_table
from kairan.circulars.telling import tell_asked, tell_completed
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer

_c, _p = circular_table.c, circular_person_table.c


def go_on(db: Db, circular_id: str, by: Viewer | None) -> None:
    """Ask the next stop if nobody is waited for at this one; when there is none, the circular is done."""
    row = db.first(select(circular_table).where(_c.id == circular_id))
    if row is None or row.waiting > 0 or row.completed_at is not None:
        return
    still = (_p.circular_id == circular_id) & (_p.version == row.version) & _p.outcome.is_(None)
    position = db.scalar(select(func.min(_p.position)).where(still))
    now = now_ms()
    if position is None:
        db.execute(update(circular_table).where(_c.id == circular_id).values(completed_at=now, remind_at=None))
        done = CircularCompleted(version=row.version, confirmed=row.confirmed, people=row.people)
        tell_completed(db, row, append(db, circular_stream(circular_id), done, by), by)
        return
    asked = db.execute(
        update(circular_person_table).where(still, _p.position == position).values(asked_at=now)
    ).rowcount
    counts = {"position": position, "waiting": asked, "changed_at": now}
    db.execute(update(circular_table).where(_c.id == circular_id).values(counts))
    reached = CircularReached(version=row.version, position=position, people=asked)
    tell_asked(db, row, append(db, circular_stream(circular_id), reached, by), position)


def count(db: Db, row: Record, *, waiting: int = 0, confirmed: int = 0, passed: int = 0) -> None:
    """Add to the numbers of a circular."""
    changed = {
        "waiting": _c.waiting + waiting,
        "confirmed": _c.confirmed + confirmed,
        "passed": _c.passed + passed,
        "changed_at": now_ms(),
    }
    db.execute(update(circular_table).where(_c.id == row.id).values(changed))
