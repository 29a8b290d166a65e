"""What the stream of a member's reports keeps; never the note, which goes with the account."""

from kairan.core.journal import Body


class AttendanceReported(Body, frozen=True):
    """Somebody said where they will be."""

    kind = "attendance.reported"
    report: str
    what: str  # its kind
    begins_at: int
    ends_at: int


class AttendanceEnded(Body, frozen=True):
    """It is over earlier than was said, or was taken back before it began."""

    kind = "attendance.ended"
    report: str
    ends_at: int


class AttendanceFeedMade(Body, frozen=True):
    """Somebody had a secret address made for their calendar; an earlier one leads nowhere any more."""

    kind = "attendance.feed_made"


class AttendanceFeedDropped(Body, frozen=True):
    """The address leads nowhere any more."""

    kind = "attendance.feed_dropped"
