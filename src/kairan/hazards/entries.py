"""What the body's stream keeps of hazards."""

import msgspec

from kairan.core.journal import Body


class HazardRuleMade(Body, frozen=True):
    """A rule was made: what is told of which warnings, in which room."""

    kind = "hazard.rule_made"
    id: str
    name: str
    room_id: str
    conditions: list[tuple[str, int]]
    places: list[str]
    is_on: bool
    acts: list[str] = msgspec.field(default_factory=list)
    follows_drills: bool = False


class HazardRuleChanged(Body, frozen=True):
    """A rule was changed; as it is now."""

    kind = "hazard.rule_changed"
    id: str
    name: str
    room_id: str
    conditions: list[tuple[str, int]]
    places: list[str]
    is_on: bool
    acts: list[str] = msgspec.field(default_factory=list)
    follows_drills: bool = False


class HazardRuleDeleted(Body, frozen=True):
    """A rule was deleted; what it posted stays."""

    kind = "hazard.rule_deleted"
    id: str
    name: str


class HazardTold(Body, frozen=True):
    """A warning was told by a rule, or corrected, recalled, lifted; or it could not be, and why."""

    kind = "hazard.told"
    rule_id: str
    rule: str
    telegram_id: str
    title: str
    outcome: str
    room_id: str
    message_id: str | None
    why: str | None
    is_drill: bool = False
    acts: list[tuple[str, str]] = msgspec.field(default_factory=list)  # what was done beside, and how it ended
