"""Moderators (進行役) of an alliance, what was reported to them, and who has read the word of welcome."""

from typing import Literal

import msgspec
from sqlalchemy import BigInteger, Column, Index, String, Table, Text

from kairan.alliances.model import Reason
from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.people import Person
from kairan.talk.model import MessageId, RoomId

MODERATORS_MOST = bounded("alliances.moderators", 50, "refuse", "`alliance.too_many_moderators`")
REPORTS_SHOWN = 50
Outcome = Literal["hidden", "kept"]

_Id = String(13)

alliance_moderator_table = Table(
    "alliance_moderator",
    metadata,
    Column("alliance_id", _Id, primary_key=True),
    Column("member_id", _Id, primary_key=True),
    Column("at", BigInteger, nullable=False),
)

alliance_welcomed_table = Table(
    "alliance_welcomed",
    metadata,
    Column("alliance_id", _Id, primary_key=True),
    Column("member_id", _Id, primary_key=True),
    Column("at", BigInteger, nullable=False),
)

alliance_report_table = Table(
    "alliance_report",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("alliance_id", _Id, nullable=False),
    Column("room_id", _Id, nullable=False),
    Column("message_id", _Id, nullable=False),
    Column("by_id", _Id, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("closed_at", BigInteger),
    Column("closed_by", _Id),
    Column("outcome", String(10)),
    Index("ix_alliance_report_alliance_id", "alliance_id", "closed_at"),
    Index("uq_alliance_report_once", "message_id", "by_id", unique=True),
)


class NewMessageReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A message that a moderator should look at, and why."""

    message_id: MessageId
    reason: Reason


class ReportDecision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a moderator decides: to hide the message, with a reason everybody is told, or to leave it."""

    outcome: Outcome
    reason: Reason = ""


class MessageReportView(msgspec.Struct, frozen=True, kw_only=True):
    """A report as a moderator sees it; the text is empty where it is gone, or too confidential for them here."""

    id: Id
    room_id: RoomId
    room: str
    message_id: MessageId
    text: str
    author: Person | None
    by: Person | None
    reason: str
    at: int
    outcome: Outcome | None


class AllianceReports(msgspec.Struct, frozen=True):
    """What was reported in an alliance: what is undecided first."""

    reports: list[MessageReportView]


class Moderators(msgspec.Struct, frozen=True):
    """The moderators of an alliance; whoever decides for the host is one without being named."""

    people: list[Person]
