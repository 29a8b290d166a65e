"""Sessions: a signed-in browser, bound to the entrance it signed in through."""

from typing import Annotated

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table

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
    Index("ix_session_member", "member_id"),
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
