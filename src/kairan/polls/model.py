"""Polls, what can be chosen, and who chose what."""

from typing import Annotated, Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, SmallInteger, String, Table, Text

from kairan.core.kit.clock import INSTANT_MOST
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.viewer import MemberId
from kairan.talk.model import RoomId

PollId = NewType("PollId", Id)
PollKind = Literal["yes_no", "one", "several", "scale", "dates"]
"""はい・いいえ, 一つ, いくつでも, 5段階, 日程調整."""

TITLE_LIMIT = 120
NOTE_LIMIT = 2_000
LABEL_LIMIT = 120
OPTIONS_MOST = 50
SCALE = 5
NO, MAYBE, YES = 0, 1, 2  # ×, △, ○ of a date
PAGE = 50
PEOPLE_MOST = 500  # whose answers a grid shows
LONGEST_MS = 366 * 24 * 3_600_000

_Id = String(13)

poll_table = Table(
    "poll",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("owner_id", _Id, nullable=False),
    Column("client_key", String(40), nullable=False),
    Column("room_id", _Id, nullable=False),
    Column("room_class", SmallInteger, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("title", String(TITLE_LIMIT * 4), nullable=False),
    Column("note", Text, nullable=False),
    Column("is_secret", Boolean, nullable=False),
    Column("ends_when_all", Boolean, nullable=False),
    Column("ends_at", BigInteger),
    Column("answered", Integer, nullable=False),  # so many people
    Column("made_at", BigInteger, nullable=False),
    Column("closed_at", BigInteger),
    Column("chosen", SmallInteger),  # the date that was fixed, by its position
    Index("ix_poll_owner_id_client_key", "owner_id", "client_key", unique=True),
    Index("ix_poll_room_id", "room_id", "id"),
    Index("ix_poll_ends_at", "ends_at"),
)

poll_option_table = Table(
    "poll_option",
    metadata,
    Column("poll_id", _Id, ForeignKey("poll.id"), primary_key=True),
    Column("position", SmallInteger, primary_key=True, autoincrement=False),
    Column("label", String(LABEL_LIMIT * 4), nullable=False),
    Column("begins_at", BigInteger),
    Column("ends_at", BigInteger),
)

poll_answer_table = Table(
    "poll_answer",
    metadata,
    Column("poll_id", _Id, ForeignKey("poll.id"), primary_key=True),
    Column("member_id", _Id, primary_key=True),
    Column("position", SmallInteger, primary_key=True, autoincrement=False),
    Column("value", SmallInteger, nullable=False),
)

Title = Annotated[str, msgspec.Meta(min_length=1, max_length=TITLE_LIMIT * 4)]
Note = Annotated[str, msgspec.Meta(max_length=NOTE_LIMIT * 4)]
Label = Annotated[str, msgspec.Meta(max_length=LABEL_LIMIT * 4)]
Instant = Annotated[int, msgspec.Meta(ge=0, le=INSTANT_MOST)]


class NewPollOption(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What can be chosen; a date has a beginning and an end."""

    label: Label = ""
    begins_at: Instant | None = None
    ends_at: Instant | None = None


class NewPoll(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A poll to be held in a room. The same `client_key` again gives back the first one.

    `is_secret`: nobody is told who chose what, and numbers only when it is over.
    """

    client_key: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    room_id: RoomId
    kind: PollKind
    title: Title
    note: Note = ""
    options: Annotated[list[NewPollOption], msgspec.Meta(max_length=OPTIONS_MOST)] = []
    is_secret: bool = False
    ends_when_all: bool = False
    ends_at: Instant | None = None


class PollChoice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One choice: an option, and for a date how it suits (0 ×, 1 △, 2 ○)."""

    position: Annotated[int, msgspec.Meta(ge=0, le=OPTIONS_MOST)]
    value: Annotated[int, msgspec.Meta(ge=0, le=YES)] = 1


class PollAnswer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody answers, as a whole."""

    choices: Annotated[list[PollChoice], msgspec.Meta(min_length=1, max_length=OPTIONS_MOST)]


class PollClosing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Closing a poll; of dates, which one was fixed."""

    chosen: Annotated[int, msgspec.Meta(ge=0, le=OPTIONS_MOST)] | None = None


class PollOptionView(msgspec.Struct, frozen=True, kw_only=True):
    """An option and how often it was chosen; null while that is kept back. `maybe`: △ of a date."""

    position: int
    label: str
    begins_at: int | None
    ends_at: int | None
    count: int | None
    maybe: int | None
    is_best: bool


class PollPerson(msgspec.Struct, frozen=True, kw_only=True):
    """What one person chose, by position."""

    id: MemberId
    name: str
    values: dict[int, int]


class PollView(msgspec.Struct, frozen=True, kw_only=True):
    """A poll as the room sees it; `people` is empty where it is secret."""

    id: PollId
    room_id: RoomId
    kind: PollKind
    title: str
    note: str
    by: str
    is_secret: bool
    ends_when_all: bool
    ends_at: int | None
    made_at: int
    is_closed: bool
    chosen: int | None
    answered: int
    options: list[PollOptionView]
    people: list[PollPerson]
    own: dict[int, int]
    may_close: bool


class PollPage(msgspec.Struct, frozen=True, kw_only=True):
    """The polls of a room, the newest first, and where the next page begins."""

    polls: list[PollView]
    next: str | None


def poll_stream(poll_id: str) -> str:
    """Return the stream of a poll."""
    return f"poll:{poll_id}"
