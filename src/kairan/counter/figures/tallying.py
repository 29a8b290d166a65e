"""Adding up cases: rows of the database that stand for many cases each, and days between them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from kairan.core.kit.database import Record
from kairan.counter.figures.model import CaseFigures, WaitingFigures
from kairan.counter.period import DAYS_MOST
from kairan.counter.states import STATES, State
from kairan.notifications.quiet_hours import is_working_day

EPOCH = date(1970, 1, 1)


class WorkingDays:
    """Working days between two days, by their numbers since 1970; what was counted once is known."""

    def __init__(self) -> None:
        self._between: dict[tuple[int, int], int] = {}

    def between(self, begins: int, ends: int) -> int:
        """Return how many lie after `begins`, up to and with `ends`; at most as many as any period has."""
        key = (begins, ends)
        if key not in self._between:
            days = range(begins + 1, min(ends, begins + 2 * DAYS_MOST) + 1)
            self._between[key] = min(sum(is_working_day(EPOCH + timedelta(days=day)) for day in days), DAYS_MOST)
        return self._between[key]


class Tally(msgspec.Struct):
    """What is added up of some cases."""

    states: Counter[str] = msgspec.field(default_factory=Counter)
    days: Counter[int] = msgspec.field(default_factory=Counter)
    with_period: int = 0
    in_period: int = 0
    corrected: int = 0
    corrections: int = 0
    by_residents: int = 0
    by_phone: int = 0
    spared: int = 0  # cases that residents sent themselves, and that ended
    saved_minutes: int = 0
    waiting: dict[State, WaitingFigures] = msgspec.field(default_factory=dict)

    def count(self, row: Record, working: WorkingDays) -> None:
        """Add cases that came in on one day, stand in one state since one day, and were due on one day."""
        self.states[row.state] += row.cases
        self.by_residents += row.cases if row.device is not None else 0
        self.by_phone += row.cases if row.device == "phone" else 0
        if row.state not in {"done", "refused"}:
            return
        self.spared += row.cases if row.device is not None else 0
        self.days[working.between(row.received_day, row.state_day)] += row.cases
        if row.due_on is not None:
            self.with_period += row.cases
            ended_on = (EPOCH + timedelta(days=row.state_day)).isoformat()
            self.in_period += row.cases if ended_on <= row.due_on else 0

    def add(self, other: "Tally") -> None:
        """Add what was added up of other cases."""
        self.states += other.states
        self.days += other.days
        self.with_period += other.with_period
        self.in_period += other.in_period
        self.corrected += other.corrected
        self.corrections += other.corrections
        self.by_residents += other.by_residents
        self.by_phone += other.by_phone
        self.saved_minutes += other.saved_minutes
        for one in other.waiting.values():
            self.wait(one)

    def wait(self, more: WaitingFigures) -> None:
        """Add cases that stand in a state now."""
        known = self.waiting.get(more.state)
        self.waiting[more.state] = (
            more
            if known is None
            else WaitingFigures(
                state=more.state,
                cases=known.cases + more.cases,
                oldest_at=min(known.oldest_at, more.oldest_at),
                overdue=known.overdue + more.overdue,
            )
        )

    def figures(self) -> CaseFigures:
        """Return what is told of it."""
        return CaseFigures(
            arrived=self.states.total(),
            done=self.states["done"],
            refused=self.states["refused"],
            withdrawn=self.states["withdrawn"],
            corrected=self.corrected,
            corrections=self.corrections,
            with_period=self.with_period,
            in_period=self.in_period,
            median_days=share_within(self.days, 50),
            most_days=share_within(self.days, 90),
            by_residents=self.by_residents,
            by_phone=self.by_phone,
            saved_minutes=self.saved_minutes,
            waiting=[self.waiting[one] for one in STATES if one in self.waiting],
        )


def summed(tallies: Iterable[Tally]) -> Tally:
    """Return all of them as one."""
    whole = Tally()
    for one in tallies:
        whole.add(one)
    return whole


def share_within(days: Counter[int], percent: int) -> int | None:
    """Return within how many days so many of a hundred ended; None of none."""
    wanted, passed = -(-days.total() * percent // 100), 0
    for day in sorted(days):
        passed += days[day]
        if passed >= wanted:
            return day
    return None


def most_frequent(texts: Sequence[str], most: int) -> list[str]:
    """Return what was said more than once, the most frequent first: a sentence of one case stays in it."""
    return [text for text, times in Counter(texts).most_common(most) if times > 1]
