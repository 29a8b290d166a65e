"""Rows of the SQLite index: numbers that rise with time and tell the room.

FTS5 gives a list of rows in their order, forwards or backwards, and can be stopped: so rows in the order of time
give the newest first without reading the rest, and the room in the row lets other people's rooms be passed over
without a look at the message. 32 bits of seconds since 1970 (until 2106), 18 bits of the room's number, 13 bits
of the message's. Rooms may share 18 bits; who asks compares with the message. Two messages would share a row
only if one room got 8,192 messages dated in the same second.
"""

from collections.abc import Iterable

from kairan.talk.search.scope import Place

_ROOM_BITS, _SEQ_BITS = 18, 13
SEQ_MASK = (1 << _SEQ_BITS) - 1
ROOM_MASK = (1 << _ROOM_BITS) - 1
ROOM_SHIFT = _SEQ_BITS
_SECOND_SHIFT = _ROOM_BITS + _SEQ_BITS
_LAST_SECOND = (1 << 32) - 1


def row_of(place: Place) -> int:
    """Return a message's row."""
    return _second_of(place.at) << _SECOND_SHIFT | (place.room_no & ROOM_MASK) << ROOM_SHIFT | (place.seq & SEQ_MASK)


def _second_of(at: int) -> int:
    return min(max(at // 1000, 0), _LAST_SECOND)


def first_row(at: int) -> int:
    """Return the first row of the second an instant lies in."""
    return _second_of(at) << _SECOND_SHIFT


def last_row(at: int) -> int:
    """Return the last row of the second an instant lies in."""
    return first_row(at) | ((1 << _SECOND_SHIFT) - 1)


def second_of_row(row: int) -> int:
    """Return the second a row lies in."""
    return row >> _SECOND_SHIFT


def room_bits(row: int) -> int:
    """Return what a row tells of its room."""
    return row >> ROOM_SHIFT & ROOM_MASK


def by_room_bits(rooms: Iterable[int]) -> dict[int, list[int]]:
    """Group rooms by what a row tells of them."""
    grouped: dict[int, list[int]] = {}
    for room in rooms:
        grouped.setdefault(room & ROOM_MASK, []).append(room)
    return grouped
