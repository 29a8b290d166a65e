"""Entries taken out with their proof: each as it was digested, with the digest before it.

So each can be checked by itself, and those that follow each other hang together. See `digest_of_entry`.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from kairan.core.journal.model import EMPTY, entry_table, stream_table
from kairan.core.kit.database import Db, Record

_e, _s = entry_table.c, stream_table.c


def entries_of(db: Db, stream_no: int, seqs: Sequence[int]) -> Sequence[Record]:
    """Return the entries of a stream with these numbers, in order, as they are stored."""
    return db.all(select(entry_table).where(_e.stream_no == stream_no, _e.seq.in_(seqs)).order_by(_e.seq))


def digests_before(db: Db, stream_no: int, seqs: Sequence[int]) -> dict[int, bytes]:
    """Return the digest before each of these entries, by its number; before the first there is none."""
    wanted = [seq - 1 for seq in seqs]
    found = db.all(select(_e.seq, _e.digest).where(_e.stream_no == stream_no, _e.seq.in_(wanted)))
    return {row.seq + 1: bytes(row.digest) for row in found}


def with_proof(stream: str, row: Record, before: dict[int, bytes]) -> dict[str, Any]:
    """Return an entry with all that its digest covers."""
    return {
        "stream": stream,
        "seq": row.seq,
        "kind": row.kind,
        "at": row.at,
        "by": row.actor_id,
        "body": row.body,
        "salt": None if row.salt is None else bytes(row.salt).hex(),
        "before": before.get(row.seq, EMPTY).hex(),
        "body_digest": bytes(row.body_digest).hex(),
        "digest": bytes(row.digest).hex(),
    }


def stream_with_proof(db: Db, stream: str, most: int) -> list[dict[str, Any]]:
    """Return a stream from its beginning, at most so many entries of it."""
    no = db.scalar(select(_s.no).where(_s.name == stream))
    rows = db.all(select(entry_table).where(_e.stream_no == no).order_by(_e.seq).limit(most))
    before = {row.seq + 1: bytes(row.digest) for row in rows}
    return [with_proof(stream, row, before) for row in rows]
