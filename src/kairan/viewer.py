"""Who asks, and through which entrance. Decided once, at the edge; every query and action takes it first."""

from typing import Literal, NewType

import msgspec

OrganizationId = NewType("OrganizationId", str)
MemberId = NewType("MemberId", str)
MemberKind = Literal["staff", "guest"]
Language = Literal["ja", "en"]
DeviceClass = Literal["pc", "phone"]


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

    @property
    def is_guest(self) -> bool:
        """Whether an outside person (ゲスト) asks."""
        return self.kind == "guest"
