"""Counting how far broadcasts have come. There are no numbers of their own: a count is its people's instants."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select, true

from kairan.core.kit.database import Db, Record
from kairan.emergency.broadcasts.audience import WAY_REACHES
from kairan.emergency.broadcasts.ladder import TARGETS, Asked, Reached, Rungs
from kairan.emergency.broadcasts.model import broadcast_person_table
from kairan.people import member_table

_bp, _m = broadcast_person_table.c, member_table.c
_COUNTS = (func.count(), *(func.count(_bp[name]) for name in Reached.__struct_fields__))
TROUBLED = ("hurt", "help")


def is_waited_for(asked: Asked) -> ColumnElement[bool]:
    """Restrict people of a broadcast to those of whom something is still asked."""
    return _bp[f"{TARGETS[asked]}_at"].is_(None)


cannot_be_reached = or_(
    and_(_bp.device_at.is_(None), *(~reaches for reaches in WAY_REACHES.values())), _m.status != "active"
)
"""Restricts people of a broadcast to those with neither a device that is told, nor an address, nor a number."""


def waiting_count(db: Db, row: Record) -> int:
    """Count those in use of whom something is still asked."""
    of = broadcast_person_table.join(member_table, _m.id == _bp.member_id)
    here = (_bp.broadcast_id == row.id, is_waited_for(row.asked), _m.status == "active")
    return int(db.scalar(select(func.count()).select_from(of).where(*here)) or 0)


def rungs_of(db: Db, broadcast_id: str, among: ColumnElement[bool] | None = None) -> Rungs:
    """Count the people of a broadcast, or some of them."""
    return rungs_of_each(db, [broadcast_id], among).get(broadcast_id, Rungs())


def rungs_of_each(
    db: Db, broadcast_ids: Sequence[str], among: ColumnElement[bool] | None = None
) -> Mapping[str, Rungs]:
    """Count the people of each broadcast, or some of them."""
    counted = select(_bp.broadcast_id, *_COUNTS).where(
        _bp.broadcast_id.in_(broadcast_ids), true() if among is None else among
    )
    return {row[0]: _rungs(row[1:]) for row in db.execute(counted.group_by(_bp.broadcast_id))}


def rungs_of_departments(db: Db, broadcast_id: str, among: ColumnElement[bool]) -> dict[str | None, tuple[Rungs, int]]:
    """Count by department, with how many are hurt or need help."""
    troubled = func.count().filter(_bp.choice.in_(TROUBLED))
    counted = select(_bp.department_id, *_COUNTS, troubled).where(_bp.broadcast_id == broadcast_id, among)
    rows = db.execute(counted.group_by(_bp.department_id))
    return {row[0]: (_rungs(row[1:6]), row[6]) for row in rows}


def _rungs(counts: Sequence[int]) -> Rungs:
    people, device, seen, confirmed, answered = counts
    return Rungs(people=people, device=device, seen=seen, confirmed=confirmed, answered=answered)
