"""Filters somebody keeps for themselves."""

from typing import Annotated, NewType

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text

from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.counter.annotations.model import AnnotationField
from kairan.counter.inbox import View
from kairan.counter.states import State
from kairan.forms.model import FormId

FilterId = NewType("FilterId", Id)

NAME_LIMIT = 40
FILTERS_MOST = 30  # of one person
FORMS_MOST = 500

_Id = String(13)

filter_table = Table(
    "case_filter",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("member_id", _Id, ForeignKey("member.id"), nullable=False),
    Column("name", String(NAME_LIMIT * 4), nullable=False),
    Column("wanted", Text, nullable=False),  # JSON `CaseFilter`
    Column("created_at", BigInteger, nullable=False),
    Index("ix_case_filter_member_id", "member_id", "id"),
)

_Word = Annotated[str, msgspec.Meta(max_length=200)]
_Short = Annotated[str, msgspec.Meta(max_length=13)]


class CaseFilter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which cases are wanted: everything the inbox can be asked for."""

    view: View = "open"
    form_id: Id | None = None
    case_state: State | None = None
    q: _Word = ""
    field: _Short = ""
    value: _Word = ""


class NewFilter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A filter to be kept, under a name of one's own."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=NAME_LIMIT * 4)]
    wanted: CaseFilter


class KeptFilter(msgspec.Struct, frozen=True, kw_only=True):
    """A filter that is kept."""

    id: FilterId
    name: str
    wanted: CaseFilter


class CounterForm(msgspec.Struct, frozen=True, kw_only=True):
    """A form whose cases the viewer reads."""

    id: FormId
    title: str
    department: str
    may_enter: bool  # they may enter an application for somebody now
    fields: list[AnnotationField]


class Narrowing(msgspec.Struct, frozen=True, kw_only=True):
    """What the inbox can be narrowed by."""

    forms: list[CounterForm]
    filters: list[KeptFilter]


class Pulse(msgspec.Struct, frozen=True, kw_only=True):
    """When anything last changed in the body, and in what the viewer reads; 0: nothing has come in."""

    body_at: int
    changed_at: int | None  # null: nothing did since the instant that was asked for
