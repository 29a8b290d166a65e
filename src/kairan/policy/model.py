"""What a body allows: by face × class of device × kind of member × class of room (機密性1〜3), for each act.

A level is the highest class of room in which an act is allowed: 0 none, 3 every one. Classes are ordered, so what is
refused in a room is refused in every more confidential one; nothing else can be written down.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple, get_args

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, SmallInteger, String, Table, Text

from kairan.core.kit.database import metadata
from kairan.core.viewer import EVERY_CLASS, DeviceClass, MemberKind, RoomClass, Screen

Act = Literal[
    "sign_in",
    "administer",
    "read",
    "write",
    "react",
    "stamp",
    "attach",
    "view_file",
    "download",
    "copy",
    "forward",
    "search",
    "create_room",
    "join_room",
    "invite",
    "invite_guest",
    "see_directory",
    "notify",
    "notify_content",
    "build_forms",
    "publish_forms",
    "read_answers",
    "export_answers",
]
Level = Literal[0, 1, 2, 3]

ACTS: tuple[Act, ...] = get_args(Act)
DEVICES: tuple[DeviceClass, ...] = get_args(DeviceClass)
KINDS: tuple[MemberKind, ...] = get_args(MemberKind)

# What an act cannot do without: who may not read cannot search, who may not look at a file cannot keep it.
RESTS_ON: Mapping[Act, Act] = {
    "administer": "sign_in",
    "read": "sign_in",
    "write": "read",
    "react": "write",
    "stamp": "write",
    "attach": "write",
    "view_file": "read",
    "download": "view_file",
    "copy": "read",
    "forward": "read",
    "search": "read",
    "create_room": "write",
    "join_room": "read",
    "invite": "read",
    "invite_guest": "invite",
    "see_directory": "sign_in",
    "notify": "read",
    "notify_content": "notify",
    "build_forms": "sign_in",
    "publish_forms": "build_forms",
    "read_answers": "sign_in",
    "export_answers": "read_answers",
}
OF_FORMS: frozenset[Act] = frozenset({"build_forms", "publish_forms", "read_answers", "export_answers"})
UNGRADED: frozenset[Act] = OF_FORMS | {"sign_in", "administer", "see_directory"}  # not of a room: allowed or not
NEVER_FOR_GUESTS: frozenset[Act] = OF_FORMS | {
    "administer",
    "create_room",
    "join_room",
    "invite",
    "invite_guest",
    "see_directory",
}

NETWORKS_MOST = 100  # for one face
FACES_MOST = 20
RULES_MOST = 200
Face = Annotated[str, msgspec.Meta(max_length=20)]

policy_table = Table(
    "policy",
    metadata,
    Column("organization_id", String(13), ForeignKey("organization.id"), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("default_class", SmallInteger, nullable=False),
    Column("networks", Text, nullable=False),  # JSON: face → networks
    Column("changed_at", BigInteger, nullable=False),
    # JSON `Elsewhere`: which faces it was set for, and what holds at any other; null: set before that was kept.
    Column("elsewhere", Text),
)

# What is not allowed as a matter of course; a combination without a row allows everything.
policy_rule_table = Table(
    "policy_rule",
    metadata,
    Column("organization_id", String(13), ForeignKey("organization.id"), primary_key=True),
    Column("face", String(20), primary_key=True),
    Column("device", String(10), primary_key=True),
    Column("kind", String(10), primary_key=True),
    Column("upto", Text, nullable=False),  # JSON: act → level, those below 3
    Column("screen", Text, nullable=False),  # JSON: what differs from `Screen()`
)


class Position(NamedTuple):
    """Where somebody stands: which face, which class of device, which kind of member."""

    face: str
    device: DeviceClass
    kind: MemberKind


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """What is allowed to one kind of member at one face on one class of device; acts left out are allowed."""

    face: Face
    device: DeviceClass
    kind: MemberKind
    upto: Annotated[dict[Act, Level], msgspec.Meta(max_length=len(ACTS))] = {}
    screen: Screen = Screen()

    @property
    def position(self) -> Position:
        """Where it holds."""
        return Position(self.face, self.device, self.kind)


Network = Annotated[str, msgspec.Meta(max_length=64)]
NetworkList = Annotated[list[Network], msgspec.Meta(max_length=NETWORKS_MOST)]
Networks = Annotated[dict[Face, NetworkList], msgspec.Meta(max_length=FACES_MOST)]


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """What a body set. `networks` names, for a face, the networks one may come from; none named: any."""

    revision: int = 0
    default_class: RoomClass = 2
    rules: Annotated[list[Rule], msgspec.Meta(max_length=RULES_MOST)] = []
    networks: Annotated[
        dict[Face, Annotated[list[Network], msgspec.Meta(max_length=NETWORKS_MOST)]],
        msgspec.Meta(max_length=FACES_MOST),
    ] = {}

    def rule_at(self, position: Position) -> Rule:
        """Return the rule that holds somewhere; where none is set, the one that allows everything."""
        found = (rule for rule in self.rules if rule.position == position)
        return next(found, Rule(face=position.face, device=position.device, kind=position.kind))


class Elsewhere(msgspec.Struct, frozen=True, kw_only=True):
    """The faces a policy was set for, and what holds at a face that came later: the strictest of what was set."""

    faces: tuple[str, ...]
    rules: tuple[Rule, ...] = ()
    networks: tuple[str, ...] = ()

    def rule_at(self, device: DeviceClass, kind: MemberKind) -> Rule:
        """Return the rule for a class of device and a kind of member."""
        found = (rule for rule in self.rules if (rule.device, rule.kind) == (device, kind))
        return next(found, Rule(face="", device=device, kind=kind))


Why = Literal["free", "rule", "rests_on", "guest"]


class Decision(msgspec.Struct, frozen=True):
    """How far an act is allowed, and what decided: nothing forbids it, a rule, another act, or being a guest."""

    upto: int
    why: Why
    rests_on: Act | None = None


def decide(upto: Mapping[Act, int], kind: MemberKind, act: Act) -> Decision:
    """Decide about an act from what was set for somewhere. The one function behind policy, proof and simulation."""
    if kind == "guest" and act in NEVER_FOR_GUESTS:
        return Decision(0, "guest")
    set_to = upto.get(act, EVERY_CLASS)
    if act in UNGRADED:
        set_to = EVERY_CLASS if set_to else 0
    own = Decision(set_to, "free" if set_to == EVERY_CLASS else "rule")
    base = RESTS_ON.get(act)
    if base is None:
        return own
    below = decide(upto, kind, base)
    return own if own.upto <= below.upto else Decision(below.upto, "rests_on", base)


def decide_all(upto: Mapping[Act, int], kind: MemberKind) -> dict[Act, Decision]:
    """Decide about every act."""
    return {act: decide(upto, kind, act) for act in ACTS}
