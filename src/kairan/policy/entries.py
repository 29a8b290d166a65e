"""What happens to a body's policy, and what it refused, as entries of the body's stream."""

import msgspec

from kairan.core.journal import Body
from kairan.core.viewer import DeviceClass, MemberId, MemberKind


class PolicyDifference(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was set differently.

    `what` is an act, "faces" (those the policy was set for), "networks" of a face, "default_class", or "watermark",
    "blank", "print", "screenshots"; levels and classes are written as digits, flags as "yes" and "no", networks and
    faces as a list with commas.
    """

    what: str
    before: str
    after: str
    face: str | None = None
    device: DeviceClass | None = None
    member_kind: MemberKind | None = None


class PolicyChanged(Body, frozen=True):
    """The policy of the body was changed; `undoes` names the entry that was taken back by it."""

    kind = "policy.changed"
    revision: int
    changes: list[PolicyDifference]
    undoes: int | None


class AccessRefused(Body, frozen=True):
    """Something was refused by policy or at the entrance, so often since the last such entry."""

    kind = "access.refused"
    member_id: MemberId | None
    act: str
    why: str  # the code of the problem
    face: str | None
    device: DeviceClass | None
    address: str
    tries: int
    route: str | None = None  # what was asked for, of the console
    host: str = ""  # that was asked for, where no entrance has it
