"""Sessions: a signed-in browser, bound to the entrance it signed in through."""

from typing import Annotated

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table

from kairan.kit.database import metadata
from kairan.people import Organization, Person, Settings
from kairan.viewer import DeviceClass, MemberId

SESSION_DAYS = 30  # absolute end of a session
SESSION_IDLE_DAYS = 14

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
    Column("name", String(60)),  # given by the member, so that she knows her devices apart
    Index("ix_session_member", "member_id"),
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

totp_table = Table(
    "totp",
    metadata,
    Column("member_id", String(13), ForeignKey("member.id"), primary_key=True),
    Column("secret", String(200), nullable=False),  # encrypted with the key file
    Column("created_at", BigInteger, nullable=False),
    Column("confirmed_at", BigInteger),
    Column("last_step", BigInteger, nullable=False),  # the newest step that was used; none is accepted twice
)

recovery_code_table = Table(
    "recovery_code",
    metadata,
    Column("member_id", String(13), ForeignKey("member.id"), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("used_at", BigInteger),
)


class Entrance(msgspec.Struct, frozen=True):
    """How a request came in: which face, on what kind of device, with which browser."""

    face: str
    device: DeviceClass
    agent: str = ""


class SignIn(msgspec.Struct, frozen=True, kw_only=True):
    """What the sign-in page sends."""

    login: Annotated[str, msgspec.Meta(max_length=200)]
    password: Annotated[str, msgspec.Meta(max_length=1000)]
    organization: str | None = None


class Credential(msgspec.Struct, frozen=True):
    """What a password is checked against."""

    member_id: MemberId
    password_hash: str


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds the client should know before the server refuses."""

    text: int
    file_bytes: int
    files: int


class Me(msgspec.Struct, frozen=True, kw_only=True):
    """The signed-in member: who she is, where she came in, and what she may do there."""

    person: Person
    organization: Organization
    login: str
    settings: Settings
    face: str
    roles: list[str]
    may: dict[str, bool]
    limits: Limits
