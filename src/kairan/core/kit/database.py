"""One transaction, one schema, two databases.

`Db` is what actions and queries get: a transaction on SQLite or PostgreSQL. They neither commit nor roll
back. What must be told to others after the commit is left with `after_commit`.

The driver's own transaction control is switched off for SQLite (`isolation_level=None`) and BEGIN is said
explicitly: with the driver's defaults a SAVEPOINT as first write survives the rollback of its transaction.
"""

import select
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar, cast

from sqlalchemy import Connection, CursorResult, Engine, Executable, MetaData, Row, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

from kairan.core.kit.bounds import bounded
from kairan.core.kit.checkpoint import LOG_PAGES

Dialect = Literal["sqlite", "postgresql"]
Record = Row[*tuple[Any, ...]]
Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

SQLITE_CACHE_KIB = bounded("sqlite.cache_kib", 64 * 1024, "evict", "read again from the file")
SQLITE_BUSY_MS = 15_000
# A PostgreSQL that has gone without a word (a firewall, a dead switch) is given up after some ten seconds; left to
# the system, a thread would wait for hours.
POSTGRES_PATIENCE: Mapping[str, int] = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,  # milliseconds
}
# The other way round: a node that is parted in the middle of a transaction keeps the rows it locked (a room, say)
# until PostgreSQL gives it up. Nothing a server does in a transaction leaves the database waiting so long.
ABANDONED_MS = 15_000
TRUSTED_S = 1.0  # a connection that rested for longer is asked whether it lives


T = TypeVar("T")


LeftWrite = tuple[Callable[["Db", list[Any]], None], Any, "Db"]
"""What is to be written later, with others of its kind: how, what, and whose it is."""


class CommitGroup(Protocol):
    """Actions that share one commit (see `group_commit`)."""

    dialect: Dialect
    driver: Any
    later: list[LeftWrite]
    at_end: list[LeftWrite]
    known: dict[object, Any]

    def write_what_was_left(self) -> None:
        """Write it; from here on the database has the truth."""

    def set_apart(self) -> None:
        """Begin what must not fall together with the others."""

    def keep(self) -> None:
        """End it."""


