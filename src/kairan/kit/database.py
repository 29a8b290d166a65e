"""One transaction, one schema, two databases.

`Db` is what actions and queries get: a transaction on SQLite or PostgreSQL. They neither commit nor roll
back. What must be told to others after the commit is left with `after_commit`.

The driver's own transaction control is switched off for SQLite (`isolation_level=None`) and BEGIN is said
explicitly: with the driver's defaults a SAVEPOINT as first write survives the rollback of its transaction.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, TypeVar

from sqlalchemy import Connection, CursorResult, Engine, Executable, MetaData, Row, create_engine, event
from sqlalchemy.engine import make_url

from kairan.kit.bounds import bounded
from kairan.kit.checkpoint import LOG_PAGES

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


T = TypeVar("T")
LeftWrites = list[tuple[Callable[["Db", list[Any]], None], Any]]


class Db:
    """A transaction. Statements only: the edge commits, or nothing happened."""

    __slots__ = ("announcements", "connection", "dialect", "left")

    def __init__(self, connection: Connection, left: "LeftWrites | None" = None) -> None:
        self.connection = connection
        self.left = left
        self.dialect: Dialect = "sqlite" if connection.dialect.name == "sqlite" else "postgresql"
        self.announcements: list[object] = []

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

    def at_end(self, write: "Callable[[Db, list[T]], None]", item: T) -> None:
        """Leave a write for the end of the transaction, for tables that nobody reads before the commit.

        Where many actions share a commit, it is done once for all of them; otherwise at once.
        """
        if self.left is None:
            write(self, [item])
        else:
            self.left.append((write, item))

    def after_commit(self, announcement: object) -> None:
        """Leave something to be announced once the transaction is on disk; dropped if it is rolled back."""
        self.announcements.append(announcement)


def write_what_was_left(connection: Connection, left: LeftWrites) -> None:
    """Do what actions left for the end of their transaction, each kind of write once, in order."""
    by_write: dict[Callable[[Db, list[Any]], None], list[Any]] = {}
    for write, item in left:
        by_write.setdefault(write, []).append(item)
    for write, items in by_write.items():
        write(Db(connection), items)


def open_engine(url: str, *, pool_size: int, read_only: bool = False) -> Engine:
    """Open a database: `sqlite:///path` or `postgresql+psycopg://…`."""
    if make_url(url).get_backend_name() == "sqlite":
        return _open_sqlite(url, pool_size=pool_size, read_only=read_only)
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=True,
        pool_timeout=30,
        connect_args=dict(POSTGRES_PATIENCE),
        isolation_level="READ COMMITTED",
    )


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
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


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
