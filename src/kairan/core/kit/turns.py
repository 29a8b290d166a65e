"""Taking turns: of one name one at once, the others of that name wait behind it, and only so many."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from kairan.core.kit.problems import Problem


class Turns:
    """For each name a queue of its own; who would wait behind too many is refused."""

    def __init__(self, most: int, refusal: Callable[[], Problem]) -> None:
        self._most = most
        self._refusal = refusal
        self._waiting: dict[str, int] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    @asynccontextmanager
    async def of(self, name: str) -> AsyncIterator[None]:
        """Go on when it is this name's turn."""
        if self._waiting.get(name, 0) >= self._most:
            raise self._refusal()
        self._waiting[name] = self._waiting.get(name, 0) + 1
        try:
            async with self._locks.setdefault(name, asyncio.Lock()):
                yield
        finally:
            self._waiting[name] -= 1
            if not self._waiting[name]:
                del self._waiting[name], self._locks[name]
