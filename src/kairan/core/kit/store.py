"""Where the edge hands over to synchronous code: `await store.write(action, …)`, `await store.read(query, …)`.

Promise: when `write` returns, the change is on disk and its announcements were made, in commit order. When it
raises, nothing of it happened.

SQLite: one thread owns the write connection, takes what is queued, runs each action in its own savepoint,
commits once for the batch (group commit) and answers all of them. PostgreSQL: a pool of threads; the database
does the group commit.

What is urgent (kairan.core.kit.priority) goes before what waits, and reads on threads of its own. Ordinary work is
refused before it would wait for long.
"""

import asyncio
import queue
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from kairan.core.kit.bounds import bounded
from kairan.core.kit.budget import REQUEST_S, SEARCH_S, budget_s
from kairan.core.kit.checkpoint import Checkpointer
from kairan.core.kit.cpu_affinity import CpuAffinity
from kairan.core.kit.database import ABANDONED_MS, Db, open_engine
from kairan.core.kit.database_trouble import as_refusal, may_be_retried
from kairan.core.kit.group_commit import Alone, Group
from kairan.core.kit.pool import BUSY_S, Pool, answer
from kairan.core.kit.priority import is_urgent
from kairan.core.kit.problems import StorageFull, StorageUnavailable, TooBusy
from kairan.core.kit.reading import Readers
from kairan.core.kit.time_limits import for_seconds, patiently, read_only, read_within

T = TypeVar("T")
Announce = Callable[[Sequence[object]], None]

BATCH = bounded("store.batch", 256, "wait", "further actions are in the next commit")
WAITING = bounded("store.writes", 10_000, "refuse", "503 `server.busy`, `Retry-After`: 2 s")
WAIT_MOST_S = 2.0  # fewer may wait when the disk is slow: as many as are written in this time, by the latest commits
WAITING_LEAST = 4 * BATCH
READS_WAITING = bounded("store.reads", 2_000, "refuse", "503 `server.busy`, `Retry-After`: 2 s")
POSTGRES_WAITING = bounded("store.postgresql", 4_000, "refuse", "503 `server.busy`, `Retry-After`: 2 s")
LANE_WAITING = bounded(
    "store.lane", 1_000, "refuse", "503 `server.busy`, `Retry-After`: 2 s; ordinary work is not in it"
)
SEARCHERS = 2
SEARCHES_WAITING = bounded("store.searches", 200, "refuse", "503 `server.busy`, `Retry-After`: 2 s")
CROWD = 3  # after a commit of so many the next one waits a moment for as many, which cost it next to nothing
LINGER_S = 0.002
ANSWERED_AT_ONCE = 32  # in one turn of the event loop; what is urgent waits for several turns, never for long ones
READERS = 4
LANE_READERS = 1
POSTGRES_THREADS = 16
LANE_THREADS = 2
RETRIES = 4  # of a PostgreSQL transaction that lost a deadlock or a serialization race


def _nobody(_announcements: Sequence[object]) -> None:
    """Announce to nobody; used until the hub is connected."""


class Store(ABC):
    """The database as the edge sees it."""

    announce: Announce
    engine: Engine

    @abstractmethod
    async def write(self, action: Callable[..., T], *args: Any) -> T:  # noqa: ANN401
        """Run an action and return its result once it is on disk."""

    @abstractmethod
    async def read(self, query: Callable[..., T], *args: Any) -> T:  # noqa: ANN401
        """Run a query."""

    async def search(self, query: Callable[..., T], *args: Any) -> T:  # noqa: ANN401
        """Run a query that may take seconds; on readers of its own, so that nobody else waits for it."""
        return await self.read(query, *args)

    @property
    def is_reading(self) -> bool:
        """Whether a query that is asked now would wait for another."""
        return False

    @abstractmethod
    async def start(self) -> None:
        """Begin to take orders."""

    @abstractmethod
    async def stop(self) -> None:
        """Finish what is queued, then close."""


def open_store(url: str, core: CpuAffinity | None = None) -> Store:
    """Open the store for a database URL; SQLite's threads stay on one core, where one is given."""
    return SqliteStore(url, core) if url.startswith("sqlite") else PostgresStore(url)


class _Order(msgspec.Struct):
    """One action on its way to the writer, and later its outcome."""

    action: Callable[..., Any]
    args: tuple[Any, ...]
    future: "asyncio.Future[Any]"
    result: Any = None
    error: BaseException | None = None


_LOOK: Any = object()
"""Wakes the writer for what is in the lane."""


