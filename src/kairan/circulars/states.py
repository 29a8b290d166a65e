"""Where a circular stands (状態), and what may be done then: one table, for screens, acts and tests alike."""

from collections.abc import Mapping
from typing import Literal

from sqlalchemy import ColumnElement, or_

from kairan.circulars.model import circular_table
from kairan.core.kit.database import Record

Status = Literal["going", "done", "ended", "withdrawn"]
"""回覧中, 全員確認, 期日で終了, 取下げ."""
Act = Literal["confirm", "remind", "pass_over", "deputise", "reword", "extend", "widen", "withdraw"]

MAY: Mapping[Status, frozenset[Act]] = {
    "going": frozenset({"confirm", "remind", "pass_over", "deputise", "reword", "extend", "widen", "withdraw"}),
    "done": frozenset({"reword", "widen", "withdraw"}),
    "ended": frozenset({"extend", "withdraw"}),
    "withdrawn": frozenset(),
}
"""What may be done in each state; confirming by whoever is asked, the rest by whoever leads the circular."""

_c = circular_table.c


def status_of(row: Record, now: int) -> Status:
    """Return where a circular stands, from what happened with it and the time."""
    if row.withdrawn_at is not None:
        return "withdrawn"
    if row.completed_at is not None:
        return "done"
    if row.ended_at is not None or (row.ends_at is not None and row.ends_at <= now):
        return "ended"
    return "going"


def is_going(now: int) -> ColumnElement[bool]:
    """Restrict circulars to those that go round; `status_of` in SQL."""
    in_time = or_(_c.ends_at.is_(None), _c.ends_at > now)
    return _c.withdrawn_at.is_(None) & _c.completed_at.is_(None) & _c.ended_at.is_(None) & in_time
