"""What the stream of an application keeps."""

from kairan.core.journal import Body


class ApplicationSubmitted(Body, frozen=True):
    """It came in: under which number, of which form and version; the answers by their digest."""

    kind = "application.submitted"
    form: str
    version: int
    number: str
    digest: str


class ApplicationViewed(Body, frozen=True):
    """Somebody looked at answers that need care (要配慮)."""

    kind = "application.viewed"
    questions: list[str]


class ApplicationPrinted(Body, frozen=True):
    """Somebody took an application out as PDF; with which answers that need care."""

    kind = "application.printed"
    questions: list[str]


class ApplicationErased(Body, frozen=True):
    """The answers were erased: their time was over, or somebody asked for it; their digest stays."""

    kind = "application.erased"
    reason: str


class ApplicationWaits(Body, frozen=True):
    """The place was taken: the application waits for it, in this turn."""

    kind = "application.waits"
    question: str
    place: str
    turn: int


class ApplicationMovedUp(Body, frozen=True):
    """A place was given back, and this application was next."""

    kind = "application.moved_up"
    question: str
    place: str


class ApplicationWithdrawn(Body, frozen=True):
    """It was withdrawn (取下げ), by who applied or by the office for a reason; its places were given back."""

    kind = "application.withdrawn"
    reason: str


class ApplicationReinstated(Body, frozen=True):
    """The office goes on with it after it was withdrawn; its places stay with who has them."""

    kind = "application.reinstated"


class ApplicationMarked(Body, frozen=True):
    """Staff marked it: every mark it bears from now on."""

    kind = "application.marked"
    marks: list[str]


class ApplicationNoted(Body, frozen=True):
    """Staff noted something about it, for themselves; erased with the answers."""

    kind = "application.noted"
    text: str
