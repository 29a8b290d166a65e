"""What happens to factors: each in the member's own stream and in their body's."""

from kairan.core.journal import Body
from kairan.core.viewer import Factor, MemberId


class FactorAdded(Body, frozen=True):
    """A member added an authenticator app or a passkey."""

    kind = "factor.added"
    member_id: MemberId
    factor: Factor
    name: str | None


class FactorRemoved(Body, frozen=True):
    """A member removed one of their factors."""

    kind = "factor.removed"
    member_id: MemberId
    factor: Factor
    name: str | None


class FactorUsed(Body, frozen=True):
    """A factor was shown as the second step of a sign-in."""

    kind = "factor.used"
    member_id: MemberId
    session_id: str
    factor: Factor


class FactorRefused(Body, frozen=True):
    """What was shown was wrong or spent; told to the member, the body's stream has the tries together."""

    kind = "factor.refused"
    member_id: MemberId
    factor: Factor


class PasskeyBlocked(Body, frozen=True):
    """A passkey's count went back: somebody has a copy. It is refused from now on; its sessions ended."""

    kind = "factor.blocked"
    member_id: MemberId
    factor: Factor
    name: str
    expected_above: int
    shown: int


class CodesIssued(Body, frozen=True):
    """A member got recovery codes; earlier ones are spent. The codes are nowhere on record."""

    kind = "factor.codes_issued"
    member_id: MemberId
    count: int


class FactorsReset(Body, frozen=True):
    """An administrator took away everything a member could show besides the password, for a stated reason."""

    kind = "factor.reset"
    member_id: MemberId
    reason: str
    sessions: int
    second: MemberId | None = None  # who consented, where it concerns somebody with powers
