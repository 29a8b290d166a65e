"""The fields of a procedure, and what stands in them for each case."""

from typing import Annotated, Literal

import msgspec
from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.kit.spreadsheet import Encoding
from kairan.counter.model import AT_ONCE

FIELDS_MOST = 40
OPTIONS_MOST = 50
LABEL_LIMIT = 60
VALUE_LIMIT = 500

_Id = String(13)

annotation_fields_table = Table(
    "case_annotation_fields",
    metadata,
    Column("form_id", _Id, ForeignKey("form.id"), primary_key=True),
    Column("document", Text, nullable=False),  # JSON: list of `AnnotationField`
    Column("revision", Integer, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("changed_by", _Id, nullable=False),
)

annotation_table = Table(
    "case_annotation",
    metadata,
    Column("application_id", _Id, ForeignKey("application.id"), primary_key=True),
    Column("field_id", _Id, primary_key=True),
    Column("value", String(VALUE_LIMIT * 4), nullable=False),  # as it is shown
    Column("sought", String(VALUE_LIMIT * 8), nullable=False),  # folded: what it is found by
    Column("size", Float),  # of a number its value, of a day its number since year 1: what ranges are found by
    Column("changed_at", BigInteger, nullable=False),
    Column("changed_by", _Id, nullable=False),
    Index("ix_case_annotation_field_id", "field_id", "size"),
)

FieldKind = Literal["text", "number", "choice", "day", "yes"]
FieldLabel = Annotated[str, msgspec.Meta(min_length=1, max_length=LABEL_LIMIT * 4)]
Value = Annotated[str, msgspec.Meta(max_length=VALUE_LIMIT * 4)]


class AnnotationField(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A field of the procedure: 収入区分, 現地調査の日."""

    id: Id
    label: FieldLabel
    kind: FieldKind
    options: Annotated[list[FieldLabel], msgspec.Meta(max_length=OPTIONS_MOST)] = []  # of a choice


class AnnotationFieldsChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The fields as they should be from now on, and the revision they were made of; 0: none yet."""

    revision: Annotated[int, msgspec.Meta(ge=0)]
    fields: Annotated[list[AnnotationField], msgspec.Meta(max_length=FIELDS_MOST)]


class AnnotationFields(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of a form's procedure."""

    revision: int
    fields: list[AnnotationField]
    may_change: bool


class AnnotationChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands in some fields from now on; empty: nothing. Fields that are not named stay as they are."""

    values: Annotated[dict[Id, Value], msgspec.Meta(min_length=1, max_length=FIELDS_MOST)]


class CaseAnnotations(msgspec.Struct, frozen=True, kw_only=True):
    """What the section found out about a case."""

    fields: list[AnnotationField]
    values: dict[str, str]
    may_change: bool


class ChosenCases(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cases that are given out as a table, all of them or none."""

    case_ids: Annotated[list[Id], msgspec.Meta(min_length=1, max_length=AT_ONCE)]
    encoding: Encoding = "utf-8"
