"""Several nodes over Valkey or Redis: one channel per stream, and each node hears only what its readers follow.

Publish and subscribe lose what is said while a node is away, so nothing here is trusted with an entry: whenever
something may have been lost (a connection made anew, a full queue, a node that says so), positions are compared
with the database, where everything is.
"""

import asyncio
import secrets
from collections import deque
from collections.abc import Collection, Sequence
from typing import Any, Final

import msgspec
import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from kairan.core.journal import Entry
from kairan.core.kit.bounds import bounded
from kairan.core.realtime import metrics
from kairan.core.realtime.bus import Doubt, GoesFirst, Heard, deaf, never_first, trusting
from kairan.core.realtime.frames import Live, Mark

PREFIX: Final = "kairan:s:"
DOUBT_CHANNEL: Final = "kairan:doubt"  # a node that could not publish tells the others to look at the database
WAITING = bounded(
    "bus.outgoing", 10_000, "drop", "counted; every node then compares its streams with the database"
)  # announcements waiting to be published; beyond that they are dropped, and doubt is spread
TOGETHER = 500  # announcements in one round trip
CHANNELS_AT_ONCE = 500
MARKS_EVERY_S = 0.25
ANSWER_S = 3.0  # for a command
PING_S = 5.0
RECONNECT_S = (0.1, 0.5, 1.0, 2.0, 5.0)  # pauses; the last one repeats

log = structlog.get_logger("kairan.bus")


class _Parcel(msgspec.Struct):
    """What one node tells the others about one stream."""

    node: str
    entries: list[Entry]
    lives: list[Live]


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(_Parcel).decode
_TROUBLE = (RedisError, OSError, TimeoutError)


