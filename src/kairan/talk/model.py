"""Rooms (トークルーム), memberships, messages, read marks: the tables, and the values made of them.

`seq` is a message's place in its room's journal; `n` its ordinal in its conversation (the room's main timeline,
or its thread). Unread is arithmetic on `n`: never a row for each recipient.
"""

from typing import Annotated, Literal, NewType

import msgspec
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    func,
    text,
    true,
)

from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.kit.text import CODE_POINTS_EACH
from kairan.core.viewer import MemberId, RoomClass
from kairan.files import FileView
from kairan.people import DepartmentId
from kairan.talk.confirmation_model import Asking, Confirmation

RoomId = NewType("RoomId", Id)
AllianceId = NewType("AllianceId", Id)
MessageId = NewType("MessageId", Id)
RoomKind = Literal["group", "direct"]
RoomStyle = Literal["talk", "questions"]
"""話し合い; お知らせ: only masters begin there; 質問: what one begins with is open until it is solved."""
History = Literal["all", "since_joining"]
Role = Literal["member", "master"]
Notify = Literal["all", "mentions", "none"]
Writers = Literal["all", "replies", "masters"]
Hue = Annotated[int, msgspec.Meta(ge=0, le=7)]
Icon = Annotated[str, msgspec.Meta(max_length=32)]
Question = Literal["open", "solved"]

TEXT_LIMIT = 10_000  # characters as a person counts them
NAME_LIMIT = 80
PURPOSE_LIMIT = 500
SECTION_LIMIT = 40
MessageText = Annotated[str, msgspec.Meta(max_length=CODE_POINTS_EACH * TEXT_LIMIT)]
RoomName = Annotated[str, msgspec.Meta(max_length=CODE_POINTS_EACH * NAME_LIMIT)]
SectionName = Annotated[str, msgspec.Meta(max_length=CODE_POINTS_EACH * SECTION_LIMIT)]
Purpose = Annotated[str, msgspec.Meta(max_length=CODE_POINTS_EACH * PURPOSE_LIMIT)]
FILES_LIMIT = 20
DIRECT_LIMIT = 20  # people in a direct talk; more make a group room
INVITE_LIMIT = 1_000  # people in one request
REPLIERS_SHOWN = 3
STAMP_ID_LENGTH = 20
StampId = Annotated[str, msgspec.Meta(min_length=1, max_length=STAMP_ID_LENGTH)]

_Id = String(13)

