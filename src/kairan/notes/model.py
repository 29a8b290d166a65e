"""Notes, what was written in them, and their versions.

The content is a Yjs document (`kairan.notes.content`). It is the state at `base_n` with the updates after it; versions
are states that were kept.
"""

from typing import Annotated, NewType

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, SmallInteger, String, Table
from sqlalchemy import Text as LongText

from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.talk.model import RoomId

NoteId = NewType("NoteId", Id)

TITLE_LIMIT = 120
TEXT_LIMIT = 200_000  # characters of a note
UPDATE_MOST = 512 * 1024  # bytes of what is written at once
STATE_MOST = 2 * 1024 * 1024  # bytes of a note with what was deleted from it
UPDATES_MOST = 200  # so many are put together into one state
PAUSE_MS = 10 * 60_000  # after a pause this long what was there is kept as a version
VERSIONS_MOST = 100  # of a note; the oldest go
NOTES_MOST = 1_000  # of a room
PICTURES_AT_ONCE = 20  # added with one change
PEOPLE_MOST = 20  # named beside a version
WRITING_MS = 30_000  # so long ago somebody wrote who is still said to be writing
PAGE = 50

_Id = String(13)

note_table = Table(
    "note",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("room_id", _Id, nullable=False),
    Column("room_class", SmallInteger, nullable=False),
    Column("owner_id", _Id, nullable=False),
    Column("client_key", String(40), nullable=False),
    Column("title", String(TITLE_LIMIT * 4), nullable=False),
    Column("is_front", Boolean, nullable=False),  # 表紙 of the room
    Column("n", Integer, nullable=False),  # the number of the last update
    Column("base_n", Integer, nullable=False),
    Column("base", LargeBinary, nullable=False),
    Column("sought", LongText, nullable=False),  # title and text, as they are searched
    Column("made_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("changed_by", _Id, nullable=False),
    Column("dropped_at", BigInteger),
    Index("ix_note_owner_id_client_key", "owner_id", "client_key", unique=True),
    Index("ix_note_room_id", "room_id", "changed_at"),
)

note_update_table = Table(
    "note_update",
    metadata,
    Column("note_id", _Id, ForeignKey("note.id"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("writer_id", _Id, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

note_version_table = Table(
    "note_version",
    metadata,
    Column("note_id", _Id, ForeignKey("note.id"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("writers", LongText, nullable=False),  # the ids of who wrote since the version before, as JSON
    Column("state", LargeBinary, nullable=False),
)

Title = Annotated[str, msgspec.Meta(min_length=1, max_length=TITLE_LIMIT * 4)]
InBase64 = Annotated[str, msgspec.Meta(max_length=(UPDATE_MOST + 2) // 3 * 4)]


class NoteBeginning(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A note to be begun in a room. The same `client_key` again gives back the first one."""

    client_key: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    room_id: RoomId
    title: Title


class NoteChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a note is called, and whether it is the front page of its room; null: as it is."""

    title: Title | None = None
    is_front: bool | None = None


class NoteWriting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was written (a Yjs update, in base64), and up to which number the writer knows the note."""

    after: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
    update: InBase64


class NoteRow(msgspec.Struct, frozen=True, kw_only=True):
    """A note in a list. `part`: where the words sought stand in it."""

    id: NoteId
    room_id: RoomId
    title: str
    is_front: bool
    by: str
    changed_by: str
    changed_at: int
    part: str


class NotePage(msgspec.Struct, frozen=True, kw_only=True):
    """Notes, the front page first and then the newest, and where the next page begins."""

    notes: list[NoteRow]
    next: str | None


class NoteSync(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader does not know yet: updates in base64, the number of the last one, and who writes just now."""

    n: int
    updates: list[str]
    title: str
    writers: list[str]


class NoteView(msgspec.Struct, frozen=True, kw_only=True):
    """A note as a whole."""

    note: NoteRow
    may_write: bool
    may_drop: bool
    sync: NoteSync


class NoteVersion(msgspec.Struct, frozen=True, kw_only=True):
    """A state that was kept, and who wrote since the one before."""

    n: int
    at: int
    writers: list[str]


class NoteVersions(msgspec.Struct, frozen=True, kw_only=True):
    """The versions of a note, the newest first."""

    versions: list[NoteVersion]


class NoteState(msgspec.Struct, frozen=True, kw_only=True):
    """A version: its document in base64, its text as Markdown, and that of the note as it is now."""

    n: int
    state: str
    markdown: str
    now: str


def note_stream(note_id: str) -> str:
    """Return the stream of a note."""
    return f"note:{note_id}"
