"""Realtime as the rest of the server sees it: start, stop, announce; and what all transports share."""

import asyncio
import secrets
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping, Sequence
from types import TracebackType
from typing import Any, Literal

import msgspec
import structlog

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import Db
from kairan.core.kit.problems import Leaving, Problem, TooBusy
from kairan.core.kit.store import Store
from kairan.core.realtime import metrics
from kairan.core.realtime.bus import Bus, InProcessBus
from kairan.core.realtime.frame_rate import Pace
from kairan.core.realtime.frames import (
    PONG,
    Active,
    ClientFrame,
    Hello,
    Look,
    MalformedFrame,
    Opens,
    Ping,
    Typing,
    TypingHere,
    Welcome,
    client_frames,
    line,
)
from kairan.core.realtime.hub import Hub, Keeps
from kairan.core.realtime.presence import Presence, Present
from kairan.core.realtime.reader import Reader, Tick
from kairan.core.realtime.record import Followed, Record
from kairan.core.realtime.resume import Resume
from kairan.core.viewer import OrganizationId, Viewer

log = structlog.get_logger("kairan.core.realtime")

HEARTBEAT_S = 25  # the client pings when it heard nothing for so long; below the 30 s of common proxies
READERS_MOST = bounded(
    "live.readers", 20_000, "refuse", "503 `server.busy`; a socket is told when to come back"
)  # connections of this node; more hear "busy"
READERS_OF_MEMBER = bounded("live.of_member", 32, "refuse", "429 `live.too_many`")  # connections of one person
SLOT_MS = 2.0  # a restarting server asks its readers back so far apart
SLOTS_FROM_MS = 500
GREETINGS_MOST = bounded(
    "live.greetings", 2_000, "end", "of a herd, who comes then is told `bye` with `resume` and a slot to come back in"
)
GREETING_SLOT_MS = 3.0  # about what it costs to bring one reader to the present

SESSIONS_S = 30.0  # how often it is asked whose session has ended by itself
SESSIONS_AT_ONCE = 500
RULES_S = 5.0  # how often it is asked whose policy has changed, here or at another node
PRESENCE_S = 5.0  # how often it is written down who is there
RULES_SLOT_MS = 2.0  # readers whose policy changed come back so far apart

Ended = Callable[[Db, Sequence[str]], set[str]]
"""Which of these sessions are over. Given by the concern that knows."""

Revisions = Callable[[Db, Sequence[OrganizationId]], Mapping[str, int]]
"""The present revision of the policy of each of these bodies. Given by the concern that knows."""

NotePresence = Callable[[Db, Present], None]
"""Remember who is at a PC just now, and who left. Given by the concern that wants to know."""

Transport = Literal["websocket", "sse", "polling"]


class TooManyConnections(Problem):
    """One person has more windows open than anybody needs."""

    status = 429
    code = "live.too_many"
    ja = "同時に開いている画面が多すぎます。使っていない画面を閉じてください。"
    en = "Too many windows are open at the same time. Please close those you do not use."


class TooFast(Problem):
    """A client sends more frames than a person can cause."""

    status = 429
    code = "live.too_fast"
    ja = "送信の間隔が短すぎます。しばらくしてから、もう一度お試しください。"
    en = "Too much was sent in too short a time. Please try again shortly."


class LiveSettings(msgspec.Struct, frozen=True):
    """What the operator may choose."""

    version: str = ""
    heartbeat_s: int = HEARTBEAT_S
    readers_most: int = READERS_MOST


