"""Write the index, in the same transaction as the message: what can be read can be found.

The old tokens are made again from the old text; they must be exactly those that were written. A change of
folding or grams therefore needs `rebuild_index`.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple, TypedDict

from sqlalchemy import bindparam, select, text, tuple_
from sqlalchemy.types import BigInteger

from kairan.core.kit.database import Db
from kairan.core.kit.prepared import Prepared, PreparedTogether
from kairan.core.kit.text import fold, grams
from kairan.talk.model import Message, message_table
from kairan.talk.queries import message_of
from kairan.talk.search.keys import array_of, keys_of
from kairan.talk.search.model import searchable_text
from kairan.talk.search.rows import row_of
from kairan.talk.search.scope import Place

REBUILT_AT_ONCE = 1_000
ASKED_MOST = 12  # grams of a message by which it is looked for

_SQLITE_ADD = text("INSERT INTO message_gram (rowid, grams) VALUES (:row, :grams)")
_SQLITE_ADD_TOGETHER = PreparedTogether.insert("message_gram", ("rowid", "grams"))
_SQLITE_TAKE_TOGETHER = PreparedTogether(
    "INSERT INTO message_gram (message_gram, rowid, grams) SELECT 'delete', column1, column2 FROM (VALUES {rows})", 2
)
_SQLITE_EMPTY = text("INSERT INTO message_gram (message_gram) VALUES ('delete-all')")
_PG_ADD = text(
    "INSERT INTO message_gram (room_no, seq, at, keys) VALUES (:room_no, :seq, :at, CAST(:keys AS BIGINT[]))"
)
_PG_ADD_ONE = Prepared(_PG_ADD)
_PG_TAKE_ONE = Prepared(text("DELETE FROM message_gram WHERE room_no = :room_no AND seq = :seq"))
_SQLITE_HAS = text("SELECT rowid FROM message_gram WHERE message_gram MATCH :grams AND rowid = :row")
_PG_HAS = text("SELECT keys FROM message_gram WHERE room_no = :room_no AND seq = :seq")
_PG_EMPTY = text("TRUNCATE message_gram")


def author_token(author_id: str) -> str:
    """Return the token of an author; grams never begin with "u"."""
    return f"u{author_id}"


def index_message(db: Db, room_no: int, message: Message) -> None:
    """Make a new message findable."""
    if db.dialect == "sqlite":
        db.at_end(_write_sqlite, _Change(**_sqlite_row(room_no, message), taken=False))
    else:
        db.at_end(_add_postgresql, _pg_row(room_no, message))


def unindex_message(db: Db, room_no: int, before: Message) -> None:
    """Take a message out, given as it was when it was indexed."""
    if db.dialect == "sqlite":
        db.at_end(_write_sqlite, _Change(**_sqlite_row(room_no, before), taken=True))
    else:
        db.at_end(_take_postgresql, {"room_no": room_no, "seq": before.seq})


def reindex_message(db: Db, room_no: int, before: Message, after: Message) -> None:
    """Let an edited message be found by its new text only."""
    unindex_message(db, room_no, before)
    index_message(db, room_no, after)


def is_indexed(db: Db, room_no: int, message: Message) -> bool:
    """Whether the index holds a message as it is now: what the self-audit asks."""
    if db.dialect == "sqlite":
        row = _sqlite_row(room_no, message)
        # One by one: of several FTS5 first looks for the first message that holds all, from the oldest on.
        asked = ({"row": row["row"], "grams": f'"{token}"'} for token in row["grams"].split()[:ASKED_MOST])
        return all(db.first(_SQLITE_HAS, one) is not None for one in asked)
    found = db.first(_PG_HAS, {"room_no": room_no, "seq": message.seq})
    return found is not None and set(found[0]) == set(keys_of(_tokens(message), room_no, message.at))


class _SqliteRow(TypedDict):
    row: int
    grams: str


class _Change(NamedTuple):
    row: int
    grams: str
    taken: bool


def _write_sqlite(db: Db, changes: list[_Change]) -> None:
    """Write in the order of rows: FTS5 writes rising rows in one go, and a piece of index for each that falls."""
    in_order = sorted(changes, key=lambda change: change.row)  # stable: of one row, as they happened
    for taken, run in groupby(in_order, key=lambda change: change.taken):
        (_SQLITE_TAKE_TOGETHER if taken else _SQLITE_ADD_TOGETHER).run(db, [change[:2] for change in run])


def _add_postgresql(db: Db, rows: Sequence[Mapping[str, object]]) -> None:
    for row in rows:
        _PG_ADD_ONE.run(db, row)


def _take_postgresql(db: Db, rows: Sequence[Mapping[str, object]]) -> None:
    for row in rows:
        _PG_TAKE_ONE.run(db, row)


def _tokens(message: Message) -> set[str]:
    return {*grams(fold(searchable_text(message))), author_token(message.author_id)}


def _sqlite_row(room_no: int, message: Message) -> _SqliteRow:
    place = Place(message.at, room_no, message.seq)
    return {"row": row_of(place), "grams": " ".join(_tokens(message))}


def _pg_row(room_no: int, message: Message) -> dict[str, object]:
    keys = array_of(keys_of(_tokens(message), room_no, message.at))
    return {"room_no": room_no, "seq": message.seq, "at": message.at, "keys": keys}


_msg = message_table.c
_AFTER = (
    select(message_table)
    .where(
        tuple_(_msg.room_no, _msg.seq)
        > tuple_(bindparam("room_no", type_=BigInteger), bindparam("seq", type_=BigInteger))
    )
    .order_by(_msg.room_no, _msg.seq)
    .limit(REBUILT_AT_ONCE)
)


def rebuild_index(db: Db, tell: Callable[[int], None] = lambda _: None) -> int:
    """Index every message anew, after a change of folding; `tell` hears how many are done. Returns that number."""
    db.execute(_SQLITE_EMPTY if db.dialect == "sqlite" else _PG_EMPTY)
    done, place = 0, {"room_no": 0, "seq": 0}
    while rows := db.all(_AFTER, place):
        add = [
            (_sqlite_row if db.dialect == "sqlite" else _pg_row)(row.room_no, message_of(row))
            for row in rows
            if row.removed_at is None
        ]
        if add:
            db.execute(_SQLITE_ADD if db.dialect == "sqlite" else _PG_ADD, add)
        done, place = done + len(rows), {"room_no": rows[-1].room_no, "seq": rows[-1].seq}
        tell(done)
    return done