class SqliteStore(Store):
    """One writer thread with group commit, and a few readers on WAL snapshots."""

    def __init__(self, url: str, core: CpuAffinity | None = None) -> None:
        self.announce: Announce = _nobody
        self.engine = open_engine(url, pool_size=2)
        self._core = core
        self._reading = Readers(open_engine(url, pool_size=READERS + LANE_READERS + SEARCHERS, read_only=True))
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._waiting = 0
        self._waiting_most = WAITING
        self._crowd_wanted = 0  # while the writer waits for others: how many are enough
        self._crowd_is_there = threading.Event()
        self._each_s = 0.0  # what one action of the latest commits took
        self._lane: queue.SimpleQueue[_Order] = queue.SimpleQueue()
        self._lane_waiting = 0
        self._thread: threading.Thread | None = None
        self._readers = Pool("reader", READERS, READS_WAITING, at_once=1, core=core)
        self._lane_readers = Pool("lane", LANE_READERS, LANE_WAITING, core=core)
        self._searchers = Pool("searcher", SEARCHERS, SEARCHES_WAITING)
        self._checkpointer = Checkpointer(Path(self.engine.url.database or ""))

    async def start(self) -> None:
        """Start the writer."""
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()
        self._checkpointer.start()

    async def stop(self) -> None:
        """Finish what is queued, then close."""
        self._orders.put(None)
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)
            await asyncio.to_thread(self._checkpointer.stop)
        await self._readers.stop()
        await self._lane_readers.stop()
        await self._searchers.stop()
        self.engine.dispose()
        self._reading.close()

    async def write(self, action: Callable[..., T], *args: Any) -> T:  # noqa: ANN401
        """Run an action and return its result once it is on disk. Problems: TooBusy."""
        future: asyncio.Future[T] = self._loop.create_future()
        if is_urgent():
            self._put_in_lane(_Order(action, args, future))
        elif self._waiting >= self._waiting_most:
            raise TooBusy(retry_after_s=BUSY_S)
        else:
            self._waiting += 1
            self._orders.put(_Order(action, args, future))
            if self._crowd_wanted and self._is_crowd():
                self._crowd_is_there.set()
        # Shielded: what is queued will be committed even if the asker has gone.
        return await asyncio.shield(future)

    def _put_in_lane(self, order: _Order) -> None:
        if self._lane_waiting >= LANE_WAITING:
            raise TooBusy(retry_after_s=BUSY_S)
        self._lane_waiting += 1
        self._lane.put(order)
        self._orders.put(_LOOK)  # a writer that has nothing to do waits there
        if self._crowd_wanted:
            self._crowd_is_there.set()  # one that waits for others need not

    async def read(self, query: Callable[..., T], *args: Any) -> T:  # noqa: ANN401
        """Run a query on a snapshot. Problems: TooBusy."""
        pool = self._lane_readers if is_urgent() else self._readers
        return await pool.ask(read_within, self._reading.read, query, args, budget_s.get())

    async def search(self, query: Callable[..., T], *args: Any) -> T:  # noqa: ANN401
        """Run a query that may take seconds, on readers of its own. Problems: TooBusy, QueryTooLong."""
        return await self._searchers.ask(read_within, self._reading.read, query, args, SEARCH_S)

    @property
    def is_reading(self) -> bool:
        """Whether a query that is asked now would wait for another."""
        return self._readers.is_busy

    def _run(self) -> None:
        if self._core:
            self._core.join()
        crowd = 1  # actions in the last commit
        with self.engine.connect() as connection:
            while (first := self._orders.get()) is not None:
                if crowd >= CROWD and self._lane.empty():
                    self._linger(crowd)
                self._commit_lane(connection)
                batch = [] if first is _LOOK else [first]
                last = self._drain_into(batch)
                self._commit_lane(connection)  # whose word may have been drained
                crowd = len(batch)
                self._commit_batch(connection, batch)
                if last:
                    self._commit_lane(connection)
                    return

    def _linger(self, crowd: int) -> None:
        """Wait for others, until as many wait as were in the last commit, but no longer than a moment."""
        self._crowd_wanted = crowd
        if not self._is_crowd():
            self._crowd_is_there.wait(LINGER_S)
        self._crowd_wanted = 0
        self._crowd_is_there.clear()

    def _is_crowd(self) -> bool:
        return self._orders.qsize() + 1 >= self._crowd_wanted  # one is in the writer's hand

    def _commit_lane(self, connection: Connection) -> None:
        """Write what is urgent in commits of its own: it does not wait for the others of a batch. None is left."""
        while not self._lane.empty():
            batch: list[_Order] = []
            while not self._lane.empty() and len(batch) < BATCH:
                batch.append(self._lane.get_nowait())
            announcements = _commit(connection, batch)
            self._loop.call_soon_threadsafe(self._answer_lane, batch, announcements)

    def _commit_batch(self, connection: Connection, batch: list[_Order]) -> None:
        """Write what waited, and learn how many more may wait meanwhile."""
        if not batch:
            return
        began = time.perf_counter()
        announcements = _commit(connection, batch)
        self._each_s += ((time.perf_counter() - began) / len(batch) - self._each_s) / 8
        self._waiting_most = max(WAITING_LEAST, min(WAITING, int(WAIT_MOST_S / self._each_s)))
        self._loop.call_soon_threadsafe(self._answer, batch, announcements)

    def _answer_lane(self, batch: list[_Order], announcements: list[object]) -> None:
        self._lane_waiting -= len(batch)
        self._tell(batch, announcements)

    def _drain_into(self, batch: list[_Order]) -> bool:
        """Take what else is waiting; true when the store is stopping."""
        while len(batch) < BATCH:
            try:
                order = self._orders.get_nowait()
            except queue.Empty:
                return False
            if order is None:
                return True
            if order is not _LOOK:
                batch.append(order)
        return False

    def _answer(self, batch: list[_Order], announcements: list[object]) -> None:
        self._waiting -= len(batch)
        self._tell(batch, announcements)

    def _tell(self, batch: list[_Order], announcements: list[object]) -> None:
        """Answer, then announce: both in this turn of the loop, so whoever asked goes on when all was announced.

        What is sent is sent in later turns, the answers first: who asked can go on while others are told.
        """
        self._settle(batch, 0)
        if announcements:
            self.announce(announcements)

    def _settle(self, batch: list[_Order], start: int) -> None:
        """Answer some of a batch, and the others in the next turns of the loop: no turn may take long."""
        for order in batch[start : start + ANSWERED_AT_ONCE]:
            answer(order.future, order.result, order.error)
        if len(batch) > start + ANSWERED_AT_ONCE:
            self._loop.call_soon(self._settle, batch, start + ANSWERED_AT_ONCE)


