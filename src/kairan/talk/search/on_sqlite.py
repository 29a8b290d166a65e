"""Candidates from SQLite's FTS5, the newest first.

A room is a range of rows in the index and FTS5 seeks within a list of rows: each room costs its newest
candidates only, however many messages there are. The rooms are then merged by time, and a room is asked for
more when its candidates are used up.
"""

import heapq
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import text

from kairan.kit.database import Db
from kairan.talk.search.model import HITS
from kairan.talk.search.scope import LAST_INSTANT, Place, Scope

EACH = HITS + 1  # of a room at once: one page can come from one room
LAST_SEQ = (1 << 32) - 1
# How far a message may be dated before an earlier one of its room, after the server's clock was set back.
CLOCK_STEP_MS = 10 * 60 * 1000

_NEWEST = text("""
    WITH stretch AS MATERIALIZED (
        SELECT json_extract(value, '$[0]') AS room_no, json_extract(value, '$[1]') AS first,
            json_extract(value, '$[2]') AS last
        FROM json_each(:stretches)
    )
    SELECT m.at, m.room_no, m.seq
    FROM stretch CROSS JOIN message AS m ON m.room_no = stretch.room_no AND m.seq IN (
        SELECT g.rowid & :last_seq FROM message_gram AS g
        WHERE g.message_gram MATCH :tokens
            AND g.rowid BETWEEN (stretch.room_no << 32) | stretch.first AND (stretch.room_no << 32) | stretch.last
        ORDER BY g.rowid DESC LIMIT :each)
""")
_IN_TIME = text("""
    WITH room AS MATERIALIZED (SELECT value AS no FROM json_each(:rooms))
    SELECT room.no,
        (SELECT m.seq FROM message AS m WHERE m.room_no = room.no AND m.at >= :since
            ORDER BY m.at, m.seq LIMIT 1),
        (SELECT m.seq FROM message AS m WHERE m.room_no = room.no AND m.at <= :until
            ORDER BY m.at DESC, m.seq DESC LIMIT 1)
    FROM room
""")

Stretches = dict[int, tuple[int, int]]


def candidates_on_sqlite(db: Db, tokens: Sequence[str], scope: Scope) -> Iterator[Place]:
    """Yield every place in the scope that holds all tokens, the newest first; lazily."""
    rooms = _Rooms(db, tokens, scope)
    while rooms.newest_first:
        _, place = heapq.heappop(rooms.newest_first)
        rooms.waiting[place.room_no] -= 1
        if not rooms.waiting[place.room_no]:
            rooms.ask([place.room_no])
        yield place


class _Rooms:
    """Candidates of many rooms in one order; complete, as long as each unfinished room has one waiting."""

    def __init__(self, db: Db, tokens: Sequence[str], scope: Scope) -> None:
        self.db, self.scope = db, scope
        self.tokens = " ".join(f'"{token}"' for token in tokens)  # FTS5: all of them
        self.newest_first: list[tuple[tuple[int, int, int], Place]] = []
        self.waiting: Counter[int] = Counter()
        self.unasked = _stretches(db, scope)
        self.ask(self.unasked)

    def ask(self, rooms: Iterable[int]) -> None:
        """Take the next candidates of these rooms, until each has one waiting or is finished."""
        while stretches := {room: self.unasked[room] for room in rooms if room in self.unasked}:
            asked: Counter[int] = Counter()
            for at, room_no, seq in self._answers(stretches):
                self._put(Place(at, room_no, seq))
                asked[room_no] += 1
                first, last = self.unasked[room_no]
                self.unasked[room_no] = (first, min(last, seq - 1))
            for room in stretches:
                if asked[room] < EACH:
                    del self.unasked[room]
            rooms = [room for room in stretches if not self.waiting[room]]

    def _answers(self, stretches: Stretches) -> Sequence[tuple[int, int, int]]:
        asked = json.dumps([(room, first, last) for room, (first, last) in stretches.items()])
        limits = {"each": EACH, "last_seq": LAST_SEQ}
        return [tuple(row) for row in self.db.all(_NEWEST, {"stretches": asked, "tokens": self.tokens, **limits})]

    def _put(self, place: Place) -> None:
        if self.scope.holds(place):
            heapq.heappush(self.newest_first, ((-place.at, -place.room_no, -place.seq), place))
            self.waiting[place.room_no] += 1


def _stretches(db: Db, scope: Scope) -> Stretches:
    """Return the first and last seq to look at in each room."""
    if not scope.since and scope.before.at == LAST_INSTANT:
        return {room: (sees_from, LAST_SEQ) for room, sees_from in scope.rooms.items()}
    since, until = scope.since - CLOCK_STEP_MS, scope.before.at + CLOCK_STEP_MS
    rows = db.all(_IN_TIME, {"rooms": json.dumps(list(scope.rooms)), "since": since, "until": until})
    return {
        room: (max(first, scope.rooms[room]), last)
        for room, first, last in rows
        if first is not None and last is not None and first <= last
    }
