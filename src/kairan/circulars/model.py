"""Circulars, their wordings, and the people they go to, each at a stop of the way round."""

from typing import Annotated, Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, SmallInteger, String, Table, Text

from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.viewer import MemberId, RoomClass
from kairan.files import FILES_AT_MOST, FileId
from kairan.people import DepartmentId
from kairan.talk.model import RoomId

CircularId = NewType("CircularId", Id)
Manner = Literal["in_order", "at_once"]
"""順に回す, 一斉に回す."""
Outcome = Literal["confirmed", "passed", "gone", "dropped"]
"""確認した, 飛ばした, 在職しなくなった, 内容が変わり改めて回した; none: not yet."""

TITLE_LIMIT = 80
TEXT_LIMIT = 10_000
COMMENT_LIMIT = 500
REASON_LIMIT = 300
STOPS_MOST = 500  # named in one circular; a department is one
PEOPLE_MOST = 10_000  # whom one circular goes to
VERSIONS_MOST = 50
AT_ONCE = 500  # people in one act
PAGE = 50
PEOPLE_PAGE = 100
LONGEST_DAYS = 366

_Id = String(13)
_Day = String(10)

circular_table = Table(
    "circular",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("sender_id", _Id, nullable=False),
    Column("owner_id", _Id, nullable=False),  # who leads it: the sender, or whoever took over their post
    Column("client_key", String(40), nullable=False),
    Column("room_id", _Id),  # the room it was started from
    Column("room_class", SmallInteger, nullable=False),
    Column("manner", String(10), nullable=False),
    Column("title", String(TITLE_LIMIT * 4), nullable=False),  # of the present version
    Column("version", Integer, nullable=False),
    Column("position", Integer, nullable=False),  # the stop that is asked now
    Column("people", Integer, nullable=False),  # of the present version, and below
    Column("waiting", Integer, nullable=False),  # asked, and not settled yet
    Column("confirmed", Integer, nullable=False),
    Column("passed", Integer, nullable=False),  # passed over, or gone
    Column("sent_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("due_on", _Day),
    Column("ends_at", BigInteger),  # when the last day is over
    Column("remind_at", BigInteger),  # when those who are asked are reminded without anybody's doing
    Column("reminded_at", BigInteger),
    Column("completed_at", BigInteger),
    Column("ended_at", BigInteger),
    Column("withdrawn_at", BigInteger),
    Column("handed_list_id", _Id),  # the list of moves that handed it over, and from whom
    Column("handed_from_id", _Id),
    Index("ix_circular_sender_id_client_key", "sender_id", "client_key", unique=True),
    Index("ix_circular_owner_id", "owner_id", "id"),
    Index("ix_circular_ends_at", "ends_at"),
    Index("ix_circular_remind_at", "remind_at"),
)

circular_version_table = Table(
    "circular_version",
    metadata,
    Column("circular_id", _Id, ForeignKey("circular.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("by_id", _Id, nullable=False),
    Column("seq", BigInteger, nullable=False),  # of the entry its files are attached to
    Column("title", String(TITLE_LIMIT * 4), nullable=False),
    Column("text", Text, nullable=False),
    Column("files", Text, nullable=False),  # JSON: list of FileView
    Column("reason", Text, nullable=False),  # why it was changed; empty for the first
)

circular_person_table = Table(
    "circular_person",
    metadata,
    Column("circular_id", _Id, ForeignKey("circular.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("member_id", _Id, primary_key=True),
    Column("position", Integer, nullable=False),  # which stop, from 0
    Column("place", Integer, nullable=False),  # in the list of all
    Column("department_id", _Id),  # by which department they are in it; null: by name
    Column("deputy_id", _Id),
    Column("asked_at", BigInteger),
    Column("seen_at", BigInteger),  # when they first opened it
    Column("outcome", String(10)),
    Column("acted_at", BigInteger),
    Column("acted_by", _Id),  # who confirmed or passed them over; null: nobody, they had gone
    Column("comment", Text, nullable=False),
    Index("ix_circular_person_member_id", "member_id", "outcome"),
    Index("ix_circular_person_deputy_id", "deputy_id", "outcome"),
    Index("ix_circular_person_circular_id", "circular_id", "version", "outcome", "position"),
)

Title = Annotated[str, msgspec.Meta(min_length=1, max_length=TITLE_LIMIT * 4)]
Words = Annotated[str, msgspec.Meta(max_length=TEXT_LIMIT * 4)]
Reason = Annotated[str, msgspec.Meta(max_length=REASON_LIMIT * 4)]
Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
FileIds = Annotated[list[FileId], msgspec.Meta(max_length=FILES_AT_MOST)]
Version = Annotated[int, msgspec.Meta(ge=1)]
People = Annotated[list[MemberId], msgspec.Meta(min_length=1, max_length=AT_ONCE)]


class CircularStop(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a circular goes: to somebody by name, or to everybody of a department, with those below it if wanted."""

    member_id: MemberId | None = None
    department_id: DepartmentId | None = None
    with_below: bool = False


class NewCircular(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A circular to be sent. The same `client_key` again gives back the first one."""

    client_key: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    title: Title
    text: Words = ""
    file_ids: FileIds = []
    manner: Manner = "at_once"
    stops: Annotated[list[CircularStop], msgspec.Meta(min_length=1, max_length=STOPS_MOST)]
    due_on: Day | None = None  # the last day on which it can be confirmed
    room_class: RoomClass | None = None  # null: what the body sets, or the room's
    room_id: RoomId | None = None


class CircularRewording(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a circular says from now on, and the version that was seen; everybody is asked anew.

    `kept_file_ids`: of the files it has, those that stay; `file_ids`: those that come.
    """

    version: Version
    title: Title
    text: Words = ""
    file_ids: FileIds = []
    kept_file_ids: FileIds = []
    reason: Reason = ""


class CircularConfirming(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is confirmed: the version on the screen, with a comment; for somebody else where one is their deputy."""

    version: Version
    comment: Annotated[str, msgspec.Meta(max_length=COMMENT_LIMIT * 4)] = ""
    for_id: MemberId | None = None


class CircularPassing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is waited for no longer, and why."""

    member_ids: People
    reason: Reason = ""


class CircularDeputising(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who may confirm instead of somebody; null: nobody but themselves."""

    deputy_id: MemberId | None


class CircularWidening(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a circular goes besides, after everybody who is in it."""

    stops: Annotated[list[CircularStop], msgspec.Meta(min_length=1, max_length=STOPS_MOST)]


class CircularExtension(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The last day from now on; null: no last day."""

    due_on: Day | None


class CircularWithdrawal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a circular is withdrawn; told to everybody it reached."""

    reason: Reason = ""


def circular_stream(circular_id: str) -> str:
    """Return the stream of a circular."""
    return f"circular:{circular_id}"
