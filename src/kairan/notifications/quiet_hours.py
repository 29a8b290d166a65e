"""When somebody is not told (通知しない時間): pure, in the time of Japan, which knows no summer time."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

import jpholiday

from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import JAPAN
from kairan.notifications.model import DAY_MS, Choice, Leave, NotificationRules, QuietHours, Span

NEW_YEAR = {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}
"""Offices of local governments are closed then (地方自治法4条の2)."""
DAYS_AHEAD = 400  # beyond, somebody is told in spite of all


@lru_cache(bounded("notifications.working_days", 4_096, "evict", "asked once more"))
def is_working_day(day: date) -> bool:
    """Whether a town hall is open: no weekend, no public holiday, not over the New Year."""
    return day.weekday() < 5 and (day.month, day.day) not in NEW_YEAR and not jpholiday.is_holiday(day)


def quiet_of(choice: Choice, rules: NotificationRules) -> QuietHours | None:
    """Return the hours that hold for somebody: their own, else the body's."""
    if not choice.has_quiet:
        return None
    return choice.quiet or rules.quiet


def is_quiet(at: int, quiet: QuietHours | None, leaves: list[Leave]) -> bool:
    """Whether an instant (ms) lies in the quiet hours, on a day off, or on a day of leave."""
    local = datetime.fromtimestamp(at / 1000, UTC).astimezone(JAPAN)
    if _is_closed(local.date(), quiet, leaves):
        return True
    return quiet is not None and _is_in(local.hour * 60 + local.minute, quiet)


def told_from(at: int, quiet: QuietHours | None, leaves: list[Leave]) -> int:
    """Return the first instant (ms) from `at` on that is not quiet; `at` plus 400 days where there is none."""
    if not is_quiet(at, quiet, leaves):
        return at
    today = datetime.fromtimestamp(at / 1000, UTC).astimezone(JAPAN).date()
    for ahead in range(DAYS_AHEAD):
        day = today + timedelta(ahead)
        if _is_closed(day, quiet, leaves):
            continue
        for minute in sorted({0, 0 if quiet is None else quiet.end}):
            begins = instant_of(day, minute)
            if begins >= at and not is_quiet(begins, quiet, leaves):
                return begins
    return at + DAYS_AHEAD * 86_400_000


def quiet_span(at: int, quiet: QuietHours | None, leaves: list[Leave]) -> Span | None:
    """Return from when to when (ms) it is quiet now, or will be within a day; None where it will not."""
    if is_quiet(at, quiet, leaves):
        return Span(at, told_from(at, quiet, leaves))
    today = datetime.fromtimestamp(at / 1000, UTC).astimezone(JAPAN).date()
    minutes = sorted({0, 0 if quiet is None else quiet.start})
    for begins in (instant_of(today + timedelta(ahead), minute) for ahead in range(2) for minute in minutes):
        if at < begins <= at + DAY_MS and is_quiet(begins, quiet, leaves):
            return Span(begins, told_from(begins, quiet, leaves))
    return None


def next_digest(at: int, minute: int, leaves: list[Leave]) -> int:
    """Return when the next letter of the day goes: at a minute of a working day on which the person is there."""
    today = datetime.fromtimestamp(at / 1000, UTC).astimezone(JAPAN).date()
    for ahead in range(DAYS_AHEAD):
        day = today + timedelta(ahead)
        if is_working_day(day) and not is_leave(day, leaves) and (goes := instant_of(day, minute)) > at:
            return goes
    return at + DAYS_AHEAD * 86_400_000


def instant_of(day: date, minute: int) -> int:
    """Return the instant (ms) of a minute of a day in Japan."""
    begins = datetime.combine(day, time(minute // 60, minute % 60), JAPAN)
    return int(begins.timestamp() * 1000)


def _is_closed(day: date, quiet: QuietHours | None, leaves: list[Leave]) -> bool:
    if quiet is not None and quiet.days_off and not is_working_day(day):
        return True
    return is_leave(day, leaves)


def is_leave(day: date, leaves: list[Leave]) -> bool:
    """Whether somebody is away on a day."""
    return any(leave.first <= day.isoformat() <= leave.last for leave in leaves)


def _is_in(minute: int, quiet: QuietHours) -> bool:
    if quiet.start <= quiet.end:
        return quiet.start <= minute < quiet.end
    return minute >= quiet.start or minute < quiet.end
