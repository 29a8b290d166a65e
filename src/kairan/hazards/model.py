"""Telegrams that came, rules of bodies, and what became of the ones by the others."""

from typing import Annotated, Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, false

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.viewer import OrganizationId
from kairan.emergency.broadcasts.model import BroadcastAudience, BroadcastId
from kairan.emergency.musters.model import StageId
from kairan.hazards.areas import Nearness
from kairan.hazards.telegrams.value import Change, HazardKind, InfoType, Status
from kairan.talk.model import RoomId

TelegramId = NewType("TelegramId", Id)
HazardRuleId = NewType("HazardRuleId", Id)
Source = Literal["folder", "drop", "feed"]
Outcome = Literal[
    "told",
    "corrected",
    "recalled",
    "lifted",
    "told_already",
    "below",
    "other_kind",
    "other_area",
    "drill",
    "test",
    "late",
    "overtaken",
    "nothing_to_recall",
    "off",
    "failed",
]
"""What a telegram does by a rule; the first four tell somebody, the others say why nobody is told."""
TELLING: frozenset[Outcome] = frozenset({"told", "corrected", "recalled", "lifted"})

ActKind = Literal["broadcast", "safety", "muster", "incident"]
"""What a rule does beside posting in its room: 一斉連絡・安否確認・参集・災害対応の開始."""
ActOutcome = Literal["would", "done", "followed", "open_already", "failed"]

NAME_LIMIT = 60
ACTS_MOST = 5
CONDITIONS_MOST = 30
AREAS_MOST = 50
RULES_MOST = bounded("hazards.rules", 30, "refuse", "`hazard.too_many_rules`")
KEPT_MS = 400 * 24 * 3_600_000
"""Telegrams are kept for a year and a month: what a rule would have done last season can be looked at."""
REFUSED_MOST = bounded("hazards.refused", 200, "evict", "the oldest refusals of telegrams are forgotten")
PAGE = 50

_Id = String(13)

telegram_table = Table(
    "hazard_telegram",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),  # of the value: the same telegram by any way is once
    Column("source", String(10), nullable=False),
    Column("arrived_at", BigInteger, nullable=False),
    Column("product", String(800), nullable=False),
    Column("story", String(2000), nullable=False),
    Column("event_id", String(256), nullable=False),
    Column("status", String(10), nullable=False),
    Column("info_type", String(10), nullable=False),
    Column("reported_at", BigInteger, nullable=False),
    Column("sent_at", BigInteger, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("value", Text, nullable=False),  # the whole Telegram
    Index("ix_hazard_telegram_story", "story", "product"),
)

refusal_table = Table(
    "hazard_refusal",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("source", String(10), nullable=False),
    Column("name", String(800), nullable=False),  # of the file or the entry
    Column("code", String(60), nullable=False),
    Column("detail", Text, nullable=False),
)

