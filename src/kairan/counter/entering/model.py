"""What staff enter for somebody else, and how that person told them."""

from typing import Literal

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table

from kairan.core.kit.database import metadata

How = Literal["window", "phone", "paper"]
"""窓口, 電話, 郵送などの紙."""
BEGUN_MS = 12 * 3_600_000  # so long the next application of the form counts as entered for somebody

_Id = String(13)

entering_table = Table(
    "case_entering",
    metadata,
    Column("applicant", String(64), primary_key=True),  # the member, as they fill in a form
    Column("form_id", _Id, ForeignKey("form.id"), primary_key=True),
    Column("how", String(10), nullable=False),
    Column("member_id", _Id, nullable=False),
    Column("begun_at", BigInteger, nullable=False),
    Index("ix_case_entering_begun_at", "begun_at"),
)

entry_table = Table(
    "case_entry",
    metadata,
    Column("application_id", _Id, ForeignKey("application.id"), primary_key=True),
    Column("how", String(10), nullable=False),
    Column("member_id", _Id, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("released_at", BigInteger),  # since then it is not the member's any more as its applicant
    Index("ix_case_entry_released_at", "released_at", "at"),
)


class EnteringBegun(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How somebody tells what is to be entered for them."""

    how: How


class Entering(msgspec.Struct, frozen=True):
    """Where the form is filled in."""

    url: str


class CaseEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Who entered an application for somebody, and how they were told; nobody: the applicant did so themselves."""

    how: How | None
    by: str
    at: int | None
