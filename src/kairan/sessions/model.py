"""Sessions: a signed-in browser, bound to the entrance it signed in through."""

import sys
from typing import Annotated, Self

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table

from kairan.core.kit.database import metadata
from kairan.core.viewer import Delegated, DeviceClass, Factor, Gate, MemberId, RoomClass, Screen
from kairan.people import Organization, Person, Settings
from kairan.people.plans import BodyStanding
from kairan.sessions.rules import DAY_MS, Demand, SignInRules

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
    Column("name", String(60)),  # given by the member, so that she knows her devices apart
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


class SessionRules(msgspec.Struct, frozen=True):
    """When a session ends by itself: so long after signing in, and so long after its last use."""

    absolute_ms: int = 30 * 24 * HOUR_MS
    idle_ms: int = 14 * 24 * HOUR_MS
    issued_ms: int = 14 * 24 * HOUR_MS  # so long an issued password lets somebody in
    operator_faces: tuple[str, ...] = ()  # where operators work; none named: at any face
    operator_from: tuple[str, ...] = ()  # from which networks; none named: from any

    def within(self, rules: SignInRules) -> Self:
        """Return the rules with an organisation's own, which only shorten."""
        return msgspec.structs.replace(
            self,
            absolute_ms=min(self.absolute_ms, (rules.absolute_hours or sys.maxsize) * HOUR_MS),
            idle_ms=min(self.idle_ms, (rules.idle_hours or sys.maxsize) * HOUR_MS),
            issued_ms=min(self.issued_ms, (rules.issued_days or sys.maxsize) * DAY_MS),
        )

    def admits_operators_at(self, face: str) -> bool:
        """Whether operators work through a face."""
        return not self.operator_faces or face in self.operator_faces


class Entrance(msgspec.Struct, frozen=True):
    """How a request came in: which face, on what kind of device, with which browser."""

    face: str
    device: DeviceClass
    agent: str = ""
    browser: str = ""  # the cookie this browser will be known by; empty where it gets none
    former: str = ""  # the one it came with


class SignIn(msgspec.Struct, frozen=True, kw_only=True):
    """What the sign-in page sends."""

    login: Annotated[str, msgspec.Meta(max_length=200)]
    password: Annotated[str, msgspec.Meta(max_length=1000)]
    organization: str | None = None


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
    ends_at: int | None  # of an issued password; null once the person has chosen her own


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds the client should know before the server refuses."""

    text: int
    file_bytes: int
    files: int


class AtGate(msgspec.Struct, frozen=True, kw_only=True):
    """What stands before the rest, the first to be settled first."""

    gates: list[Gate]
    demand: Demand
    ways: list[Factor]  # that the second step can be taken by


class Me(msgspec.Struct, frozen=True, kw_only=True):
    """The signed-in member: who she is, where she came in, and what she may do there.

    `upto` gives for each act the highest class of room in which it is allowed, 0 for none; `may` whether there is any.
    """

    person: Person
    organization: Organization
    login: str
    settings: Settings
    face: str
    roles: list[str]
    tasks: list[Delegated]  # which pages of the console are hers, and how far
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
