"""The first hour of a great earthquake, for each account: how often what is done, minute by minute.

Sources of the numbers stand in docs/operations/capacity.md; what no source gives is an assumption and named so there.
Times are seconds since the shock.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

HOUR_S = 3600.0


class Act(NamedTuple):
    """Something every account does: how often each second, at most how often, and what one costs (by name)."""

    name: str
    rate: Callable[[float], float]
    peak: float
    costs: tuple[tuple[str, float], ...]  # the measured operation, and how many of it


def after(begins_s: float, mean_s: float, times: float) -> tuple[Callable[[float], float], float]:
    """Everybody `times` times, from an instant on, soon at first and ever later (exponential)."""

    def rate(at: float) -> float:
        return 0.0 if at < begins_s else times / mean_s * math.exp(-(at - begins_s) / mean_s)

    return rate, times / mean_s


def evenly(times: float) -> tuple[Callable[[float], float], float]:
    """Everybody so many times an hour."""
    return lambda _at: times / HOUR_S, times / HOUR_S


def earthquake(readers: float = 30.0) -> list[Act]:
    """Return everything an account does in this hour; a message of a room reaches so many open screens."""
    said = (("post", 1.0), ("deliver", readers))
    return [
        Act("come back after the shock", *after(0, 100, 1.0), (("resume", 1.0), ("start", 0.5), ("page", 1.0))),
        Act("come back on bad lines", *evenly(6.0), (("resume", 1.0),)),
        Act("sign in anew", *after(0, 400, 0.05), (("sign_in", 1.0), ("start", 1.0), ("page", 1.0))),
        Act("hear the notice to all", *after(300, 5, 1.0), (("deliver", 1.0),)),
        Act("read the notice", *after(300, 180, 1.0), (("page", 1.0), ("read", 1.0))),
        Act("answer the safety check", *after(360, 480, 1.0), (("post", 1.0), ("deliver", 2.0))),
        Act("talk", *evenly(3.0), said),
        Act("tell a position", *evenly(0.3), said),
        Act("read along", *evenly(40.0), (("read", 1.0),)),
        Act("turn pages", *evenly(10.0), (("page", 1.0),)),
        Act("send a photo", *evenly(0.15), (("upload", 1.0), *said)),
        Act("look at photos", *evenly(2.25), (("thumbnail", 1.0),)),
        Act("open a photo", *evenly(0.45), (("download", 1.0),)),
        Act("search", *evenly(1.0), (("search", 1.0),)),
    ]
