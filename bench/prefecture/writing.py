"""Write the rows in bulk: to SQLite by its driver, to PostgreSQL by COPY."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

import psycopg

from bench.prefecture.rows import COLUMNS

Row = Sequence[Any]
HEADS = "UPDATE stream SET seq = ?, digest = ? WHERE no = ?"
NEWEST = "UPDATE room SET message_n = ?, last_seq = ? WHERE no = ?"
MARKS = "UPDATE read_mark SET n = ?, read_at = ? WHERE room_no = ? AND member_id = ?"
ROOTS = "UPDATE message SET reply_count = ?, last_reply_at = ?, repliers = ? WHERE room_no = ? AND seq = ?"


class Target(Protocol):
    """A database being filled."""

    def insert(self, table: str, rows: Iterable[Row]) -> None:
        """Add rows."""

    def change(self, statement: str, rows: Iterable[Row]) -> None:
        """Run a change once for each row; `?` stands for a value."""

    def close(self) -> None:
        """Commit and leave the database as the product opens it."""


class SqliteTarget:
    """The file itself, with no care for a crash meanwhile: who is interrupted begins again."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = DELETE")  # out of the write-ahead log first
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -1500000"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("BEGIN")

    def insert(self, table: str, rows: Iterable[Row]) -> None:
        columns = COLUMNS[table]
        places = ", ".join("?" * len(columns))
        self._connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)

    def change(self, statement: str, rows: Iterable[Row]) -> None:
        self._connection.executemany(statement, rows)

    def close(self) -> None:
        self._connection.execute("COMMIT")
        self._connection.close()


class PostgresTarget:
    """A connection that copies; the indexes stay, so that they come out as in a database that has grown."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url.replace("+psycopg", ""))
        self._connection.execute("SET synchronous_commit = off")

    def insert(self, table: str, rows: Iterable[Row]) -> None:
        columns = ", ".join(COLUMNS[table])
        with self._connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        self._connection.commit()

    def change(self, statement: str, rows: Iterable[Row]) -> None:
        with self._connection.cursor() as cursor:
            cursor.executemany(statement.replace("?", "%s"), rows)
        self._connection.commit()

    def close(self) -> None:
        self._connection.commit()
        self._connection.autocommit = True
        self._connection.execute("VACUUM ANALYZE")
        self._connection.close()
