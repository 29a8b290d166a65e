"""Queues, event by event: who comes when, waits how long."""

import heapq
import math
import random
from collections.abc import Callable, Iterator, Sequence


def waits(arrivals: Sequence[float], services: Sequence[float], servers: int = 1) -> list[float]:
    """Return how long each waits in a queue served in order of arrival (G/G/c). Same unit in and out."""
    free_at = [0.0] * servers
    heapq.heapify(free_at)
    waited = []
    for came, service in zip(arrivals, services, strict=True):
        begins = max(came, free_at[0])
        heapq.heapreplace(free_at, begins + service)
        waited.append(begins - came)
    return waited


def arrivals(rate: Callable[[float], float], peak: float, ends: float, chance: random.Random) -> Iterator[float]:
    """Give instants of a Poisson process whose rate changes; `peak` is never below it (thinning, Lewis and Shedler)."""
    at = 0.0
    while peak > 0:
        at += chance.expovariate(peak)
        if at >= ends:
            return
        if chance.random() * peak < rate(at):
            yield at


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of all do not exceed; zero of nothing."""
    if not values:
        return 0.0
    return sorted(values)[min(len(values) - 1, math.ceil(share * len(values)) - 1)]
