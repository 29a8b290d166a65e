"""What the stream of a poll keeps; never what somebody chose in a secret one."""

from kairan.core.journal import Body


class PollMade(Body, frozen=True):
    """Somebody asks the room."""

    kind = "poll.made"
    room: str
    asks: str  # its kind
    title: str
    options: list[str]
    is_secret: bool


class PollAnswered(Body, frozen=True):
    """Somebody answered, or answered otherwise; what, only where it is open."""

    kind = "poll.answered"
    choices: dict[str, int]


class PollClosed(Body, frozen=True):
    """It is over; with an actor somebody closed it, without one its time had come, or all had answered."""

    kind = "poll.closed"
    answered: int
    chosen: int | None
