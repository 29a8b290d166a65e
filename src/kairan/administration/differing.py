"""What is different, as it stands on record for good: words that stay readable, and ids that stay true."""

from collections.abc import Sequence

from kairan.administration.entries import Difference
from kairan.administration.model import HeldPost, ids_of, told
from kairan.people import normal_login
from kairan.people.typed_fields import normal_number


def post_difference(before: Sequence[HeldPost], after: Sequence[HeldPost]) -> Difference:
    """Return that posts changed: whole paths, and the departments by id."""
    return Difference("posts", told(before) or None, told(after) or None, ids_of(before), ids_of(after))


def is_known_otherwise(changes: Sequence[Difference]) -> bool:
    """Whether a login or a staff number becomes another one, by which somebody else could be taken for the person."""
    return any(
        fold(one.before or "") != fold(one.after or "")
        for field, fold in (("login", normal_login), ("number", normal_number))
        for one in changes
        if one.field == field
    )
