"""What somebody reports of where they are, and the secret address of their calendar."""

from typing import Annotated, Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, LargeBinary, String, Table, Text

from kairan.core.kit.clock import INSTANT_MOST
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.viewer import MemberId
from kairan.people import DepartmentId

ReportId = NewType("ReportId", Id)
ReportKind = Literal["late", "absent", "leave", "home", "out", "meeting", "trip"]
"""遅刻, 欠勤, 休暇, 在宅, 外出, 会議, 出張."""

NOTE_LIMIT = 200
AHEAD_MS = 366 * 24 * 3_600_000  # so far ahead something is reported
BEHIND_MS = 7 * 24 * 3_600_000  # so long ago it began
LONGEST_MS = 366 * 24 * 3_600_000
OPEN_MOST = 100  # reports of one person that are not over
NOW_MOST = 5_000  # reports a screen is told of at once
PEOPLE_MOST = 500  # of one department in a day
SOON_MS = 24 * 3_600_000  # so far ahead screens know what will be

_Id = String(13)

report_table = Table(
    "attendance_report",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("member_id", _Id, nullable=False),
    Column("client_key", String(40), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("begins_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),  # the first instant at which it is over
    Column("is_whole_days", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("dropped_at", BigInteger),  # taken back before it began
    Index("ix_attendance_report_member_id_client_key", "member_id", "client_key", unique=True),
    Index("ix_attendance_report_member_id", "member_id", "ends_at"),
    Index("ix_attendance_report_organization_id", "organization_id", "ends_at"),
)

feed_table = Table(
    "attendance_feed",
    metadata,
    Column("member_id", _Id, primary_key=True),
    Column("digest", LargeBinary(32), nullable=False),  # SHA-256 of the secret in the address
    Column("made_at", BigInteger, nullable=False),
    Index("ix_attendance_feed_digest", "digest", unique=True),
)

Instant = Annotated[int, msgspec.Meta(ge=0, le=INSTANT_MOST)]
Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class NewReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where somebody is from one instant to another. The same `client_key` again gives back the first.

    From midnight to midnight in Japan it is of whole days. `note` is told to the department alone.
    """

    client_key: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    kind: ReportKind
    begins_at: Instant
    ends_at: Instant
    note: Annotated[str, msgspec.Meta(max_length=NOTE_LIMIT * 4)] = ""


class ReportView(msgspec.Struct, frozen=True, kw_only=True):
    """A report as the viewer sees it; of two at one instant the one made later holds."""

    id: ReportId
    member_id: MemberId
    kind: ReportKind
    begins_at: int
    ends_at: int
    is_whole_days: bool
    note: str
    made_at: int


class ReportsNow(msgspec.Struct, frozen=True, kw_only=True):
    """Where the people of the body are now and within a day."""

    reports: list[ReportView]


class OwnAttendance(msgspec.Struct, frozen=True, kw_only=True):
    """What the viewer reported that is not over, and whether their calendar has an address."""

    reports: list[ReportView]
    has_feed: bool


class AttendancePerson(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of a department, and what they reported for the day; nothing: they are there."""

    id: MemberId
    name: str
    department: str
    post: str
    reports: list[ReportView]


class AttendanceDay(msgspec.Struct, frozen=True, kw_only=True):
    """A department with those below it on one day; `more`: there are more people than are shown."""

    day: str
    department_id: DepartmentId | None
    people: list[AttendancePerson]
    more: bool


class FeedMade(msgspec.Struct, frozen=True, kw_only=True):
    """The address of one's calendar; it is told once."""

    path: str


def attendance_stream(member_id: str) -> str:
    """Return the stream of what a member reports."""
    return f"attendance:{member_id}"
