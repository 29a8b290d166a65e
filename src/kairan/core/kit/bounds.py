"""Every queue, cache and buffer has a bound, and beside the bound stands what happens when it is full.

A bound is declared where it is used: `WAITING = bounded("store.writes", 10_000, "refuse", "…")`. The list of all of
them is a page of the reference; a standing test finds queues and caches that are not in it.
"""

from typing import Literal

import msgspec

Policy = Literal["refuse", "wait", "evict", "drop", "end"]
"""What happens when it is full: who asks is refused; he waits; something older is forgotten; something is dropped
that can be had again; a connection is ended and comes back."""


class Bound(msgspec.Struct, frozen=True):
    """One bound: how much fits, and what happens beyond it."""

    name: str
    limit: int
    policy: Policy
    full: str


BOUNDS: dict[str, Bound] = {}


def bounded(name: str, limit: int, policy: Policy, full: str) -> int:
    """Declare a bound and return its limit. One name, one bound."""
    if name in BOUNDS:
        raise ValueError(f"two bounds are named {name!r}")
    BOUNDS[name] = Bound(name, limit, policy, full)
    return limit
