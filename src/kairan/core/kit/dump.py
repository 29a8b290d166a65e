"""Tables as lines of JSON, one object for each row, the same from both databases and for both.

Bytes are base64. Rows come in the order of the primary key.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypedDict

import msgspec
from sqlalchemy import Column, Table, bindparam, func, insert, select, update

from kairan.core.kit.database import Db

PAGE = 1_000  # rows held at once

Lines = Iterable[bytes]
Tell = Callable[[int], None]

_encode_lines = msgspec.json.Encoder().encode_lines


def dump_rows(db: Db, table: Table, tell: Tell) -> Iterator[bytes]:
    """Yield every row of a table, some lines at once; `tell` hears how many."""
    names = [column.name for column in table.columns]
    statement = select(table).order_by(*table.primary_key.columns)
    found = db.connection.execute(statement, execution_options={"yield_per": PAGE})
    for rows in found.partitions():
        yield _encode_lines([dict(zip(names, row, strict=True)) for row in rows])
        tell(len(rows))


def load_rows(db: Db, table: Table, lines: Lines, tell: Tell) -> int:
    """Insert rows; returns how many. Raises msgspec.DecodeError for a line that is no row of this table.

    A row may name one that comes later in the same table: such columns are left empty until `point_back`.
    """
    later = dict.fromkeys(column.name for column in _own_references(table))
    done = 0
    for rows in _pages(table, lines):
        db.execute(insert(table), [{**row, **later} for row in rows])
        tell(len(rows))
        done += len(rows)
    return done


def point_back(db: Db, table: Table, lines: Lines) -> None:
    """Fill in the columns that name rows of the table itself, now that all rows are there."""
    for column in _own_references(table):
        keys = {key.name: f"key_{key.name}" for key in table.primary_key.columns}
        places = [table.c[name] == bindparam(bound) for name, bound in keys.items()]
        statement = update(table).where(*places).values({column.name: bindparam("target")})
        for rows in _pages(table, lines):
            if pointing := [row for row in rows if row[column.name] is not None]:
                named = [{bound: row[name] for name, bound in keys.items()} for row in pointing]
                targets = [{"target": row[column.name]} for row in pointing]
                db.execute(statement, [{**name, **target} for name, target in zip(named, targets, strict=True)])


def points_back(table: Table) -> bool:
    """Whether rows of the table may name others of it."""
    return bool(_own_references(table))


def _own_references(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if any(key.column.table is table for key in column.foreign_keys)]


def _pages(table: Table, lines: Lines) -> Iterator[list[dict[str, Any]]]:
    decode = msgspec.json.Decoder(_row_type(table)).decode
    source = iter(lines)
    while rows := [decode(line) for line in islice(source, PAGE)]:
        yield rows


def _row_type(table: Table) -> Any:  # noqa: ANN401
    """Return the type of a row as msgspec reads it: every column there, of its own type."""
    types = {column.name: _value_type(column) for column in table.columns}
    return TypedDict(table.name, types)  # type: ignore[operator]


def _value_type(column: Column[Any]) -> Any:  # noqa: ANN401
    return column.type.python_type | None if column.nullable else column.type.python_type


def go_on_counting(db: Db, table: Table) -> None:
    """Let a table that numbers its own rows go on after the loaded ones; only PostgreSQL must be told."""
    column = table.autoincrement_column
    if column is None or db.dialect == "sqlite":
        return
    last = db.scalar(select(func.max(column)))
    sequence = func.pg_get_serial_sequence(table.name, column.name)
    db.execute(select(func.setval(sequence, last or 1, last is not None)))
