"""Every queue, cache and buffer has a bound, and beside the bound stands what happens when it is full.

A bound is declared where it is used: `WAITING = bounded("store.writes", 10_000, "refuse", "…")`. The list of all of
them is a page of the reference; a standing test finds queues and caches that are not in it.
"""

import sys
from types import ModuleType
from typing import Literal

import msgspec

Policy = Literal["refuse", "wait", "evict", "drop", "end"]
"""What happens when it is full: who asks is refused; who asks waits; something older is forgotten; something is dropped
that can be had again; a connection is ended and comes back."""


class Bound(msgspec.Struct, frozen=True):
    """One bound: how much fits, and what happens beyond it."""

    name: str
    limit: int
    policy: Policy
    full: str


DECLARED = "__bounds__"
"""The name under which a module keeps what it declares."""


def bounded(name: str, limit: int, policy: Policy, full: str) -> int:
    """Declare a bound in the module that calls, and return its limit. One name, one bound."""
    declared: list[Bound] = sys._getframe(1).f_globals.setdefault(DECLARED, [])
    declared.append(Bound(name, limit, policy, full))
    return limit


def bounds_in(module: ModuleType) -> list[Bound]:
    """Return the bounds that a module declares."""
    return list(getattr(module, DECLARED, ()))
