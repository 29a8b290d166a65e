"""Making anchors, and what is put on record of them.

An anchor is made in two steps: what stands where is read and signed outside of any writing transaction, and written
down in one that changes a single row. Before a new one is signed, the one before it is looked at again: what it says
must still be so.
"""

from collections.abc import Sequence

import msgspec
import structlog
from sqlalchemy import insert, select, update

from kairan.anchors.entries import AnchorMade, AnchorNotWritten, AnchorRefused, AnchorStamped, AnchorWritten
from kairan.anchors.keys import SigningKey
from kairan.anchors.merkle import leaf_hash, root_of
from kairan.anchors.model import (
    ERROR_LENGTH,
    HEADS_MOST,
    Head,
    anchor_table,
    in_order,
    instant,
    leaf_hashes,
    outlet_table,
    packed,
    statement_leaf,
    unpacked,
)
from kairan.anchors.notes import Checkpoint, Note, read_note
from kairan.anchors.queries import anchor, digest_at, log_leaves
from kairan.core.journal import append
from kairan.core.journal.model import stream_table
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.upkeep import note_upkeep
from kairan.core.viewer import INSTALLATION
from kairan.people import organization_stream

RECORD = organization_stream(INSTALLATION)
TOLD_MOST = 20

_a, _o, _s = anchor_table.c, outlet_table.c, stream_table.c
log = structlog.get_logger("kairan.anchors")


class TooManyStreams(Exception):  # noqa: N818
    """More streams than an anchor takes."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An anchor that is not on record yet."""

    at: int
    note: str
    heads: bytes
    made: AnchorMade


class Refused(msgspec.Struct, frozen=True):
    """Why there is none: streams that are shorter than the last anchor says, other than it says, or gone."""

    streams: list[str]


def draft_anchor(db: Db, origin: str, key: SigningKey | None, *, anyway: bool = False) -> Draft | Refused:
    """Read the heads of all streams, put them into the tree and sign; `anyway`: also over what the last one denies."""
    rows = db.all(select(_s.no, _s.name, _s.seq, _s.digest).where(_s.seq > 0).limit(HEADS_MOST + 1))
    if len(rows) > HEADS_MOST:
        raise TooManyStreams
    last = db.scalar(select(_a.no).order_by(_a.no.desc()).limit(1)) or 0
    if last and not anyway and (denied := _denied(db, last, rows)):
        return Refused(denied)
    at = now_ms()
    heads_root = root_of(leaf_hashes(in_order(Head(row.name, row.seq, bytes(row.digest).hex()) for row in rows)))
    checkpoint = _checkpoint(db, origin, at, len(rows), heads_root)
    note = Note(checkpoint) if key is None else Note(checkpoint).signed_by(key)
    made = AnchorMade(
        no=checkpoint.size,
        streams=len(rows),
        heads_root=heads_root.hex(),
        log_root=checkpoint.root.hex(),
        key=None if key is None else key.public.line,
    )
    return Draft(at=at, note=note.encoded, heads=packed([(row.no, row.seq) for row in rows]), made=made)


def _checkpoint(db: Db, origin: str, at: int, streams: int, heads_root: bytes) -> Checkpoint:
    before = log_leaves(db)
    unrooted = Checkpoint(
        origin=origin, size=len(before) + 1, root=bytes(32), at=instant(at), heads=streams, heads_root=heads_root
    )
    leaf = leaf_hash(statement_leaf(unrooted.statement))
    return msgspec.structs.replace(unrooted, root=root_of([*before, leaf]))


def _denied(db: Db, no: int, rows: Sequence[Record]) -> list[str]:
    """Return the streams that are not what the last anchor says; the whole journal where it cannot be told which."""
    now = {row.no: row for row in rows}
    held: list[Head] = []
    denied: list[str] = []
    stored = db.scalar(select(_a.heads).where(_a.no == no))
    for stream_no, seq in unpacked(bytes(stored)):
        row = now.get(stream_no)
        if row is None or row.seq < seq:
            denied.append(f"#{stream_no}" if row is None else row.name)
            continue
        digest = bytes(row.digest) if row.seq == seq else digest_at(db, stream_no, seq)
        held.append(Head(row.name, seq, (digest or b"").hex()))
    if denied:
        return denied
    said = anchor(db, no)
    is_so = said is not None and root_of(leaf_hashes(in_order(held))) == read_note(said.note).checkpoint.heads_root
    return [] if is_so else ["*"]


def keep_anchor(db: Db, draft: Draft) -> int | None:
    """Put an anchor on record; None when another one was made meanwhile."""
    last = db.scalar(select(_a.no).order_by(_a.no.desc()).limit(1)) or 0
    if draft.made.no != last + 1:
        return None
    values = {"no": draft.made.no, "at": draft.at, "note": draft.note, "heads": draft.heads}
    db.execute(insert(anchor_table).values(values))
    append(db, RECORD, draft.made, None)
    note_upkeep(db, "anchor", draft.made.streams, 0)
    return draft.made.no


def note_refused(db: Db, refused: Refused) -> None:
    """Put on record that there is no anchor, and why."""
    append(db, RECORD, AnchorRefused(streams=len(refused.streams), some=refused.streams[:TOLD_MOST]), None)
    note_upkeep(db, "anchor", 0, len(refused.streams))
    log.error("anchors.refused", streams=len(refused.streams), some=refused.streams[:TOLD_MOST])


def keep_stamp(db: Db, no: int, stamp: bytes, authority: str, at: int) -> None:
    """Keep the time an authority put under an anchor."""
    db.execute(update(anchor_table).where(_a.no == no).values(stamp=stamp))
    append(db, RECORD, AnchorStamped(no=no, authority=authority, at=at), None)


def note_written(db: Db, no: int, outlet: str) -> None:
    """Keep that an anchor has arrived; on record when the one before had not."""
    before = _outlet_row(db, outlet)
    now = now_ms()
    _keep_outlet(db, outlet, before, anchor_no=no, tried_at=now, written_no=no, written_at=now, error=None)
    if before is None or before.error is not None:
        append(db, RECORD, AnchorWritten(no=no, outlet=outlet), None)


def note_not_written(db: Db, no: int, outlet: str, error: str) -> None:
    """Keep what went wrong; on record when the one before had arrived."""
    before = _outlet_row(db, outlet)
    _keep_outlet(db, outlet, before, anchor_no=no, tried_at=now_ms(), error=error[:ERROR_LENGTH])
    if before is None or before.error is None:
        append(db, RECORD, AnchorNotWritten(no=no, outlet=outlet, error=error[:ERROR_LENGTH]), None)
    log.warning("anchors.not_written", outlet=outlet, error=error)


def _outlet_row(db: Db, outlet: str) -> Record | None:
    return db.first(select(outlet_table).where(_o.outlet == outlet))


def _keep_outlet(db: Db, outlet: str, before: Record | None, **values: object) -> None:
    if before is None:
        db.execute(insert(outlet_table).values(outlet=outlet, **values))
    else:
        db.execute(update(outlet_table).where(_o.outlet == outlet).values(**values))
    errors = db.scalars(select(_o.error))
    note_upkeep(db, "outlets", len(errors), sum(error is not None for error in errors))
