"""Statements for hot paths: compiled once for each database, run on the driver's own cursor.

SQLAlchemy still writes the SQL, so there is one dialect-free statement; only its execution machinery, some 100 µs
for each statement, is passed by. What comes back are plain tuples, in the order of the columns, as the driver gives
them: a Boolean column is 0 or 1 on SQLite. Errors of the driver are raised as SQLAlchemy's, like everywhere else.

On SQLite all rows of a query come in one step, as one piece of JSON. The driver lets go of the interpreter's lock at
every step; where other threads wait for it, each row would cost two changes of threads, which is more than the row.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import ARRAY, Dialect, Executable, Select, SelectBase, String, bindparam, cast, func, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import psycopg
from sqlalchemy.sql import ClauseElement

from kairan.core.kit.database import Db

T = TypeVar("T")
Values = Mapping[str, Any]

_json = msgspec.json.Encoder()
_rows = msgspec.json.Decoder(list[tuple[Any, ...]])


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
        self._in_one: Prepared | None = None

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

    def _execute(self, db: Db, values: Values, *, glance: bool = False) -> Any:  # noqa: ANN401
        sql, constants = self._sql(db)
        if not glance:
            db.settle()
        try:
            return db.driver.execute(sql, {**constants, **values} if constants else values)
        except db.errors as error:
            raise db.as_sqlalchemys(error, sql) from error

    def run(self, db: Db, values: Values) -> int:
        """Run it and return how many rows it changed."""
        return int(self._execute(db, values).rowcount)

    def run_each(self, db: Db, rows: Sequence[Values]) -> None:
        """Run it once for each of these."""
        sql, constants = self._sql(db)
        db.settle()
        try:
            db.driver.cursor().executemany(sql, [{**constants, **row} for row in rows] if constants else rows)
        except db.errors as error:
            raise db.as_sqlalchemys(error, sql) from error

    def first(self, db: Db, values: Values) -> tuple[Any, ...] | None:
        """Return the first row, or None."""
        row: tuple[Any, ...] | None = self._execute(db, values).fetchone()
        return row

    def glance(self, db: Db, values: Values) -> tuple[Any, ...] | None:
        """Return the first row, or None, past what was left for later: the asker asks `Db.known` as well."""
        row: tuple[Any, ...] | None = self._execute(db, values, glance=True).fetchone()
        return row

    def all(self, db: Db, values: Values) -> list[tuple[Any, ...]]:
        """Return every row; no column may be binary."""
        if db.dialect == "sqlite" and isinstance(self._statement, SelectBase):
            if self._in_one is None:
                self._in_one = Prepared(_in_one_step(self._statement))
            found = self._in_one.first(db, values)
            return [] if found is None else _rows.decode(found[0])
        rows: list[tuple[Any, ...]] = self._execute(db, values).fetchall()
        return rows


def _in_one_step(statement: SelectBase) -> Executable:
    """Put a query's rows into one: a list of lists, in their order."""
    rows = statement.subquery()
    return select(func.json_group_array(func.json_array(*rows.c)))


class PreparedForMany:
    """A statement for many values at once, given as one parameter: a thousand ids cost no thousand placeholders."""

    def __init__(self, make: Callable[[Select[Any]], Executable]) -> None:
        """Take what makes the statement of a subquery that gives the values: `column.in_(given)`."""
        self._by_dialect = {
            "sqlite": Prepared(make(select(func.json_each(bindparam("given")).table_valued("value").c.value))),
            "postgresql": Prepared(make(select(func.unnest(cast(bindparam("given"), ARRAY(String)))))),
        }

    def all(self, db: Db, given: Sequence[str], values: Values | None = None) -> list[tuple[Any, ...]]:
        """Return every row; nothing is asked for no values. No column may be binary."""
        return self._by_dialect[db.dialect].all(db, _with_many(db, given, values)) if given else []

    def run(self, db: Db, given: Sequence[str], values: Values | None = None) -> int:
        """Run it and return how many rows it changed; nothing is done for no values."""
        return self._by_dialect[db.dialect].run(db, _with_many(db, given, values)) if given else 0


def _with_many(db: Db, given: Sequence[str], values: Values | None) -> Values:
    many = _json.encode(given).decode() if db.dialect == "sqlite" else list(given)
    return {**(values or {}), "given": many}


class PreparedTogether:
    """A statement over many rows on SQLite, with `{rows}` where the VALUES stand; for what `Db.later` leaves.

    Rows are cut in powers of two, so that the driver keeps few statements, all of them compiled.
    """

    MOST = 64

    def __init__(self, sql: str, width: int) -> None:
        """Take the statement and the number of values in a row."""
        self._sql = sql
        self._row = f"({', '.join('?' * width)})"
        self._by_count: dict[int, str] = {}

    @classmethod
    def insert(cls, table: str, columns: Sequence[str]) -> "PreparedTogether":
        """Return the INSERT of rows with these columns."""
        return cls(f"INSERT INTO {table} ({', '.join(columns)}) VALUES {{rows}}", len(columns))  # noqa: S608  (names)

    def run(self, db: Db, rows: Sequence[tuple[Any, ...]]) -> None:
        """Run it for all rows."""
        start = 0
        while (left := len(rows) - start) > 0:
            count = min(self.MOST, 1 << (left.bit_length() - 1))
            self._run(db, rows[start : start + count])
            start += count

    def _run(self, db: Db, rows: Sequence[tuple[Any, ...]]) -> None:
        sql = self._by_count.get(len(rows))
        if sql is None:
            sql = self._by_count[len(rows)] = self._sql.replace("{rows}", ", ".join([self._row] * len(rows)))
        try:
            db.driver.execute(sql, [value for row in rows for value in row])
        except db.errors as error:
            raise db.as_sqlalchemys(error, sql) from error


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
