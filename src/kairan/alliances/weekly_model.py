"""The letter of the week (週のまとめメール): who asked for it."""

import msgspec
from sqlalchemy import BigInteger, Column, Index, String, Table

from kairan.core.kit.database import metadata

_Id = String(13)

# Who asked for the letter, and the Monday of the newest one; whoever asks is told from the next Monday on.
alliance_week_letter_table = Table(
    "alliance_week_letter",
    metadata,
    Column("alliance_id", _Id, primary_key=True),
    Column("member_id", _Id, primary_key=True),
    Column("asked_at", BigInteger, nullable=False),
    Column("told_on", String(10), nullable=False),
    Index("ix_alliance_week_letter_told_on", "told_on", "member_id"),
)


class WeekLetter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether one wants the letter of the week about an alliance."""

    wanted: bool


class WeekLetterTold(msgspec.Struct, frozen=True, kw_only=True):
    """Whether one gets the letter of the week; `possible`: mail is sent, and one has an address."""

    wanted: bool
    possible: bool


class WeekLetters(msgspec.Struct, frozen=True):
    """The letters of a week that are due: a job."""
