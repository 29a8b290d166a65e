"""What is known of anchors: those on record, what they hold, and how far they have got."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from kairan.anchors.merkle import inclusion, leaf_hash
from kairan.anchors.model import (
    AnchorFile,
    AnchorView,
    Head,
    OutletState,
    anchor_table,
    in_order,
    outlet_table,
    statement_leaf,
    unpacked,
)
from kairan.anchors.notes import NoteMalformed, read_note
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.kit.database import Db
from kairan.core.kit.prepared import Prepared

_a, _o, _s, _e = anchor_table.c, outlet_table.c, stream_table.c, entry_table.c
_DIGEST_AT = Prepared(select(_e.digest).where(_e.stream_no == bindparam("stream_no"), _e.seq == bindparam("entry_seq")))


def anchors(db: Db, most: int | None = None) -> list[AnchorView]:
    """Return the anchors on record, the newest first."""
    rows = db.all(select(_a.no, _a.at, _a.note, _a.stamp).order_by(_a.no.desc()).limit(most))
    return [AnchorView(no=row.no, at=row.at, note=row.note, stamp=row.stamp) for row in rows]


def anchor(db: Db, no: int) -> AnchorView | None:
    """Return one anchor."""
    row = db.first(select(_a.no, _a.at, _a.note, _a.stamp).where(_a.no == no))
    return None if row is None else AnchorView(no=row.no, at=row.at, note=row.note, stamp=row.stamp)


def log_leaves(db: Db, upto: int | None = None) -> list[bytes]:
    """Return the hashes of the leaves of the log, as the anchors on record say them; a broken one counts as empty."""
    statement = select(_a.note).order_by(_a.no)
    notes = db.scalars(statement if upto is None else statement.where(_a.no <= upto))
    return [_leaf_of(note) for note in notes]


def _leaf_of(note: str) -> bytes:
    try:
        return leaf_hash(statement_leaf(read_note(note).checkpoint.statement))
    except NoteMalformed:
        return leaf_hash(b"")


def heads_of(db: Db, no: int) -> list[Head] | None:
    """Return the heads that an anchor on record holds, with the digests the journal has there now; None for no anchor.

    What is missing in the journal is left out. Raises ValueError when what is stored cannot be read.
    """
    data = db.scalar(select(_a.heads).where(_a.no == no))
    if data is None:
        return None
    places = unpacked(bytes(data))
    names = dict(_names(db))
    found = ((names.get(stream_no), stream_no, seq) for stream_no, seq in places)
    heads = (_head(db, name, stream_no, seq) for name, stream_no, seq in found if name is not None)
    return in_order(head for head in heads if head is not None)


def present_heads(db: Db) -> list[Head]:
    """Return the heads of all streams as they are now, in the order of the leaves."""
    rows = db.execute(select(_s.name, _s.seq, _s.digest).where(_s.seq > 0))
    return in_order(Head(row.name, row.seq, bytes(row.digest).hex()) for row in rows)


def _names(db: Db) -> list[tuple[int, str]]:
    return [(row.no, row.name) for row in db.execute(select(_s.no, _s.name))]


def _head(db: Db, name: str, stream_no: int, seq: int) -> Head | None:
    digest = digest_at(db, stream_no, seq)
    return None if digest is None else Head(name, seq, digest.hex())


def digest_at(db: Db, stream_no: int, seq: int) -> bytes | None:
    """Return the digest of an entry as it is stored."""
    row = _DIGEST_AT.first(db, {"stream_no": stream_no, "entry_seq": seq})
    return None if row is None else bytes(row[0])


def anchor_file(db: Db, no: int) -> AnchorFile | None:
    """Return an anchor as it leaves the machine."""
    held, heads = anchor(db, no), heads_of(db, no)
    if held is None or heads is None:
        return None
    return AnchorFile(note=held.note, stamp=None if held.stamp is None else bytes(held.stamp), heads=heads)


def log_proof(db: Db, no: int, size: int) -> list[bytes]:
    """Return the proof that an anchor is in the log of so many."""
    return inclusion(log_leaves(db, size), no - 1)


def outlets(db: Db) -> Sequence[OutletState]:
    """Return how far anchors have got to each place."""
    rows = db.all(select(outlet_table).order_by(_o.outlet))
    return [
        OutletState(outlet=row.outlet, written_no=row.written_no, written_at=row.written_at, error=row.error)
        for row in rows
    ]
