"""Coming back: every missed entry in order, or "fetch this stream anew"; never a part, nothing twice.

How nothing falls between: the node follows the streams first, so their positions on this node are known and
move only by delivery. What lies between the client's position and the node's is read; what lies beyond comes
live. Attaching happens in one go on the event loop, after checking that the catch-up still touches the position.

A herd shares the work: hellos are planned together (`Record.plan`), missed lines are read once per stream and
kept with the stream's recent lines, and neighbours that miss the same share one framed message.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from kairan.core.journal import Span
from kairan.core.kit.bounds import bounded
from kairan.core.realtime import metrics
from kairan.core.realtime.frames import CURRENT, Closed, Opens, Refetch, line, line_of
from kairan.core.realtime.hub import Hub, is_erased
from kairan.core.realtime.reader import Reader
from kairan.core.realtime.record import Ask, Missed, Plan
from kairan.core.realtime.request_batching import RequestBatch
from kairan.core.realtime.stream import Stream

MISSED_MOST = bounded(
    "resume.missed", 200, "drop", "the stream is fetched anew (`refetch`)"
)  # missed entries of one stream; a client that missed more fetches the newest page instead
MISSED_IN_ALL = bounded(
    "resume.in_all", 1_000, "drop", "the streams that do not fit are fetched anew"
)  # lines of one catch-up
MISSED_BYTES = bounded(
    "resume.bytes", 1024 * 1024, "drop", "the streams that do not fit are fetched anew"
)  # of one catch-up; streams that do not fit are refetched
TRIES = 4  # a stream that runs ahead of its catch-up this often is refetched
RECALLED_AT_ONCE = 100  # readers in one read

Lines = Sequence[bytes]
Outcome = Literal["level", "continued", "refetch", "closed"]


class _Recalled(msgspec.Struct, frozen=True):
    """Lines read for a catch-up, from `after` up to `upto`; None when they cannot be continued from."""

    after: int
    upto: int
    lines: Lines | None


class Resume:
    """Brings readers from where their clients stand to the present."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._recalls: RequestBatch[Sequence[Missed], list[Lines | None]] = RequestBatch(self._recall, RECALLED_AT_ONCE)

    async def stop(self) -> None:
        """Give up what is waiting."""
        await self._recalls.stop()

    async def hello(self, reader: Reader, vector: Mapping[str, int]) -> None:
        """Deliver what the client missed, then `current`, and attach the reader to all it follows."""
        started = asyncio.get_running_loop().time()
        personal = self._hub.personal_stream(reader)
        await self._hub.follow([personal])
        since = self._hub.streams[personal].position
        plan = await self._hub.record.plan(Ask(reader.viewer, vector))
        if plan is None:
            reader.end("signed_out")
            return
        if await self._catch_up(reader, plan, vector, personal, since):
            metrics.RESUME_SECONDS.observe(asyncio.get_running_loop().time() - started)

    async def open(self, reader: Reader, opens: Opens) -> None:
        """Follow one more stream from `opens.seq` on, if the viewer may."""
        vector = {} if opens.seq is None else {opens.stream: opens.seq}
        plan = await self._hub.record.plan(Ask(reader.viewer, vector, only=opens.stream))
        if plan is None or not plan.streams:
            return
        for attempt in range(TRIES):
            recalled = await self._prepare(reader, plan, vector)
            if reader.ended or reader.opening is None or reader.opening.get(opens.stream) is not opens:
                return  # gone, or closed again meanwhile, and perhaps opened once more
            catch_up = _CatchUp(self._hub, reader, plan.spans, recalled, is_last=attempt == TRIES - 1)
            if catch_up.add(opens.stream, opens.seq):
                del reader.opening[opens.stream]
                catch_up.carry_out()
                return

    async def _catch_up(self, reader: Reader, plan: Plan, vector: Mapping[str, int], personal: str, since: int) -> bool:
        for attempt in range(TRIES):
            recalled = await self._prepare(reader, plan, vector)
            if reader.ended:
                return False
            catch_up = _CatchUp(self._hub, reader, plan.spans, recalled, is_last=attempt == TRIES - 1)
            if catch_up.heed(personal, since) and catch_up.add_all(plan.streams, vector, personal):
                catch_up.carry_out(CURRENT)
                # Who fetches the personal stream anew does not read in it from where on to follow what it opened.
                is_read = personal not in catch_up.refetched
                for opens in catch_up.opened.values():
                    self._hub.open_later(reader, opens if is_read else Opens(opens.stream, None))
                return not reader.ended
        reader.end("resume", 1_000)  # the personal stream ran ahead of us: ask anew what is followed
        return False

    async def _prepare(self, reader: Reader, plan: Plan, vector: Mapping[str, int]) -> dict[str, _Recalled]:
        """Follow the streams, and read what is missed and not among their recent lines."""
        streams = plan.streams
        await self._hub.follow(streams)
        await self._hear_what_was_planned(reader, plan, vector)
        asked = [missed for name in streams if (missed := self._to_recall(name, vector.get(name))) is not None]
        lines = await self._recalls.ask(asked) if asked else []
        return {one.stream: _Recalled(one.after, one.upto, some) for one, some in zip(asked, lines, strict=True)}

    async def _hear_what_was_planned(self, reader: Reader, plan: Plan, vector: Mapping[str, int]) -> None:
        """Bring this node to where the plan was, and the personal stream to where the others are."""
        streams = self._hub.streams
        # Another node told the client, or let them in, and this one did not hear it yet.
        behind = [name for name in plan.streams if _begins_after(plan, name, vector.get(name)) > streams[name].position]
        if behind:
            await self._hub.check(behind)
        elif any(streams[name].placed_at > plan.heads[name] for name in plan.streams):
            # Followed from after the plan on: that they were taken out before may have been lost on the way here.
            await self._hub.check([self._hub.personal_stream(reader)])

    def _to_recall(self, name: str, seq: int | None) -> Missed | None:
        stream = self._hub.streams.get(name)
        if stream is None or seq is None or stream.position - seq > MISSED_MOST:
            return None
        if stream.lines_after(seq) is not None:
            return None
        return Missed(name, seq, stream.position)

    async def _recall(self, asked: list[Sequence[Missed]]) -> list[list[Lines | None]]:
        """Read missed lines, once per stream and batch, and remember them for the next batch."""
        widest: dict[str, Missed] = {}
        for one in (one for some in asked for one in some):
            known = widest.get(one.stream, one)
            widest[one.stream] = Missed(one.stream, min(one.after, known.after), max(one.upto, known.upto))
        read = [one for one in widest.values() if self._remembered(one) is None]
        lines: dict[str, Lines | None] = {}
        for missed, entries in zip(read, await self._hub.record.entries(read) if read else (), strict=True):
            is_whole = len(entries) == missed.upto - missed.after and not any(map(is_erased, entries))
            lines[missed.stream] = some = list(map(line_of, entries)) if is_whole else None
            stream = self._hub.streams.get(missed.stream)
            if stream is not None and some is not None:
                stream.extend_back(missed.after + 1, some)
        return [[self._part(one, widest[one.stream], lines) for one in some] for some in asked]

    def _remembered(self, missed: Missed) -> Lines | None:
        stream = self._hub.streams.get(missed.stream)
        lines = None if stream is None else stream.lines_after(missed.after)
        return None if lines is None else lines[: missed.upto - missed.after]

    def _part(self, one: Missed, read: Missed, lines: Mapping[str, Lines | None]) -> Lines | None:
        if one.stream not in lines:
            return self._remembered(one)
        some = lines[one.stream]
        return None if some is None else some[one.after - read.after : one.upto - read.after]


