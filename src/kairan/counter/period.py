"""The standard period (標準処理期間): counted in working days, stopped while the applicant has the case."""

from datetime import date, timedelta

from kairan.notifications.quiet_hours import is_working_day

DAYS_MOST = 400


def day_after(begins: date, working_days: int) -> date:
    """Return the last day of a period that begins the day after `begins` (民法140条: the first day is not counted).

    It falls on a working day.
    """
    day, left = begins, working_days
    while left > 0:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day


def working_days_between(begins: date, ends: date) -> int:
    """Return how many working days lie after `begins`, up to and with `ends`; at most so many as a period has."""
    days, day = 0, begins
    while day < ends and days < DAYS_MOST:
        day += timedelta(days=1)
        days += is_working_day(day)
    return days
