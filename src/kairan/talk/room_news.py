"""Which rooms of this node have news: gathered after the commit, so that no message waits for its notices.

A crash loses what was gathered, never what is to be told: what was said in a room and told nobody is found again in the
database, at the start and once a minute, also when another node died.
"""

import asyncio
import time
from collections.abc import Sequence
from functools import partial

import structlog

from kairan.core.journal import Entry
from kairan.core.kit.bounds import bounded
from kairan.core.kit.problems import Problem
from kairan.core.kit.store import Store
from kairan.notifications import is_anybody_told
from kairan.talk.entries import MessagePosted
from kairan.talk.model import RoomId
from kairan.talk.notices import News, news_of_room, rooms_to_tell_of, tell_some
from kairan.talk.room_told import piece_of

GATHERED_S = 1.0
SOUGHT_S = 60.0
ASKED_S = 10.0  # how long it is believed that nobody is told at all
ROOMS = bounded("room_news.rooms", 10_000, "drop", "found again in the database within a minute")
TRIES = 1_000  # of one room in one go; what is left is found again in the database
PIECE = 100  # notices in one transaction
ROOM = "room:"

log = structlog.get_logger("kairan.talk")


class RoomNews:
    """Lets people be told of what was said; one for each node."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rooms: dict[str, None] = {}
        self._is_anybody = False
        self._asked_at = float("-inf")
        self._sought_at = float("-inf")
        self._task: asyncio.Task[None] | None = None

    def heed(self, announcements: Sequence[object]) -> None:
        """Note the rooms in which something was said. On the event loop, after the commit."""
        for one in announcements:
            if isinstance(one, Entry) and one.kind == MessagePosted.kind and len(self._rooms) < ROOMS:
                self._rooms[one.stream] = None

    async def __aenter__(self) -> "RoomNews":
        """Begin to look."""
        self._task = asyncio.create_task(self._run(), name="room news")
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop; what was gathered is found again."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(GATHERED_S)
            try:
                await self.tell()
            except Problem as problem:
                log.warning("notices.waiting", code=problem.code)
            except Exception:
                log.exception("notices.failed")

    async def tell(self) -> None:
        """Let people be told of what was gathered, and of what was found again."""
        rooms, self._rooms = self._rooms, {}
        if not await self._is_anybody_told():
            return
        wanted = [RoomId(stream.removeprefix(ROOM)) for stream in rooms]
        if self._sought_at + SOUGHT_S <= time.monotonic():
            self._sought_at = time.monotonic()
            wanted += await self._store.read(rooms_to_tell_of, ROOMS)
        for room_id in dict.fromkeys(wanted):
            try:
                await self._tell_of(room_id)
            except Problem as problem:
                log.warning("notices.waiting", code=problem.code)
            except Exception:  # one room must not keep the others from being told of
                log.exception("notices.failed")

    async def _tell_of(self, room_id: RoomId) -> None:
        """Let people be told of all that was said in a room.

        Where another node is at it, this one looks again in a second, for what was said since that one looked.
        """
        for _ in range(TRIES):
            news = await self._store.read(news_of_room, room_id)
            if news is None:
                return
            if not await self._tell(news):
                self._rooms[f"{ROOM}{room_id}"] = None
                return
            if news.is_all:
                return

    async def _tell(self, news: News) -> bool:
        """Keep the notices in pieces, so that who writes meanwhile waits for one of them at most."""
        place, start, is_last = news.told, 0, False
        while not is_last:
            some = piece_of(news.notices, start, PIECE)
            start += len(some)
            is_last = start >= len(news.notices)
            place = await self._store.write(partial(tell_some, is_last=is_last), news, place, some)
            if place is None:
                return False
        return True

    async def _is_anybody_told(self) -> bool:
        if self._asked_at + ASKED_S <= time.monotonic():
            self._asked_at = time.monotonic()
            self._is_anybody = await self._store.read(is_anybody_told)
        return self._is_anybody
