"""Who tries from an address of many failures is slowed down, not refused: its colleagues come in all the same.

Places to wait are counted for each address. Logins that have not failed from there lately have places of their own,
so that a machine which tries the same ones over and over takes none from them.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kairan.core.edge.problems import TooManyTries
from kairan.core.kit.bounds import bounded

PLACES = bounded("sign_in.waiting", 20, "refuse", "429 `session.too_many_tries`; counted for each address, twice")


class WaitingRoom:
    """Where slowed tries wait; one for each node. Holds only what waits now."""

    def __init__(self) -> None:
        self._waiting: Counter[tuple[str, bool]] = Counter()

    @asynccontextmanager
    async def waited(self, address: str, seconds: int, *, is_first: bool) -> AsyncIterator[None]:
        """Wait before a try; it keeps its place until it is over. Problems: TooManyTries."""
        if not seconds:
            yield
            return
        place = (address, is_first)
        if self._waiting[place] >= PLACES:
            raise TooManyTries(retry_after_s=seconds, wait_s=seconds)
        self._waiting[place] += 1
        try:
            await asyncio.sleep(seconds)
            yield
        finally:
            self._waiting[place] -= 1
            if not self._waiting[place]:
                del self._waiting[place]
