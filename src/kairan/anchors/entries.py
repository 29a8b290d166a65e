"""What is told of anchors, as entries of the installation's stream."""

from kairan.core.journal import Body


class AnchorMade(Body, frozen=True):
    """The heads of all streams were put into a tree and its root into the log of anchors."""

    kind = "anchor.made"
    no: int
    streams: int
    heads_root: str  # hexadecimal
    log_root: str  # hexadecimal
    key: str | None  # the public key that signed; null: nobody has yet


class AnchorStamped(Body, frozen=True):
    """A time-stamp authority put its time under an anchor."""

    kind = "anchor.stamped"
    no: int
    authority: str
    at: int  # the authority's time


class AnchorWritten(Body, frozen=True):
    """An anchor left the machine for the first time since it failed, or at all; told once, not each day."""

    kind = "anchor.written"
    no: int
    outlet: str


class AnchorNotWritten(Body, frozen=True):
    """An anchor could not be written to where it is to leave for; told once until it works again."""

    kind = "anchor.not_written"
    no: int
    outlet: str
    error: str


class AnchorRefused(Body, frozen=True):
    """No anchor was made: a stream has become shorter than an anchor says, or is gone."""

    kind = "anchor.refused"
    streams: int
    some: list[str]  # the first of them
