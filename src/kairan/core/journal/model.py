"""Streams, entries and the chain that ties them together.

A stream is an append-only sequence of entries, numbered 1, 2, 3 … without a gap. Each entry carries a digest
over the digest before it, its own head, and the *digest* of its salted body: so a body can be erased when its
retention ends, and the chain still proves that nothing is missing or altered.
"""

import hashlib
from typing import ClassVar

import msgspec
from sqlalchemy import BigInteger, Column, Integer, LargeBinary, String, Table, Text

from kairan.core.kit.database import metadata

EMPTY = b"\0" * 32  # the digest before the first entry
SALT_BYTES = 16

_Number = BigInteger().with_variant(Integer, "sqlite")  # SQLite gives automatic numbers to INTEGER only

stream_table = Table(
    "stream",
    metadata,
    Column("no", _Number, primary_key=True, autoincrement=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("seq", BigInteger, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
)

entry_table = Table(
    "entry",
    metadata,
    Column("stream_no", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(40), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("actor_id", String(13)),
    Column("body", Text),  # JSON; null once erased
    Column("salt", LargeBinary(SALT_BYTES)),
    Column("body_digest", LargeBinary(32), nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    sqlite_with_rowid=False,
)

redaction_table = Table(
    "redaction",
    metadata,
    Column("stream_no", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),  # what readers get instead; the original stays in the record
)


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """What an entry says. Subclasses name their kind: `class RoomCreated(Body, frozen=True): kind = "room.created"`."""

    kind: ClassVar[str]


class Entry(msgspec.Struct, frozen=True):
    """One entry, as it is announced, resumed and exported."""

    stream: str
    seq: int
    kind: str
    at: int
    by: str | None
    body: msgspec.Raw  # JSON object; `null` once erased


class Span(msgspec.Struct, frozen=True):
    """Which part of a stream a viewer may read: from `first` on, up to `last` if it ended for them."""

    first: int = 1
    last: int | None = None

    def holds(self, seq: int) -> bool:
        """Whether the entry with this number lies inside."""
        return seq >= self.first and (self.last is None or seq <= self.last)


def digest_of_body(salt: bytes, body: bytes) -> bytes:
    """Return the salted digest that stands for a body in the chain."""
    return hashlib.sha256(salt + body).digest()


def digest_of_entry(
    before: bytes, stream: str, seq: int, kind: str, at: int, by: str | None, body_digest: bytes
) -> bytes:
    """Return the digest that ties an entry to the one before it."""
    head = f"{stream}\n{seq}\n{kind}\n{at}\n{by or ''}\n".encode()
    return hashlib.sha256(before + head + body_digest).digest()
