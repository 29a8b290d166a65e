"""A reader gets every frame in order, or is told to resume; never a hole.

One reader is one connection of one person. Its outbox is bounded; what waits in it leaves in one write. Frames
cost no task and no wake-up each: a reader that got its first waiting frame is put on the tick's list, and the
tick writes for all of them once per turn of the event loop.
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import structlog

from kairan.core.kit.bounds import bounded
from kairan.core.realtime import metrics
from kairan.core.realtime.frames import Bye, ByeCode, line
from kairan.core.viewer import Viewer

if TYPE_CHECKING:
    from kairan.core.realtime.stream import Opens

BACKLOG = bounded(
    "reader.frames", 2_000, "end", "`lagged`: the client resumes from its vector"
)  # frames waiting for one reader; the next one ends it with "lagged"
BACKLOG_BYTES = bounded("reader.bytes", 2 * 1024 * 1024, "end", "`lagged`: the client resumes from its vector")
LAGGED_AFTER_MS = 1_000

log = structlog.get_logger("kairan.core.realtime")


class Batch:
    """Lines that leave together, joined and framed once for all readers that wait for the same."""

    __slots__ = ("_framed", "_text", "lines")

    def __init__(self, lines: list[bytes]) -> None:
        self.lines = lines
        self._text: bytes | None = None
        self._framed: bytes | None = None

    @property
    def text(self) -> bytes:
        """The message: lines joined by a newline."""
        if self._text is None:
            self._text = b"\n".join(self.lines)
        return self._text

    @property
    def framed(self) -> bytes:
        """The message as one unmasked WebSocket text frame (RFC 6455, 5.2), ready for the socket."""
        if self._framed is None:
            self._framed = _frame_head(len(self.text)) + self.text
        return self._framed


def _frame_head(length: int) -> bytes:
    if length < 126:
        return bytes((0x81, length))
    if length < 65_536:
        return b"\x81\x7e" + length.to_bytes(2, "big")
    return b"\x81\x7f" + length.to_bytes(8, "big")


class Sink(Protocol):
    """Where a reader's frames go."""

    def write(self, batch: Batch) -> bool:
        """Take the batch now, or refuse: then the frames wait, and the sink calls `reader.flush()` when it can."""

    def finish(self, last: Batch, code: ByeCode) -> None:
        """Send what may still be sent and close; never wait for a peer that does not read."""


class Nowhere:
    """The sink of a reader whose transport is not ready yet."""

    def write(self, batch: Batch) -> bool:  # noqa: ARG002
        """Refuse; the frames wait."""
        return False

    def finish(self, last: Batch, code: ByeCode) -> None:
        """Nothing to close."""


class Tick:
    """The readers that got something in this turn of the event loop; written for once, at its end."""

    __slots__ = ("_dirty", "_ending", "_is_due", "loop")

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._dirty: list[Reader] = []
        self._ending: list[Reader] = []
        self._is_due = False

    def add(self, reader: "Reader") -> None:
        """Remember a reader that has something to write."""
        self._dirty.append(reader)
        if not self._is_due:
            self._is_due = True
            self.loop.call_soon(self.flush)

    def add_ending(self, reader: "Reader") -> None:
        """Remember a reader to be closed; not at once, because its stream's readers are being walked."""
        self._ending.append(reader)
        if not self._is_due:
            self._is_due = True
            self.loop.call_soon(self.flush)

    def flush(self) -> None:
        """Write for every dirty reader. Neighbours that wait for the same lines share one framed message."""
        self._is_due = False
        dirty, self._dirty = self._dirty, []
        batch = Batch([])
        frames = 0
        for reader in dirty:
            waiting = reader.waiting
            if not waiting or reader.ended:
                continue
            if waiting != batch.lines:
                batch = Batch(waiting.copy())
            try:
                if reader.sink.write(batch):
                    frames += len(waiting)
                    waiting.clear()
                    reader.weight = 0
            except Exception:  # one broken socket must not keep the others from their frames
                log.exception("reader.not_written")
                reader.end("resume")
        metrics.FRAMES_OUT.inc(frames)
        self._finish_ending()

    def _finish_ending(self) -> None:
        ending, self._ending = self._ending, []
        for reader in ending:
            try:
                reader.finish()
            except Exception:
                log.exception("reader.not_closed")


class Reader:
    """One connection: what it follows, what waits for it, and where that goes."""

    __slots__ = (
        "connection",
        "ended",
        "looks_at",
        "on_end",
        "opening",
        "sink",
        "streams",
        "tick",
        "viewer",
        "waiting",
        "weight",
    )

    def __init__(self, viewer: Viewer, connection: str, tick: Tick) -> None:
        self.viewer = viewer
        self.connection = connection
        self.tick = tick
        self.sink: Sink = NOWHERE
        self.waiting: list[bytes] = []
        self.weight = 0  # bytes waiting
        self.streams: list[str] = []
        self.opening: dict[str, Opens] | None = None  # streams being opened, by what; made when first needed
        self.looks_at: str | None = None
        self.ended: ByeCode | None = None
        self.on_end: Callable[[Reader], None] | None = None

    def offer(self, frame: bytes) -> None:
        """Take a frame into the outbox. A full outbox ends the reader: the client resumes from its vector."""
        if self.ended:
            return
        waiting = self.waiting
        if not waiting:
            self.tick.add(self)
        waiting.append(frame)
        self.weight += len(frame)
        if self.weight > BACKLOG_BYTES or len(waiting) > BACKLOG:
            metrics.LAGGED.inc()
            self.end("lagged", LAGGED_AFTER_MS)

    def catch_up(self, frames: list[bytes]) -> None:
        """Take what a resuming reader missed; bounded by the resume, not by the outbox."""
        if self.ended or not frames:
            return
        if not self.waiting:
            self.tick.add(self)
        self.waiting += frames
        self.weight += sum(map(len, frames))

    def flush(self) -> None:
        """Write what waits, if the sink can take it; called by sinks that became writable."""
        if self.waiting and not self.ended and self.sink.write(Batch(self.waiting.copy())):
            metrics.FRAMES_OUT.inc(len(self.waiting))
            self.waiting.clear()
            self.weight = 0

    def take(self) -> list[bytes]:
        """Hand what waits to a transport that asks for it."""
        taken, self.waiting, self.weight = self.waiting, [], 0
        metrics.FRAMES_OUT.inc(len(taken))
        return taken

    def end(self, code: ByeCode, after_ms: int = 0) -> None:
        """Say goodbye, once. What waits is dropped unless the client is merely asked to come back."""
        if self.ended:
            return
        self.ended = code
        if code in {"lagged", "signed_out"}:
            self.waiting.clear()
        self.waiting.append(line(Bye(code, after_ms)))
        self.tick.add_ending(self)

    def finish(self) -> None:
        """Close the transport and leave every stream."""
        if self.on_end is not None:
            self.on_end(self)
        self.sink.finish(Batch(self.waiting.copy()), self.ended or "resume")


NOWHERE = Nowhere()
