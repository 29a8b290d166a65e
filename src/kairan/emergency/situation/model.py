"""Situation reports: what is written in them, and those that were issued."""

from typing import Annotated, Literal

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table, Text

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.emergency.incidents.model import Instant
from kairan.emergency.situation.forms import SituationForm, SituationGroup

EvacuationOrder = Literal["elderly", "evacuate", "emergency"]
"""高齢者等避難（警戒レベル3）, 避難指示（警戒レベル4）, 緊急安全確保（警戒レベル5）."""

LINE_LIMIT = 120
LONG_LIMIT = 2_000
COUNT_MOST = 10**12
ORDERS_MOST = 200
REPORTS_MOST = bounded("emergency.situation_reports", 500, "refuse", "`situation.full`; of one form of one incident")

_Id = String(13)

incident_situation_table = Table(
    "incident_situation",
    metadata,
    Column("incident_id", _Id, ForeignKey("incident.id"), primary_key=True),
    Column("form", String(12), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False),  # JSON `SituationDocument`
    Column("revision", Integer, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("changed_by", _Id, nullable=False),
    Column("issued_at", BigInteger),  # null: being written
    Column("issued_by", _Id),
)

Words = Annotated[str, msgspec.Meta(max_length=LONG_LIMIT * 4)]
Value = Annotated[int, msgspec.Meta(ge=0, le=COUNT_MOST)] | Annotated[float, msgspec.Meta(ge=0, le=1e9)] | Words
Code = Annotated[str, msgspec.Meta(max_length=40)]  # of an item of the form
Revision = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]


class EvacuationRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An order to evacuate: which, where, since when and until when, for how many; null is not confirmed (未確認)."""

    order: EvacuationOrder
    area: Annotated[str, msgspec.Meta(min_length=1, max_length=LINE_LIMIT * 4)]
    issued_at: Instant | None = None
    lifted_at: Instant | None = None
    households: Annotated[int, msgspec.Meta(ge=0, le=COUNT_MOST)] | None = None
    people: Annotated[int, msgspec.Meta(ge=0, le=COUNT_MOST)] | None = None


class SituationDocument(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a report says as of an instant, by the codes of its form; what is missing is not confirmed (未確認)."""

    as_of: Instant
    values: Annotated[dict[Code, Value], msgspec.Meta(max_length=150)] = {}
    orders: Annotated[list[EvacuationRow], msgspec.Meta(max_length=ORDERS_MOST)] = []


class SituationDraft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the report being written says from now on, and which state of it was seen; 0: none was kept yet."""

    revision: Revision
    document: SituationDocument


class SituationIssue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which state of the report is issued."""

    revision: Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]


class SituationRow(msgspec.Struct, frozen=True, kw_only=True):
    """A report in the list."""

    form: SituationForm
    number: int
    as_of: int
    issued_at: int | None
    issued_by: str


class Situations(msgspec.Struct, frozen=True, kw_only=True):
    """The reports of an incident, by form, the newest first."""

    reports: list[SituationRow]


class SituationView(msgspec.Struct, frozen=True, kw_only=True):
    """A report: what its form asks, what it says, and what the chronology would say."""

    form: SituationForm
    title: str
    name: str
    groups: list[SituationGroup]
    has_orders: bool
    number: int
    document: SituationDocument
    suggested: dict[str, int | str]
    before: dict[str, int | float | str]  # what the report before said
    revision: int  # 0: nothing was kept yet
    issued_at: int | None
    may_write: bool
