"""Where the edge hands over to synchronous code: `await store.write(action, …)`, `await store.read(query, …)`.

Promise: when `write` returns, the change is on disk and its announcements were made, in commit order. When it
raises, nothing of it happened.

SQLite: one thread owns the write connection, takes what is queued, runs each action in its own savepoint,
commits once for the batch (group commit) and answers all of them. PostgreSQL: a pool of threads; the database
does the group commit.
"""

import asyncio
import queue
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DataError, DBAPIError, OperationalError

from kairan.kit.checkpoint import Checkpointer
from kairan.kit.database import Db, LeftWrites, open_engine, write_what_was_left
from kairan.kit.problems import Malformed, StorageFull, StorageUnavailable, TooBusy

T = TypeVar("T")
Announce = Callable[[Sequence[object]], None]

BATCH = 256  # actions in one commit; more wait for the next
WAITING = 10_000  # actions waiting for the writer; beyond that the server says "busy" at once
CROWD = 3  # after a commit of so many the next one waits a moment for others, which cost it next to nothing
LINGER_S = 0.002
READERS = 4
POSTGRES_THREADS = 16
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

    @abstractmethod
    async def start(self) -> None:
        """Begin to take orders."""

    @abstractmethod
    async def stop(self) -> None:
        """Finish what is queued, then close."""


def open_store(url: str) -> Store:
    """Open the store for a database URL."""
    return SqliteStore(url) if url.startswith("sqlite") else PostgresStore(url)


class _Order(msgspec.Struct):
    """One action on its way to the writer, and later its outcome."""

    action: Callable[..., Any]
    args: tuple[Any, ...]
    future: "asyncio.Future[Any]"
    result: Any = None
    error: BaseException | None = None


class SqliteStore(Store):
    """One writer thread with group commit, and a few readers on WAL snapshots."""

    def __init__(self, url: str) -> None:
        self.announce: Announce = _nobody
        self.engine = open_engine(url, pool_size=2)
        self._readers_engine = open_engine(url, pool_size=READERS, read_only=True)
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._waiting = 0
        self._thread: threading.Thread | None = None
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
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
        self._readers.shutdown()
        self.engine.dispose()
        self._readers_engine.dispose()

    async def write(self, action: Callable[..., T], *args: Any) -> T:  # noqa: ANN401
        """Run an action and return its result once it is on disk."""
        if self._waiting >= WAITING:
            raise TooBusy(retry_after_s=1)
        self._waiting += 1
        future: asyncio.Future[T] = self._loop.create_future()
        self._orders.put(_Order(action, args, future))
        # Shielded: what is queued will be committed even if the asker has gone.
        return await asyncio.shield(future)

    async def read(self, query: Callable[..., T], *args: Any) -> T:  # noqa: ANN401
        """Run a query on a snapshot."""
        return await self._loop.run_in_executor(self._readers, _read, self._readers_engine, query, args)

    def _run(self) -> None:
        crowd = 1  # actions in the last commit
        with self.engine.connect() as connection:
            while (first := self._orders.get()) is not None:
                if crowd >= CROWD:
                    time.sleep(LINGER_S)
                batch = [first]
                last = self._drain_into(batch)
                announcements = _commit(connection, batch)
                self._loop.call_soon_threadsafe(self._answer, batch, announcements)
                crowd = len(batch)
                if last:
                    return

    def _drain_into(self, batch: list[_Order]) -> bool:
        """Take what else is waiting; true when the store is stopping."""
        while len(batch) < BATCH:
            try:
                order = self._orders.get_nowait()
            except queue.Empty:
                return False
            if order is None:
                return True
            batch.append(order)
        return False

    def _answer(self, batch: list[_Order], announcements: list[object]) -> None:
        self._waiting -= len(batch)
        try:
            if announcements:
                self.announce(announcements)
        finally:  # a fault of a listener must not keep the answer back from those whose work is on disk
            for order in batch:
                if order.future.done():
                    continue
                if order.error is None:
                    order.future.set_result(order.result)
                else:
                    order.future.set_exception(order.error)


