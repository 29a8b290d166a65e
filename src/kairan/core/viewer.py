"""Who asks, and through which entrance. Decided once, at the edge; every query and action takes it first."""

from collections.abc import Mapping
from typing import Literal, NewType

import msgspec

from kairan.core.kit.ids import Id

OrganizationId = NewType("OrganizationId", Id)
MemberId = NewType("MemberId", Id)
MemberKind = Literal["staff", "guest"]
Language = Literal["ja", "en"]
DeviceClass = Literal["pc", "phone"]
Gate = Literal["second_factor", "new_password", "enrol_factor", "device"]
"""What is still outstanding in an open session (関門): while one stands, only the pages that settle it answer."""
Factor = Literal["password", "totp", "recovery_code", "passkey", "provider", "provider_strong"]
"""What was shown to open a session (認証要素); a provider's sign-in is strong when it says that it asked for more
than a password."""
RoomClass = Literal[1, 2, 3]
"""How confidential a room is (機密性1〜3): the higher, the fewer places it may be read from."""

EVERY_CLASS = 3


class Screen(msgspec.Struct, frozen=True, kw_only=True):
    """What the client does to protect what is on the screen (画面の保護); no server can enforce it."""

    watermark: bool = False  # name and time across the content
    blank: bool = False  # cover the content while the window has no focus
    print: bool = True
    screenshots: bool = True  # a native shell forbids them when this is false


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What the body's policy says for one kind of member at one entrance on one class of device, ready to be asked.

    `upto` gives for an act the highest class of room in which it is allowed, 0 for none; what is missing is allowed
    everywhere. Asked by `kairan.policy`; the lower layers ask it for `see_directory` only.
    """

    upto: Mapping[str, int] = {}
    default_class: RoomClass = 2  # of rooms made from here on
    screen: Screen = Screen()
    revision: int = 0

    def __hash__(self) -> int:
        """Hash what a mapping alone would not let be hashed."""
        return hash((self.revision, self.default_class, self.screen, frozenset(self.upto.items())))


FREE = Rules()

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
    "emergency",
]
"""The parts of administering a body; each page of the console belongs to one."""


class Delegated(msgspec.Struct, frozen=True):
    """A task somebody was given (担当): for a department with all below it, or for the whole body."""

    task: Task
    department_id: Id | None = None


INSTALLATION = OrganizationId("0installation")
"""The hidden organisation (設置者) whose members operate the installation, and nothing else; made when first needed."""


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
    rules: Rules = FREE
    has_unused_powers: bool = False  # holds roles or tasks that policy lets nobody use where they are

    @property
    def sees_directory(self) -> bool:
        """Whether they may look people up whom they share no room with: never as a guest."""
        return not self.is_guest and self.rules.upto.get("see_directory", EVERY_CLASS) > 0

    @property
    def is_operator(self) -> bool:
        """Whether an operator of the installation (運用者) asks: above every body, and inside none."""
        return self.organization_id == INSTALLATION

    @property
    def is_guest(self) -> bool:
        """Whether an outside person (ゲスト) asks."""
        return self.kind == "guest"


class Entrance(msgspec.Struct, frozen=True):
    """How a request came in: which face, on what kind of device, with which browser."""

    face: str
    device: DeviceClass
    agent: str = ""
    browser: str = ""  # the cookie this browser will be known by; empty where it gets none
    former: str = ""  # the one it came with
