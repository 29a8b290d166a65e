"""What the stream of an incident keeps of first reports."""

from kairan.core.journal import Body


class TownsAsked(Body, frozen=True):
    """Towns were asked for their first report."""

    kind = "incident.towns_asked"
    towns: list[str]
    is_shared: bool


class TownReported(Body, frozen=True):
    """A town said how it is, or somebody did whom it told."""

    kind = "incident.town_reported"
    number: int
    town: str
    answers: dict[str, bool]
    note: str
    source: str
