"""Search: only rooms the viewer is in now, only from where they see them, the newest first."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import select, text

from kairan.core.kit.bigrams import grams_sought
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import is_id, time_of
from kairan.core.kit.problems import Malformed
from kairan.core.viewer import Viewer
from kairan.policy import may, require
from kairan.talk.access import require_room, room_of, rooms_of
from kairan.talk.model import Room, message_table
from kairan.talk.problems import DayUnknown, OnlyExcluded, RoomNotFound
from kairan.talk.queries import day_begins_at, message_of, messages_of, people_in
from kairan.talk.search.by_time import candidates_by_time, candidates_to
from kairan.talk.search.index import author_token
from kairan.talk.search.looking import Found, look
from kairan.talk.search.model import (
    COUNT_MOST,
    HITS,
    SearchHit,
    SearchPage,
    SearchQuery,
    SearchRoom,
    Sought,
    matches,
    sought_by,
)
from kairan.talk.search.on_postgresql import candidates_on_postgresql
from kairan.talk.search.on_sqlite import candidates_on_sqlite
from kairan.talk.search.scope import END, Place, Scope
from kairan.talk.search.snippets import snippet_of

TOKENS_MOST = 6  # asked of the index; the text is asked for the rest

_msg = message_table.c


def search(db: Db, viewer: Viewer, query: SearchQuery) -> SearchPage:
    """Return messages with every term in text or file names that fit the filters, the newest first.

    Words are not needed where there is a filter. What is found within the budget is answered, with the way to go on.
    Problems: RefusedByPolicy, RoomNotFound, DayUnknown, OnlyExcluded; Malformed for a `before` that is no id.
    """
    sought = sought_by(query.q)
    rooms = _rooms(db, viewer, query)
    scope = _scope(db, query, rooms)
    if sought.excluded and not sought.terms and not query.has_filters:
        raise OnlyExcluded
    if not (sought.terms or query.has_filters) or not rooms or _is_by_nobody(query):
        return SearchPage([], [])
    most = COUNT_MOST + 1 if query.before is None else HITS + 1
    found = look(db, _places(db, viewer, query, sought, scope), _at_places, _fitting(query, sought), most)
    return _page(db, viewer, found, rooms, sought, is_first=query.before is None)


def _places(db: Db, viewer: Viewer, query: SearchQuery, sought: Sought, scope: Scope) -> Iterator[Place]:
    """Yield what may match: by the index where there are words or an author, otherwise by time."""
    if query.to_me:
        return candidates_to(db, viewer, scope)
    if tokens := _tokens(sought.terms, query):
        return (candidates_on_sqlite if db.dialect == "sqlite" else candidates_on_postgresql)(db, tokens, scope)
    return candidates_by_time(db, scope, with_files=query.with_files)


def _fitting(query: SearchQuery, sought: Sought) -> Callable[[Record], bool]:
    def fits(row: Record) -> bool:
        return (
            row.removed_at is None
            and query.author_id in {None, row.author_id}
            and not (query.with_files and row.files is None)
            and matches(message_of(row), sought)
        )

    return fits


def _page(
    db: Db, viewer: Viewer, found: Found, rooms: dict[int, Room], sought: Sought, *, is_first: bool
) -> SearchPage:
    rows = found.rows[:HITS]
    messages = messages_of(db, rows)
    hits = [
        SearchHit(message, _shown(rooms[row.room_no]), snippet_of(message, sought.terms))
        for message, row in zip(messages, rows, strict=True)
    ]
    is_full = len(found.rows) > HITS
    stopped = None if is_full else found.last
    counted = min(len(found.rows), COUNT_MOST)
    return SearchPage(
        hits,
        people_in(db, viewer, messages),
        next=messages[-1].id if is_full else (None if stopped is None else stopped.id),
        looked_to=None if stopped is None else stopped.at,
        found=counted if is_first else None,
        found_is_all=found.is_all,
    )


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
        before = _place_of(db, query.before, rooms)
    if query.until is not None:
        before = min(before, Place(day_begins_at(_next_day(query.until)), 0, 0))
    since = 0 if query.since is None else max(0, day_begins_at(query.since))
    return Scope(rooms={no: room.sees_from for no, room in rooms.items()}, since=since, before=before)


def _place_of(db: Db, message_id: str, rooms: Iterable[int]) -> Place:
    """Return where a message stands; of one that is not in these rooms, as of one that is none, what its id says."""
    row = db.first(select(_msg.at, _msg.room_no, _msg.seq).where(_msg.id == message_id, _msg.room_no.in_(rooms)))
    return Place(time_of(message_id), 0, 0) if row is None else Place(*row)


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
