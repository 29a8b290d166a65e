"""What is different, as it stands on record for good: words that stay readable, and ids that stay true."""

from collections.abc import Sequence

from kairan.administration.entries import Difference
from kairan.administration.model import HeldPost, ids_of, told


def post_difference(before: Sequence[HeldPost], after: Sequence[HeldPost]) -> Difference:
    """Return that posts changed: whole paths, and the departments by id."""
    return Difference("posts", told(before) or None, told(after) or None, ids_of(before), ids_of(after))
