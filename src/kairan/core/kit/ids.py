"""Ids: 13 characters, ordered by time, the same text in Python, database, JSON and CSV.

Text, because integers above 2^53 lose digits in JavaScript and in spreadsheets. 41 bits of milliseconds
since 2024 and 24 random bits, so that nobody counts another body's messages by looking at ids.
"""

import re
import threading

from kairan.core.kit.clock import now_ms
from kairan.core.kit.randomness import random_number

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32, lower case: sorts like the number
_START_MS = 1_704_067_200_000  # 2024-01-01 UTC
_RANDOM_BITS = 24
_LENGTH = 13
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


def is_id(text: str) -> bool:
    """Whether a text from outside could be an id; what could not need not be asked of the database."""
    return _ID.fullmatch(text) is not None


def _after_last(number: int) -> int:
    """Keep ids of this process rising even within a millisecond or when the clock steps back."""
    global _last  # noqa: PLW0603
    with _lock:
        _last = number if number > _last else _last + 1 + random_number(8)
        return _last


def _text(number: int) -> str:
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))
