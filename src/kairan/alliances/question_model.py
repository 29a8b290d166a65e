"""Questions (質問): what somebody asks in a room for questions is open until it is solved, and found afterwards."""

from typing import Annotated, Literal

import msgspec
from sqlalchemy import BigInteger, Column, String, Table

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.people import Person
from kairan.talk.model import MessageId, MessageText, RoomId

QUESTIONS_SHOWN = 30
SIMILAR_SHOWN = 5
LOOKED_THROUGH = bounded(
    "alliances.questions", 2_000, "drop", "of older questions none is found; whoever seeks them searches their rooms"
)
QuestionState = Literal["open", "unanswered", "solved"]
"""Unanswered: open, and nobody has replied yet."""

_Id = String(13)

# What was solved; a question without a row is open.
alliance_answer_table = Table(
    "alliance_answer",
    metadata,
    Column("message_id", _Id, primary_key=True),
    Column("alliance_id", _Id, nullable=False, index=True),
    Column("answer_id", _Id),  # the reply that solved it; null for none of them
    Column("at", BigInteger, nullable=False),
    Column("by_id", _Id, nullable=False),
)


class NewQuestion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question to be asked in a room for questions; the same `client_key` again asks it once."""

    room_id: RoomId
    text: MessageText
    client_key: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class QuestionChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether a question is solved, and by which reply of its thread."""

    solved: bool
    answer_id: MessageId | None = None


class QuestionAnswer(msgspec.Struct, frozen=True):
    """The reply that solved a question."""

    id: MessageId
    text: str
    author: Person | None


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A question of an alliance, with its answer where there is one. `is_in`: the viewer is in its room."""

    id: MessageId
    room_id: RoomId
    room: str
    text: str
    author: Person | None
    at: int
    replies: int
    solved_at: int | None
    answer: QuestionAnswer | None
    is_in: bool
    may_solve: bool


class QuestionRoom(msgspec.Struct, frozen=True):
    """A room in which the viewer may ask."""

    id: RoomId
    name: str


class AllianceQuestions(msgspec.Struct, frozen=True):
    """Some questions of an alliance, the newest first, and where the next page begins."""

    questions: list[Question]
    open: int
    unanswered: int  # of the open ones: nobody has replied
    solved: int
    rooms: list[QuestionRoom]
    next: str | None = None


class SimilarQuestions(msgspec.Struct, frozen=True):
    """Questions like the one being written, the likest first."""

    questions: list[Question]