def _commit(connection: Connection, batch: list[_Order]) -> list[object]:
    """Run a batch in one transaction; return what is to be announced. A failed commit fails every order."""
    try:
        with connection.begin():
            group = Group(connection)
            announcements: list[object] = []
            for order in batch:
                announcements += _run(group, order)
            group.finish()
    except Exception as error:  # noqa: BLE001  (each order carries it to its own edge)
        refusal = as_refusal(error)
        if len(batch) > 1 and not isinstance(refusal, StorageFull | StorageUnavailable):
            # What one of them left to be written cannot be: each for itself, and only that one fails.
            return [one for order in batch for one in _commit(connection, [order])]
        for order in batch:
            order.result, order.error = None, refusal
        return []
    return announcements


def _run(group: Group, order: _Order) -> list[object]:
    """Run one action; its failure leaves the others of the batch untouched. Returns what is to be announced."""
    db = Db(group.connection, group)
    order.result = order.error = None
    try:
        order.result = order.action(db, *order.args)
    except Exception as error:
        if not group.driver.in_transaction:
            # A full disk or an I/O error has rolled back everything: the batch must not go on.
            raise
        order.error = as_refusal(error)
        db.give_up()
        return []
    db.finish()
    return db.announcements


class PostgresStore(Store):
    """A pool of threads, each with a connection; the database orders and groups the commits."""

    def __init__(self, url: str) -> None:
        self.announce: Announce = _nobody
        threads = POSTGRES_THREADS + LANE_THREADS + SEARCHERS
        self.engine = open_engine(url, pool_size=threads, abandoned_ms=ABANDONED_MS, statement_ms=REQUEST_S * 1_000)
        self._threads = Pool("store", POSTGRES_THREADS, POSTGRES_WAITING)
        self._reading = partial(read_only, self.engine)
        self._lane = Pool("lane", LANE_THREADS, LANE_WAITING)
        self._searchers = Pool("searcher", SEARCHERS, SEARCHES_WAITING)

    async def start(self) -> None:
        """Remember the loop the answers go to."""
        self._loop = asyncio.get_running_loop()

    async def stop(self) -> None:
        """Finish what is queued, then close."""
        await self._threads.stop()
        await self._lane.stop()
        await self._searchers.stop()
        self.engine.dispose()

    async def write(self, action: Callable[..., T], *args: Any) -> T:  # noqa: ANN401
        """Run an action and return its result once it is on disk. Problems: TooBusy."""
        pool = self._lane if is_urgent() else self._threads
        # Shielded: what is queued will be committed even if the asker has gone.
        return await asyncio.shield(pool.ask(self._write, *patiently(action, args)))

    async def read(self, query: Callable[..., T], *args: Any) -> T:  # noqa: ANN401
        """Run a query. Problems: TooBusy."""
        pool = self._lane if is_urgent() else self._threads
        return await pool.ask(read_within, self._reading, *patiently(query, args), budget_s.get())

    async def search(self, query: Callable[..., T], *args: Any) -> T:  # noqa: ANN401
        """Run a query that may take seconds, on threads of its own. Problems: TooBusy, QueryTooLong."""
        return await self._searchers.ask(read_within, self._reading, for_seconds, (SEARCH_S, query, args), SEARCH_S)

    def _write(self, action: Callable[..., T], args: tuple[Any, ...]) -> T:
        for attempt in range(RETRIES + 1):
            try:
                with self.engine.begin() as connection:
                    group = Alone(connection)
                    db = Db(connection, group)
                    result = action(db, *args)
                    db.finish()
                    group.finish()
            except DBAPIError as error:
                if attempt < RETRIES and may_be_retried(error):
                    continue
                raise as_refusal(error) from error
            if db.announcements:
                self._loop.call_soon_threadsafe(self.announce, db.announcements)
            return result
        raise StorageUnavailable  # pragma: no cover
