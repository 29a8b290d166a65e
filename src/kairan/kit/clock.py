"""The one place that asks what time it is. Instants are whole milliseconds since 1970-01-01 UTC."""

import time


def now_ms() -> int:
    """Return the present instant in milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000
