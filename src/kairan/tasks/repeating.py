"""When a task comes again (くり返し): pure, in days of Japan.

Promise: what repeats by month or year keeps the day it began with: from the 31st it goes to 28 February, and on to
31 March.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from kairan.notifications import is_working_day

Repeat = Literal["none", "workdays", "weekly", "monthly", "yearly"]
"""くり返さない, 開庁日ごと, 毎週, 毎月, 毎年."""
AHEAD_MOST = 400


def next_due(due_on: date, anchor: date, repeat: Repeat, today: date) -> date | None:
    """Return the next day after `due_on`, and not before today; None where it does not come again.

    Days that were missed are not made up for: whoever was away for a month has one task, not thirty.
    """
    if repeat == "none":
        return None
    found = due_on
    for _ in range(AHEAD_MOST):
        found = _after(found, anchor, repeat)
        if found >= today:
            return found
    return _after(today, anchor, repeat)


def _after(day: date, anchor: date, repeat: Repeat) -> date:
    if repeat == "weekly":
        return day + timedelta(7)
    if repeat == "monthly":
        return _in_month(day.year + day.month // 12, day.month % 12 + 1, anchor.day)
    if repeat == "yearly":
        return _in_month(day.year + 1, anchor.month, anchor.day)
    following = day + timedelta(1)
    while not is_working_day(following):
        following += timedelta(1)
    return following


def _in_month(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
