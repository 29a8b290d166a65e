"""What the stream of an application keeps of who entered it."""

from kairan.core.journal import Body


class CaseEntered(Body, frozen=True):
    """A member of staff entered it for somebody."""

    kind = "case.entered"
    how: str
    member: str
