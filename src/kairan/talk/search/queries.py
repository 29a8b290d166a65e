"""Search: only rooms the viewer is in now, only from where he sees them, the newest first."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from sqlalchemy import select, text

from kairan.core.kit.bigrams import grams_sought
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import is_id
from kairan.core.kit.problems import Malformed
from kairan.core.viewer import Viewer
from kairan.policy import may, require
from kairan.talk.access import require_room, room_of, rooms_of
from kairan.talk.model import Room, message_table
from kairan.talk.problems import DayUnknown, RoomNotFound
from kairan.talk.queries import day_begins_at, message_of, messages_of, people_in
from kairan.talk.search.index import author_token
from kairan.talk.search.model import HITS, SearchHit, SearchPage, SearchQuery, SearchRoom, matches, terms_of
from kairan.talk.search.on_postgresql import candidates_on_postgresql
from kairan.talk.search.on_sqlite import candidates_on_sqlite
from kairan.talk.search.scope import END, Place, Scope
from kairan.talk.search.snippets import snippet_of

TOKENS_MOST = 6  # asked of the index; the text is asked for the rest
READ_AT_ONCE = HITS + 4  # candidates; a few may not match

_msg = message_table.c


def search(db: Db, viewer: Viewer, query: SearchQuery) -> SearchPage:
    """Return messages with every term in text or file names, the newest first; none for a query without words.

    Problems: RefusedByPolicy, RoomNotFound, DayUnknown; Malformed for a `before` that is no message.
    """
    terms = terms_of(query.q)
    rooms = _rooms(db, viewer, query)
    scope = _scope(db, query, rooms)
    if not terms or not rooms or _is_by_nobody(query):
        return SearchPage([], [])
    matching = _matching(db, _tokens(terms, query), terms, scope)
    of_author = (row for row in matching if query.author_id in {None, row.author_id})
    rows = list(islice(of_author, HITS + 1))
    messages = messages_of(db, rows[:HITS])
    hits = [
        SearchHit(message, _shown(rooms[row.room_no]), snippet_of(message, terms))
        for message, row in zip(messages, rows, strict=False)
    ]
    return SearchPage(hits, people_in(db, messages), messages[-1].id if len(rows) > HITS else None)


def _is_by_nobody(query: SearchQuery) -> bool:
    """An author becomes a token of an FTS5 query, which has a language of its own: only ids go in."""
    return query.author_id is not None and not is_id(query.author_id)


def _rooms(db: Db, viewer: Viewer, query: SearchQuery) -> dict[int, Room]:
    if query.room_id is not None:
        if not is_id(query.room_id):
            raise RoomNotFound
        room = require_room(db, viewer, query.room_id)
        require(viewer, "search", room.room_class)
        return {room.no: room}
    require(viewer, "search")
    mine = map(room_of, db.all(rooms_of(viewer)))
    return {room.no: room for room in mine if may(viewer, "search", room.room_class)}


def _scope(db: Db, query: SearchQuery, rooms: dict[int, Room]) -> Scope:
    before = END
    if query.before is not None:
        if not is_id(query.before):
            raise Malformed
        row = db.first(select(_msg.at, _msg.room_no, _msg.seq).where(_msg.id == query.before))
        if row is None:
            raise Malformed
        before = Place(*row)
    if query.until is not None:
        before = min(before, Place(day_begins_at(_next_day(query.until)), 0, 0))
    since = 0 if query.since is None else max(0, day_begins_at(query.since))
    return Scope(rooms={no: room.sees_from for no, room in rooms.items()}, since=since, before=before)


def _next_day(day: str) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError) as error:
        raise DayUnknown from error


def _tokens(terms: Sequence[str], query: SearchQuery) -> list[str]:
    """Return what to ask the index: pairs of characters before single ones, which are in almost every text."""
    sought = {token: None for term in terms for token in grams_sought(term)}
    tokens = sorted(sought, key=len, reverse=True)[:TOKENS_MOST]
    return tokens if query.author_id is None else [*tokens, author_token(query.author_id)]


def _matching(db: Db, tokens: Sequence[str], terms: list[str], scope: Scope) -> Iterator[Record]:
    """Yield the rows of messages that match, in order; the index proposes, the text decides."""
    ask = candidates_on_sqlite if db.dialect == "sqlite" else candidates_on_postgresql
    places = ask(db, tokens, scope)
    while some := list(islice(places, READ_AT_ONCE)):
        rows = {(row.room_no, row.seq): row for row in _at_places(db, some)}
        for place in some:
            row = rows.get(place[1:])
            if row is not None and matches(message_of(row), terms):
                yield row


# Joined, not `(room_no, seq) IN (…)`: for that SQLite reads the whole table.
_AT_PLACES = {
    "sqlite": text(
        "SELECT m.* FROM json_each(:places) AS place CROSS JOIN message AS m"
        " ON m.room_no = json_extract(place.value, '$[1]') AND m.seq = json_extract(place.value, '$[2]')"
    ),
    "postgresql": text(
        "SELECT m.* FROM json_array_elements(CAST(:places AS JSON)) AS place JOIN message AS m"
        " ON m.room_no = CAST(place->>1 AS BIGINT) AND m.seq = CAST(place->>2 AS BIGINT)"
    ),
}


def _at_places(db: Db, places: Sequence[Place]) -> Sequence[Record]:
    return db.all(_AT_PLACES[db.dialect], {"places": json.dumps(places)})


def _shown(room: Room) -> SearchRoom:
    return SearchRoom(room.id, room.kind, room.name)