class RedisBus:
    """The way to the other nodes through Valkey or Redis, at a URL such as `redis://127.0.0.1:6379/0`."""

    is_shared = True

    def __init__(self, url: str) -> None:
        self.heard: Heard = deaf
        self.doubt: Doubt = trusting
        self.goes_first: GoesFirst = never_first
        self._node = secrets.token_hex(8)
        self._url = url
        self._wanted: set[str] = set()  # channels
        self._confirming: dict[str, asyncio.Future[None]] = {}
        self._ears: PubSub | None = None  # while connected
        self._outgoing: deque[tuple[str, Entry | Live]] = deque()
        self._marks: dict[tuple[str, str | None, str], Mark] = {}
        self._has_work = asyncio.Event()
        self._has_dropped = False
        self._order = asyncio.Lock()  # subscriptions and their ends reach the server in the order asked
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to connect; the node serves its own readers meanwhile."""
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._speak())]

    async def stop(self) -> None:
        """Let go of the connections."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # -- speaking ----------------------------------------------------------------------------------------------

    def publish(self, entries: Sequence[Entry], lives: Sequence[Live]) -> None:
        """Queue for the other nodes. Marks wait a moment and are merged; a full queue drops and spreads doubt."""
        for announcement in (*entries, *lives):
            if isinstance(announcement, Mark):
                self._merge(announcement)
            elif len(self._outgoing) < WAITING:
                self._outgoing.append((PREFIX + announcement.stream, announcement))
            else:
                self._has_dropped = True
                metrics.BUS_DROPPED.inc()
        self._has_work.set()

    def _merge(self, mark: Mark) -> None:
        if not self._marks:
            asyncio.get_running_loop().call_later(MARKS_EVERY_S, self._release_marks)
        if len(self._marks) < WAITING:
            self._marks[mark.stream, mark.root, mark.member_id] = mark

    def _release_marks(self) -> None:
        marks, self._marks = self._marks, {}
        for mark in marks.values():
            if len(self._outgoing) < WAITING:
                self._outgoing.append((PREFIX + mark.stream, mark))
        self._has_work.set()

    async def _speak(self) -> None:
        client = self._client()
        try:
            while True:
                await self._has_work.wait()
                self._has_work.clear()
                while self._outgoing or self._has_dropped:
                    await self._speak_some(client)
        finally:
            await client.aclose()

    async def _speak_some(self, client: Redis) -> None:
        taken = [self._outgoing.popleft() for _ in range(min(TOGETHER, len(self._outgoing)))]
        doubted, self._has_dropped = self._has_dropped, False
        try:
            async with client.pipeline(transaction=False) as pipeline:
                for channel, message in self._parcels(taken):
                    pipeline.publish(channel, message)
                if doubted:
                    pipeline.publish(DOUBT_CHANNEL, self._node)
                await pipeline.execute()
        except _TROUBLE as error:
            log.warning("bus.not_published", announcements=len(taken), error=str(error))
            metrics.BUS_DROPPED.inc(len(taken))
            self._has_dropped = True
            await asyncio.sleep(RECONNECT_S[1])
        except Exception:
            log.exception("bus.failed")
            self._has_dropped = True
            await asyncio.sleep(RECONNECT_S[1])
        else:
            metrics.BUS_OUT.inc(len(taken))

    def _parcels(self, taken: Sequence[tuple[str, Entry | Live]]) -> list[tuple[str, bytes]]:
        """Group by channel. Who is taken out of a stream hears of that before what the same parcel says after it."""
        parcels: dict[str, _Parcel] = {}
        for channel, announcement in taken:
            parcel = parcels.setdefault(channel, _Parcel(self._node, [], []))
            if isinstance(announcement, Entry):
                parcel.entries.append(announcement)
            else:
                parcel.lives.append(announcement)
        ordered = sorted(parcels.items(), key=lambda one: not self.goes_first(one[0].removeprefix(PREFIX)))
        return [(channel, _encode(parcel)) for channel, parcel in ordered]

    # -- listening ---------------------------------------------------------------------------------------------

    async def subscribe(self, streams: Collection[str]) -> None:
        """Return once these streams are heard, or once the server is known to be away."""
        channels = [PREFIX + stream for stream in streams]
        self._wanted.update(channels)
        confirmed = await self._ask_for(channels)
        if confirmed:
            await asyncio.wait(confirmed, timeout=ANSWER_S)
            if not all(future.done() for future in confirmed):
                self._give_up_ears()  # no answer: made anew, with a comparison of positions at the end

    async def _ask_for(self, channels: Sequence[str]) -> "list[asyncio.Future[None]]":
        loop = asyncio.get_running_loop()
        async with self._order:
            ears = self._ears
            if ears is None:
                return []
            futures = [self._confirming.setdefault(channel, loop.create_future()) for channel in channels]
            try:
                for start in range(0, len(channels), CHANNELS_AT_ONCE):
                    await ears.subscribe(*channels[start : start + CHANNELS_AT_ONCE])
            except _TROUBLE:
                self._give_up_ears()
        return futures

    async def unsubscribe(self, streams: Collection[str]) -> None:
        """Hear no more of these streams."""
        channels = [PREFIX + stream for stream in streams]
        async with self._order:
            self._wanted.difference_update(channels)
            try:
                if self._ears is not None:
                    await self._ears.unsubscribe(*channels)
            except _TROUBLE:
                self._give_up_ears()

    def _give_up_ears(self) -> None:
        self._ears = None
        waiting, self._confirming = self._confirming, {}
        for future in waiting.values():
            if not future.done():
                future.set_result(None)

    async def _listen(self) -> None:
        attempt = 0
        while True:
            client = self._client()
            ears = client.pubsub()
            try:
                await self._connect(ears)
                attempt = 0
                await self._hear_all(ears)
            except _TROUBLE as error:
                log.warning("bus.lost", error=str(error))
            except Exception:
                log.exception("bus.failed")  # a fault of ours; going deaf would be worse than trying again
            finally:
                self._give_up_ears()
                await _close(ears, client)
            metrics.BUS_RECONNECTS.inc()
            await asyncio.sleep(RECONNECT_S[min(attempt, len(RECONNECT_S) - 1)])
            attempt += 1

    async def _connect(self, ears: PubSub) -> None:
        """Subscribe to everything wanted, then let positions be compared: what was said meanwhile is found so."""
        heard = {DOUBT_CHANNEL}
        await self._subscribe_surely(ears, [DOUBT_CHANNEL])
        while late := self._wanted - heard:
            await self._subscribe_surely(ears, list(late))
            heard |= late
        self._ears = ears
        self.doubt()

    async def _subscribe_surely(self, ears: PubSub, channels: Sequence[str]) -> None:
        for start in range(0, len(channels), CHANNELS_AT_ONCE):
            await ears.subscribe(*channels[start : start + CHANNELS_AT_ONCE])
        awaited = set(channels)
        while awaited:
            message = await ears.get_message(timeout=ANSWER_S)
            if message is None:
                raise TimeoutError("no answer to a subscription")
            self._note(message)
            awaited.discard(_text(message["channel"]))

    async def _hear_all(self, ears: PubSub) -> None:
        """Hear until the connection is lost, given up, or silent in spite of a ping."""
        is_asked = False
        while self._ears is ears:
            message = await ears.get_message(timeout=PING_S)
            if message is not None:
                is_asked = False
                self._note(message)
            elif is_asked:
                raise TimeoutError("the server answers no ping")
            else:
                is_asked = True
                await ears.ping()

    def _note(self, message: dict[str, Any]) -> None:
        if message["type"] == "subscribe":
            confirmed = self._confirming.pop(_text(message["channel"]), None)
            if confirmed is not None and not confirmed.done():
                confirmed.set_result(None)
        elif message["type"] == "message":
            self._hear(_text(message["channel"]), message["data"])

    def _hear(self, channel: str, data: bytes) -> None:
        if channel == DOUBT_CHANNEL:
            if data.decode() != self._node:
                self.doubt()
            return
        try:
            parcel = _decode(data)
        except msgspec.MsgspecError:
            log.warning("bus.unreadable", channel=channel)  # another version's node: the database has it
            self.doubt()
            return
        if parcel.node != self._node:
            self.heard(parcel.entries, parcel.lives)

    def _client(self) -> Redis:
        """Make a client that never retries by itself: the loops here know what a lost connection means."""
        return Redis.from_url(
            self._url,
            retry=Retry(NoBackoff(), 0),
            socket_connect_timeout=ANSWER_S,
            socket_timeout=ANSWER_S,
            socket_keepalive=True,
        )


def _text(channel: str | bytes) -> str:
    return channel if isinstance(channel, str) else channel.decode()


async def _close(ears: PubSub, client: Redis) -> None:
    try:
        await ears.aclose()  # type: ignore[no-untyped-call]
        await client.aclose()
    except _TROUBLE:
        log.debug("bus.closed_hard")
