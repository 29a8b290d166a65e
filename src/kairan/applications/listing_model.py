"""How what came in is found and listed: by its words, its choices, its marks; which columns somebody chose."""

from typing import Annotated

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text

from kairan.applications.model import ApplicationId, Mark, SeatSaid
from kairan.core.kit.database import metadata
from kairan.forms.conditions import QuestionId

PAGE = 100
SHORT_VALUE = 200  # characters of an answer in the list
COLUMNS_FIRST = 3  # answers of a row, as long as nobody chose others
COLUMNS_MOST = 12
SEARCHED_MOST = 20_000  # characters of an application that are found
NOTE_LIMIT = 1_000
NOTES_MOST = 200  # of one application

_Id = String(13)

application_search_table = Table(  # apart from the answers, so that looking through it reads little
    "application_search",
    metadata,
    Column("application_id", _Id, primary_key=True),
    Column("form_id", _Id, nullable=False),
    Column("submitted_at", BigInteger, nullable=False),
    Column("chosen", Text, nullable=False),  # " question=choice question=choice "
    Column("text", Text, nullable=False),  # folded: the answers that lie open
    Index("ix_application_search_form_id", "form_id", "submitted_at", "application_id"),
)

application_mark_table = Table(
    "application_mark",
    metadata,
    Column("application_id", _Id, primary_key=True),
    Column("mark", String(10), primary_key=True),
    Column("form_id", _Id, nullable=False),
    Column("marked_by", _Id, nullable=False),
    Column("marked_at", BigInteger, nullable=False),
    Index("ix_application_mark_form_id", "form_id", "mark", "application_id"),
)

application_columns_table = Table(
    "application_columns",
    metadata,
    Column("member_id", _Id, ForeignKey("member.id"), primary_key=True),
    Column("form_id", _Id, ForeignKey("form.id"), primary_key=True),
    Column("columns", Text, nullable=False),  # JSON: questions, in order
)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What of a form's applications is to be listed; what is empty is not asked."""

    words: str = ""  # a reference number, or words of an answer
    since: str = ""  # days of Japan, both included
    until: str = ""
    question: str = ""
    choice: str = ""  # of that question
    mark: Mark | None = None


class ColumnsChoice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which questions stand in one's list of a form's applications, in this order."""

    columns: Annotated[list[QuestionId], msgspec.Meta(max_length=COLUMNS_MOST)]


class MarksChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every mark an application bears from now on."""

    marks: Annotated[list[Mark], msgspec.Meta(max_length=3)]


class NewNote(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be noted about an application."""

    text: Annotated[str, msgspec.Meta(max_length=NOTE_LIMIT * 4)]


class ApplicationRow(msgspec.Struct, frozen=True, kw_only=True):
    """An application in the list: the answers of the chosen columns, as people read them."""

    id: ApplicationId
    number: str
    submitted_at: int
    version: int
    cells: list[str]
    by: str  # of an internal form: whose
    marks: list[Mark] = []
    is_withdrawn: bool = False
    seats: list[SeatSaid] = []  # of places that are waited for or drawn


class Choosable(msgspec.Struct, frozen=True):
    """Something that may be chosen, by its key."""

    key: str
    label: str


class ListedQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A question that may stand in the list, and what of it may be asked for."""

    question_id: str
    label: str
    choices: list[Choosable]


class ApplicationPage(msgspec.Struct, frozen=True, kw_only=True):
    """What came in, the newest first: how many in all, the heads of the cells, and where the next page begins."""

    total: int
    heads: list[str]
    columns: list[str]  # the questions of the heads
    questions: list[ListedQuestion]
    applications: list[ApplicationRow]
    next: str | None
