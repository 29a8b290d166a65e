"""How much may be asked for in how much time: buckets of tokens, in memory, on each node for itself.

A bucket is full at first, holds `at_once`, and is refilled with `per_s`. It is kept as one instant, the one at which
it would be full again (the generic cell rate algorithm, ITU-T I.371): a request moves it on, and is refused when it
lies too far ahead. Who was not seen for the longest is forgotten when the table is full: that forgives them what they
asked for before, and refuses nobody.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Sequence

import msgspec


class Rate(msgspec.Struct, frozen=True):
    """So many a second in the long run, so many at once after a pause."""

    per_s: float
    at_once: int


class Buckets:
    """The buckets of one kind of asker, by their key: one for each class of work."""

    __slots__ = ("_interval", "_most", "_reach", "_table", "forgotten")

    def __init__(self, rates: Sequence[Rate | None], most: int) -> None:
        """Take a rate for each class of work (None: as much as one likes), and how many askers are remembered."""
        self._interval = [0.0 if one is None else 1 / one.per_s for one in rates]
        self._reach = [math.inf if one is None else (one.at_once - 1) / one.per_s for one in rates]
        self._table: OrderedDict[str, list[float]] = OrderedDict()
        self._most = most
        self.forgotten = 0  # who still had something to wait for

    def take(self, key: str, work: int) -> float:
        """Take a token; returns 0, or after how many seconds there will be one. What is refused costs nothing."""
        now = time.monotonic()
        full_at = self._table.get(key)
        if full_at is None:
            full_at = self._remember(key, now)
        else:
            self._table.move_to_end(key)
        ahead = full_at[work] - now
        if ahead > self._reach[work]:
            return ahead - self._reach[work]
        full_at[work] = (now if ahead < 0 else full_at[work]) + self._interval[work]
        return 0.0

    def give_back(self, key: str, work: int) -> None:
        """Take back a token that was taken for something that was then refused."""
        if (full_at := self._table.get(key)) is not None:
            full_at[work] -= self._interval[work]

    def _remember(self, key: str, now: float) -> list[float]:
        full_at = self._table[key] = [0.0] * len(self._interval)
        if len(self._table) > self._most:
            _, gone = self._table.popitem(last=False)
            self.forgotten += max(gone) > now
        return full_at

    def __len__(self) -> int:
        return len(self._table)
