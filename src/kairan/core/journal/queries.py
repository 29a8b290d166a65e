"""Reading streams: who may, from where, and how far."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from sqlalchemy import and_, bindparam, func, or_, select

from kairan.core.extension import ExtensionPoint
from kairan.core.journal.model import Entry, Span, entry_table, redaction_table, stream_table
from kairan.core.kit.database import Db
from kairan.core.kit.prepared import Prepared
from kairan.core.viewer import OrganizationId, Viewer

MayRead = Callable[[Db, Viewer, str], Span | None]

ClassOf = Callable[[Db, str], tuple[OrganizationId, int] | None]
"""Finds a stream's body and class of confidentiality; None: there is no such thing."""


class Stream(msgspec.Struct, frozen=True):
    """A kind of stream, who may read one of it, and how confidential one is, where that is graded."""

    kind: str
    may_read: MayRead
    class_of: ClassOf | None = None


STREAMS: ExtensionPoint[Stream] = ExtensionPoint("journal.streams")
FOLLOWED: ExtensionPoint[Callable[[Db, Viewer], Sequence[str]]] = ExtensionPoint("journal.followed")

_AS_READ = (
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
)
_ENTRIES = Prepared(_AS_READ.order_by(entry_table.c.seq).limit(bindparam("most")))
_SEQ = Prepared(select(stream_table.c.seq).where(stream_table.c.name == bindparam("stream_name")))


def readable_span(db: Db, viewer: Viewer, stream: str) -> Span | None:
    """Return what of a stream the viewer may read; None for nothing, and for streams that do not exist."""
    kind, _, of = stream.partition(":")
    for one in STREAMS.given():
        if one.kind == kind:
            return one.may_read(db, viewer, of)
    return None


def followed_streams(db: Db, viewer: Viewer) -> list[str]:
    """Return every stream that the viewer's client follows."""
    return [stream for follows in FOLLOWED.given() for stream in follows(db, viewer)]


def entries_after(db: Db, stream: str, seq: int, limit: int) -> list[Entry]:
    """Return the entries that follow `seq`, in order, at most `limit`, as readers get them.

    The caller has asked `readable_span`. What was redacted comes in its redacted form.
    """
    rows = _ENTRIES.all(db, {"stream_name": stream, "after_seq": seq, "most": limit})
    return [_entry(stream, row) for row in rows]


class EntriesOfKinds:
    """Finds the entries of some kinds in a stretch of a stream, for what is told between other things."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self._newest = Prepared(
            _AS_READ.where(entry_table.c.seq <= bindparam("last_seq"))
            .where(or_(*(entry_table.c.kind == kind for kind in kinds)))
            .order_by(entry_table.c.seq.desc())
            .limit(bindparam("most"))
        )

    def between(self, db: Db, stream: str, after: int, last: int, limit: int) -> list[Entry]:
        """Return those after `after` and up to `last`, in order; of more than `limit` the newest.

        The caller has asked `readable_span`.
        """
        values = {"stream_name": stream, "after_seq": after, "last_seq": last, "most": limit}
        return [_entry(stream, row) for row in reversed(self._newest.all(db, values))]


def _entry(stream: str, row: Sequence[Any]) -> Entry:
    return Entry(stream, row[0], row[1], row[2], row[3], msgspec.Raw((row[4] or "null").encode()))


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
