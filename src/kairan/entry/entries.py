"""What happens at the entrance, as entries of the member's stream."""

from kairan.journal import Body


class SessionOpened(Body, frozen=True):
    """A member signed in."""

    kind = "session.opened"
    session_id: str
    face: str
    device: str


class SessionEnded(Body, frozen=True):
    """A session ended: signed out, revoked, or ended by a new password."""

    kind = "session.ended"
    session_id: str
