"""The rule for small numbers (少数の秘匿): what fewer than five said may point at somebody.

Promise: no count of one to four is shown, nor what it could be computed from by subtraction; all that is hidden is
hidden in the same way, so that nobody sees which of it was small.
"""

from collections.abc import Sequence

from kairan.applications.figures import FEW


def is_small(count: int) -> bool:
    """Whether a count may point at somebody."""
    return 0 < count < FEW


def shown_counts(counts: Sequence[int], answered: int, *, is_exclusive: bool) -> list[int | None]:
    """Return what may be shown of counts; `is_exclusive`: who gave one of the answers gave no other.

    Then they add up to a total that is known, and what is hidden takes more with it: the smallest count of those that
    are left, wherever it stands. Of two ones alone, their sum would tell both.
    """
    if is_small(answered):
        return [None] * len(counts)
    hidden = {count for count in counts if is_small(count)}
    left = sorted({count for count in counts if not is_small(count)}, key=lambda count: (count == 0, count))
    if is_exclusive and hidden:
        hidden.update(left[:1])
    return [None if count in hidden else count for count in counts]
