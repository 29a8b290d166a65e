"""Anchors (錨): the heads of all streams at an instant, in a Merkle tree whose root is signed and leaves the machine.

Two trees. The first is made anew for each anchor: a leaf for the head of each stream. The second, the log, only ever
grows: a leaf for each anchor, which says when it was made and the root of its heads. What is signed is the root of
the log (a checkpoint), so that one signature stands for every anchor before it, too.
"""

import zlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import msgspec
from sqlalchemy import BigInteger, Column, LargeBinary, String, Table, Text

from kairan.anchors.merkle import leaf_hash
from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata

HEADS_MOST = bounded(
    "anchors.heads", 5_000_000, "drop", "no anchor is made of so many streams; the page of evidence tells"
)
OUTLET_LENGTH = 300
ERROR_LENGTH = 300

anchor_table = Table(
    "anchor",
    metadata,
    Column("no", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("note", Text, nullable=False),  # the checkpoint with its signatures
    Column("stamp", LargeBinary),  # the answer of the time-stamp authority (RFC 3161)
    Column("heads", LargeBinary, nullable=False),  # which streams stood where: see `packed`
)

# Where the newest anchor has got to, for each place it is to leave for.
outlet_table = Table(
    "anchor_outlet",
    metadata,
    Column("outlet", String(OUTLET_LENGTH), primary_key=True),
    Column("anchor_no", BigInteger, nullable=False),  # the last that was tried
    Column("tried_at", BigInteger, nullable=False),
    Column("written_no", BigInteger),  # the last that arrived
    Column("written_at", BigInteger),
    Column("error", String(ERROR_LENGTH)),  # of the last try; null: it arrived
)


class Head(msgspec.Struct, frozen=True, array_like=True, order=True):
    """The head of a stream: its name, the number of its last entry, and that entry's digest in hexadecimal."""

    name: str
    seq: int
    digest: str

    @property
    def leaf(self) -> bytes:
        """The leaf that stands for it."""
        return f"{self.name}\n{self.seq}\n{self.digest}\n".encode()


FORMAT = "kairan-anchor/1"


class AnchorFile(msgspec.Struct, frozen=True, kw_only=True):
    """What leaves the machine, as JSON. `heads` are in the order of the leaves: by name, byte by byte."""

    format: str = FORMAT
    note: str
    stamp: bytes | None = None
    heads: list[Head] = []


class AnchorView(msgspec.Struct, frozen=True, kw_only=True):
    """An anchor on record."""

    no: int
    at: int
    note: str
    stamp: bytes | None


class OutletState(msgspec.Struct, frozen=True, kw_only=True):
    """How far anchors have got to a place."""

    outlet: str
    written_no: int | None
    written_at: int | None
    error: str | None


def in_order(heads: Iterable[Head]) -> list[Head]:
    """Return heads in the order of the leaves."""
    return sorted(heads, key=lambda head: head.name.encode())


def leaf_hashes(heads: Iterable[Head]) -> list[bytes]:
    """Return the hashes of the leaves."""
    return [leaf_hash(head.leaf) for head in heads]


def statement_leaf(statement: str) -> bytes:
    """Return the leaf of the log for the line of an anchor."""
    return f"{statement}\n".encode()


def instant(at: int) -> str:
    """Write an instant (ms) as it stands in a checkpoint."""
    whole = datetime.fromtimestamp(at // 1000, UTC)
    return f"{whole:%Y-%m-%dT%H:%M:%S}.{at % 1000:03d}Z"


def packed(places: Sequence[tuple[int, int]]) -> bytes:
    """Return which streams (by number) stood where; their names and digests are in the journal."""
    return zlib.compress(msgspec.msgpack.encode(sorted(places)), 6)


def unpacked(data: bytes) -> list[tuple[int, int]]:
    """Read what `packed` wrote. Raises ValueError for anything else."""
    try:
        reader = zlib.decompressobj()
        plain = reader.decompress(data, HEADS_MOST * 20)
        return msgspec.msgpack.decode(plain, type=list[tuple[int, int]])
    except (zlib.error, msgspec.DecodeError) as error:
        raise ValueError("these are no heads") from error
