"""Connections without a WebSocket: opened by POST, read by server-sent events or long polling.

A connection belongs to the session that opened it. Its frames wait in the reader's bounded outbox until they are
asked for; when nobody asks for IDLE_S it is given up, and the client says hello anew with its vector.
"""

import asyncio
from typing import Literal

import msgspec

from kairan.core.kit.problems import Problem
from kairan.core.realtime.frame_rate import Pace
from kairan.core.realtime.frames import Hello, RoomName, Vector, joined
from kairan.core.realtime.live import Live, TooFast
from kairan.core.realtime.reader import NOWHERE, Reader
from kairan.core.realtime.transports.pull import Pull
from kairan.core.viewer import Viewer

IDLE_S = 60.0  # nobody asked for so long
SWEEP_S = 10.0
TOO_FAST_AFTER_MS = 10_000


class ConnectionGone(Problem):
    """There is no such connection, it is another session's, or its frames can no longer be continued."""

    status = 410
    code = "live.connection_gone"
    ja = "接続が切れました。自動でつなぎ直します。"
    en = "The connection was lost. It will be made again automatically."


class Opening(msgspec.Struct):
    """Where the client stands: its vector `stream → seq`, and the room on screen."""

    vector: Vector
    look: RoomName | None = None
    way: Literal["sse", "polling"] = "polling"  # how its frames will be read; only counted


class Opened(msgspec.Struct):
    """The name of the new connection."""

    connection: str


class Polled(msgspec.Struct):
    """One batch of frames, as lines; it comes again until the next poll acknowledges its number."""

    batch: int
    frames: str


class Posted:
    """One connection."""

    def __init__(self, reader: Reader, pace: Pace, now: float) -> None:
        self.reader = reader
        self.pace = pace
        self.pull = Pull(reader)
        self.last_asked_at = now
        self.is_streamed = False
        self.requests = 0  # that wait for frames now
        self._batch = 0
        self._unacknowledged: bytes | None = None
        self._turn = 0

    async def poll(self, after: int, timeout_s: float) -> Polled | None:
        """Return the next batch, or the last one again if `after` does not acknowledge it; None after a while.

        A newer poll displaces one that still waits: its answer can no longer arrive anywhere.
        """
        if self.is_streamed:
            raise ConnectionGone
        if after == self._batch:
            self._unacknowledged = None
        elif after != self._batch - 1 or self._unacknowledged is None:
            raise ConnectionGone
        if self._unacknowledged is None and not await self._gather(timeout_s):
            return None
        return Polled(self._batch, (self._unacknowledged or b"").decode())

    async def _gather(self, timeout_s: float) -> bool:
        if self.reader.ended and not self.reader.waiting:
            raise ConnectionGone  # the goodbye has been acknowledged
        self._turn += 1
        turn = self._turn
        self.pull.wake()
        await self.pull.wait(timeout_s)
        if turn != self._turn or not self.reader.waiting:
            return False
        self._batch += 1
        self._unacknowledged = joined(self.reader.take())
        return True


class PostedConnections:
    """All connections without a WebSocket on this node. Bounded by the number of readers `Live` admits."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._open: dict[str, Posted] = {}
        self._sweeping = False

    async def open(self, viewer: Viewer, opening: Opening) -> Opened:
        """Admit a reader and bring it to the present; what it missed waits until it is asked for."""
        reader = self._live.admit(viewer, opening.way)
        now = self._live.tick.loop.time()
        self._open[reader.connection] = Posted(reader, Pace(self._live.tick.loop.time), now)
        if not self._sweeping:
            self._sweeping = True
            self._live.spawn(self._sweep())
        await self._live.greet(reader, Hello(opening.vector, opening.look))
        return Opened(reader.connection)

    def find(self, viewer: Viewer, connection: str) -> Posted:
        """Return a connection of this very session; raises ConnectionGone, whoever's it may be.

        A node about to stop raises Leaving instead, so that a proxy asks the node that has the connection.
        """
        posted = self._open.get(connection)
        if posted is None or _session(posted.reader.viewer) != _session(viewer):
            self._live.require_staying()
            raise ConnectionGone
        posted.last_asked_at = self._live.tick.loop.time()
        return posted

    async def poll(self, posted: Posted, after: int, timeout_s: float) -> Polled | None:
        """Poll a connection; it does not grow idle meanwhile."""
        posted.requests += 1
        try:
            return await posted.poll(after, timeout_s)
        finally:
            posted.requests -= 1
            posted.last_asked_at = self._live.tick.loop.time()

    def hear(self, posted: Posted, message: bytes) -> None:
        """Act on a client's frames; raises MalformedFrame, and TooFast, which ends the connection."""
        try:
            self._live.hear(posted.reader, posted.pace, message)
        except TooFast:
            posted.reader.end("resume", TOO_FAST_AFTER_MS)
            raise

    def drop(self, posted: Posted) -> None:
        """Forget a connection."""
        self._open.pop(posted.reader.connection, None)
        self._live.dismiss(posted.reader)
        posted.reader.sink = NOWHERE  # the reader and what it is pulled by would wait for the collector

    async def _sweep(self) -> None:
        while self._open:
            await asyncio.sleep(SWEEP_S)
            limit = self._live.tick.loop.time() - IDLE_S
            for posted in tuple(self._open.values()):
                if not posted.requests and posted.last_asked_at < limit:
                    self.drop(posted)
        self._sweeping = False


def _session(viewer: Viewer) -> tuple[str, str | None]:
    return viewer.member_id, viewer.session_id
