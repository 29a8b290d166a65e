"""What streams keep of places: how each was, in its own stream; what was listed, on the body's record."""

from kairan.core.journal import Body


class PlaceReported(Body, frozen=True):
    """Somebody said how a place is; in the place's own stream."""

    kind = "place.reported"
    state: str
    people: int | None
    groups: dict[str, int]
    needs: list[tuple[str, str]]
    note: str


class PlaceDrilled(Body, frozen=True):
    """The same in a drill (訓練); never counted with the real."""

    kind = "place.drilled"
    state: str
    people: int | None
    groups: dict[str, int]
    needs: list[tuple[str, str]]
    note: str


class PlaceAdded(Body, frozen=True):
    """A place that was never designated was added; on the body's record."""

    kind = "place.added"
    id: str
    title: str


class PlaceRetired(Body, frozen=True):
    """A place was taken off the list; on the body's record."""

    kind = "place.retired"
    id: str
    title: str


class PlaceKeepersChanged(Body, frozen=True):
    """Others may report of a place; on the body's record."""

    kind = "place.keepers_changed"
    id: str
    title: str
    member_ids: list[str]


class PlacesImported(Body, frozen=True):
    """A list of places was taken in; on the body's record."""

    kind = "place.listed"
    mode: str
    is_drill: bool
    rows: int
    added: int
    changed: int
    reported: int
    closed: int
