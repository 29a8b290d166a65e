"""Ways that lead out of the building (SMS・自動音声): what a concern beside this one does for a round of a plan."""

from collections.abc import Callable, Mapping, Sequence

import msgspec
from sqlalchemy import ColumnElement

from kairan.core.extension import ExtensionPoint
from kairan.core.kit.database import Db, Record
from kairan.emergency.broadcasts.plan import Way


class OutsideWay(msgspec.Struct, frozen=True, kw_only=True):
    """A way, whom it reaches (of members), and how those of one piece are told: written now, sent after the commit."""

    way: Way
    reaches: ColumnElement[bool]
    write: Callable[[Db, Record, Sequence[str], int], None]
    count: Callable[[Db, str], Mapping[str, int]]
    """How many messages of a broadcast are in which state."""


OUTSIDE: ExtensionPoint[OutsideWay] = ExtensionPoint("emergency.outside_ways")
"""What is told by others' machines."""
