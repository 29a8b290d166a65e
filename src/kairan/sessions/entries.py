"""What happens at the entrance: for the member in their own stream, for the auditor in their body's."""

from typing import Literal

import msgspec

from kairan.core.journal import Body
from kairan.core.viewer import Factor, MemberId

WhyEnded = Literal[
    "signed_out",
    "revoked",
    "new_password",
    "by_administrator",
    "passkey_cloned",
    "account_closed",
    "by_provider",
    "device_stopped",
]


class SessionOpened(Body, frozen=True):
    """A member signed in."""

    kind = "session.opened"
    session_id: str
    face: str
    device: str
    factors: list[Factor] = msgspec.field(default_factory=list)


class SessionEnded(Body, frozen=True):
    """A session ended: signed out, revoked, or ended by a new password."""

    kind = "session.ended"
    session_id: str


class SessionNamed(Body, frozen=True):
    """A member named one of their sessions, or took the name back."""

    kind = "session.named"
    session_id: str
    name: str | None


class SignInAccepted(Body, frozen=True):
    """A member signed in; told in their body's stream."""

    kind = "sign_in.accepted"
    member_id: MemberId
    session_id: str
    face: str
    device: str
    address: str
    factors: list[Factor] = msgspec.field(default_factory=list)


class SignInRefusedEntry(Body, frozen=True):
    """Tries to sign in were refused since the last such entry: for one account, or all that do not exist (null)."""

    kind = "sign_in.refused"
    member_id: MemberId | None
    address: str
    tries: int
    paused_until: int | None


class SignInEnded(Body, frozen=True):
    """A session ended; told in the body's stream, with the reason."""

    kind = "sign_in.ended"
    member_id: MemberId
    session_id: str
    why: WhyEnded
