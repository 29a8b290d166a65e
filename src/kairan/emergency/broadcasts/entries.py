"""What streams keep of broadcasts. How somebody is stands in the table alone; the stream keeps what was chosen."""

from kairan.core.journal import Body


class BroadcastSent(Body, frozen=True):
    """Something was sent to many at once; on the body's record."""

    kind = "broadcast.sent"
    id: str
    title: str
    text: str
    asked: str  # empty: only to read it
    is_urgent: bool
    is_drill: bool
    departments: list[str]
    people: int


class BroadcastEnded(Body, frozen=True):
    """It was ended; on the body's record."""

    kind = "broadcast.ended"
    id: str
    title: str
    people: int
    done: int


class BroadcastTold(Body, frozen=True):
    """It is told, to whoever is still waited for, over these ways; in the broadcast's own stream."""

    kind = "broadcast.told"
    telling: int
    ways: list[str]
    waiting: int


class BroadcastReached(Body, frozen=True):
    """Somebody confirmed it, or answered; in the broadcast's own stream."""

    kind = "broadcast.reached"
    member_id: str
    step: str
    way: str
    choice: str | None = None


class BroadcastCall(Body, frozen=True):
    """Somebody takes a person to phone, notes what came of it, or gives them back; in the broadcast's own stream."""

    kind = "broadcast.call"
    member_id: str
    act: str
    note: str = ""


class BroadcastTaken(Body, frozen=True):
    """Its people were taken out, onto paper or as a table; in the broadcast's own stream."""

    kind = "broadcast.taken"
    form: str


class BroadcastsChanged(Body, frozen=True):
    """A broadcast for the member is there, told again, or over; in their own stream, with what is shown first."""

    kind = "broadcasts.changed"
    id: str
    title: str
    asked: str
    is_urgent: bool
    is_drill: bool
    is_open: bool


class BroadcastTemplateChanged(Body, frozen=True):
    """A template was made, changed or deleted; on the body's record."""

    kind = "broadcast.template_changed"
    id: str
    title: str
    act: str