class Db:
    """A transaction. Statements only: the edge commits, or nothing happened."""

    __slots__ = ("_connection", "_driver", "_group", "_is_apart", "_known", "_later", "announcements", "dialect")

    def __init__(self, connection: Connection, group: "CommitGroup | None" = None, driver: Any = None) -> None:  # noqa: ANN401
        self._connection = connection
        self._group = group
        self._driver = driver if group is None else group.driver
        self._is_apart = False
        self._later: list[LeftWrite] = []
        self._known: dict[object, Any] = {}
        self.dialect: Dialect = group.dialect if group else _dialect_of(connection)
        self.announcements: list[object] = []

    @property
    def connection(self) -> Connection:
        """The connection, with everything written that was left for later."""
        self.settle()
        return self._connection

    @property
    def driver(self) -> Any:  # noqa: ANN401
        """The driver's own connection; what was left for later may not be written yet, see `known`."""
        if self._driver is None:
            self._driver = driver_of(self._connection)
            if self._driver is None:  # pragma: no cover
                raise RuntimeError("the connection was closed")
        return self._driver

    @property
    def errors(self) -> type[Exception]:
        """The driver's own kind of error."""
        error: type[Exception] = self._connection.dialect.loaded_dbapi.Error
        return error

    def as_sqlalchemys(self, error: Exception, sql: str) -> DBAPIError:
        """Return a driver's error as SQLAlchemy tells it."""
        dialect = self._connection.dialect
        made = DBAPIError.instance(sql, None, error, dialect.loaded_dbapi.Error, dialect=dialect)
        return cast("DBAPIError", made)

    def execute(self, statement: Executable, parameters: Parameters | None = None) -> CursorResult[*tuple[Any, ...]]:
        """Run a statement; a list of parameters runs it once for each."""
        return self.connection.execute(statement, parameters)

    def first(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Record | None:
        """Return the first row, or None."""
        return self.connection.execute(statement, parameters).first()

    def all(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Sequence[Record]:
        """Return every row."""
        return self.connection.execute(statement, parameters).all()

    def scalar(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401
        """Return the first column of the first row, or None."""
        return self.connection.scalar(statement, parameters)

    def scalars(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Sequence[Any]:
        """Return the first column of every row."""
        return self.connection.scalars(statement, parameters).all()

    def after_commit(self, announcement: object) -> None:
        """Leave something to be announced once the transaction is on disk; dropped if it is rolled back."""
        self.announcements.append(announcement)

    # -- what actions leave to be written together (in the store's transactions; at once elsewhere) ------------

    def at_end(self, write: "Callable[[Db, list[T]], None]", item: T) -> None:
        """Leave a write for the end of the transaction, for tables that nobody reads before the commit."""
        if self._group is None:
            write(self, [item])
        else:
            self._group.at_end.append((write, item, self))

    def later(self, write: "Callable[[Db, list[T]], None]", item: T) -> None:
        """Leave a write until somebody runs an ordinary statement, at the latest until the commit.

        Whoever reads with `Prepared.glance` goes past it, and must ask `known` for what they leave with `note`.
        """
        if self._group is None:
            write(self, [item])
        else:
            self._later.append((write, item, self))

    def note(self, key: object, value: Any) -> None:  # noqa: ANN401
        """Say what is true now of something that was left for later; forgotten as soon as it is written."""
        if self._group is not None:
            self._known[key] = value

    def known(self, key: object) -> Any:  # noqa: ANN401
        """Return what was noted by this action or one before it in the commit; None: the database has the truth."""
        if self._group is None:
            return None
        return self._known.get(key) or self._group.known.get(key)

    def settle(self) -> None:
        """Write what was left, and go on in a savepoint of one's own: what others did must not fall with this."""
        group = self._group
        if group is None:
            return
        if not self._is_apart:
            group.write_what_was_left()
            group.set_apart()
            self._is_apart = True
        if self._later:
            group.later, self._later, self._known = self._later, [], {}
            group.write_what_was_left()

    def finish(self) -> None:
        """End a successful action; what it left goes on to the group."""
        if self._group is None:
            return
        if self._is_apart:
            self._group.keep()
        self._group.later += self._later
        self._group.known.update(self._known)

    def give_up(self) -> None:
        """Take back everything a failed action did, and nothing of the others'."""
        if self._group is None:
            return
        self._group.at_end = [left for left in self._group.at_end if left[2] is not self]
        if self._is_apart:
            self.driver.execute("ROLLBACK TO action")
            self.driver.execute("RELEASE action")


def _dialect_of(connection: Connection) -> Dialect:
    return "sqlite" if connection.dialect.name == "sqlite" else "postgresql"


def open_engine(
    url: str, *, pool_size: int, read_only: bool = False, abandoned_ms: int = 0, statement_ms: int = 0
) -> Engine:
    """Open a database: `sqlite:///path` or `postgresql+psycopg://…`.

    PostgreSQL undoes a transaction that asked nothing for `abandoned_ms`, and lets go of what it had locked, and stops
    a statement that takes longer than `statement_ms`; 0: never.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return _open_sqlite(url, pool_size=pool_size, read_only=read_only)
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=30,
        connect_args=dict(POSTGRES_PATIENCE),
        isolation_level="READ COMMITTED",
    )
    _ask_who_may_be_gone(engine)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401
        if abandoned_ms:
            connection.execute(f"SET idle_in_transaction_session_timeout = {abandoned_ms:d}")
        if statement_ms:
            connection.execute(f"SET statement_timeout = {statement_ms:d}")
        connection.commit()

    return engine


def _ask_who_may_be_gone(engine: Engine) -> None:
    """Take up a connection only if it lives; ask it where that is not plain, which costs a trip.

    It lives if it was used a moment ago and the other end has said nothing since: whoever leaves says so, or their
    system does.
    """

    @event.listens_for(engine, "checkin")
    def _remember(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info["used_at"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _look(connection: Any, record: ConnectionPoolEntry, _proxy: object) -> None:  # noqa: ANN401
        used_at = record.info.get("used_at")
        if used_at is None or (time.monotonic() - used_at < TRUSTED_S and not _has_something_come(connection)):
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error


def _has_something_come(connection: Any) -> bool:  # noqa: ANN401
    """Whether a connection that was asked nothing has something to say, or is closed."""
    if connection.closed:
        return True
    look = select.poll()
    look.register(connection.fileno(), select.POLLIN)
    return bool(look.poll(0))


def _open_sqlite(url: str, *, pool_size: int, read_only: bool) -> Engine:
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        connect_args={"check_same_thread": False, "cached_statements": 512},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401
        connection.isolation_level = None
        for pragma in _pragmas(read_only=read_only):
            connection.execute(f"PRAGMA {pragma}")
        if not read_only:
            _keep_a_log(connection)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if not read_only:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        elif not driver_of(connection).in_transaction:  # a reader of `kit/reading` has begun already
            connection.exec_driver_sql("BEGIN")

    return engine


def driver_of(connection: Connection) -> Any:  # noqa: ANN401
    """Return the driver's own connection; None once it was closed."""
    return connection.connection.driver_connection


def _pragmas(*, read_only: bool) -> Iterator[str]:
    yield f"busy_timeout = {SQLITE_BUSY_MS}"
    yield f"cache_size = -{SQLITE_CACHE_KIB}"
    yield "temp_store = MEMORY"
    yield "mmap_size = 1073741824"
    if read_only:
        yield "query_only = ON"
        return
    yield f"wal_autocheckpoint = {LOG_PAGES}"  # before that a thread beside the writer does it
    yield "synchronous = FULL"  # acknowledged means on disk
    yield "foreign_keys = ON"


def _keep_a_log(connection: sqlite3.Connection) -> None:
    """Switch the file to the write-ahead log.

    The first switch of a new file does not wait for others as other writes do (SQLite's busy handler is not asked
    while a lock is raised), so that connections opened at the same moment try again here.
    """
    give_up = time.monotonic() + SQLITE_BUSY_MS / 1_000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(0.02)
        else:
            return


@contextmanager
def transaction(engine: Engine) -> Iterator[Db]:
    """Open one transaction for a command or a test; commits at the end, rolls back on any exception."""
    with engine.begin() as connection:
        yield Db(connection)


def sqlite_url(path: Path) -> str:
    """Return the URL of a SQLite file."""
    return f"sqlite:///{path}"
