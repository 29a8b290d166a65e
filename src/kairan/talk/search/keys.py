"""Keys of the PostgreSQL index: a token in one room and one month, as one 64-bit integer.

GIN finds by equality only and gives no order. A key that holds the room costs nobody for other people's rooms;
one that holds the month lets the newest be read first. Room and month are the upper bits, so that the keys of
what is being written lie together in the index. Rooms and tokens may share a key by chance: keys propose, the
text decides.
"""

from collections.abc import Iterable
from zlib import crc32

MONTH_MS = 30 * 24 * 60 * 60 * 1000
_ROOM_BITS, _MONTH_BITS, _TOKEN_BITS = 22, 10, 32


def month_of(at: int) -> int:
    """Return the number of the thirty days an instant lies in."""
    return at // MONTH_MS


def keys_of(tokens: Iterable[str], room_no: int, month: int) -> list[int]:
    """Return the keys of tokens in a room and month."""
    room = room_no % (1 << _ROOM_BITS) - (1 << (_ROOM_BITS - 1))  # signed, as PostgreSQL's bigint is
    place = (room << _MONTH_BITS | month % (1 << _MONTH_BITS)) << _TOKEN_BITS
    return [place | crc32(token.encode()) for token in tokens]