room_table = Table(
    "room",
    metadata,
    Column("no", BigInteger, primary_key=True, autoincrement=False),  # the number of its stream
    Column("id", _Id, nullable=False, unique=True),
    Column("organization_id", _Id, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("name", String(400)),
    Column("purpose", Text, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("history", String(20), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("archived_at", BigInteger),
    Column("message_n", BigInteger, nullable=False),
    Column("last_seq", BigInteger),  # the newest message of the main timeline
    Column("direct_key", String(64), unique=True),  # one direct talk for the same people
    Column("department_id", _Id, index=True),  # 部署のルーム: who holds a post there is in it
    Column("department_below", Boolean, nullable=False, server_default=false()),  # with the departments below it
    Column("room_class", SmallInteger, nullable=False, server_default="2"),  # 機密性1〜3; policy asks for it
    Column("alliance_id", _Id, index=True),  # 連携組織のルーム: its members come from several bodies
    Column("style", String(15), nullable=False, server_default="talk"),
    Column("stamps", Boolean, nullable=False, server_default=true()),  # whether stamps may be sent in it
    Column("reactions", Boolean, nullable=False, server_default=true()),  # whether one may react in it
    Column("writers", String(10), nullable=False, server_default="all"),  # 周知のルーム: the others reply, or read
    Column("icon", String(32)),  # one emoji, in place of the first character of the name
    Column("hue", SmallInteger),  # which of the eight quiet colours; null: by its id
    Column("my_numbers", Boolean, nullable=False, server_default=false()),  # whether My Numbers may be written in it
    Index("ix_room_open", "organization_id", "open"),
)

membership_table = Table(
    "membership",
    metadata,
    Column("room_no", BigInteger, primary_key=True),
    Column("member_id", _Id, primary_key=True),
    Column("from_seq", BigInteger, primary_key=True),  # the entry by which the person came in
    Column("to_seq", BigInteger),  # the entry by which they went; null while they are in
    Column("sees_from", BigInteger, nullable=False),  # the first entry they may read
    Column("from_n", BigInteger, nullable=False),  # messages up to here are not counted as theirs to read
    Column("role", String(10), nullable=False),
    Column("joined_at", BigInteger, nullable=False),
    Index("ix_membership_member", "member_id", "to_seq", "room_no"),
    # Two at once cannot both bring the same person in.
    Index(
        "uq_membership_present",
        "room_no",
        "member_id",
        unique=True,
        sqlite_where=text("to_seq IS NULL"),
        postgresql_where=text("to_seq IS NULL"),
    ),
)

kept_table = Table(
    "room_kept",
    metadata,
    Column("room_no", BigInteger, primary_key=True),
    Column("member_id", _Id, primary_key=True),
    Column("favourite", Boolean, nullable=False, server_default=false()),
    Column("notify", String(10), nullable=False, server_default="all"),
    Column("section", String(SECTION_LIMIT * CODE_POINTS_EACH)),  # a heading of their own in the list
    Column("hide_quiet", Boolean, nullable=False, server_default=false()),  # folded away while nothing is unread
)

mark_table = Table(
    "read_mark",
    metadata,
    Column("room_no", BigInteger, primary_key=True),
    Column("member_id", _Id, primary_key=True),
    Column("n", BigInteger, nullable=False),  # what lies beyond is unread to them; goes back when they say so
    Column("seen_n", BigInteger, nullable=False, server_default="0"),  # up to here they have read it; never goes back
    Column("rewinds", Integer, nullable=False, server_default="0"),  # how often `n` went back
    Column("read_at", BigInteger),
    Index("ix_read_mark_seen_n", "room_no", "seen_n"),
)

thread_mark_table = Table(
    "thread_mark",
    metadata,
    Column("room_no", BigInteger, primary_key=True),
    Column("root_seq", BigInteger, primary_key=True),
    Column("member_id", _Id, primary_key=True),
    Column("n", BigInteger, nullable=False),  # nothing up to here is unread: they were called later, or have read it
    Column("seen_n", BigInteger, nullable=False, server_default="0"),  # up to here they have read it
    Column("following", Boolean, nullable=False, server_default=true()),  # false: they only looked in
    Column("rewinds", Integer, nullable=False, server_default="0"),  # how often `n` went back
    Index("ix_thread_mark_member", "member_id", "room_no"),
)

message_table = Table(
    "message",
    metadata,
    Column("room_no", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("id", _Id, nullable=False, unique=True),
    Column("room_id", _Id, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("root_seq", BigInteger),
    Column("root_id", _Id),
    Column("author_id", _Id, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("files", Text),  # JSON; null for none
    Column("mentions", Text),  # JSON; null for none
    Column("edited_at", BigInteger),
    Column("edits", Text),  # JSON; the entries that edited it
    Column("removed_at", BigInteger),
    Column("removed_by", _Id),
    Column("client_key", String(64), nullable=False),
    Column("reply_count", Integer, nullable=False),
    Column("last_reply_at", BigInteger),
    Column("repliers", Text),  # JSON; the first few
    Column("stamp", String(STAMP_ID_LENGTH)),  # it is a stamp; its words are the text
    Column("pinned_at", BigInteger),  # it stands among what the room keeps at hand
    Column("question", String(10)),  # its thread is an open question, or a solved one
    UniqueConstraint("author_id", "client_key"),
    Index("ix_message_thread", "room_no", "root_seq", "n"),
    Index("ix_message_at", "room_no", "at"),
    Index(
        "ix_message_pinned",
        "room_no",
        "pinned_at",
        sqlite_where=text("pinned_at IS NOT NULL"),
        postgresql_where=text("pinned_at IS NOT NULL"),
    ),
    Index(
        "ix_message_question",
        "room_no",
        "question",
        "seq",
        sqlite_where=text("question IS NOT NULL"),
        postgresql_where=text("question IS NOT NULL"),
    ),
    sqlite_with_rowid=False,
)

reaction_table = Table(
    "reaction",
    metadata,
    Column("room_no", BigInteger, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("emoji", String(32), primary_key=True),
    Column("member_id", _Id, primary_key=True),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

mention_table = Table(
    "mention",
    metadata,
    Column("room_no", BigInteger, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("kind", String(12), primary_key=True),
    Column("target_id", String(13), primary_key=True),  # a member, a department, or "" for everybody
    Column("n", BigInteger, nullable=False),
    Column("root_seq", BigInteger),
    Index("ix_mention_target", "target_id", "room_no", "seq"),
)


class Mention(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody called by name in a text; start and length in UTF-16 code units, as browsers count.

    `message` is the message of the same room with which they are quoted.
    """

    kind: Literal["person", "department", "all"]
    id: Id | None
    start: Annotated[int, msgspec.Meta(ge=0)]
    length: Annotated[int, msgspec.Meta(ge=1)]
    message: Id | None = None


class Reaction(msgspec.Struct, frozen=True):
    """An emoji on a message, and whose."""

    emoji: str
    member_ids: list[MemberId]


class Replies(msgspec.Struct, frozen=True):
    """What a thread holds, shown under its first message."""

    count: int
    last_at: int
    member_ids: list[MemberId]


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A message, the same for every reader; a removed one is a tombstone without text and files."""

    id: MessageId
    room_id: RoomId
    seq: int
    n: int
    root_id: MessageId | None
    author_id: MemberId
    at: int
    text: str
    files: list[FileView] = []
    mentions: list[Mention] = []
    edited_at: int | None = None
    removed_at: int | None = None
    removed_by: MemberId | None = None
    reactions: list[Reaction] = []
    replies: Replies | None = None
    client_key: str | None = None
    confirmation: Confirmation | None = None
    stamp: str | None = None
    pinned_at: int | None = None
    question: Question | None = None


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A message to be sent. The same `client_key` again gives back the first message.

    With a `stamp` it is that stamp, and its words are the text whatever was sent as text.
    """

    client_key: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    text: MessageText = ""
    file_ids: Annotated[list[Id], msgspec.Meta(max_length=FILES_LIMIT)] = []
    root_id: MessageId | None = None
    mentions: Annotated[list[Mention], msgspec.Meta(max_length=100)] = []
    confirmation: Asking | None = None
    stamp: StampId | None = None


class NewRoom(msgspec.Struct, frozen=True, kw_only=True):
    """A group room to be made."""

    name: RoomName
    purpose: Purpose = ""
    open: bool = False
    history: History = "all"
    member_ids: Annotated[list[MemberId], msgspec.Meta(max_length=INVITE_LIMIT)] = []
    room_class: RoomClass | None = None  # null: as the body's policy says


class RoomChange(msgspec.Struct, frozen=True, kw_only=True):
    """What is to change of a room; what is left out stays."""

    name: RoomName | msgspec.UnsetType = msgspec.UNSET
    purpose: Purpose | msgspec.UnsetType = msgspec.UNSET
    open: bool | msgspec.UnsetType = msgspec.UNSET
    history: History | msgspec.UnsetType = msgspec.UNSET
    department_id: DepartmentId | msgspec.UnsetType | None = msgspec.UNSET
    department_below: bool | msgspec.UnsetType = msgspec.UNSET
    room_class: RoomClass | msgspec.UnsetType = msgspec.UNSET
    stamps: bool | msgspec.UnsetType = msgspec.UNSET
    reactions: bool | msgspec.UnsetType = msgspec.UNSET
    writers: Writers | msgspec.UnsetType = msgspec.UNSET
    icon: Icon | msgspec.UnsetType | None = msgspec.UNSET
    hue: Hue | msgspec.UnsetType | None = msgspec.UNSET


class Keep(msgspec.Struct, frozen=True, kw_only=True):
    """How a member keeps a room for themselves."""

    favourite: bool | msgspec.UnsetType = msgspec.UNSET
    notify: Notify | msgspec.UnsetType = msgspec.UNSET
    section: SectionName | msgspec.UnsetType | None = msgspec.UNSET
    hide_quiet: bool | msgspec.UnsetType = msgspec.UNSET


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """A room as the viewer finds it, with their membership."""

    no: int
    id: RoomId
    organization_id: str
    kind: RoomKind
    name: str | None
    purpose: str
    open: bool
    history: History
    archived_at: int | None
    message_n: int
    role: Role
    sees_from: int
    from_n: int
    department_id: DepartmentId | None = None
    department_below: bool = False
    room_class: RoomClass = 2
    alliance_id: AllianceId | None = None
    style: RoomStyle = "talk"
    stamps: bool = True
    reactions: bool = True
    my_numbers: bool = False
    writers: Writers = "all"
    icon: str | None = None
    hue: int | None = None

    @property
    def stream(self) -> str:
        """The name of the room's stream in the journal."""
        return room_stream(self.id)


def room_stream(room_id: str) -> str:
    """Return the name of a room's stream."""
    return f"room:{room_id}"


def unread(message_n: int, read_n: int) -> int:
    """Return how many messages of a conversation lie beyond a read mark."""
    return max(0, message_n - read_n)


present = membership_table.c.to_seq.is_(None)
"""Whether a membership lasts."""

count_of_present = (
    func.count().filter(present)  # used by more than one query, so that they cannot disagree
)
