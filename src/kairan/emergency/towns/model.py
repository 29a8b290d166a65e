"""Towns that were asked for their first report, and what each has said: yes, no, or not confirmed."""

from typing import Annotated, Literal, NewType, get_args

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.emergency.incidents.model import IncidentId

TownNumber = NewType("TownNumber", int)
TownItem = Literal[
    "headquarters",
    "people",
    "buildings",
    "fires",
    "landslides",
    "roads",
    "isolated",
    "power",
    "water",
    "phones",
    "shelters",
    "help",
]
"""対策本部の設置・人的被害・住家被害・火災・土砂災害・道路の通行止め・孤立集落・停電・断水・通信の途絶・避難所の開設・応援の必要."""
ITEMS: tuple[TownItem, ...] = get_args(TownItem)
WITHIN_MS = 30 * 60_000
"""How soon the first report of every town is to be here."""
NAME_LIMIT = 60
NOTE_LIMIT = 300
SOURCE_LIMIT = 60
TOWNS_MOST = bounded("emergency.towns", 200, "refuse", "`towns.too_many`; of one incident")

_Id = String(13)

incident_town_table = Table(
    "incident_town",
    metadata,
    Column("incident_id", _Id, ForeignKey("incident.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("code", String(5), nullable=False),  # 全国地方公共団体コード without its check digit; empty: typed by name
    Column("name", String(NAME_LIMIT * 4), nullable=False),
    Column("is_shared", Boolean, nullable=False),  # the town's own body may answer, through an alliance
    Column("asked_at", BigInteger, nullable=False),
    Column("answers", Text, nullable=False),  # JSON `TownAnswers`
    Column("note", Text, nullable=False),
    Column("source", String(SOURCE_LIMIT * 4), nullable=False),  # who said so, by which way
    Column("reported_at", BigInteger),  # null: silent
    Column("changed_at", BigInteger),
    Column("by_id", _Id),
    Column("revision", Integer, nullable=False),
    Index("ix_incident_town_name", "name"),
)

TownName = Annotated[str, msgspec.Meta(min_length=1, max_length=NAME_LIMIT * 4)]
TownAnswers = dict[TownItem, bool]
"""Yes (true) or no; what is missing is not confirmed (未確認)."""


class AskTowns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which towns are asked; none named: all of the prefecture. Those asked already stay as they are.

    `is_shared`: a town whose body is in an alliance with this one is asked there, and answers itself.
    """

    names: Annotated[list[TownName], msgspec.Meta(max_length=TOWNS_MOST)] = []
    is_shared: bool = False


class TownReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a town says. `revision`: of what it changes; 0 for the first."""

    answers: Annotated[TownAnswers, msgspec.Meta(max_length=20)]
    note: Annotated[str, msgspec.Meta(max_length=NOTE_LIMIT * 4)] = ""
    source: Annotated[str, msgspec.Meta(max_length=SOURCE_LIMIT * 4)] = ""
    revision: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0


class TownRow(msgspec.Struct, frozen=True, kw_only=True):
    """A town on the board; `reported_at` null: it is silent."""

    number: int
    name: str
    asked_at: int
    due_at: int
    reported_at: int | None
    answers: TownAnswers
    note: str
    source: str
    by: str
    revision: int


class TownBoard(msgspec.Struct, frozen=True, kw_only=True):
    """The towns of an incident: the silent ones first, then those that confirmed least."""

    towns: list[TownRow]
    reported: int
    in_time: int
    may_ask: bool
    may_write: bool


class AskedOfUs(msgspec.Struct, frozen=True, kw_only=True):
    """Another body's incident, for which it waits for our first report."""

    incident_id: IncidentId
    incident: str
    body: str
    is_drill: bool
    town: TownRow


class AllAskedOfUs(msgspec.Struct, frozen=True, kw_only=True):
    """For which incidents of other bodies our first report is asked."""

    asked: list[AskedOfUs]
