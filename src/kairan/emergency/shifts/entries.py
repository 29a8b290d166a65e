"""What the stream of a muster's call keeps of shifts."""

from kairan.core.journal import Body


class MusterShiftChanged(Body, frozen=True):
    """A shift was made, changed, deleted, or its people were told; in the stream of the broadcast that called them."""

    kind = "muster.shift_changed"
    id: str
    act: str
    name: str
    place: str
    begins_at: int
    ends_at: int
    member_ids: list[str]
