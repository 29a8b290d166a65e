"""What streams keep of musters: stages on the body's record, arrivals in the stream of the call."""

from kairan.core.journal import Body


class MusterStageChanged(Body, frozen=True):
    """A stage was made, changed or deleted; on the body's record."""

    kind = "muster.stage_changed"
    id: str
    title: str
    act: str


class MusterArrived(Body, frozen=True):
    """Somebody is at a place, or went home (null); in the stream of the broadcast that called them."""

    kind = "muster.arrived"
    member_id: str
    place: str | None
    reported_by: str
