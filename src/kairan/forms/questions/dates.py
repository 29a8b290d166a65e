"""Days and times of day (日付・時刻): in years of the West or of an era, both accepted; impossible ones explained.

Eras begin on these days; before 1873 Japan kept another calendar, so 明治 is accepted from its sixth year on.
"""

import re
from datetime import date
from typing import Annotated, ClassVar, Literal

import msgspec

from kairan.forms.complaints import NotAccepted
from kairan.forms.conditions import Value
from kairan.forms.questions.base import Question, Typed, narrow, said_plainly

ERAS = (
    ("令和", "R", date(2019, 5, 1)),
    ("平成", "H", date(1989, 1, 8)),
    ("昭和", "S", date(1926, 12, 25)),
    ("大正", "T", date(1912, 7, 30)),
    ("明治", "M", date(1868, 10, 23)),
)
_BEGINS = {name: begins for name, _, begins in ERAS}
_BY_LETTER = {letter: name for name, letter, _ in ERAS}
_LETTERS = {name: letter for name, letter, _ in ERAS}
_WRITTEN_YEAR = re.compile(r"(令和|平成|昭和|大正|明治|[RHSTMrhstm]|西暦)?\s*(元|\d{1,4})\s*年?")
_Day = Annotated[str, msgspec.Meta(pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2}|today)?$")]


def in_era(day: date) -> str:
    """Return a day as offices write it: 令和8年4月1日."""
    for name, _, begins in ERAS:
        if day >= begins:
            year = day.year - begins.year + 1
            return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月{day.day}日"


def written(day: date) -> str:
    """Return a day in both ways: 2026年4月1日（令和8年4月1日）."""
    western = f"{day.year}年{day.month}月{day.day}日"
    era = in_era(day)
    return western if era == western else f"{western}（{era}）"


class Day(Question, frozen=True, kw_only=True, tag="date"):
    """A day (日付)."""

    PARTS: ClassVar[tuple[str, ...]] = ("era", "year", "month", "day")

    is_birth: bool = False  # 生年月日: never in the future, and browsers may fill it in
    earliest: _Day = ""  # "today": the day of filling in
    latest: _Day = ""

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return the day as 2026-04-01. Raises NotAccepted."""
        year, month, day = (narrow(self.typed_in(typed, part)) for part in ("year", "month", "day"))
        if not (year or month or day):
            return None
        found = self._found(self.typed_in(typed, "era"), year, month.rstrip("月"), day.rstrip("日"))
        self._check_bounds(found, today)
        return found.isoformat()

    def _found(self, era: str, year: str, month: str, day: str) -> date:
        match = _WRITTEN_YEAR.fullmatch(year)
        numbers = match is not None and all(one.isascii() and one.isdigit() and len(one) <= 2 for one in (month, day))
        if match is None or not numbers:
            raise NotAccepted("date", "year" if match is None else "month")
        named = match[1] or ("西暦" if len(match[2]) == 4 else era)  # four digits are of the West, whatever was chosen
        named = _BY_LETTER.get(named.upper(), named)
        count = 1 if match[2] == "元" else int(match[2])
        if named in _BEGINS:
            return self._of_era(named, count, int(month), int(day))
        if len(match[2]) != 4:
            raise NotAccepted("date", "year")
        return self._made(count, int(month), int(day), f"{count}年{int(month)}月{int(day)}日")

    def _of_era(self, era: str, count: int, month: int, day: int) -> date:
        said = f"{era}{'元' if count == 1 else count}年{month}月{day}日"
        if count < 1:
            raise NotAccepted("no_such_day", "year", day=said)
        found = self._made(_BEGINS[era].year + count - 1, month, day, said)
        if not in_era(found).startswith(era):
            raise NotAccepted("other_era", "era", day=said, other=in_era(found))
        return found

    def _made(self, year: int, month: int, day: int, said: str) -> date:
        try:
            found = date(year, month, day)
        except ValueError:
            raise NotAccepted("no_such_day", "day", day=said) from None
        if found < date(1873, 1, 1):
            raise NotAccepted("too_early", "year", least=written(date(1873, 1, 1)))
        return found

    def _check_bounds(self, found: date, today: date) -> None:
        if self.is_birth and found > today:
            raise NotAccepted("future", "year")
        earliest, latest = (bound_of(one, today) for one in (self.earliest, self.latest))
        if earliest is not None and found < earliest:
            raise NotAccepted("too_early", "year", least=written(earliest))
        if latest is not None and found > latest:
            raise NotAccepted("too_late", "year", most=written(latest))

    def shown(self, value: Value) -> str:
        """Return the day in both ways of counting."""
        day = _day(value)
        return said_plainly(value) if day is None else written(day)

    def cells(self, value: Value | None) -> list[str]:
        """Return the day as spreadsheets sort it."""
        return ["" if value is None else said_plainly(value)]

    def typed_again(self, value: Value) -> dict[str, list[str]]:
        """Return the four fields of a day."""
        day = _day(value)
        if day is None:
            return {}
        parts = {"era": "西暦", "year": str(day.year), "month": str(day.month), "day": str(day.day)}
        return {self.field(part): [one] for part, one in parts.items()}


def _day(value: Value) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def bound_of(bound: str, today: date) -> date | None:
    """Return the day a bound stands for; None where there is none, or no such day."""
    try:
        return today if bound == "today" else date.fromisoformat(bound) if bound else None
    except ValueError:
        return None


class TimeOfDay(Question, frozen=True, kw_only=True, tag="time"):
    """A time of day (時刻)."""

    PARTS: ClassVar[tuple[str, ...]] = ("hour", "minute")

    step: Literal[1, 5, 10, 15, 30, 60] = 1  # minutes: what is offered; others are refused

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return the time as 13:30. Raises NotAccepted."""
        hour = narrow(self.typed_in(typed, "hour")).rstrip("時")
        minute = narrow(self.typed_in(typed, "minute")).rstrip("分")
        if not hour and not minute:
            return None
        minute = minute or "0"
        if not all(one.isascii() and one.isdigit() and len(one) <= 2 for one in (hour, minute)):
            raise NotAccepted("time", "hour")
        if int(hour) > 23 or int(minute) > 59 or int(minute) % self.step:
            raise NotAccepted("time", "hour")
        return f"{int(hour):02}:{int(minute):02}"

    def typed_again(self, value: Value) -> dict[str, list[str]]:
        """Return both fields."""
        hour, _, minute = said_plainly(value).partition(":")
        return {self.field("hour"): [hour], self.field("minute"): [minute]}
