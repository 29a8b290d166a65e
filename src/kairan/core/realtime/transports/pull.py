"""The sink of transports that ask for frames: plain WebSocket, server-sent events, long polling."""

import asyncio

from kairan.core.realtime.frames import ByeCode
from kairan.core.realtime.reader import Batch, Reader


class Pull:
    """Frames wait in the reader's outbox until somebody asks; the outbox is bounded, this adds no queue."""

    __slots__ = ("_reader", "_wake")

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._wake = asyncio.Event()
        reader.sink = self

    def write(self, batch: Batch) -> bool:  # noqa: ARG002
        """Wake who asks; the frames stay where they are."""
        self.wake()
        return False

    def finish(self, last: Batch, code: ByeCode) -> None:  # noqa: ARG002
        """Wake who asks: there is a last frame."""
        self.wake()

    def wake(self) -> None:
        """Let whoever waits look again."""
        self._wake.set()

    async def wait(self, timeout_s: float) -> None:
        """Return when something waits, when woken, or after `timeout_s`."""
        if self._reader.waiting:
            return
        self._wake.clear()
        try:
            async with asyncio.timeout(timeout_s):
                await self._wake.wait()
        except TimeoutError:
            return

    async def next(self, timeout_s: float) -> list[bytes]:
        """Return everything that waits; an empty list after `timeout_s` of nothing."""
        await self.wait(timeout_s)
        return self._reader.take()
