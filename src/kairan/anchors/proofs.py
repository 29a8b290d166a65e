"""A proof for an auditor: this stream stood here in that anchor, and the log of anchors grew from one to the next.

With it, an exported record and the checkpoints the auditor was given, the auditor's script (`auditor.py`) shows on
another machine that yesterday's record is part of today's. Nothing in a proof needs to be believed.
"""

from collections.abc import Sequence
from itertools import pairwise

import msgspec
from sqlalchemy import select

from kairan.anchors.merkle import consistency, inclusion
from kairan.anchors.model import Head, leaf_hashes
from kairan.anchors.queries import anchor, heads_of, log_leaves, log_proof
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.kit.database import Db

FORMAT = "kairan-proof/1"
PAGE = 5_000

_e, _s = entry_table.c, stream_table.c


class NotAnchored(Exception):  # noqa: N818
    """The stream is in none of these anchors, or one of them does not exist."""


class Proved(msgspec.Struct, frozen=True, kw_only=True):
    """That a stream's head is in an anchor, and the anchor in the log."""

    note: str
    stamp: bytes | None
    seq: int
    digest: str
    index: int  # of the leaf among the heads
    heads_path: list[str]
    log_path: list[str]


class Growth(msgspec.Struct, frozen=True, kw_only=True):
    """That the log of the first anchor is the beginning of the log of the second."""

    earlier: int
    later: int
    path: list[str]


class Link(msgspec.Struct, frozen=True, array_like=True):
    """An entry without its body: enough to go on computing digests."""

    seq: int
    kind: str
    at: int
    by: str | None
    body_digest: str


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """Everything an auditor needs besides the record and the checkpoints; hashes are hexadecimal."""

    format: str = FORMAT
    stream: str
    anchors: list[Proved]
    growth: list[Growth]
    links: list[Link]


def prove(db: Db, stream: str, numbers: Sequence[int], first: int | None = None) -> Proof:
    """Prove a stream in these anchors; with `first`, also the links from that entry on. Raises NotAnchored."""
    wanted = sorted(set(numbers))
    proved = [_proved(db, stream, no) for no in wanted]
    leaves = log_leaves(db)
    growth = [
        Growth(earlier=one, later=next_one, path=_hex(consistency(leaves[:next_one], one)))
        for one, next_one in pairwise(wanted)
    ]
    links = [] if first is None or not proved else _links(db, stream, first, proved[-1].seq)
    return Proof(stream=stream, anchors=proved, growth=growth, links=links)


def _proved(db: Db, stream: str, no: int) -> Proved:
    held, heads = anchor(db, no), heads_of(db, no) or []
    place = next((at for at, head in enumerate(heads) if head.name == stream), None)
    if held is None or place is None:
        raise NotAnchored
    head: Head = heads[place]
    return Proved(
        note=held.note,
        stamp=None if held.stamp is None else bytes(held.stamp),
        seq=head.seq,
        digest=head.digest,
        index=place,
        heads_path=_hex(inclusion(leaf_hashes(heads), place)),
        log_path=_hex(log_proof(db, no, no)),
    )


def _links(db: Db, stream: str, first: int, last: int) -> list[Link]:
    no = select(_s.no).where(_s.name == stream).scalar_subquery()
    wanted = select(_e.seq, _e.kind, _e.at, _e.actor_id, _e.body_digest).where(
        _e.stream_no == no, _e.seq >= first, _e.seq <= last
    )
    rows = db.connection.execute(wanted.order_by(_e.seq), execution_options={"yield_per": PAGE})
    return [Link(seq, kind, at, by, bytes(digest).hex()) for seq, kind, at, by, digest in rows]


def _hex(hashes: Sequence[bytes]) -> list[str]:
    return [one.hex() for one in hashes]
