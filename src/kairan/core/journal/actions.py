"""The one function that appends, and the one that erases a body."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from kairan.core.journal.model import (
    EMPTY,
    SALT_BYTES,
    Body,
    Entry,
    digest_of_body,
    digest_of_entry,
    entry_table,
    redaction_table,
    stream_table,
)
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.prepared import Prepared, PreparedTogether
from kairan.core.kit.randomness import random_bytes
from kairan.core.viewer import Viewer

TOGETHER = 500  # rows in one statement

_encode = msgspec.json.Encoder().encode

_HEAD = Prepared(
    select(stream_table.c.no, stream_table.c.seq, stream_table.c.digest)
    .where(stream_table.c.name == bindparam("stream_name"))
    .with_for_update()
)
_ADVANCE = Prepared(
    update(stream_table)
    .where(stream_table.c.no == bindparam("stream_no"))
    .values(seq=bindparam("new_seq"), digest=bindparam("new_digest"))
)
_INSERT = Prepared(insert(entry_table), entry_table.c.keys())
_INSERT_TOGETHER = PreparedTogether.insert("entry", entry_table.c.keys())
_ADVANCE_TOGETHER = PreparedTogether(
    "UPDATE stream SET seq = new.column2, digest = new.column3 FROM (VALUES {rows}) AS new WHERE no = new.column1", 3
)
_OPEN = {
    "sqlite": sqlite.insert(stream_table).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(stream_table).on_conflict_do_nothing(),
}


class BodyErased(Body, frozen=True):
    """The body of an earlier entry of this stream was erased; its place in the chain stays."""

    kind = "body.erased"
    seq: int


def open_stream(db: Db, name: str) -> int:
    """Create a stream and return its number; the number is short and never leaves the server."""
    made = db.execute(insert(stream_table).values(name=name, seq=0, digest=EMPTY))
    primary_key = made.inserted_primary_key
    if primary_key is None:  # pragma: no cover
        raise RuntimeError("the database gave no number to a new stream")
    return int(primary_key[0])


class Held(NamedTuple):
    """A stream locked until the commit: its number, the number of its last entry, and that entry's digest."""

    no: int
    seq: int
    digest: bytes


def hold(db: Db, stream: str) -> Held:
    """Lock a stream until the commit, opening it if need be; for what must know the next entry's number before."""
    noted: Held | None = db.known((Held, stream))
    return noted or Held(*(_HEAD.glance(db, {"stream_name": stream}) or _opened(db, stream)))


def append(
    db: Db, stream: str, body: Body, by: Viewer | None, at: int | None = None, held: Held | None = None
) -> Entry:
    """Append an entry, inside the transaction that changes the state, and announce it after the commit.

    The stream's row is locked until the commit, so numbers have no gaps and no two entries share one.
    `at` dates the entry in the past, for imports and demos only. `held` is what `hold` gave, with nothing appended
    since.
    """
    no, seq, before = hold(db, stream) if held is None else held
    actor = None if by is None else by.member_id
    encoded = _encode(body)
    entry = Entry(stream, seq + 1, body.kind, now_ms() if at is None else at, actor, msgspec.Raw(encoded))
    _write(db, no, before, entry, encoded)
    db.after_commit(entry)
    return entry


def append_all(db: Db, stream: str, bodies: Sequence[Body], by: Viewer | None) -> list[Entry]:
    """Append many entries to one stream, as `append` would one after the other, with few statements."""
    no, seq, digest = hold(db, stream)
    actor = None if by is None else by.member_id
    at = now_ms()
    entries: list[Entry] = []
    rows: list[dict[str, Any]] = []
    for number, body in enumerate(bodies, seq + 1):
        encoded, salt = _encode(body), random_bytes(SALT_BYTES)
        entry = Entry(stream, number, body.kind, at, actor, msgspec.Raw(encoded))
        row = _row(no, digest, entry, encoded, salt)
        digest = row["digest"]
        entries.append(entry)
        rows.append(row)
    for start in range(0, len(rows), TOGETHER):
        db.execute(insert(entry_table), rows[start : start + TOGETHER])
    if entries:
        head = Held(no, entries[-1].seq, digest)
        db.later(_advance, head)
        db.note((Held, stream), head)
    for entry in entries:
        db.after_commit(entry)
    return entries


