"""One line of the table, and the arithmetic of what was measured several times."""

import statistics
from collections.abc import Sequence

import msgspec


class Row(msgspec.Struct, frozen=True):
    """One line of the table; `must` and `aim` are the budgets of the design, smaller or larger is better."""

    what: str
    value: float
    unit: str
    must: float | None = None
    aim: float | None = None
    smaller_is_better: bool = False
    note: str = ""
    runs: list[float] = []
    """Every run, where there were several; `value` is their median."""

    @property
    def holds(self) -> bool | None:
        """Whether the budget holds; None where there is none."""
        return None if self.must is None else self._is_within(self.must)

    @property
    def verdict(self) -> str:
        """Say it in words; empty where there is no budget."""
        if self.must is None:
            return ""
        if not self._is_within(self.must):
            return "missed"
        return "holds, aim reached" if self.aim is not None and self._is_within(self.aim) else "holds"

    @property
    def spread(self) -> str:
        """Say between what the runs lay; empty for one run."""
        if len(self.runs) < 2:
            return ""
        return f"{figure(min(self.runs))} to {figure(max(self.runs))} in {len(self.runs)} runs"

    def _is_within(self, budget: float) -> bool:
        return self.value <= budget if self.smaller_is_better else self.value >= budget


def figure(value: float) -> str:
    """Write a figure with as many digits as it deserves."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def median_of(rows: Sequence[Row]) -> Row:
    """Make one line of several runs of the same measure: the median, with the note of the run that gave it."""
    middle = statistics.median_low([row.value for row in rows])
    chosen = next(row for row in rows if row.value == middle)
    return msgspec.structs.replace(chosen, runs=[row.value for row in rows])


def medians(rounds: Sequence[Sequence[Row]]) -> list[Row]:
    """Make one table of several: line by line, the medians."""
    return [median_of(same) for same in zip(*rounds, strict=True)]


def quantile(values: Sequence[float], share: float) -> float:
    """Return a quantile of what was measured."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def in_ms(seconds: Sequence[float]) -> str:
    """Say p50, p95 and p99 of some durations."""
    return ", ".join(f"p{share} {figure(1000 * quantile(seconds, share / 100))} ms" for share in (50, 95, 99))