def _commit(connection: Connection, batch: list[_Order]) -> list[object]:
    """Run a batch in one transaction; return what is to be announced. A failed commit fails every order."""
    announcements: list[object] = []
    left: LeftWrites = []
    try:
        with connection.begin():
            raw = connection.connection.driver_connection
            for order in batch:
                db = _run_in_savepoint(connection, raw, order)
                announcements += db.announcements
                left += db.left or []
            write_what_was_left(connection, left)
    except Exception as error:  # noqa: BLE001  (each order carries it to its own edge)
        refusal = as_refusal(error)
        for order in batch:
            order.result, order.error = None, refusal
        return []
    return announcements


def _run_in_savepoint(connection: Connection, raw: Any, order: _Order) -> Db:  # noqa: ANN401
    """Run one action; its failure leaves the others of the batch untouched. Returns what it leaves to be done."""
    raw.execute("SAVEPOINT action")
    db = Db(connection, left=[])
    try:
        order.result = order.action(db, *order.args)
    except Exception as error:
        if not raw.in_transaction:
            # A full disk or an I/O error has rolled back everything: the batch must not go on.
            raise
        order.error = as_refusal(error)
    if order.error is None:
        raw.execute("RELEASE action")
        return db
    raw.execute("ROLLBACK TO action")
    raw.execute("RELEASE action")
    return Db(connection)


def _read(engine: Engine, query: Callable[..., T], args: tuple[Any, ...]) -> T:
    try:
        with engine.connect() as connection:
            connection.begin()  # everything a query reads is of one moment; rolled back when the connection returns
            return query(Db(connection), *args)
    except (DataError, OperationalError) as error:
        raise as_refusal(error) from error


class PostgresStore(Store):
    """A pool of threads, each with a connection; the database orders and groups the commits."""

    def __init__(self, url: str) -> None:
        self.announce: Announce = _nobody
        self.engine = open_engine(url, pool_size=POSTGRES_THREADS)
        self._threads = ThreadPoolExecutor(POSTGRES_THREADS, thread_name_prefix="store")
        self._waiting = 0

    async def start(self) -> None:
        """Remember the loop the answers go to."""
        self._loop = asyncio.get_running_loop()

    async def stop(self) -> None:
        """Finish what is queued, then close."""
        await asyncio.to_thread(self._threads.shutdown)
        self.engine.dispose()

    async def write(self, action: Callable[..., T], *args: Any) -> T:  # noqa: ANN401
        """Run an action and return its result once it is on disk."""
        if self._waiting >= WAITING:
            raise TooBusy(retry_after_s=1)
        self._waiting += 1
        try:
            return await asyncio.shield(self._loop.run_in_executor(self._threads, self._write, action, args))
        finally:
            self._waiting -= 1

    async def read(self, query: Callable[..., T], *args: Any) -> T:  # noqa: ANN401
        """Run a query."""
        return await self._loop.run_in_executor(self._threads, _read, self.engine, query, args)

    def _write(self, action: Callable[..., T], args: tuple[Any, ...]) -> T:
        for attempt in range(RETRIES + 1):
            try:
                with self.engine.begin() as connection:
                    db = Db(connection)
                    result = action(db, *args)
            except DBAPIError as error:
                if attempt < RETRIES and _may_be_retried(error):
                    continue
                raise as_refusal(error) from error
            if db.announcements:
                self._loop.call_soon_threadsafe(self.announce, db.announcements)
            return result
        raise StorageUnavailable  # pragma: no cover


_RETRIED_SQLSTATES = frozenset({"40001", "40P01"})  # serialization failure, deadlock
_FULL_SQLSTATES = frozenset({"53100"})


def _sqlstate(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlstate", None) or "")


def _may_be_retried(error: DBAPIError) -> bool:
    return _sqlstate(error) in _RETRIED_SQLSTATES


def as_refusal(error: Exception) -> Exception:
    """Turn a database in trouble, or a value it cannot hold (a NUL), into a Problem; leave other errors as they are."""
    if isinstance(error, DataError):
        return Malformed()
    if not isinstance(error, OperationalError):
        return error
    text = str(error.orig)
    if "disk is full" in text or "disk I/O error" in text or _sqlstate(error) in _FULL_SQLSTATES:
        return StorageFull()
    return StorageUnavailable(retry_after_s=2)