rule_table = Table(
    "hazard_rule",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("name", String(NAME_LIMIT * 4), nullable=False),
    Column("is_on", Boolean, nullable=False),
    Column("follows_drills", Boolean, nullable=False, server_default=false()),
    Column("acts", Text, nullable=False, server_default="[]"),  # JSON list of `RuleAct`
    Column("conditions", Text, nullable=False),
    Column("places", Text, nullable=False),
    Column("room_id", _Id, nullable=False),
    Column("made_by", _Id, nullable=False),  # in whose name is posted
    Column("made_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
    Index("ix_hazard_rule_organization_id", "organization_id", "id"),
)

# What was last told of a story by a rule: how grave, by kind. What is no graver is not told again.
standing_table = Table(
    "hazard_standing",
    metadata,
    Column("rule_id", _Id, ForeignKey("hazard_rule.id"), primary_key=True),
    Column("story", String(2000), primary_key=True),
    Column("grades", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("ix_hazard_standing_story", "story"),
)

outcome_table = Table(
    "hazard_outcome",
    metadata,
    Column("telegram_id", _Id, ForeignKey("hazard_telegram.id"), primary_key=True),
    Column("rule_id", _Id, ForeignKey("hazard_rule.id"), primary_key=True),
    Column("outcome", String(20), nullable=False),
    Column("why", String(60)),  # the code of a refusal, where it failed
    Column("room_id", _Id),
    Column("message_id", _Id),
    Column("at", BigInteger, nullable=False),
    Index("ix_hazard_outcome_rule_id", "rule_id", "telegram_id"),
)

# What a rule did beside posting: whatever follows on it (a correction, a recall) goes to the same people.
act_table = Table(
    "hazard_act",
    metadata,
    Column("telegram_id", _Id, ForeignKey("hazard_telegram.id"), primary_key=True),
    Column("rule_id", _Id, ForeignKey("hazard_rule.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(10), nullable=False),  # ActKind
    Column("outcome", String(20), nullable=False),  # ActOutcome
    Column("why", String(60)),  # the code of a refusal, where it failed
    Column("broadcast_id", _Id),
    Column("audience", Text, nullable=False),  # JSON `BroadcastAudience`
    Column("product", String(800), nullable=False),
    Column("story", String(2000), nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("ix_hazard_act_rule_id", "rule_id", "story"),
)

feed_table = Table(
    "hazard_feed",
    metadata,
    Column("url", String(800), primary_key=True),
    Column("etag", String(400)),
    Column("modified", String(100)),
    Column("asked_at", BigInteger, nullable=False),
    Column("ask_again_at", BigInteger, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("trouble", String(400)),
)

feed_entry_table = Table(
    "hazard_feed_entry",
    metadata,
    Column("address", String(800), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Index("ix_hazard_feed_entry_at", "at"),
)

PlaceCode = Annotated[str, msgspec.Meta(max_length=6)]
RuleName = Annotated[str, msgspec.Meta(max_length=NAME_LIMIT * 4)]


class WarningWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of warning, and from which grade on (a rung of its ladder, from 1)."""

    kind: HazardKind
    grade: Annotated[int, msgspec.Meta(ge=1, le=9)]


class RuleAct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a rule does beside posting: a broadcast or a safety check to these people, a stage that is called,
    or an incident that is opened, of which its maker takes the lead.
    """

    act: ActKind
    to: BroadcastAudience = msgspec.field(default_factory=BroadcastAudience)
    """Of a muster nobody is named: its stage says who belongs to it; nor of an incident."""
    stage_id: StageId | None = None
    is_urgent: bool = True
    """Of a broadcast; what else is done is urgent always."""


class HazardRuleWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a rule is to be."""

    name: RuleName
    is_on: bool = True
    conditions: Annotated[list[WarningWanted], msgspec.Meta(max_length=CONDITIONS_MOST)]
    places: Annotated[list[PlaceCode], msgspec.Meta(max_length=AREAS_MOST)] = []
    """Codes of prefectures and municipalities; none: the body's own."""
    room_id: RoomId
    acts: Annotated[list[RuleAct], msgspec.Meta(max_length=ACTS_MOST)] = []
    follows_drills: bool = False
    """Whether telegrams of drills (訓練) set it to work, too: as drills, marked. Tests (試験) never do."""
    revision: int = 0
    """Of the rule that is changed; 0 for a new one."""


class HazardRule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule of a body: on these kinds of warnings, from these grades on, for these places, post in this room."""

    id: HazardRuleId
    name: str
    is_on: bool
    conditions: list[WarningWanted]
    places: list[str]
    """Two digits: a prefecture; five: a municipality."""
    room_id: RoomId
    room: str | None
    """Its name; null where the viewer is not in it."""
    acts: list[RuleAct]
    follows_drills: bool
    made_by: str
    revision: int


class WarningMatch(msgspec.Struct, frozen=True, kw_only=True):
    """A warning of a telegram that is for a rule's places, and fits one of its conditions."""

    kind: HazardKind
    name: str
    grade: int
    alert_level: int | None
    change: Change
    nearness: Nearness
    areas: list[str]
    """Names, the first few."""


class ActJudged(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule did beside posting, or would have done; `open_already`: what it began before goes on;
    `followed`: whom the first was sent to were told what came of it.
    """

    act: ActKind
    outcome: ActOutcome
    broadcast_id: BroadcastId | None = None
    why: str | None = None


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule does with a telegram, or would have done, and why."""

    rule_id: HazardRuleId
    outcome: Outcome
    is_done: bool
    """Whether it happened; else it is what would have."""
    matches: list[WarningMatch]
    acts: list[ActJudged]
    why: str | None = None


class TelegramRow(msgspec.Struct, frozen=True, kw_only=True):
    """A telegram that came, with what each rule of the body did or would have done."""

    id: TelegramId
    arrived_at: int
    reported_at: int
    source: Source
    product: str
    title: str
    kind: HazardKind
    status: Status
    info_type: InfoType
    headline: str
    areas: int
    judged: list[Judged]


class TelegramRefusal(msgspec.Struct, frozen=True):
    """A telegram that was refused, with the sentence that says why."""

    at: int
    source: Source
    name: str
    sentence: str


class WarningLadder(msgspec.Struct, frozen=True):
    """The grades of a kind of warning, as the Agency says them."""

    kind: HazardKind
    grades: list[str]


class HazardPage(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of a body, and the last telegrams with what they did."""

    rules: list[HazardRule]
    ladders: list[WarningLadder]
    own_place: str | None
    telegrams: list[TelegramRow]
    next: str | None
    refused: list[TelegramRefusal]
    is_received: bool
    """Whether the operator has set any way by which telegrams come."""


class Standing(msgspec.Struct, frozen=True):
    """What was last told of a story by a rule, and when."""

    grades: dict[HazardKind, int]
    at: int


class Acting(msgspec.Struct, frozen=True, kw_only=True):
    """A telegram that a rule may have to act on; the body of the job that does."""

    telegram_id: TelegramId
    rule_id: HazardRuleId


class RuleOf(msgspec.Struct, frozen=True, kw_only=True):
    """A rule as it is applied."""

    id: HazardRuleId
    organization_id: OrganizationId
    name: str
    conditions: tuple[WarningWanted, ...]
    places: tuple[str, ...]
    room_id: RoomId
    made_by: str
    is_on: bool
    acts: tuple[RuleAct, ...] = ()
    follows_drills: bool = False
