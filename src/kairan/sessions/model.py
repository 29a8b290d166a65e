"""Sessions: a signed-in browser, bound to the entrance it signed in through."""

from typing import Annotated

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table

from kairan.core.kit.database import metadata
from kairan.core.viewer import Delegated, DeviceClass, Factor, Gate, MemberId, RoomClass, Screen
from kairan.people import Handled, Organization, Person, Settings
from kairan.people.plans import BodyStanding
from kairan.sessions.rules import Demand

HOUR_MS = 3_600_000

session_table = Table(
    "session",
    metadata,
    Column("id", String(13), primary_key=True),
    Column("token_digest", String(64), nullable=False, unique=True),  # the token itself is only in the cookie
    Column("member_id", String(13), ForeignKey("member.id"), nullable=False),
    Column("face", String(20), nullable=False),
    Column("device", String(10), nullable=False),
    Column("agent", String(300), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("factors", String(100), nullable=False, server_default="password"),  # shown in it, with commas
    Column("proved_at", BigInteger, nullable=False, server_default="0"),  # when one of them was last shown
    Column("device_id", String(13)),  # null: from before devices were known
    Column("name", String(60)),  # given by the member, so that they know their devices apart
    Index("ix_session_member", "member_id"),
    Index("ix_session_device_id", "device_id"),
)

# Who came on which day of Japan, on what kind of device: counted by the figures, and forgotten after weeks.
activity_table = Table(
    "activity",
    metadata,
    Column("organization_id", String(13), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("member_id", String(13), primary_key=True),
    Column("device", String(10), primary_key=True),
    sqlite_with_rowid=False,
)

# One row for an account as it was asked for, for an address, and for all unknown accounts of a body.
try_table = Table(
    "sign_in_try",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("organization_id", String(13)),
    Column("member_id", String(13)),
    Column("address", String(45), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    Column("paused_until", BigInteger, nullable=False),
    Column("untold", Integer, nullable=False),  # refused tries that no entry tells of yet
    Column("told_at", BigInteger, nullable=False),
    Index("ix_sign_in_try_last_at", "last_at"),
)


class SignIn(msgspec.Struct, frozen=True, kw_only=True):
    """What the sign-in page sends."""

    login: Annotated[str, msgspec.Meta(max_length=200)]
    password: Annotated[str, msgspec.Meta(max_length=1000)]
    organization: Annotated[str, msgspec.Meta(max_length=100)] | None = None


class SessionView(msgspec.Struct, frozen=True, kw_only=True):
    """A session as its member sees it: which browser on what, where it came in, when it was last used."""

    id: str
    name: str | None
    browser: str | None
    system: str | None
    device: DeviceClass
    face: str
    opened_at: int
    seen_at: int
    is_this: bool


class Sessions(msgspec.Struct, frozen=True):
    """Every session of the member, this one first, then the latest used."""

    sessions: list[SessionView]


class Credential(msgspec.Struct, frozen=True):
    """What a password is checked against."""

    member_id: MemberId
    password_hash: str
    ends_at: int | None  # of an issued password; null once the person has chosen their own


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds the client should know before the server refuses."""

    text: int
    file_bytes: int
    files: int
    offline_ms: int = 0  # how long after the last contact what was kept here may be shown; 0: nothing is kept


class AtGate(msgspec.Struct, frozen=True, kw_only=True):
    """What stands before the rest, the first to be settled first."""

    gates: list[Gate]
    demand: Demand
    ways: list[Factor]  # that the second step can be taken by


class Me(msgspec.Struct, frozen=True, kw_only=True):
    """The signed-in member: who they are, where they came in, and what they may do there.

    `upto` gives for each act the highest class of room in which it is allowed, 0 for none; `may` whether there is any.
    """

    person: Person
    organization: Organization
    login: str
    settings: Settings
    face: str
    roles: list[str]
    tasks: list[Delegated]  # which pages of the console are theirs, and how far
    has_unused_powers: bool  # they hold roles or tasks that policy lets nobody use from here
    handled: list[Handled]  # what others did to their account and they have not confirmed
    may: dict[str, bool]
    upto: dict[str, int]
    device: DeviceClass
    screen: Screen
    default_class: RoomClass
    rules: int  # the revision of the policy all this comes from; the live connection tells when it is another
    limits: Limits
    at_gate: AtGate | None
    enrol_by: int | None  # when what the organisation demands must be added; null when nothing is missing
    standing: BodyStanding
