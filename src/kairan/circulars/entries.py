"""What the stream of a circular keeps. Wordings and comments stand in the tables, with their digests here."""

from kairan.core.journal import Body


class CircularSent(Body, frozen=True):
    """It was sent: to whom, stop by stop, and what it says, by its digest."""

    kind = "circular.sent"
    manner: str
    stops: list[list[str]]
    due_on: str | None
    room_class: int
    digest: str
    files: list[str]


class CircularReached(Body, frozen=True):
    """The next stop was asked."""

    kind = "circular.reached"
    version: int
    position: int
    people: int


class CircularConfirmed(Body, frozen=True):
    """Somebody confirmed a version of it; for whom, where they were the deputy (代理)."""

    kind = "circular.confirmed"
    version: int
    member: str
    comment_digest: str  # empty: without a comment


class CircularPassedOver(Body, frozen=True):
    """Some are waited for no longer (飛ばす); without an actor: they had left the body's service."""

    kind = "circular.passed_over"
    version: int
    members: list[str]
    reason: str


class CircularDeputised(Body, frozen=True):
    """Somebody else may confirm instead of a person, or nobody any more."""

    kind = "circular.deputised"
    version: int
    member: str
    deputy: str | None


class CircularReworded(Body, frozen=True):
    """It says something else from now on, and goes round again from the beginning."""

    kind = "circular.reworded"
    version: int
    stops: list[list[str]]
    digest: str
    files: list[str]
    reason: str


class CircularWidened(Body, frozen=True):
    """It goes to more people, stop by stop, after those who were in it."""

    kind = "circular.widened"
    version: int
    stops: list[list[str]]


class CircularReminded(Body, frozen=True):
    """Those who are asked were reminded; without an actor: since the last day is near."""

    kind = "circular.reminded"
    people: int


class CircularExtended(Body, frozen=True):
    """It has another last day, or none."""

    kind = "circular.extended"
    due_on: str | None


class CircularCompleted(Body, frozen=True):
    """Nobody is waited for any more."""

    kind = "circular.completed"
    version: int
    confirmed: int
    people: int


class CircularEnded(Body, frozen=True):
    """The last day is over."""

    kind = "circular.ended"
    confirmed: int
    people: int


class CircularWithdrawn(Body, frozen=True):
    """Whoever leads it took it back; nobody sees its files any more, and its words they alone."""

    kind = "circular.withdrawn"
    reason: str


class CircularPrinted(Body, frozen=True):
    """Its record was taken out as PDF."""

    kind = "circular.printed"


class CircularHandedOver(Body, frozen=True):
    """Somebody else leads it, since they took over the post; or leads it again, when that was taken back."""

    kind = "circular.handed_over"
    owner: str


class CircularsChanged(Body, frozen=True):
    """Told to whom it concerns: look anew at what waits for you; in their own stream, or for very many the body's."""

    kind = "circulars.changed"
