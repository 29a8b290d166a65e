"""Candidates from SQLite's FTS5, the newest first: rows are in the order of time (see `rows.py`)."""

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import text

from kairan.core.kit.database import Db
from kairan.talk.search.rows import (
    ROOM_MASK,
    ROOM_SHIFT,
    SEQ_MASK,
    by_room_bits,
    first_row,
    last_row,
    room_bits,
    second_of_row,
)
from kairan.talk.search.scope import Place, Scope

ROWS_AT_ONCE = (64, 256, 1024, 4096)  # few are enough for a page, unless many lie before the viewer joined

_ROWS = text("""
    SELECT g.rowid FROM message_gram AS g
    WHERE g.message_gram MATCH :tokens AND g.rowid BETWEEN :first AND :last
        AND ((g.rowid >> :room_shift) & :room_mask) IN (SELECT value FROM json_each(:rooms))
    ORDER BY g.rowid DESC LIMIT :most
""")
# A second, a room and the lower bits of a seq: the message they are of.
_PLACES = text("""
    WITH found AS MATERIALIZED (
        SELECT json_extract(value, '$[0]') AS room_no, json_extract(value, '$[1]') AS second,
            json_extract(value, '$[2]') AS seq_bits
        FROM json_each(:found)
    )
    SELECT m.at, m.room_no, m.seq
    FROM found CROSS JOIN message AS m
        ON m.room_no = found.room_no AND m.at BETWEEN found.second * 1000 AND found.second * 1000 + 999
    WHERE (m.seq & :seq_mask) = found.seq_bits
""")


def candidates_on_sqlite(db: Db, tokens: Sequence[str], scope: Scope) -> Iterator[Place]:
    """Yield every place in the scope that holds all tokens, the newest first; lazily."""
    held: list[Place] = []  # of a second that may not be complete
    for rows in _rows(db, tokens, scope):
        places = sorted([*held, *_places(db, scope, rows)], reverse=True)
        unfinished = second_of_row(rows[-1]) * 1000 + 999
        held = [place for place in places if place.at <= unfinished]
        yield from (place for place in places if place.at > unfinished)
    yield from held


def _rows(db: Db, tokens: Sequence[str], scope: Scope) -> Iterator[Sequence[int]]:
    """Yield rows of the scope's rooms in stretches, from the newest to the oldest."""
    asked = {
        "tokens": " ".join(f'"{token}"' for token in tokens),  # FTS5: all of them
        "rooms": json.dumps(list(by_room_bits(scope.rooms))),
        "first": first_row(scope.since),
        "room_shift": ROOM_SHIFT,
        "room_mask": ROOM_MASK,
    }
    last, sizes = last_row(scope.before.at), iter(ROWS_AT_ONCE)
    most = next(sizes)
    while rows := db.scalars(_ROWS, {**asked, "last": last, "most": most}):
        yield rows
        if len(rows) < most:
            return
        last, most = rows[-1] - 1, next(sizes, most)


def _places(db: Db, scope: Scope, rows: Sequence[int]) -> Iterator[Place]:
    """Yield the messages of rows, where the viewer sees them."""
    rooms = by_room_bits(scope.rooms)
    found = [(room, second_of_row(row), row & SEQ_MASK) for row in rows for room in rooms[room_bits(row)]]
    for row in db.all(_PLACES, {"found": json.dumps(found), "seq_mask": SEQ_MASK}):
        place = Place(*row)
        if scope.holds(place):
            yield place
