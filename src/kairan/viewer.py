"""Who asks, and through which entrance. Decided once, at the edge; every query and action takes it first."""

from typing import Literal, NewType

import msgspec

OrganizationId = NewType("OrganizationId", str)
MemberId = NewType("MemberId", str)
MemberKind = Literal["staff", "guest"]
Language = Literal["ja", "en"]
DeviceClass = Literal["pc", "phone"]
Gate = Literal["second_factor", "new_password", "enrol_factor", "device"]
"""What is still outstanding in an open session (関門): while one stands, only the pages that settle it answer."""
Factor = Literal["password", "totp", "recovery_code", "passkey", "provider", "provider_strong"]
"""What was shown to open a session (認証要素); a provider's sign-in is strong when it says that it asked for more
than a password."""

Task = Literal[
    "people",
    "departments",
    "transfers",
    "guests",
    "devices",
    "rooms",
    "policy",
    "sign_in",
    "figures",
    "audit",
    "organization",
]
"""The parts of administering a body; each page of the console belongs to one."""


class Delegated(msgspec.Struct, frozen=True):
    """A task somebody was given (担当): for a department with all below it, or for the whole body."""

    task: Task
    department_id: str | None = None


class Viewer(msgspec.Struct, frozen=True, kw_only=True):
    """A signed-in member at an entrance (Face: LGWAN側 / インターネット側) on a kind of device."""

    member_id: MemberId
    organization_id: OrganizationId
    kind: MemberKind = "staff"
    face: str = "single"
    device: DeviceClass = "pc"
    session_id: str | None = None
    language: Language = "ja"
    roles: frozenset[str] = frozenset()
    gates: tuple[Gate, ...] = ()  # in the order in which they are to be settled
    proved_at: int = 0  # when a password or a factor was last shown in this session
    delegated: frozenset[Delegated] = frozenset()

    @property
    def is_guest(self) -> bool:
        """Whether an outside person (ゲスト) asks."""
        return self.kind == "guest"
