"""Ids: 13 characters, ordered by time, the same text in Python, database, JSON and CSV.

Text, because integers above 2^53 lose digits in JavaScript and in spreadsheets. 41 bits of milliseconds
since 2024 and 24 random bits, so that nobody counts another body's messages by looking at ids.
"""

import re
import threading
from itertools import accumulate
from typing import Annotated

import msgspec

from kairan.core.kit.clock import now_ms
from kairan.core.kit.randomness import PAGE, random_bytes, random_number

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32, lower case: sorts like the number
_START_MS = 1_704_067_200_000  # 2024-01-01 UTC
_RANDOM_BITS = 24
_LENGTH = 13
ID_LENGTH_MOST = 64  # in what comes from outside; what is longer is refused before it is looked at
Id = Annotated[str, msgspec.Meta(max_length=ID_LENGTH_MOST)]
_PAIRS = tuple(one + other for one in _ALPHABET for other in _ALPHABET)
_ID = re.compile(f"[0-9a-z]{{{_LENGTH}}}")

_lock = threading.Lock()
_last = 0


def new_id(at: int | None = None) -> str:
    """Return a new id; `at` (ms since 1970) dates it, for imports. Ids of one process never repeat."""
    since_start = max(now_ms() if at is None else at, _START_MS) - _START_MS
    number = (since_start << _RANDOM_BITS) | random_number(_RANDOM_BITS)
    if at is None:
        number = _after_last(number)
    return _text(number)


def new_ids(count: int) -> list[str]:
    """Return so many new ids at once, rising; each costs a fraction of one that is made alone."""
    global _last  # noqa: PLW0603
    first = ((max(now_ms(), _START_MS) - _START_MS) << _RANDOM_BITS) | random_number(_RANDOM_BITS)
    steps = b"".join(random_bytes(min(PAGE, count - start)) for start in range(0, count, PAGE))
    with _lock:
        numbers = list(accumulate((1 + step for step in steps), initial=max(first, _last)))[1:]
        _last = numbers[-1] if numbers else _last
    return [_text(number) for number in numbers]


def is_id(text: str) -> bool:
    """Whether a text from outside could be an id; what could not need not be asked of the database."""
    return _ID.fullmatch(text) is not None


def time_of(an_id: str) -> int:
    """Return the instant an id was made for, ms since 1970; of what has no meaning as a number, of the earliest."""
    number = 0
    for character in an_id:
        number = number * 32 + max(_ALPHABET.find(character), 0)
    return (number >> _RANDOM_BITS) + _START_MS


def _after_last(number: int) -> int:
    """Keep ids of this process rising even within a millisecond or when the clock steps back."""
    global _last  # noqa: PLW0603
    with _lock:
        _last = number if number > _last else _last + 1 + random_number(8)
        return _last


def _text(number: int) -> str:
    return (
        f"{_ALPHABET[(number >> 60) & 31]}{_PAIRS[(number >> 50) & 1023]}{_PAIRS[(number >> 40) & 1023]}"
        f"{_PAIRS[(number >> 30) & 1023]}{_PAIRS[(number >> 20) & 1023]}{_PAIRS[(number >> 10) & 1023]}"
        f"{_PAIRS[number & 1023]}"
    )
