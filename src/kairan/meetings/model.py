"""Meetings, their papers page by page, and who has opened them."""

from typing import Annotated, Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, SmallInteger, String, Table, Text

from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import INSTANT_MOST
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.files import FileId
from kairan.talk.model import RoomId

MeetingId = NewType("MeetingId", Id)
PaperId = NewType("PaperId", Id)
PaperState = Literal["preparing", "ready", "file"]
"""Its pages are being made; they can be shown; it is no paper with pages, and is opened as a file."""

TITLE_LIMIT = 120
PLACE_LIMIT = 120
AGENDA_LIMIT = 200  # characters of one item
AGENDA_MOST = 50
PAPERS_MOST = bounded("meetings.papers", 50, "refuse", "`meeting.papers_too_many`; of one meeting")
PAGES_MOST = bounded("meetings.pages", 300, "drop", "later pages of a paper are read in the file itself")
PEOPLE_MOST = 500  # named as those who opened a paper
PAGE = 50
LONGEST_MS = 366 * 24 * 3_600_000

_Id = String(13)

meeting_table = Table(
    "meeting",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("room_id", _Id, nullable=False),
    Column("room_class", SmallInteger, nullable=False),
    Column("chair_id", _Id, nullable=False),
    Column("client_key", String(40), nullable=False),
    Column("title", String(TITLE_LIMIT * 4), nullable=False),
    Column("place", String(PLACE_LIMIT * 4), nullable=False),
    Column("begins_at", BigInteger, nullable=False),
    Column("agenda", Text, nullable=False),  # JSON
    Column("note_id", _Id),  # its minutes
    Column("shown_paper_id", _Id),
    Column("shown_page", Integer, nullable=False),
    Column("wording", Integer, nullable=False),  # counts changes of title, time, place and agenda
    Column("revision", Integer, nullable=False),  # counts changes of all but what is shown
    Column("made_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("dropped_at", BigInteger),
    Index("ix_meeting_chair_id_client_key", "chair_id", "client_key", unique=True),
    Index("ix_meeting_room_id", "room_id", "begins_at"),
)

meeting_paper_table = Table(
    "meeting_paper",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("meeting_id", _Id, ForeignKey("meeting.id"), nullable=False),
    Column("file_id", _Id, nullable=False),
    Column("adder_id", _Id, nullable=False),
    Column("seq", BigInteger, nullable=False),  # the entry it is attached to
    Column("pages_seq", BigInteger),  # the entry its pages are attached to
    Column("name", String(255), nullable=False),
    Column("type", String(127), nullable=False),
    Column("size", BigInteger, nullable=False),  # bytes
    Column("state", String(10), nullable=False),
    Column("pages", Integer, nullable=False),
    Column("added_at", BigInteger, nullable=False),
    Column("dropped_at", BigInteger),
    Index("ix_meeting_paper_meeting_id", "meeting_id", "id"),
)

meeting_page_table = Table(
    "meeting_page",
    metadata,
    Column("paper_id", _Id, ForeignKey("meeting_paper.id"), primary_key=True),
    Column("page", Integer, primary_key=True, autoincrement=False),
    Column("file_id", _Id, nullable=False),
    Column("width", Integer, nullable=False),  # pixels
    Column("height", Integer, nullable=False),
)

meeting_opened_table = Table(
    "meeting_opened",
    metadata,
    Column("paper_id", _Id, ForeignKey("meeting_paper.id"), primary_key=True),
    Column("member_id", _Id, primary_key=True),
    Column("at", BigInteger, nullable=False),
)

Instant = Annotated[int, msgspec.Meta(ge=0, le=INSTANT_MOST)]
AgendaItem = Annotated[str, msgspec.Meta(max_length=AGENDA_LIMIT * 4)]
Agenda = Annotated[list[AgendaItem], msgspec.Meta(max_length=AGENDA_MOST)]
MeetingTitle = Annotated[str, msgspec.Meta(min_length=1, max_length=TITLE_LIMIT * 4)]
MeetingPlace = Annotated[str, msgspec.Meta(max_length=PLACE_LIMIT * 4)]


class NewMeeting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A meeting of a room. The same `client_key` again gives back the first one."""

    client_key: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    room_id: RoomId
    title: MeetingTitle
    begins_at: Instant
    place: MeetingPlace = ""
    agenda: Agenda = []


class MeetingChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A meeting as it is to be; `wording`: the one on the screen."""

    wording: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
    title: MeetingTitle
    begins_at: Instant
    place: MeetingPlace = ""
    agenda: Agenda = []


class MeetingMinutes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The note of the room that is the minutes of a meeting."""

    note_id: Id


class NewPaper(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file that was uploaded, to be a paper of a meeting."""

    file_id: Id


class ShowingPage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The page everybody who follows sees; no paper: nothing is shown any more."""

    paper_id: PaperId | None = None
    page: Annotated[int, msgspec.Meta(ge=1, le=PAGES_MOST)] = 1


class PaperPage(msgspec.Struct, frozen=True):
    """A page of a paper, as the picture under this id."""

    file_id: FileId
    width: int  # pixels
    height: int


class PaperOpened(msgspec.Struct, frozen=True):
    """Somebody who has opened a paper."""

    name: str
    at: int


class MeetingPaper(msgspec.Struct, frozen=True, kw_only=True):
    """A paper, in the order in which they came: 資料1, 資料2."""

    id: PaperId
    file_id: FileId
    name: str
    type: str
    size: int  # bytes
    state: PaperState
    pages: list[PaperPage]
    by: str
    opened: list[PaperOpened]
    may_drop: bool


class MeetingRow(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting in a list."""

    id: MeetingId
    room_id: RoomId
    title: str
    begins_at: int
    place: str
    papers: int
    is_over: bool


class MeetingPage(msgspec.Struct, frozen=True, kw_only=True):
    """Meetings, those to come or just held first, and where the next page begins."""

    meetings: list[MeetingRow]
    next: str | None


class ShownPage(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown just now, and the revision of the rest of the meeting."""

    paper_id: PaperId | None
    page: int
    revision: int
    is_over: bool


class MeetingView(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting with its papers. `members`: how many are in the room."""

    meeting: MeetingRow
    chair: str
    agenda: list[str]
    wording: int
    note_id: str | None
    papers: list[MeetingPaper]
    members: int
    shown: ShownPage
    may_write: bool
    may_lead: bool


def meeting_stream(meeting_id: str) -> str:
    """Return the stream of a meeting."""
    return f"meeting:{meeting_id}"
