"""Queries on SQLite: every reading thread keeps a connection of its own, and each query a snapshot.

Taking a connection from the pool and giving it back costs as much as half a page of messages.
"""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from kairan.core.kit.database import Db, driver_of

T = TypeVar("T")


class Readers:
    """The connections of the reading threads; as many as there are threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._own = threading.local()
        self._opened: list[Connection] = []

    def read(self, query: Callable[..., T], *args: Any) -> T:  # noqa: ANN401
        """Run a query: everything it reads is of one moment, and nothing it does stays."""
        connection = self._connection()
        driver = driver_of(connection)
        driver.execute("BEGIN")
        try:
            return query(Db(connection), *args)
        finally:
            if connection.in_transaction():  # an ordinary statement was among them
                connection.rollback()
            else:
                driver.rollback()

    def _connection(self) -> Connection:
        connection: Connection | None = getattr(self._own, "connection", None)
        if connection is None or connection.invalidated:
            connection = self._own.connection = self._engine.connect()
            self._opened.append(connection)
        return connection

    def close(self) -> None:
        """Close them all, once the threads have ended."""
        for connection in self._opened:
            connection.close()
        self._engine.dispose()
