"""Whether a line still means the person who has its staff number."""

from kairan.core.kit.text import fold
from kairan.roster.body import Standing
from kairan.roster.reading import Row


def is_somebody_else(before: Standing, row: Row) -> bool:
    """Whether a staff number gets quite another name: neither family nor given name stays, nor the reading."""
    if row.number is None or before.number != row.number or (before.kana and before.kana == row.kana):
        return False
    was, now = fold(before.name).split(), fold(row.name).split()
    if len(was) == len(now) == 2:
        return was[0] != now[0] and was[1] != now[1]
    return not set("".join(was)) & set("".join(now))
