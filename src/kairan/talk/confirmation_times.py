"""When those who have not confirmed are reminded without anybody's doing: pure, in the time of Japan."""

from datetime import UTC, datetime, timedelta

from kairan.core.kit.clock import JAPAN, day_of
from kairan.notifications import instant_of, is_working_day

HOUR_MS = 3_600_000
SOONEST_MS = 60_000  # by when a confirmation may be wanted at the earliest
LONGEST_MS = 366 * 24 * HOUR_MS
BEGINS, ENDS = 9 * 60, 17 * 60  # of working hours, in minutes of the day
DAYS_BACK = 30
TWO_HOURS_MS = 2 * HOUR_MS


def reminded_at(asked_at: int, due_at: int) -> int | None:
    """Return the instant (ms) of the one reminder before the time is up, in working hours; None where none fits.

    The morning of the last working day before; where that is over, the morning of the day itself; else two hours
    before. It keeps an hour from the asking and from the end.
    """
    day = day_of(due_at)
    earlier = (day - timedelta(back) for back in range(1, DAYS_BACK))
    before = next((instant_of(one, BEGINS) for one in earlier if is_working_day(one)), None)
    for at in (before, instant_of(day, BEGINS), due_at - TWO_HOURS_MS):
        if at is not None and asked_at + HOUR_MS <= at <= due_at - HOUR_MS and is_working_time(at):
            return at
    return None


def is_working_time(at: int) -> bool:
    """Whether an instant (ms) lies in the hours in which a town hall works."""
    local = datetime.fromtimestamp(at / 1000, UTC).astimezone(JAPAN)
    return is_working_day(local.date()) and BEGINS <= local.hour * 60 + local.minute < ENDS


def next_working_time(at: int) -> int:
    """Return the first instant (ms) from `at` on in those hours."""
    if is_working_time(at):
        return at
    day = day_of(at)
    ahead = (instant_of(day + timedelta(days), BEGINS) for days in range(DAYS_BACK))
    return next(begins for begins in ahead if begins >= at and is_working_time(begins))
