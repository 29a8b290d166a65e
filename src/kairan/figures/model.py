"""What is counted: a row for each body, day, department and kind of member, and what the body supposes is saved."""

from typing import Annotated, Literal

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table

from kairan.core.kit.database import metadata

LEAST = 5  # people; fewer are never shown by themselves
LATE_DAYS = 31  # so long after a day it is still counted who read its messages
PERIOD_MOST = 400  # days at once
MONTHS = 13

_Id = String(13)

figure_day_table = Table(
    "figure_day",
    metadata,
    Column("organization_id", _Id, ForeignKey("organization.id"), primary_key=True),
    Column("day", String(10), primary_key=True),  # of Japan
    Column("department_id", _Id, primary_key=True),  # of the main post that day; "" for who held none
    Column("kind", String(10), primary_key=True),
    Column("accounts", Integer, nullable=False),  # in use at the end of the day
    Column("active", Integer, nullable=False),
    Column("phones", Integer, nullable=False),  # of the active: on a phone at least once
    Column("pcs", Integer, nullable=False),
    Column("messages", Integer, nullable=False),
    Column("files", Integer, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    # Pairs of a message of the main timeline and somebody who was to read it, by the department of the reader.
    Column("to_read", BigInteger, nullable=False),
    Column("read", BigInteger, nullable=False),
    # The same as it stood when the next day had ended; never counted again. 0 where nobody counted then.
    Column("soon_to_read", BigInteger, nullable=False),
    Column("soon_read", BigInteger, nullable=False),
    # How many different people that was: who wrote, who attached, who read, and who had read by then.
    Column("authors", Integer, nullable=False),
    Column("uploaders", Integer, nullable=False),
    Column("readers", Integer, nullable=False),
    Column("soon_readers", Integer, nullable=False),
)

figure_month_table = Table(
    "figure_month",
    metadata,
    Column("organization_id", _Id, ForeignKey("organization.id"), primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("department_id", _Id, primary_key=True),
    Column("kind", String(10), primary_key=True),
    Column("active", Integer, nullable=False),  # one who came on twenty days is one person
    Column("phones", Integer, nullable=False),
    Column("pcs", Integer, nullable=False),
)

figure_count_table = Table(
    "figure_count",
    metadata,
    Column("organization_id", _Id, ForeignKey("organization.id"), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("counted_at", BigInteger, nullable=False),
    Column("soon_at", BigInteger),  # when it was counted who had read by the end of the next day
)

estimate_table = Table(
    "figure_estimate",
    metadata,
    Column("organization_id", _Id, ForeignKey("organization.id"), primary_key=True),
    Column("message_seconds", Integer, nullable=False),
    Column("reading_seconds", Integer, nullable=False),
)

Seconds = Annotated[int, msgspec.Meta(ge=0, le=3_600)]
LineKind = Literal["department", "direct", "rest", "guests"]
Sheet = Literal["days", "months", "departments"]


class Estimate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the body itself supposes is saved; nothing before somebody says so.

    hours = (messages x message_seconds + readings x reading_seconds) / 3600
    """

    message_seconds: Seconds = 0
    """For each message sent: the call, mail or walk it took the place of."""
    reading_seconds: Seconds = 0
    """For each time somebody read a message: the paper passed round, or the call taken."""

    def hours(self, messages: int, readings: int) -> float:
        """Return the hours saved, to a tenth."""
        return round((messages * self.message_seconds + readings * self.reading_seconds) / 3_600, 1)


class Counted(msgspec.Struct, kw_only=True):
    """The figures of one department, kind and day; or the sum of several."""

    accounts: int = 0
    active: int = 0
    phones: int = 0
    pcs: int = 0
    messages: int = 0
    files: int = 0
    bytes: int = 0
    to_read: int = 0
    read: int = 0
    soon_to_read: int = 0
    soon_read: int = 0
    authors: int = 0
    uploaders: int = 0
    readers: int = 0
    soon_readers: int = 0


class FiguresDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day, of the staff asked for. Null: fewer than five people acted, or their acts could be reckoned from it."""

    day: str
    accounts: int
    active: int | None
    phones: int | None
    pcs: int | None
    messages: int | None
    files: int | None
    bytes: int | None


class FiguresMonth(msgspec.Struct, frozen=True, kw_only=True):
    """A month: who came at least once, and what was said and attached on the days of which it can be told."""

    month: str
    active: int | None
    phones: int | None
    pcs: int | None
    messages: int | None
    files: int | None


class FiguresReading(msgspec.Struct, frozen=True, kw_only=True):
    """Who read: of all pairs of a message and somebody who was to read it, how many were read.

    Null where no day can be told: fewer than five people had read.
    """

    to_read: int | None
    read: int | None
    soon_to_read: int | None
    """Of days whose next day has ended, and was counted then."""
    soon_read: int | None


class FiguresDepartment(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the table: a department with all below it, those directly in one, or several small ones together.

    Sums leave out the days of which nothing can be told; null where that is all of them.
    """

    id: str | None
    """Null where the line is not one department."""
    kind: LineKind
    names: list[str]
    """Of the department; of the small ones that are shown together, "" for those directly in the one above."""
    depth: int
    accounts: int
    active: int | None
    phones: int | None
    messages: int | None
    files: int | None
    reading: FiguresReading


class FiguresAccounts(msgspec.Struct, frozen=True, kw_only=True):
    """Accounts as they are now."""

    active: int
    suspended: int
    left: int
    guests: int | None
    """Null for who looks after some departments only: guests belong to none."""


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """Everything on the page. `days` leaves out days on which too few people had an account."""

    first_on: str
    last_on: str
    since: str | None
    """The first day that was counted; null: none yet."""
    counted_at: int | None
    least: int = LEAST
    is_too_few: bool
    """The people asked for are so few that their numbers would tell of persons; nothing is shown of them."""
    accounts: FiguresAccounts
    days: list[FiguresDay]
    months: list[FiguresMonth]
    reading: FiguresReading
    departments: list[FiguresDepartment]
    department_id: str | None
    estimate: Estimate
    estimate_revision: str  # what a change of it is based on
    hours: float | None
    """Null where neither messages nor readings can be told."""
    readings: int | None
    messages: int | None
