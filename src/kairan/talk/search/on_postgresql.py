"""Candidates from PostgreSQL's GIN index, the newest first.

GIN gives all or nothing, in no order. Keys hold room and month (see `keys.py`), so the newest months are asked
first, then more at a time: a common word is found at once, a rare one has few rows.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from sqlalchemy import TextClause, text

from kairan.kit.database import Db
from kairan.talk.search.keys import keys_of, month_of
from kairan.talk.search.scope import Place, Scope

ROWS = 200  # at once; what is beyond is asked for when the text has refused many of these
KEYS_AT_ONCE = 20_000
WINDOWS = (2, 12)  # months asked together, the newest first; then all that remain

# Estimates know nothing of these arrays; the index is always right.
_SETTINGS = text("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
_MONTHS = text("""
    SELECT room.no, (SELECT min(m.at) FROM message AS m WHERE m.room_no = room.no),
        (SELECT max(m.at) FROM message AS m WHERE m.room_no = room.no)
    FROM unnest(CAST(:rooms AS BIGINT[])) AS room (no)
""")


def candidates_on_postgresql(db: Db, tokens: Sequence[str], scope: Scope) -> Iterator[Place]:
    """Yield every place in the scope that holds all tokens, the newest first; lazily."""
    db.execute(_SETTINGS)
    months_of_room = _months(db, scope)
    all_months = {month for own in months_of_room.values() for month in own}
    for months in _windows(all_months, len(scope.rooms)):
        places = [(room, month) for room, own in months_of_room.items() for month in own if month in months]
        yield from _within(db, tokens, scope, places)


def _months(db: Db, scope: Scope) -> dict[int, range]:
    """Return the months in which each room has messages that the scope may hold."""
    newest, oldest = month_of(scope.before.at), month_of(scope.since)
    return {
        room: range(max(month_of(first), oldest), min(month_of(last), newest) + 1)
        for room, first, last in db.all(_MONTHS, {"rooms": list(scope.rooms)})
        if first is not None
    }


def _windows(months: set[int], rooms: int) -> Iterator[set[int]]:
    """Yield the months to ask together, the newest first, few enough for the number of keys."""
    newest_first = iter(sorted(months, reverse=True))
    most = max(1, KEYS_AT_ONCE // max(1, rooms))
    sizes = iter(WINDOWS)
    while window := set(islice(newest_first, min(next(sizes, most), most))):
        yield window


def _within(db: Db, tokens: Sequence[str], scope: Scope, places: Sequence[tuple[int, int]]) -> Iterator[Place]:
    keys = {f"keys_{number}": _keys(token, places) for number, token in enumerate(tokens)}
    statement, before = _statement(len(tokens)), scope.before
    asked = {"rooms": list(scope.rooms), "sees_from": list(scope.rooms.values()), "since": scope.since, "rows": ROWS}
    while True:
        place = {"at": before.at, "room_no": before.room_no, "seq": before.seq}
        rows = db.all(statement, {**asked, **keys, **place})
        for row in rows:
            before = Place(*row)
            yield before
        if len(rows) < ROWS:
            return


def _keys(token: str, places: Sequence[tuple[int, int]]) -> list[int]:
    return [key for room, month in places for key in keys_of([token], room, month)]


def _statement(tokens: int) -> TextClause:
    """Every token's keys must meet the message's; materialized, so that the rooms are not walked instead."""
    held = " AND ".join(f"keys && CAST(:keys_{number} AS BIGINT[])" for number in range(tokens))
    return text(f"""
        WITH found AS MATERIALIZED (
            SELECT at, room_no, seq FROM message_gram
            WHERE {held} AND at >= :since AND (at, room_no, seq) < (:at, :room_no, :seq)
        ), mine AS (
            SELECT * FROM unnest(CAST(:rooms AS BIGINT[]), CAST(:sees_from AS BIGINT[])) AS r (room_no, sees_from)
        )
        SELECT found.at, found.room_no, found.seq FROM found JOIN mine USING (room_no)
        WHERE found.seq >= mine.sees_from
        ORDER BY found.at DESC, found.room_no DESC, found.seq DESC LIMIT :rows
    """)  # noqa: S608  (numbers of parameters only)
