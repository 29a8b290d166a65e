"""Stages (配備), musters that were called, and who has arrived at which place."""

from typing import Annotated, Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.viewer import MemberId
from kairan.emergency.broadcasts.ladder import Rungs
from kairan.emergency.broadcasts.model import BroadcastAudience, BroadcastId
from kairan.people import Person

StageId = NewType("StageId", Id)
MusterId = NewType("MusterId", Id)
ReportedBy = Literal["self", "registrar"]
"""By the person at the place, or by whoever keeps the list there (受付)."""

NAME_LIMIT = 30
TEXT_LIMIT = 300
PLACES_MOST = 20
STAGES_MOST = bounded("emergency.stages", 10, "refuse", "`muster.stages_full`")
PAGE = 50
PEOPLE_PAGE = 100

_Id = String(13)

muster_stage_table = Table(
    "muster_stage",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("document", Text, nullable=False),  # JSON `MusterStage`
    Column("changed_at", BigInteger, nullable=False),
    Column("changed_by", _Id, nullable=False),
    Index("ix_muster_stage_organization_id", "organization_id", "position"),
)

muster_table = Table(
    "muster",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("broadcast_id", _Id, ForeignKey("broadcast.id"), nullable=False, unique=True),
    Column("name", String(NAME_LIMIT * 4), nullable=False),  # of the stage, as it was called then
    Column("places", Text, nullable=False),  # JSON list of names
    Column("is_drill", Boolean, nullable=False),
    Column("called_at", BigInteger, nullable=False),
    Column("called_by", _Id, nullable=False),
    Index("ix_muster_organization_id", "organization_id", "id"),
)

# Who is at which place. A row is changed when somebody goes to another place, or goes home.
muster_arrival_table = Table(
    "muster_arrival",
    metadata,
    Column("muster_id", _Id, ForeignKey("muster.id"), primary_key=True),
    Column("member_id", _Id, primary_key=True),
    Column("place", Integer, nullable=False),  # its number
    Column("first_at", BigInteger, nullable=False),  # when they first came to any place
    Column("arrived_at", BigInteger, nullable=False),  # at this place
    Column("reported_by", String(10), nullable=False),
    Column("registrar_id", _Id),
    Column("left_at", BigInteger),
    Index("ix_muster_arrival_place", "muster_id", "place"),
)

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=NAME_LIMIT * 4)]
PlaceNumber = Annotated[int, msgspec.Meta(ge=0, lt=PLACES_MOST)]


class MusterStage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stage (第1配備 …): who belongs to it, where they come, and what they are told."""

    name: Name
    to: BroadcastAudience
    places: Annotated[list[Name], msgspec.Meta(min_length=1, max_length=PLACES_MOST)]
    text: Annotated[str, msgspec.Meta(max_length=TEXT_LIMIT * 4)] = ""


class MusterCall(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stage is called. `key`: called twice with the same, it is called once."""

    is_drill: bool = False
    key: Annotated[str, msgspec.Meta(min_length=8, max_length=40)]


class Arriving(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """At which place somebody is; null: they went home."""

    place: PlaceNumber | None


class StageView(msgspec.Struct, frozen=True, kw_only=True):
    """A stage, and how many belong to it now."""

    id: StageId
    stage: MusterStage
    people: int


class Stages(msgspec.Struct, frozen=True, kw_only=True):
    """The stages of the body, in their order."""

    stages: list[StageView]


class MusterCalled(msgspec.Struct, frozen=True, kw_only=True):
    """A muster that was just called, and how many it calls."""

    id: MusterId
    broadcast_id: BroadcastId
    people: int


class PlaceCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many are at a place now."""

    place: int
    name: str
    arrived: int


class ArrivedBy(msgspec.Struct, frozen=True, kw_only=True):
    """How many had arrived so many minutes after the call."""

    minutes: int
    arrived: int


class MusterRow(msgspec.Struct, frozen=True, kw_only=True):
    """A muster in the list, and how many of those who were called have arrived."""

    id: MusterId
    broadcast_id: BroadcastId
    name: str
    is_drill: bool
    called_at: int
    ended_at: int | None
    people: int
    arrived: int


class Musters(msgspec.Struct, frozen=True, kw_only=True):
    """Musters, the newest first."""

    musters: list[MusterRow]


class MusterView(msgspec.Struct, frozen=True, kw_only=True):
    """A muster as the headquarters sees it: who was called, who comes, who is where, and how it went on."""

    muster: MusterRow
    rungs: Rungs
    coming: list[int]  # how many chose each answer of the call: at once, later, not
    places: list[PlaceCount]
    uncalled: int  # of those who arrived: who came by themselves
    course: list[ArrivedBy]


class MusterPerson(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who was called, or came: what they said, and where they are."""

    person: Person
    choice: str | None
    place: int | None
    arrived_at: int | None
    reported_by: ReportedBy | None
    is_called: bool


class MusterPeople(msgspec.Struct, frozen=True, kw_only=True):
    """People, a hundred a page, those who have not arrived first."""

    people: list[MusterPerson]
    next: int | None


class OwnMuster(msgspec.Struct, frozen=True, kw_only=True):
    """A muster to which one may come: its places, and where one is."""

    id: MusterId
    name: str
    is_drill: bool
    places: list[str]
    place: int | None
    arrived_at: int | None


class OwnMusters(msgspec.Struct, frozen=True, kw_only=True):
    """The musters that go on."""

    musters: list[OwnMuster]
    member_id: MemberId