def _opened(db: Db, stream: str) -> tuple[Any, ...]:
    """Open a stream with its first entry; who comes second at the same moment waits and goes on after it."""
    db.execute(_OPEN[db.dialect], {"name": stream, "seq": 0, "digest": EMPTY})
    head = _HEAD.first(db, {"stream_name": stream})
    if head is None:  # pragma: no cover
        raise RuntimeError(f"the stream {stream} was not opened")
    return head


def _write(db: Db, no: int, before: bytes, entry: Entry, encoded: bytes) -> None:
    row = _row(no, before, entry, encoded, random_bytes(SALT_BYTES))
    head = Held(no, entry.seq, row["digest"])
    db.later(_insert_entries, row)
    db.later(_advance, head)
    db.note((Held, entry.stream), head)


def _insert_entries(db: Db, rows: list[dict[str, Any]]) -> None:
    if len(rows) == 1:
        _INSERT.run(db, rows[0])
    else:
        _INSERT_TOGETHER.run(db, [tuple(row.values()) for row in rows])


def _advance(db: Db, heads: list[Held]) -> None:
    """Write the last head of each stream."""
    newest = list({head.no: head for head in heads}.values())
    if len(newest) == 1:
        no, seq, digest = newest[0]
        _ADVANCE.run(db, {"stream_no": no, "new_seq": seq, "new_digest": digest})
    else:
        _ADVANCE_TOGETHER.run(db, newest)


def _row(no: int, before: bytes, entry: Entry, encoded: bytes, salt: bytes) -> dict[str, Any]:
    """Return the row of an entry, tied to the digest before it."""
    body_digest = digest_of_body(salt, encoded)
    return {
        "stream_no": no,
        "seq": entry.seq,
        "kind": entry.kind,
        "at": entry.at,
        "actor_id": entry.by,
        "body": encoded.decode(),
        "salt": salt,
        "body_digest": body_digest,
        "digest": digest_of_entry(before, entry.stream, entry.seq, entry.kind, entry.at, entry.by, body_digest),
    }


def erase_body(db: Db, stream: str, seq: int, by: Viewer | None) -> Entry:
    """Erase what an entry said, and say so in the stream; that it was said, when and by whom, stays provable."""
    no = select(stream_table.c.no).where(stream_table.c.name == stream).scalar_subquery()
    db.execute(
        update(entry_table).where(entry_table.c.stream_no == no, entry_table.c.seq == seq).values(body=None, salt=None)
    )
    return append(db, stream, BodyErased(seq=seq), by)


def erase_bodies(db: Db, stream: str, by: Viewer | None) -> int:
    """Erase what every entry of a stream said, and say so for each; return how many."""
    no = db.scalar(select(stream_table.c.no).where(stream_table.c.name == stream))
    if no is None:
        return 0
    head = hold(db, stream).seq
    said = (entry_table.c.stream_no == no) & (entry_table.c.kind != BodyErased.kind)
    still = said & entry_table.c.body.is_not(None) & (entry_table.c.seq <= head)
    seqs = list(db.scalars(select(entry_table.c.seq).where(still).order_by(entry_table.c.seq)))
    db.execute(update(entry_table).where(still).values(body=None, salt=None))
    append_all(db, stream, [BodyErased(seq=seq) for seq in seqs], by)
    return len(seqs)


def redact(db: Db, stream: str, seq: int, body: Body) -> None:
    """Give readers this body instead of the original, from now on; the record keeps the original.

    The entry that reports the removal must name `seq` in its `redacts`, so that nothing cached is served.
    """
    no = db.scalar(select(stream_table.c.no).where(stream_table.c.name == stream))
    place = (redaction_table.c.stream_no == no) & (redaction_table.c.seq == seq)
    db.execute(delete(redaction_table).where(place))
    db.execute(insert(redaction_table).values(stream_no=no, seq=seq, body=_encode(body).decode()))
