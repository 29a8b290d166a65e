"""Many values in few statements: neither one for each of them, nor more than a database takes in one."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

TOGETHER = 500
"""Values in one statement."""

T = TypeVar("T")


def in_batches(values: Sequence[T], most: int = TOGETHER) -> Iterator[Sequence[T]]:
    """Yield values in their order, at most so many at a time; nothing for none."""
    for start in range(0, len(values), most):
        yield values[start : start + most]
