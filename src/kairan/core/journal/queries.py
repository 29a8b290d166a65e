"""Reading streams: who may, from where, and how far."""

from collections.abc import Callable, Sequence

import msgspec
from sqlalchemy import and_, bindparam, func, select

from kairan.core.journal.model import Entry, Span, entry_table, redaction_table, stream_table
from kairan.core.kit.database import Db
from kairan.core.kit.prepared import Prepared
from kairan.core.viewer import Viewer

MayRead = Callable[[Db, Viewer, str], Span | None]

_readers: dict[str, MayRead] = {}

_ENTRIES = Prepared(
    select(
        entry_table.c.seq,
        entry_table.c.kind,
        entry_table.c.at,
        entry_table.c.actor_id,
        func.coalesce(redaction_table.c.body, entry_table.c.body),
    )
    .outerjoin(
        redaction_table,
        and_(redaction_table.c.stream_no == entry_table.c.stream_no, redaction_table.c.seq == entry_table.c.seq),
    )
    .where(
        entry_table.c.stream_no
        == select(stream_table.c.no).where(stream_table.c.name == bindparam("stream_name")).scalar_subquery(),
        entry_table.c.seq > bindparam("after_seq"),
    )
    .order_by(entry_table.c.seq)
    .limit(bindparam("most"))
)


_SEQ = Prepared(select(stream_table.c.seq).where(stream_table.c.name == bindparam("stream_name")))


def register_reader(kind: str, may_read: MayRead) -> None:
    """Say who may read streams of a kind; called once by the concern that owns it."""
    _readers[kind] = may_read


def readable_span(db: Db, viewer: Viewer, stream: str) -> Span | None:
    """Return what of a stream the viewer may read; None for nothing, and for streams that do not exist."""
    kind, _, of = stream.partition(":")
    may_read = _readers.get(kind)
    return None if may_read is None else may_read(db, viewer, of)


def entries_after(db: Db, stream: str, seq: int, limit: int) -> list[Entry]:
    """Return the entries that follow `seq`, in order, at most `limit`, as readers get them.

    The caller has asked `readable_span`. What was redacted comes in its redacted form.
    """
    rows = _ENTRIES.all(db, {"stream_name": stream, "after_seq": seq, "most": limit})
    return [Entry(stream, row[0], row[1], row[2], row[3], msgspec.Raw((row[4] or "null").encode())) for row in rows]


def head(db: Db, stream: str) -> int:
    """Return the number of the last entry of a stream; 0 when nothing was appended yet."""
    found = _SEQ.first(db, {"stream_name": stream})
    return 0 if found is None else int(found[0])


def heads(db: Db, streams: Sequence[str]) -> dict[str, int]:
    """Return the number of the last entry of each stream, 0 where there is none."""
    found: dict[str, int] = dict.fromkeys(streams, 0)
    for some in (streams[start : start + 500] for start in range(0, len(streams), 500)):
        rows = db.execute(select(stream_table.c.name, stream_table.c.seq).where(stream_table.c.name.in_(some)))
        found.update((row[0], row[1]) for row in rows)
    return found
