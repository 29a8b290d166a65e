"""What the stream of a form keeps of announcing."""

from kairan.core.journal import Body


class ArrivalsAnnounced(Body, frozen=True):
    """Arrivals are announced in this room from now on, or in none."""

    kind = "form.arrivals_announced"
    room: str | None
