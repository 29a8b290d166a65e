"""What the organisation's record keeps of figures."""

from kairan.core.journal import Body


class EstimateChanged(Body, frozen=True):
    """The body changed what it supposes a message and a reading save, in seconds."""

    kind = "figures.estimate_changed"
    message_seconds: int
    reading_seconds: int


class FiguresExported(Body, frozen=True):
    """Somebody took figures out."""

    kind = "figures.exported"
    sheet: str
    first_on: str
    last_on: str
    encoding: str
