"""The one place that asks what time it is. Instants are whole milliseconds since 1970-01-01 UTC."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta, timezone

JAPAN = timezone(timedelta(hours=9))
INSTANT_MOST = 4_102_412_400_000
"""The latest instant anybody may set, 2100-01-01 in Japan: beyond some years no calendar shows it."""

_pretended: ContextVar[int | None] = ContextVar("pretended", default=None)


def now_ms() -> int:
    """Return the present instant in milliseconds since 1970 UTC."""
    pretended = _pretended.get()
    return time.time_ns() // 1_000_000 if pretended is None else pretended


def day_of(at: int) -> date:
    """Return the day of Japan in which an instant lies."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(JAPAN).date()


def today() -> date:
    """Return the present day of Japan, in which deadlines are meant."""
    return day_of(now_ms())


@contextmanager
def as_of(at: int) -> Iterator[None]:
    """Let what is done inside, in this thread or task alone, happen at another instant: for imports and demos only."""
    token = _pretended.set(at)
    try:
        yield
    finally:
        _pretended.reset(token)
