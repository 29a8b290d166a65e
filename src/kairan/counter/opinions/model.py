"""What another section is asked about a case, and what it said."""

from typing import Annotated, NewType

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text

from kairan.applications.model import AnswerShown, ApplicationId
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.counter.model import Day

OpinionId = NewType("OpinionId", Id)

OPINION_LIMIT = 4_000
OPINIONS_MOST = 50  # of one case
LISTED_MOST = 200
TOLD_MOST = 100  # of one section

_Id = String(13)

opinion_table = Table(
    "case_opinion",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("application_id", _Id, ForeignKey("application.id"), nullable=False),
    Column("holder_id", _Id, nullable=False),  # of a department with all below it, or of a member
    Column("holder", String(800), nullable=False),  # what it was called when it was asked
    Column("asked_at", BigInteger, nullable=False),
    Column("asked_by", _Id, nullable=False),
    Column("question", Text, nullable=False),
    Column("shown", Text, nullable=False),  # JSON: the questions whose answers are shown
    Column("answer_by", String(10), nullable=False),
    Column("answered_at", BigInteger),
    Column("answered_by", _Id),
    Column("answer", Text, nullable=False),
    Column("withdrawn_at", BigInteger),
    Index("ix_case_opinion_application_id", "application_id", "id"),
    Index("ix_case_opinion_holder_id", "holder_id", "answered_at"),
)

OpinionText = Annotated[str, msgspec.Meta(min_length=1, max_length=OPINION_LIMIT * 4)]


class OpinionAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom one asks what, by when, and which answers they are shown for it."""

    holder_id: Id  # a department of the body, or somebody of its staff
    question: OpinionText
    shown: Annotated[list[Id], msgspec.Meta(max_length=200)] = []
    answer_by: Day


class OpinionGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the section says."""

    answer: OpinionText


class OpinionView(msgspec.Struct, frozen=True, kw_only=True):
    """An opinion, as the section sees it that asked."""

    id: OpinionId
    holder: str
    by: str
    asked_at: int
    question: str
    shown: list[str]  # what the questions are called
    answer_by: str
    answered_at: int | None
    answered_by: str
    answer: str
    withdrawn_at: int | None


class OpinionAskedOfMe(msgspec.Struct, frozen=True, kw_only=True):
    """An opinion, as whoever is asked sees it: this, and nothing else of the case."""

    id: OpinionId
    case_id: ApplicationId
    number: str
    title: str
    department: str  # which asks
    by: str
    asked_at: int
    question: str
    answers: list[AnswerShown]  # none once it was answered, or the case is closed
    answer_by: str
    answered_at: int | None
    answered_by: str
    answer: str
    is_open: bool


class OpinionsAskedOfMe(msgspec.Struct, frozen=True, kw_only=True):
    """What the viewer and their sections are asked, what is open first."""

    opinions: list[OpinionAskedOfMe]
    open: int
