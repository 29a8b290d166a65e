"""What actions leave to be written with few statements: the actions of a commit on SQLite, each one on PostgreSQL.

Each statement lets go of the interpreter's lock, and in a crowd getting it back costs more than the statement.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import Db, Dialect, driver_of

AS_ONE = bounded("postgresql.as_one", 256, "evict", "put together again")

LeftWrite = tuple[Callable[[Db, list[Any]], None], Any, Db]


class Group:
    """Actions that share one commit on SQLite."""

    __slots__ = ("at_end", "connection", "driver", "known", "later")
    dialect: Dialect = "sqlite"

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.driver: Any = driver_of(connection)
        self.later: list[LeftWrite] = []
        self.at_end: list[LeftWrite] = []
        self.known: dict[object, Any] = {}

    def write_what_was_left(self) -> None:
        """Write it; from here on the database has the truth."""
        if self.later:
            later, self.later = self.later, []
            _write(Db(self.connection), later)
        self.known.clear()

    def set_apart(self) -> None:
        """Begin what must not fall together with the others."""
        self.driver.execute("SAVEPOINT action")

    def keep(self) -> None:
        """End it."""
        self.driver.execute("RELEASE action")

    def finish(self) -> None:
        """Write everything, before the commit."""
        self.write_what_was_left()
        _write(Db(self.connection), self.at_end)


class Alone(Group):
    """One action alone in its transaction on PostgreSQL: what it left goes there in one trip."""

    __slots__ = ()
    dialect: Dialect = "postgresql"

    def write_what_was_left(self) -> None:
        """Write it; from here on the database has the truth."""
        later, self.later = self.later, []
        self.known.clear()
        self._send(later)

    def set_apart(self) -> None:
        """Nobody else is in the transaction."""

    def keep(self) -> None:
        """Nobody else is in the transaction."""

    def finish(self) -> None:
        """Write everything, before the commit."""
        later, self.later = self.later, []
        self._send([*later, *self.at_end])

    def _send(self, left: list[LeftWrite]) -> None:
        if not left:
            return
        written = Written()
        db = Db(self.connection, driver=written)
        for write, item, _ in left:
            write(db, [item])
        for sql, values in written.trips():
            try:
                self.driver.execute(sql, values)
            except db.errors as error:
                raise db.as_sqlalchemys(error, sql) from error


class Written:
    """Takes the place of PostgreSQL's driver, and keeps what is written: prepared statements, and no ordinary ones."""

    rowcount = -1

    def __init__(self) -> None:
        self.statements: list[tuple[str, Mapping[str, Any]]] = []

    def execute(self, sql: str, values: Mapping[str, Any]) -> "Written":
        """Keep a statement that nobody waits for."""
        self.statements.append((sql, values))
        return self

    def trips(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Return what is to be sent: one statement where each writes another table, as a message does.

        Otherwise one after the other: parts of a statement do not see each other's rows, and have no order.
        """
        tables = [_TABLE.match(sql) for sql, _ in self.statements]
        if None in tables or len({found[1] for found in tables if found}) < len(tables):
            return self.statements
        values = {
            f"{name}{number}": value for number, (_, of) in enumerate(self.statements) for name, value in of.items()
        }
        return [(_as_one(tuple(sql for sql, _ in self.statements)), values)]


_TABLE = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)")
_PARAMETER = re.compile(r"%\((\w+)\)s")


@lru_cache(AS_ONE)
def _as_one(statements: tuple[str, ...]) -> str:
    numbered = [_PARAMETER.sub(rf"%(\g<1>{number})s", sql) for number, sql in enumerate(statements)]
    *first, last = numbered
    parts = ", ".join(f"part{number} AS ({sql})" for number, sql in enumerate(first))
    return f"WITH {parts} {last}" if first else last


def _write(db: Db, left: list[LeftWrite]) -> None:
    """Do what was left, each kind of write once, in the order of the first of its kind."""
    by_write: dict[Callable[[Db, list[Any]], None], list[Any]] = {}
    for write, item, _ in left:
        by_write.setdefault(write, []).append(item)
    for write, items in by_write.items():
        write(db, items)
