"""Rows that the database writes down as JSON and msgspec reads as values; nothing of ours is made in between.

A page of fifty messages has a thousand columns. Making tuples of them, then values of the tuples, costs more than
finding them, and all of it under the interpreter's lock. SQLite works without the lock, and msgspec checks the types.
"""

from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import JSON, ColumnElement, Select, Text, cast, func, literal_column, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from kairan.core.kit.database import Db
from kairan.core.kit.prepared import Prepared, Values

T = TypeVar("T")


class Document(FunctionElement[Any]):
    """A JSON object in a statement, of columns by the names they have in the value."""

    type = JSON()
    inherit_cache = True

    def __init__(self, **members: ColumnElement[Any]) -> None:
        """Take the members."""
        super().__init__(*(part for name, member in members.items() for part in (literal_column(f"'{name}'"), member)))


class ListOf(FunctionElement[Any]):
    """A column of text that holds a JSON list, as that list; empty where the column is null."""

    type = JSON()
    inherit_cache = True

    def __init__(self, column: ColumnElement[Any]) -> None:
        """Take the column."""
        super().__init__(column)


@compiles(Document, "sqlite")
def _sqlite_document(element: Document, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"json_object({compiler.process(element.clauses, **options)})"


@compiles(Document, "postgresql")
def _postgresql_document(element: Document, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"json_build_object({compiler.process(element.clauses, **options)})"


@compiles(ListOf, "sqlite")
def _sqlite_list(element: ListOf, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    # json() walks through what it takes over; the empty list is made once for a statement.
    column = compiler.process(element.clauses, **options)
    return f"CASE WHEN {column} IS NULL THEN json_array() ELSE json({column}) END"


@compiles(ListOf, "postgresql")
def _postgresql_list(element: ListOf, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"CAST(coalesce({compiler.process(element.clauses, **options)}, '[]') AS JSON)"


class Documents(Generic[T]):
    """A prepared query for values: it selects one `Document` for each."""

    def __init__(self, kind: type[T], statement: Select[Any]) -> None:
        """Take what the documents are, and the query."""
        (document,) = statement.exported_columns
        each = statement.with_only_columns(cast(document, Text).label("written"), maintain_column_froms=True)
        self._each = Prepared(each)
        self._together = Prepared(select(func.group_concat(each.subquery().c.written)))
        self._decoder = msgspec.json.Decoder(list[kind])  # type: ignore[valid-type]

    def all(self, db: Db, values: Values) -> list[T]:
        """Return every row's value, in the query's order."""
        if db.dialect == "sqlite":
            (written,) = self._together.first(db, values) or (None,)
        else:
            written = ",".join(row[0] for row in self._each.all(db, values))
        return self._decoder.decode(f"[{written or ''}]")
