"""The hub: stream → readers. An entry is encoded once and offered to all; nobody is waited for.

Promise: the readers of a stream get its entries in the order of their numbers, each exactly once. An entry that
comes early (threads of PostgreSQL, other nodes) is held; if the hole before it stays, it is read from the
database. All of this runs on the event loop, so attaching a reader and delivering to it never interleave.

Entries of personal streams are delivered before others of the same moment, and a hole is never filled before
the personal streams have been looked at: who was removed from a room must be gone before its next entry.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from typing import Any

import structlog

from kairan.core.journal import Entry
from kairan.core.kit.bounds import bounded
from kairan.core.kit.problems import Problem
from kairan.core.realtime import metrics
from kairan.core.realtime.bus import Bus
from kairan.core.realtime.ephemeral import EphemeralSignals
from kairan.core.realtime.frames import Closed, Live, Opens, Refetch, line, split
from kairan.core.realtime.reader import Reader, Tick
from kairan.core.realtime.record import Missed, Record
from kairan.core.realtime.request_batching import RequestBatch
from kairan.core.realtime.stream import Signal, Stream, signal_of
from kairan.core.viewer import Viewer

HOLE_S = 0.05  # how long an entry that came early waits before the database is asked
MENDED_MOST = 500  # entries read to mend one stream; more, and its readers are told to refetch
MENDED_AT_ONCE = 100  # streams in one read
LINGER_S = 60.0  # how long a stream without readers is still followed, for those who come back
SWEEP_S = 15.0
CHECK_S = 15.0  # with other nodes: how often positions are compared with the database
RECENT_BYTES_IN_ALL = bounded(
    "hub.recent_bytes", 64 * 1024 * 1024, "evict", "who comes back to a forgotten stream is served from the database"
)  # of all streams' recent lines; beyond that the longest known are forgotten
RETRY_S = 1.0

Spawn = Callable[[Coroutine[Any, Any, None]], object]
Keeps = Callable[[Viewer, Entry], bool]
"""Whether a viewer may go on reading a stream after an entry that changes who may; pure. Given by who knows."""

log = structlog.get_logger("kairan.core.realtime")


class Hub:
    """Everything this node follows."""

    def __init__(self, record: Record, bus: Bus, tick: Tick, personal_kind: str, spawn: Spawn) -> None:
        self.record = record
        self.bus = bus
        self.tick = tick
        self.streams: dict[str, Stream] = {}
        self.on_opens: Callable[[Reader, Opens], Coroutine[Any, Any, None]] | None = None
        self.ephemeral = EphemeralSignals(self.streams, tick.loop.call_later)
        self._personal_prefix = personal_kind + ":"
        self._spawn = spawn
        self.keeps: dict[str, Keeps] = {}  # kind of entry → who stays
        self._holes: dict[str, int] = {}  # stream → its position when the hole was seen
        self._places: RequestBatch[Sequence[str], None] = RequestBatch(self._place, 100)
        self._checks: RequestBatch[Sequence[str], None] = RequestBatch(self._check, 1_000)
        bus.heard = self.hear
        bus.doubt = self.doubt
        bus.goes_first = self.is_personal

    async def stop(self) -> None:
        """Give up what is waiting."""
        await self._places.stop()
        await self._checks.stop()

    def personal_stream(self, reader: Reader) -> str:
        """Name the stream that opens and closes others for this reader."""
        return self._personal_prefix + reader.viewer.member_id

    # -- what happens ------------------------------------------------------------------------------------------

    def announce(self, announcements: Sequence[object]) -> None:
        """Tell what this node committed, in commit order: to the readers here, then to other nodes."""
        entries, lives = split(announcements)
        entries = sorted(entries, key=self._is_common) if len(entries) > 1 else entries
        self.hear(entries, lives)
        self.bus.publish(entries, lives)

    def hear(self, entries: Sequence[Entry], lives: Sequence[Live] = ()) -> None:
        """Take entries and live facts from this node or another; what nobody here follows is passed over."""
        if len(entries) > 1:
            entries = sorted(entries, key=self._is_common)
        for entry in entries:
            stream = self.streams.get(entry.stream)
            if stream is not None:
                self._take(stream, entry)
        for live in lives:
            self.ephemeral.hear(live)

    def _is_common(self, entry: Entry) -> bool:
        return not self.is_personal(entry.stream)

    def is_personal(self, stream: str) -> bool:
        """Whether a stream is one person's own: what it says opens and closes others for them."""
        return stream.startswith(self._personal_prefix)

    def _take(self, stream: Stream, entry: Entry) -> None:
        if entry.seq == stream.position + 1:
            self._deliver(stream, entry)
            if stream.held:
                self._release(stream)
        elif entry.seq > stream.position:
            stream.hold(entry)
            self._note_hole(stream)
            if stream.is_personal:
                self._obey(stream, signal_of(entry))

    def _deliver(self, stream: Stream, entry: Entry) -> None:
        frame = stream.advance(entry)
        for reader in stream.readers:
            reader.offer(frame)
        metrics.ENTRIES.inc()
        if stream.is_personal:
            self._act_on(stream, entry)
        elif entry.kind in self.keeps:
            self._part(stream, entry)

    def _part(self, stream: Stream, entry: Entry) -> None:
        """Close the stream to readers who may not read on: they hear this entry and nothing after it."""
        stream.parting = entry
        for reader in tuple(stream.readers):
            if self.is_parted(reader, stream):
                self.close(reader, stream.name)

    def is_parted(self, reader: Reader, stream: Stream) -> bool:
        """Whether the last entry that changed who may read a stream excludes this reader."""
        return stream.parting is not None and not self.keeps[stream.parting.kind](reader.viewer, stream.parting)

    def _release(self, stream: Stream) -> None:
        while (entry := stream.next_held()) is not None:
            self._deliver(stream, entry)
        if stream.held:
            self._note_hole(stream)

    def _act_on(self, stream: Stream, entry: Entry) -> None:
        signal = signal_of(entry)
        if signal.opens is None and signal.closes is None and signal.session_id is None:
            return
        stream.signals.append((entry.seq, signal))
        self._obey(stream, signal)
        if signal.opens is not None:
            for reader in tuple(stream.readers):
                self.open_later(reader, signal.opens)

    def _obey(self, stream: Stream, signal: Signal) -> None:
        """Take from this member's readers what is no longer theirs; not even a hole before it is waited for."""
        for reader in tuple(stream.readers):
            if signal.session_id is not None and signal.session_id == reader.viewer.session_id:
                reader.end("signed_out")
            if signal.closes is not None:
                self.close(reader, signal.closes)

    # -- readers -----------------------------------------------------------------------------------------------

    def attach(self, reader: Reader, stream: Stream) -> None:
        """From now on the reader gets what the stream says. Its position is the border to the catch-up."""
        if reader in stream.readers:
            return
        stream.readers.add(reader)
        reader.streams.append(stream.name)
        if reader.looks_at == stream.name:
            stream.lookers.add(reader)

    def close(self, reader: Reader, name: str) -> None:
        """The viewer may no longer read this stream; tell the client if it followed it."""
        if reader.opening is not None:
            reader.opening.pop(name, None)
        stream = self.streams.get(name)
        if stream is not None and reader in stream.readers:
            self._leave(reader, stream)
            reader.streams.remove(name)
            reader.offer(line(Closed(name)))

    def open_later(self, reader: Reader, opens: Opens) -> None:
        """Follow one more stream for a reader, after asking the database whether they may."""
        stream = self.streams.get(opens.stream)
        if self.on_opens is None or reader.ended or (stream is not None and reader in stream.readers):
            return
        if reader.opening is None:
            reader.opening = {}
        reader.opening[opens.stream] = opens
        self._spawn(self.on_opens(reader, opens))

    def dismiss(self, reader: Reader) -> None:
        """Take a reader off every stream; the streams linger for those who come back."""
        for name in reader.streams:
            stream = self.streams.get(name)
            if stream is not None:
                self._leave(reader, stream)
        reader.streams = []

    def _leave(self, reader: Reader, stream: Stream) -> None:
        stream.readers.discard(reader)
        stream.lookers.discard(reader)
        if not stream.readers:
            stream.idle_since = self.tick.loop.time()

    def look(self, reader: Reader, name: str | None) -> None:
        """Remember which room a reader has on screen; marks and typing go there only."""
        before = self.streams.get(reader.looks_at or "")
        if before is not None:
            before.lookers.discard(reader)
        reader.looks_at = name
        stream = self.streams.get(name or "")
        if stream is not None and reader in stream.readers:
            stream.lookers.add(reader)

    # -- following ---------------------------------------------------------------------------------------------

    async def follow(self, names: Iterable[str]) -> None:
        """Return once this node hears all these streams and knows where they are."""
        now = self.tick.loop.time()
        new = []
        for name in names:
            stream = self.streams.get(name)
            if stream is None or not stream.is_placed:
                new.append(name)
            else:
                stream.idle_since = now
        if new:
            await self._places.ask(new)

    async def _place(self, asked: list[Sequence[str]]) -> list[None]:
        """Subscribe first, then read the position: what is said in between is held, and nothing falls between."""
        new = {name for names in asked for name in names if not self._is_placed(name)}
        now = self.tick.loop.time()
        for name in new:
            stream = self.streams.setdefault(name, Stream(name, is_personal=self.is_personal(name)))
            stream.idle_since = now
        if new:
            await self.bus.subscribe(new)
            for name, head in (await self.record.heads(list(new))).items():
                self._set_position(name, head)
            metrics.STREAMS.set(len(self.streams))
        return [None] * len(asked)

    def _is_placed(self, name: str) -> bool:
        stream = self.streams.get(name)
        return stream is not None and stream.is_placed

    def _set_position(self, name: str, head: int) -> None:
        stream = self.streams.get(name)
        if stream is not None and not stream.is_placed:
            stream.place(head)
            self._release(stream)

    # -- holes -------------------------------------------------------------------------------------------------

    def _note_hole(self, stream: Stream) -> None:
        if not stream.is_placed:
            return
        if not self._holes:
            self.tick.loop.call_later(HOLE_S, self._look_at_holes)
        self._holes.setdefault(stream.name, stream.position)

    def _look_at_holes(self) -> None:
        """Ask the database for holes at which a stream stood still since they were seen."""
        seen, self._holes = self._holes, {}
        stuck = []
        for name, position in seen.items():
            stream = self.streams.get(name)
            if stream is None or not stream.has_hole:
                continue
            if stream.position == position:
                stuck.append(name)
            else:
                self._note_hole(stream)
        if stuck:
            metrics.HOLES.inc(len(stuck))
            self._spawn(self._mend(stuck))

    def doubt(self) -> None:
        """Publications may have been lost: compare every followed stream with the database."""
        self._spawn(self._mend(list(self.streams)))

    async def _mend(self, names: Sequence[str]) -> None:
        """Check until it succeeds: while the database is away, what is held stays held."""
        while True:
            try:
                await self.check(names)
            except Problem as problem:
                log.warning("streams.not_checked", code=problem.code, streams=len(names))
                await asyncio.sleep(RETRY_S)
            except Exception:
                log.exception("streams.check_failed", streams=len(names))
                await asyncio.sleep(RETRY_S)
            else:
                return

    async def check(self, names: Sequence[str]) -> None:
        """Bring these streams at least to where the database was when this was called."""
        await self._checks.ask(names)

    async def _check(self, asked: list[Sequence[str]]) -> list[None]:
        sought = dict.fromkeys(name for names in asked for name in names)
        wanted = [name for name in sought if not self.is_personal(name)]
        # All personal streams' heads are read last and their entries delivered first; see the promise above.
        personal = [name for name, stream in self.streams.items() if stream.is_personal] if wanted else list(sought)
        known = await self.record.heads([*wanted, *personal])
        behind = [
            Missed(name, stream.position, known[name])
            for name in (*personal, *wanted)
            if (stream := self.streams.get(name)) is not None and stream.is_placed and known[name] > stream.position
        ]
        for start in range(0, len(behind), MENDED_AT_ONCE):
            await self._make_all_good(behind[start : start + MENDED_AT_ONCE])
        return [None] * len(asked)

    async def _make_all_good(self, behind: Sequence[Missed]) -> None:
        near = [missed for missed in behind if missed.upto - missed.after <= MENDED_MOST]
        found = dict(zip((one.stream for one in near), await self.record.entries(near), strict=True)) if near else {}
        for missed in behind:
            self._make_good(missed, found.get(missed.stream))

    def _make_good(self, missed: Missed, entries: Sequence[Entry] | None) -> None:
        stream = self.streams.get(missed.stream)
        if stream is None:
            return
        if entries is None or any(is_erased(entry) for entry in entries):
            self._jump(stream, missed.upto)
        for entry in entries or ():
            if entry.seq == stream.position + 1:
                self._deliver(stream, entry)
        self._release(stream)

    def _jump(self, stream: Stream, head: int) -> None:
        """Give up continuing: readers fetch anew; whose personal stream it is, comes back and is asked anew."""
        if head <= stream.position:
            return
        stream.jump(head)
        for reader in tuple(stream.readers):
            if stream.is_personal:
                reader.end("resume")
            else:
                reader.offer(line(Refetch(stream.name, head)))

    # -- upkeep ------------------------------------------------------------------------------------------------

    async def keep_up(self) -> None:
        """Sweep, and with other nodes compare positions, for as long as the server runs."""
        last_check = self.tick.loop.time()
        while True:
            await asyncio.sleep(SWEEP_S)
            await self.sweep()
            if self.bus.is_shared and self.tick.loop.time() - last_check >= CHECK_S:
                last_check = self.tick.loop.time()
                await self._mend(list(self.streams))

    async def sweep(self) -> None:
        """Stop following streams that nobody came back to, and bound the memory of recent lines."""
        limit = self.tick.loop.time() - LINGER_S
        idle = [name for name, one in self.streams.items() if not one.readers and one.idle_since < limit]
        for name in idle:
            del self.streams[name]
        if idle:
            await self.bus.unsubscribe(idle)
        metrics.STREAMS.set(len(self.streams))
        self._bound_recent()

    def _bound_recent(self) -> None:
        size = sum(stream.recent_bytes for stream in self.streams.values())
        for stream in self.streams.values():
            if size <= RECENT_BYTES_IN_ALL:
                return
            size -= stream.recent_bytes
            stream.forget_recent()


def is_erased(entry: Entry) -> bool:
    """Whether the body is gone: no state can be folded from it, only fetched."""
    return bytes(entry.body) == b"null"