class Live:
    """The realtime part of one node. Use as an async context manager for the life of the server."""

    def __init__(
        self,
        store: Store,
        followed: Followed,
        *,
        ended: Ended | None = None,
        keeps: Mapping[str, Keeps] | None = None,
        revisions: Revisions | None = None,
        presence: NotePresence | None = None,
        outdated: Callable[[], None] = lambda: None,
        bus: Bus | None = None,
        personal_kind: str = "member",
        room_kind: str = "room",
        settings: LiveSettings | None = None,
    ) -> None:
        self.settings = settings or LiveSettings()
        self.readers: set[Reader] = set()
        self._store = store
        self._ended = ended
        self._keeps = dict(keeps or {})
        self._revisions = revisions
        self._note_presence = presence
        self._presence = Presence()
        self._outdated = outdated  # called when a policy has changed, before its readers are asked to come back
        self._bus: Bus = bus or InProcessBus()
        self._record = Record(store, followed)
        self._personal_kind = personal_kind
        self._room_prefix = room_kind + ":"
        self._of_member: Counter[str] = Counter()
        self._transports: dict[Reader, Transport] = {}
        self._tasks = asyncio.TaskGroup()
        self._beside: set[asyncio.Task[None]] = set()
        self._is_stopping = False
        self.is_leaving = False
        """Whether this node asks everybody to come back at another one."""
        self._greetings = 0
        self._next_slot = 0.0

    async def __aenter__(self) -> "Live":
        """Connect the hub to the store and the bus."""
        await self._tasks.__aenter__()
        self.tick = Tick(asyncio.get_running_loop())
        self.hub = Hub(self._record, self._bus, self.tick, self._personal_kind, self.spawn)
        self.resume = Resume(self.hub)
        self.hub.on_opens = self._open
        self.hub.keeps = self._keeps
        self._store.announce = self.hub.announce
        await self._bus.start()
        self.spawn(self.hub.keep_up())
        self.spawn(self._watch("sessions", SESSIONS_S, self.end_readers_of_ended_sessions))
        self.spawn(self._watch("rules", RULES_S, self.part_with_outdated_readers))
        self.spawn(self._watch("presence", PRESENCE_S, self.write_down_who_is_there))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say goodbye to everybody, then stop."""
        self.say_goodbye()
        self._is_stopping = True
        await asyncio.sleep(0)
        for part in (self.resume, self.hub, self._record, self._bus):
            await part.stop()
        for task in self._beside:
            task.cancel()
        await self._tasks.__aexit__(kind, error, trace)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something beside; it ends with the server."""
        if self._is_stopping:
            work.close()
            return
        task = self._tasks.create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    # -- readers -----------------------------------------------------------------------------------------------

    def admit(self, viewer: Viewer, transport: Transport) -> Reader:
        """Make a reader for a new connection; its first frame is `welcome`.

        Problems: Leaving, TooBusy, TooManyConnections.
        """
        self.require_staying()
        if self._is_stopping or len(self.readers) >= self.settings.readers_most:
            raise TooBusy(retry_after_s=5)
        if self._of_member[viewer.member_id] >= READERS_OF_MEMBER:
            raise TooManyConnections
        reader = Reader(viewer, secrets.token_urlsafe(18), self.tick)
        reader.on_end = self.dismiss
        self.readers.add(reader)
        self._of_member[viewer.member_id] += 1
        metrics.READERS.labels(transport).inc()
        self._transports[reader] = transport
        reader.offer(
            line(Welcome(reader.connection, self.settings.heartbeat_s, self.settings.version, viewer.rules.revision))
        )
        return reader

    def dismiss(self, reader: Reader) -> None:
        """Forget a reader whose connection ended or is about to."""
        if reader not in self.readers:
            return
        self.readers.discard(reader)
        self.hub.dismiss(reader)
        self._presence.dismiss(reader)
        metrics.READERS.labels(self._transports.pop(reader)).dec()
        self._of_member[reader.viewer.member_id] -= 1
        if not self._of_member[reader.viewer.member_id]:
            del self._of_member[reader.viewer.member_id]

    def require_staying(self) -> None:
        """Refuse newcomers while this node is about to stop: a proxy then asks another. Problems: Leaving."""
        if self.is_leaving:
            raise Leaving(retry_after_s=1)

    async def greet(self, reader: Reader, hello: Hello) -> None:
        """Bring a reader to the present; of a herd, who cannot be taken in hand now is asked back in a slot."""
        if self._greetings >= GREETINGS_MOST:
            metrics.HERDED.inc()
            reader.end("resume", self._slot_ms())
            return
        self._greetings += 1
        try:
            await self._greet(reader, hello)
        finally:
            self._greetings -= 1

    def _slot_ms(self) -> int:
        """Return how long to wait for the next free slot, beginning when those in hand will be done."""
        now = self.tick.loop.time()
        first = now + GREETINGS_MOST * GREETING_SLOT_MS / 1_000
        self._next_slot = max(first, self._next_slot + GREETING_SLOT_MS / 1_000)
        return int((self._next_slot - now) * 1_000)

    async def _greet(self, reader: Reader, hello: Hello) -> None:
        """Bring a reader to the present; a database in trouble asks it to come back later."""
        if hello.look is not None:
            self.hub.look(reader, self._room_stream(hello.look))
        try:
            await self.resume.hello(reader, hello.vector)
        except Problem as problem:
            log.warning("resume.failed", code=problem.code)
            reader.end("resume", 1_000 * (problem.retry_after_s or 2))

    def hear(self, reader: Reader, pace: Pace, message: str | bytes) -> None:
        """Act on what a client sent; raises MalformedFrame and TooFast."""
        frames = client_frames(message)
        if not pace.allows(len(frames), len(message)):
            raise TooFast(retry_after_s=5)
        for frame in frames:
            self._heed(reader, frame)

    def _heed(self, reader: Reader, frame: ClientFrame) -> None:
        if isinstance(frame, Ping):
            reader.offer(PONG)
        elif isinstance(frame, Look):
            self.hub.look(reader, None if frame.room is None else self._room_stream(frame.room))
        elif isinstance(frame, Active):
            if reader.viewer.device == "pc":
                self._presence.note(reader, here=frame.here)
        elif isinstance(frame, TypingHere):
            self._tell_typing(reader, self._room_stream(frame.room))
        else:
            raise MalformedFrame  # a second hello

    def _tell_typing(self, reader: Reader, name: str) -> None:
        """Tell that somebody writes in a room; only if they read it themselves."""
        stream = self.hub.streams.get(name)
        if stream is not None and reader in stream.readers:
            self.hub.announce([Typing(name, reader.viewer.member_id)])

    def _room_stream(self, room: str) -> str:
        return self._room_prefix + room

    async def _open(self, reader: Reader, opens: Opens) -> None:
        try:
            await self.resume.open(reader, opens)
        except Problem as problem:
            log.warning("open.failed", code=problem.code)
            reader.end("resume", 1_000)
        except Exception:
            log.exception("open.failed")
            reader.end("resume", 1_000)

    async def write_down_who_is_there(self) -> None:
        """Remember for all nodes who uses a PC: what they see there need not be told to their phone."""
        present = self._presence.take()
        if (present.here or present.left) and self._note_presence is not None:
            await self._store.write(self._note_presence, present)

    # -- sessions ----------------------------------------------------------------------------------------------

    async def _watch(self, what: str, every_s: float, look: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Look again and again: for what ends without a word, and for what changed at another node."""
        while True:
            await asyncio.sleep(every_s)
            try:
                await look()
            except Problem as problem:
                log.warning(f"{what}.not_checked", code=problem.code)
            except Exception:
                log.exception(f"{what}.check_failed")

    async def end_readers_of_ended_sessions(self) -> None:
        """Ask the database about every session that reads here; a signed-out end is all a reader gets."""
        if self._ended is None:
            return
        present = sorted({reader.viewer.session_id for reader in self.readers if reader.viewer.session_id})
        for start in range(0, len(present), SESSIONS_AT_ONCE):
            over = await self._store.read(self._ended, present[start : start + SESSIONS_AT_ONCE])
            for reader in tuple(self.readers):
                if reader.viewer.session_id in over:
                    reader.end("signed_out")

    async def part_with_outdated_readers(self) -> None:
        """Ask readers to come back whose body's policy has changed since they came: the door looks anew then."""
        present = sorted({reader.viewer.organization_id for reader in self.readers})
        if self._revisions is None or not present:
            return
        now = await self._store.read(self._revisions, present)
        old = [one for one in self.readers if now.get(one.viewer.organization_id, 0) != one.viewer.rules.revision]
        if old:
            self._outdated()
        for place, reader in enumerate(old):
            reader.end("resume", int(place * RULES_SLOT_MS))

    # -- the end -----------------------------------------------------------------------------------------------

    def say_goodbye(self) -> None:
        """Ask every reader to come back in a slot of its own, write that at once, and take no more of them."""
        self.is_leaving = True
        slot_ms = float(SLOTS_FROM_MS)
        for reader in tuple(self.readers):
            reader.end("restarting", int(slot_ms))
            slot_ms += SLOT_MS
        self.tick.flush()
