"""Candidates from PostgreSQL's GIN index, the newest first.

GIN gives all or nothing, in no order. Keys hold the week (see `keys.py`), so the newest weeks are asked first,
then more at a time: a common word is found at once, a rare one has few rows. Where the viewer's rooms are a
small part of the installation, the index is asked for the rooms, too, so that other bodies' messages cost them
nothing; otherwise that would cost more than passing over the few others.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import TextClause, text

from kairan.core.kit.database import Db
from kairan.talk.search.keys import array_of, key_of, room_key, week_of
from kairan.talk.search.scope import Place, Scope

ROWS = 200  # at once; what is beyond is asked for when the text has refused many of these
WINDOWS = (1, 4, 16, 64)  # weeks asked together, the newest first
WINDOW_MOST = 256  # and then, until the first; GIN's preparations grow with the square of the keys
ROOM_KEYS_MOST = 1_000
SMALL_PART = 8  # the viewer's rooms hold less than one in so many messages

# The index is always right; a plan made without knowing the keys passes it by and takes a thousand times as long.
_SETTINGS = text("SET LOCAL enable_seqscan = off; SET LOCAL jit = off; SET LOCAL plan_cache_mode = force_custom_plan")
_SPAN = text("""
    SELECT min(first), max(last), sum(n) FROM (
        SELECT (SELECT min(m.at) FROM message AS m WHERE m.room_no = room.no) AS first,
            (SELECT max(m.at) FROM message AS m WHERE m.room_no = room.no) AS last,
            (SELECT r.message_n FROM room AS r WHERE r.no = room.no) AS n
        FROM unnest(CAST(:rooms AS BIGINT[])) AS room (no)
    ) AS spans
""")
_ALL_MESSAGES = text("SELECT reltuples FROM pg_class WHERE oid = CAST('message' AS regclass)")


def candidates_on_postgresql(db: Db, tokens: Sequence[str], scope: Scope) -> Iterator[Place]:
    """Yield every place in the scope that holds all tokens, the newest first; lazily."""
    db.execute(_SETTINGS)
    first, last, messages = db.all(_SPAN, {"rooms": array_of(scope.rooms)})[0]
    if first is None:
        return
    weeks = range(week_of(max(first, scope.since)), week_of(min(last, scope.before.at)) + 1)
    rooms = _room_keys(db, scope, messages)
    for window in _windows(weeks):
        keys = [[key_of(token, week) for week in window] for token in tokens]
        yield from _within(db, [*keys, rooms] if rooms else keys, scope)


def _room_keys(db: Db, scope: Scope, messages: int) -> list[int]:
    """Return the keys of the viewer's rooms, where it pays to ask the index for them, too."""
    small_part = messages * SMALL_PART < db.scalar(_ALL_MESSAGES)
    return [room_key(room) for room in scope.rooms] if small_part and len(scope.rooms) <= ROOM_KEYS_MOST else []


def _windows(weeks: range) -> Iterator[range]:
    """Yield the weeks to ask together, the newest first."""
    end, sizes = weeks.stop, iter(WINDOWS)
    while end > weeks.start:
        start = max(weeks.start, end - next(sizes, WINDOW_MOST))
        yield range(start, end)
        end = start


def _within(db: Db, keys: Sequence[Sequence[int]], scope: Scope) -> Iterator[Place]:
    statement, before = _statement(len(keys)), scope.before
    asked: dict[str, str] = {f"keys_{number}": array_of(of_token) for number, of_token in enumerate(keys)}
    asked |= {"rooms": array_of(scope.rooms), "sees_from": array_of(scope.rooms.values())}
    while True:
        place = {"at": before.at, "room_no": before.room_no, "seq": before.seq}
        rows = db.all(statement, {**asked, **place, "since": scope.since, "rows": ROWS})
        for row in rows:
            before = Place(*row)
            yield before
        if len(rows) < ROWS:
            return


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
