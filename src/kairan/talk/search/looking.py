"""Going through candidates with a budget: what was found so far, how far one has looked, and whether that is all."""

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import msgspec

from kairan.core.kit.bounds import bounded
from kairan.core.kit.budget import is_spent
from kairan.core.kit.database import Db, Record
from kairan.talk.search.model import HITS
from kairan.talk.search.scope import Place

LOOK_MOST = bounded(
    "search.candidates", 10_000, "drop", "answered so far, with the way to go on and how far was looked"
)
LOOK_S = bounded("search.look_seconds", 2, "drop", "answered so far, with the way to go on and how far was looked")
COUNT_S = 0.3  # so long a full page goes on, to say how many more there are
AT_ONCE = HITS + 4  # candidates; a few may not match

Rows = Callable[[Db, Sequence[Place]], Sequence[Record]]


class Found(msgspec.Struct):
    """What was found; `last` is the last candidate that was looked at, if the search was stopped before the end."""

    rows: list[Record]
    last: Record | None = None
    is_all: bool = True


def look(db: Db, places: Iterator[Place], read: Rows, fits: Callable[[Record], bool], most: int) -> Found:
    """Look at candidates until there are enough, none is left, or the budget is spent."""
    found, last, looked, began = Found([]), None, 0, time.monotonic()
    while some := list(islice(places, AT_ONCE)):
        rows = {(row.room_no, row.seq): row for row in read(db, some)}
        for row in (rows[place[1:]] for place in some if place[1:] in rows):
            last = row
            if fits(row):
                found.rows.append(row)
                if len(found.rows) >= most:
                    return Found(found.rows, None, is_all=False)
        looked += len(some)
        if _is_enough(len(found.rows), looked, time.monotonic() - began):
            return Found(found.rows, last, is_all=False)
    return found


def _is_enough(found: int, looked: int, seconds: float) -> bool:
    if found > HITS and seconds > COUNT_S:
        return True
    return looked >= LOOK_MOST or seconds > LOOK_S or is_spent()