class _CatchUp:
    """What one reader will get and be attached to; computed and carried out without a pause in between."""

    def __init__(
        self,
        hub: Hub,
        reader: Reader,
        spans: Mapping[str, Span | None],
        recalled: Mapping[str, _Recalled],
        *,
        is_last: bool,
    ) -> None:
        self._hub = hub
        self._reader = reader
        self._spans = spans
        self._recalled = recalled
        self._is_last = is_last  # no further try: what cannot be continued is refetched
        self._frames: list[bytes] = []
        self._bytes = 0
        self._attached: list[Stream] = []
        self._closed: set[str] = set()
        self.opened: dict[str, Opens] = {}  # meanwhile, to be followed after this
        self.refetched: set[str] = set()
        self._outcomes: list[Outcome] = []

    def heed(self, personal: str, since: int) -> bool:
        """Obey what the personal stream said since we began to ask; false when that is no longer known."""
        stream = self._hub.streams.get(personal)
        signals = None if stream is None else stream.signals_after(since)
        if signals is None:
            return False
        opened: dict[str, Opens] = {}
        for signal in signals:
            if signal.session_id is not None and signal.session_id == self._reader.viewer.session_id:
                self._reader.end("signed_out")
            if signal.closes is not None:
                self._closed.add(signal.closes)
                opened.pop(signal.closes, None)
            if signal.opens is not None:
                opened[signal.opens.stream] = signal.opens
        self.opened = opened
        return True

    def add_all(self, streams: Sequence[str], vector: Mapping[str, int], personal: str) -> bool:
        """Prepare the personal stream, then those with least missed first; false when one must be prepared anew."""
        for name in sorted(streams, key=lambda name: (name != personal, self._missed(name, vector))):
            if name not in self._closed and not self.add(name, vector.get(name)):
                return False
        # Closed, if at all, before it was opened: the client reads so in its own stream.
        followed = (set(streams) - self._closed) | self.opened.keys()
        self._frames += [line(Closed(name)) for name in vector if name not in followed]
        return True

    def _missed(self, name: str, vector: Mapping[str, int]) -> int:
        stream = self._hub.streams.get(name)
        return 0 if stream is None else stream.position - vector.get(name, stream.position)

    def add(self, name: str, seq: int | None) -> bool:
        """Prepare one stream; false when its catch-up no longer reaches its position."""
        stream = self._hub.streams.get(name)
        if stream is None:
            return False  # swept away in between
        if name in self._spans and ((span := self._spans[name]) is None or span.last is not None):
            return self._note("closed", line(Closed(name)))
        if self._hub.is_parted(self._reader, stream):  # since it was planned
            return self._note("closed", line(Closed(name)))
        lines = self._lines(stream, seq)
        if lines == "again" and not self._is_last:
            return False
        if isinstance(lines, str) or not self._fits(lines):
            self.refetched.add(name)
            self._note("refetch", line(Refetch(name, stream.position)))
        else:
            self._frames += lines
            self._note("continued" if lines else "level")
        self._attached.append(stream)
        return True

    def _lines(self, stream: Stream, seq: int | None) -> Lines | Literal["refetch", "again"]:
        """Return what is missed, whole and permitted."""
        if seq is None or seq > stream.position or stream.position - seq > MISSED_MOST:
            return "refetch"
        span = self._spans.get(stream.name)
        if span is not None and span.first > seq + 1:
            return "refetch"  # part of what was missed is not theirs to read
        if (lines := stream.lines_after(seq)) is not None:
            return lines
        recalled = self._recalled.get(stream.name)
        if recalled is None:
            return "again"
        if recalled.lines is None:
            return "refetch"
        rest = stream.lines_after(recalled.upto)
        return "again" if rest is None else [*recalled.lines, *rest]

    def _fits(self, lines: Lines) -> bool:
        size = sum(map(len, lines))
        if len(self._frames) + len(lines) > MISSED_IN_ALL or self._bytes + size > MISSED_BYTES:
            return False
        self._bytes += size
        return True

    def _note(self, outcome: Outcome, frame: bytes | None = None) -> bool:
        self._outcomes.append(outcome)
        if frame is not None:
            self._frames.append(frame)
        return True

    def carry_out(self, *last: bytes) -> None:
        """Give the reader its frames and attach it; nothing can be said by a stream in between."""
        self._reader.catch_up([*self._frames, *last])
        for stream in self._attached:
            self._hub.attach(self._reader, stream)
        _count(self._outcomes)


def _begins_after(plan: Plan, name: str, seq: int | None) -> int:
    """Return how far the node must be: what lies before, and it has not heard yet, may not be theirs to read."""
    if seq is None:
        return plan.heads[name]
    span = plan.spans.get(name)
    return seq if span is None else max(seq, span.first - 1)


def _count(outcomes: Iterable[Outcome]) -> None:
    for outcome in outcomes:
        if outcome != "level":
            metrics.CATCH_UPS.labels(outcome).inc()
