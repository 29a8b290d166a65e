"""Candidates from PostgreSQL's GIN index, the newest first.

GIN gives all or nothing, in no order. Keys hold the week (see `keys.py`), so the newest weeks are asked first,
then more at a time: a common word is found at once, a rare one has few rows. Where the viewer's rooms are a
small part of the installation, the index is asked for the rooms, too, so that other bodies' messages cost her
nothing; otherwise that would cost more than passing over the few others.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import TextClause, text

from kairan.kit.database import Db
from kairan.talk.search.keys import key_of, room_token, week_of
from kairan.talk.search.scope import Place, Scope

ROWS = 200  # at once; what is beyond is asked for when the text has refused many of these
WINDOWS = (1, 4, 16, 64, 256)  # weeks asked together, the newest first; then all that remain
ROOM_KEYS_MOST = 20_000
SMALL_PART = 8  # the viewer's rooms hold less than one in so many messages

# Estimates know nothing of these arrays; the index is always right.
_SETTINGS = text("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
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
    first, last, messages = db.all(_SPAN, {"rooms": list(scope.rooms)})[0]
    if first is None:
        return
    weeks = range(week_of(max(first, scope.since)), week_of(min(last, scope.before.at)) + 1)
    small = messages * SMALL_PART < db.scalar(_ALL_MESSAGES)
    most = max(1, ROOM_KEYS_MOST // len(scope.rooms)) if small else len(weeks)
    for window in _windows(weeks, most):
        keys = [[key_of(token, week) for week in window] for token in tokens]
        if small:
            keys.append([key_of(room_token(room), week) for room in scope.rooms for week in window])
        yield from _within(db, keys, scope)


def _windows(weeks: range, most: int) -> Iterator[range]:
    """Yield the weeks to ask together, the newest first."""
    end, sizes = weeks.stop, iter(WINDOWS)
    while end > weeks.start:
        start = max(weeks.start, end - min(next(sizes, most), most))
        yield range(start, end)
        end = start


def _within(db: Db, keys: Sequence[Sequence[int]], scope: Scope) -> Iterator[Place]:
    statement, before = _statement(len(keys)), scope.before
    asked = {f"keys_{number}": list(of_token) for number, of_token in enumerate(keys)}
    asked |= {"rooms": list(scope.rooms), "sees_from": list(scope.rooms.values())}
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
