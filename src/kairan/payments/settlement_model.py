"""What providers say came in (精算): the lines of their settlement files, each once."""

from typing import Annotated, Literal

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table

from kairan.applications.model import ApplicationId
from kairan.core.kit.database import metadata
from kairan.payments.model import NAME_LIMIT, DayText
from kairan.payments.terms import Way

_Id = String(13)
FILE_BYTES = 700 * 1024  # some 4,000 lines; a longer period is read in parts

settlement_line_table = Table(
    "settlement_line",
    metadata,
    Column("organization_id", _Id, ForeignKey("organization.id"), primary_key=True),
    Column("name", String(NAME_LIMIT), primary_key=True),  # of the line, the provider's
    Column("kind", String(10), nullable=False),  # charge, refund
    Column("day", String(10), nullable=False),
    Column("gross", BigInteger, nullable=False),  # yen; of a refund below nothing
    Column("fee", BigInteger, nullable=False),
    Column("intent", String(NAME_LIMIT), nullable=False),  # by which a payment is known; empty: none
    Column("imported_at", BigInteger, nullable=False),
    Column("imported_by", _Id, nullable=False),
    Index("ix_settlement_line_day", "organization_id", "day"),
    Index("ix_settlement_line_intent", "organization_id", "intent"),
)

MismatchKind = Literal[
    "over", "short", "closed", "refund_failed", "refund_waiting", "silent", "not_settled", "not_here", "differs"
]
"""多く納付, 不足, 取下げ・却下後の納付, 返還の失敗, 返還の待ち, 応答なし, 精算にない, こちらにない, 金額違い."""


class SettlementFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A provider's settlement as CSV, in base64."""

    data: Annotated[str, msgspec.Meta(max_length=FILE_BYTES * 4 // 3 + 4)]


class SettlementRead(msgspec.Struct, frozen=True, kw_only=True):
    """What was taken in: lines of payments and refunds, those that were new, and what was left out (payouts, fees)."""

    lines: int
    new: int
    left_out: int
    begins_on: str | None
    ends_on: str | None


class DayLine(msgspec.Struct, frozen=True, kw_only=True):
    """A payment of a day."""

    case_id: ApplicationId
    number: str
    title: str
    who: str
    way: Way
    received: int
    refunded: int
    fee: int | None  # of the provider, once its settlement was read
    is_settled: bool  # whether the provider's settlement names it


class Mismatch(msgspec.Struct, frozen=True, kw_only=True):
    """Something that does not meet: what, where, and the amounts on both sides."""

    kind: MismatchKind
    case_id: ApplicationId | None  # None: of nothing that is known here, or may be seen
    number: str
    title: str
    ours: int | None
    theirs: int | None
    name: str = ""  # of the line, the provider's


class WayTotal(msgspec.Struct, frozen=True, kw_only=True):
    """How much came in by one way."""

    way: Way
    count: int
    received: int
    refunded: int


class BooksOfDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day's page (日計): what came in, and everything that does not meet."""

    day: str
    asked: int  # charges that were asked on the day
    asked_yen: int
    payments: list[DayLine]
    has_more: bool
    totals: list[WayTotal]
    settled_yen: int  # what the provider's settlement says of the day, refunds taken off
    mismatches: list[Mismatch]
    may_import: bool


class BooksExport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which days of which table are given out, in which encoding."""

    table: Literal["charges", "payments"]
    begins_on: DayText
    ends_on: DayText
    format: Literal["csv", "csv-sjis"] = "csv"
