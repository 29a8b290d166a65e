"""Days as an office counts them: the demo's histories are told in working days before today."""

import re
from datetime import date, datetime, time, timedelta, timezone
from functools import cache

JST = timezone(timedelta(hours=9), "JST")
WEEKDAYS = "月火水木金土日"

_OPENS = time(8, 0)
_EARLY = time(9, 30)  # before that, today has not happened yet
_LAST = time(11, 45)  # when the demo's own last day ends
_STORM = -9  # the day of the typhoon: the days before and after it are working days
_RECOVERED = -4  # from here on, days count plainly
_FIXED = {(1, 1), (2, 11), (2, 23), (4, 29), (5, 3), (5, 4), (5, 5), (8, 11), (11, 3), (11, 23)}
_MONDAYS = {(1, 2), (7, 3), (9, 3), (10, 2)}  # (month, which Monday)
_CLOSED = {(12, 29), (12, 30), (12, 31), (1, 2), (1, 3)}  # offices close over the New Year
_DAY_OFF = re.compile(r"\{([土日])\+(\d+)\} ?")
_DATE = re.compile(r"(?<=[^\x00-\x7f]) (?=\{[+-]?\d+\})|\{([+-]?\d+)\} ?")


@cache
def is_holiday(day: date) -> bool:
    """Whether the law makes this day a holiday (国民の祝日に関する法律), substitute holidays included.

    The equinoxes follow the astronomers' formula for 1980–2099.
    """
    if _is_named(day):
        return True
    if _is_named(day - timedelta(1)) and _is_named(day + timedelta(1)):
        return True
    before = day - timedelta(1)
    while _is_named(before):
        if before.weekday() == 6:
            return True
        before -= timedelta(1)
    return False


def _is_named(day: date) -> bool:
    if (day.month, day.day) in _FIXED or (day.month == 3 and day.day == _equinox(day.year, 20.8431)):
        return True
    if day.month == 9 and day.day == _equinox(day.year, 23.2488):
        return True
    return day.weekday() == 0 and (day.month, (day.day + 6) // 7) in _MONDAYS


def _equinox(year: int, first: float) -> int:
    return int(first + 0.242194 * (year - 1980) - (year - 1980) // 4)


def is_workday(day: date) -> bool:
    """Whether a town hall is open on this day."""
    return day.weekday() < 5 and not is_holiday(day) and (day.month, day.day) not in _CLOSED


class Workdays:
    """Turns "nine working days ago, 21:17" into an instant.

    Day 0 is today, or the last working day when today is none or has only begun. What the demo tells of day 0 is
    squeezed so that it lies before now. Days up to the recovery are moved back together until the day before the
    typhoon and the day after it are working days, as its story says.
    """

    def __init__(self, now: datetime) -> None:
        local = now.astimezone(JST)
        self.now = int(local.timestamp() * 1000)
        begun = local.date() if local.time() >= _EARLY else local.date() - timedelta(1)
        self.today = _nearest(begun)
        self._is_live = self.today == local.date() and local.time() < _LAST
        self._shift = next(shift for shift in range(20) if self._lies_within_a_week(shift))

    def _lies_within_a_week(self, shift: int) -> bool:
        storm = self._plain(_STORM - shift)
        return is_workday(storm - timedelta(1)) and is_workday(storm + timedelta(1))

    def _plain(self, offset: int) -> date:
        step = timedelta(1 if offset > 0 else -1)
        day = self.today
        for _ in range(abs(offset)):
            day += step
            while not is_workday(day):
                day += step
        return day

    def day(self, offset: int) -> date:
        """Return the day so many working days after today; before today when negative."""
        return self._plain(offset - self._shift if offset <= _RECOVERED else offset)

    def at(self, offset: int, clock: str) -> int:
        """Return an instant in ms; hours from 24 on belong to the following day, as broadcasters count."""
        instant = self.deadline(offset, clock)
        midnight = datetime.combine(self.day(offset), time(), JST)
        return self._squeezed(instant, midnight) if offset == 0 and self._is_live else min(instant, self.now)

    def deadline(self, offset: int, clock: str) -> int:
        """Return an instant in ms as the calendar has it, also one that is still to come."""
        hours, minutes = clock.split(":")
        spent = timedelta(hours=int(hours), minutes=int(minutes))
        return int((datetime.combine(self.day(offset), time(), JST) + spent).timestamp() * 1000)

    def _squeezed(self, instant: int, midnight: datetime) -> int:
        """Map the hours up to the demo's last to the hours up to now, in order."""
        opens = int((midnight + _since_midnight(_OPENS)).timestamp() * 1000)
        last = int((midnight + _since_midnight(_LAST)).timestamp() * 1000)
        part = (instant - opens) / (last - opens)
        return min(self.now, opens + int(part * (self.now - opens)))

    def written(self, text: str) -> str:
        """Write the days a text names as `{-9}` or `{+3}`: 11月9日(月)."""
        return _DATE.sub(lambda found: self._date(int(found[1])) if found[1] else "", text)

    def with_weekends(self, text: str) -> str:
        """Write the days off a text names as `{土+2}`, the second Saturday to come: 12月12日(土)."""
        return _DAY_OFF.sub(lambda found: self._said(self._day_off(found[1], int(found[2]))), text)

    def _day_off(self, name: str, count: int) -> date:
        ahead = (WEEKDAYS.index(name) - self.today.weekday()) % 7 or 7
        return self.today + timedelta(ahead + 7 * (count - 1))

    def _date(self, offset: int) -> str:
        return self._said(self.day(offset))

    @staticmethod
    def _said(day: date) -> str:
        return f"{day.month}月{day.day}日({WEEKDAYS[day.weekday()]})"


def _nearest(day: date) -> date:
    while not is_workday(day):
        day -= timedelta(1)
    return day


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)
