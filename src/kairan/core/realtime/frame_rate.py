"""How fast a client may talk: a person causes a few frames a second; a program gone wild causes thousands."""

from collections.abc import Callable

BURST = 60.0
PER_SECOND = 20.0
BYTES_PER_TOKEN = 4_096  # long messages cost more than short ones


class Pace:
    """A bucket of tokens: full at first, refilled steadily, one token for each frame."""

    __slots__ = ("_at", "_clock", "_tokens")

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._tokens = BURST
        self._at = clock()

    def allows(self, frames: int, size: int) -> bool:
        """Pay for a message; false when the bucket is empty."""
        now = self._clock()
        self._tokens = min(BURST, self._tokens + (now - self._at) * PER_SECOND)
        self._at = now
        self._tokens -= frames + size // BYTES_PER_TOKEN
        return self._tokens >= 0
