"""Keys of the PostgreSQL index: a token in one week, as one integer.

GIN finds by equality only and gives no order. A key that holds the week lets the newest be read first, and the
keys being written are few and lie together. Tokens may share a key by chance: keys propose, the text decides.
Beside those of its tokens, a message has the key of its room, without a week.
"""

from collections.abc import Iterable
from zlib import crc32

WEEK_MS = 7 * 24 * 60 * 60 * 1000
_TOKEN_BITS = 32


def week_of(at: int) -> int:
    """Return the number of the seven days an instant lies in."""
    return at // WEEK_MS


def key_of(token: str, week: int) -> int:
    """Return the key of a token in a week."""
    return week << _TOKEN_BITS | crc32(token.encode())


def keys_of(tokens: Iterable[str], room_no: int, at: int) -> list[int]:
    """Return the keys of a message."""
    week = week_of(at)
    return [room_key(room_no), *(key_of(token, week) for token in tokens)]


def room_key(room_no: int) -> int:
    """Return the key of a room; below zero, where no token has one."""
    return -room_no


def array_of(numbers: Iterable[int]) -> str:
    """Return a BIGINT[] as PostgreSQL writes it; the driver is slow at making it of a list."""
    return "{" + ",".join(map(str, numbers)) + "}"
