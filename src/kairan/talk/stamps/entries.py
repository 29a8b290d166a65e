"""What happens to a body's stamps, on the record of the body."""

from kairan.core.journal import Body


class StampAdded(Body, frozen=True):
    """The body has one more stamp of its own."""

    kind = "stamp.added"
    id: str
    words: str


class StampWithdrawn(Body, frozen=True):
    """A stamp of the body cannot be sent any more; messages that are it stay."""

    kind = "stamp.withdrawn"
    id: str
    words: str


class StampsArranged(Body, frozen=True):
    """The body uses these stamps, in this order."""

    kind = "stamps.arranged"
    stamp_ids: list[str]
