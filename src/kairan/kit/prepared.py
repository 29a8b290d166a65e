"""Statements for hot paths: compiled once for each database, run on the driver's own cursor.

SQLAlchemy still writes the SQL, so there is one dialect-free statement; only its execution machinery, some 100 µs
for each statement, is passed by. What comes back are plain tuples, in the order of the columns, as the driver gives
them: a Boolean column is 0 or 1 on SQLite. Errors of the driver are raised as SQLAlchemy's, like everywhere else.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Generic, TypeVar

from sqlalchemy import Dialect, Executable
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement

from kairan.kit.database import Db

T = TypeVar("T")
Values = Mapping[str, Any]


@cache
def _dialect(name: str) -> Dialect:
    if name == "sqlite":
        return sqlite.dialect(paramstyle="named")
    return psycopg.dialect()  # type: ignore[no-untyped-call]


class Prepared:
    """A statement with bound parameters; no parameter may be a list."""

    def __init__(self, statement: Executable, columns: Sequence[str] | None = None) -> None:
        """Take a statement; `columns` are the columns an INSERT sets."""
        self._statement = statement
        self._columns = columns
        self._compiled: dict[str, tuple[str, dict[str, Any]]] = {}

    def _sql(self, db: Db) -> tuple[str, dict[str, Any]]:
        found = self._compiled.get(db.dialect)
        if found is None:
            if not isinstance(self._statement, ClauseElement):  # pragma: no cover
                raise TypeError("not a statement SQLAlchemy can compile")
            compiled = self._statement.compile(
                dialect=_dialect(db.dialect), column_keys=None if self._columns is None else list(self._columns)
            )
            constants = {} if self._columns is not None else {k: v for k, v in compiled.params.items() if v is not None}
            found = self._compiled[db.dialect] = (str(compiled), constants)
        return found

    def _execute(self, db: Db, values: Values) -> Any:  # noqa: ANN401
        sql, constants = self._sql(db)
        driver = db.connection.connection.driver_connection
        if driver is None:  # pragma: no cover
            raise RuntimeError("the connection was closed")
        try:
            return driver.execute(sql, {**constants, **values} if constants else values)
        except Exception as error:
            base = db.connection.dialect.loaded_dbapi.Error
            if not isinstance(error, base):
                raise
            raise DBAPIError.instance(sql, None, error, base, dialect=db.connection.dialect) from error

    def run(self, db: Db, values: Values) -> int:
        """Run it and return how many rows it changed."""
        return int(self._execute(db, values).rowcount)

    def first(self, db: Db, values: Values) -> tuple[Any, ...] | None:
        """Return the first row, or None."""
        row: tuple[Any, ...] | None = self._execute(db, values).fetchone()
        return row

    def all(self, db: Db, values: Values) -> list[tuple[Any, ...]]:
        """Return every row."""
        rows: list[tuple[Any, ...]] = self._execute(db, values).fetchall()
        return rows


class PreparedAs(Generic[T]):
    """A prepared query whose rows are made into values."""

    def __init__(self, statement: Executable, make: Callable[[tuple[Any, ...]], T]) -> None:
        self._prepared = Prepared(statement)
        self._make = make

    def first(self, db: Db, values: Values) -> T | None:
        """Return the first row's value, or None."""
        row = self._prepared.first(db, values)
        return None if row is None else self._make(row)

    def all(self, db: Db, values: Values) -> list[T]:
        """Return every row's value."""
        return [self._make(row) for row in self._prepared.all(db, values)]
