"""What the stream of a request keeps."""

from kairan.core.journal import Body


class SupplyAsked(Body, frozen=True):
    """Something was asked for."""

    kind = "supply.asked"
    supply_kind: str
    what: str
    amount: str
    note: str
    place: str | None
    is_drill: bool


class SupplyMoved(Body, frozen=True):
    """It is as far as this; `helper` is the body it comes from, if another."""

    kind = "supply.moved"
    state: str
    helper: str | None


class SupplyOpened(Body, frozen=True):
    """It is open to an alliance, or to none."""

    kind = "supply.opened"
    alliance: str | None


class SupplyOffered(Body, frozen=True):
    """Another body offers something, or nothing any more (`is_withdrawn`)."""

    kind = "supply.offered"
    organization: str
    text: str
    is_withdrawn: bool
