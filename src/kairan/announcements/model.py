"""Announcements, whom they are for, and who has confirmed them."""

from typing import Annotated, Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, String, Table, Text

from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.viewer import MemberId

AnnouncementId = NewType("AnnouncementId", Id)
Importance = Literal["ordinary", "urgent"]
AnnouncementStatus = Literal["coming", "shown", "over"]

TITLE_LIMIT = 80
TEXT_LIMIT = 2_000
DEPARTMENTS_MOST = 200
LONGEST_MS = 366 * 24 * 3_600_000
PAGE = 50
PEOPLE_PAGE = 100
SHOWN_MOST = 20  # to one person at once; the newest and the urgent ones first

_Id = String(13)

announcement_table = Table(
    "announcement",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("title", String(TITLE_LIMIT * 4), nullable=False),
    Column("text", Text, nullable=False),
    Column("importance", String(10), nullable=False),
    Column("to_staff", Boolean, nullable=False),  # everybody, or those of the departments named
    Column("to_guests", Boolean, nullable=False),
    Column("begins_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("posted_at", BigInteger, nullable=False),
    Column("posted_by", _Id, nullable=False),
    Column("ended_at", BigInteger),  # before its time
    Index("ix_announcement_organization_id", "organization_id", "ends_at"),
)

audience_table = Table(
    "announcement_department",
    metadata,
    Column("announcement_id", _Id, ForeignKey("announcement.id"), primary_key=True),
    Column("department_id", _Id, ForeignKey("department.id"), primary_key=True),
)

confirmation_table = Table(
    "announcement_confirmation",
    metadata,
    Column("announcement_id", _Id, ForeignKey("announcement.id"), primary_key=True),
    Column("member_id", _Id, ForeignKey("member.id"), primary_key=True),
    Column("at", BigInteger, nullable=False),
)

Line = Annotated[str, msgspec.Meta(max_length=TITLE_LIMIT * 4)]
Instant = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
Words = Annotated[str, msgspec.Meta(max_length=TEXT_LIMIT * 4)]


class NewAnnouncement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be announced, to whom, and from when until when (ms since 1970)."""

    title: Line
    text: Words = ""
    importance: Importance = "ordinary"
    department_ids: Annotated[list[Id], msgspec.Meta(max_length=DEPARTMENTS_MOST)] = []
    """With all below them; none: all staff."""
    to_guests: bool = False
    begins_at: Instant | None = None
    """Null: at once."""
    ends_at: Instant


class Announced(msgspec.Struct, frozen=True, kw_only=True):
    """An announcement as those see it whom it is for."""

    id: AnnouncementId
    title: str
    text: str
    importance: Importance
    by: str
    """The section it comes from, or the body."""
    at: int


class Announcements(msgspec.Struct, frozen=True, kw_only=True):
    """What the viewer is to confirm, the urgent ones first; and when the next one begins or ends by itself."""

    announcements: list[Announced]
    look_again_at: int | None


class PastAnnouncement(msgspec.Struct, frozen=True, kw_only=True):
    """One that was announced to the viewer, and when they confirmed it."""

    announced: Announced
    confirmed_at: int | None


class PastAnnouncements(msgspec.Struct, frozen=True, kw_only=True):
    """What was announced to the viewer, the newest first."""

    announcements: list[PastAnnouncement]
    next: str | None


class AnnouncementRow(msgspec.Struct, frozen=True, kw_only=True):
    """An announcement as administrators see it, with how many of whom it is for have confirmed it."""

    id: AnnouncementId
    title: str
    text: str
    importance: Importance
    departments: list[str]
    to_guests: bool
    begins_at: int
    ends_at: int
    ended_at: int | None
    posted_at: int
    posted_by: str
    status: AnnouncementStatus
    people: int
    confirmed: int


class AnnouncementPage(msgspec.Struct, frozen=True, kw_only=True):
    """The newest first, and where the next page begins."""

    announcements: list[AnnouncementRow]
    next: str | None


class Addressee(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody an announcement is for; with the extension, to call who has not confirmed."""

    member_id: MemberId
    name: str
    key: str  # staff number, else login
    kind: str
    department: str | None  # with all above it
    extension: str | None
    confirmed_at: int | None


class DepartmentCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many of a department have confirmed; null: those without one, guests among them."""

    department: str | None
    people: int
    confirmed: int


class AddresseePage(msgspec.Struct, frozen=True, kw_only=True):
    """Whom it is for, by department, those who have not confirmed first."""

    people: list[Addressee]
    departments: list[DepartmentCount]
    next: int | None
