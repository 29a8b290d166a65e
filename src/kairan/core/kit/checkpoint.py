"""Carry SQLite's write-ahead log over into the database beside the writer, so that no commit has to.

By default every thousandth page makes one commit copy them all and sync twice; a thread of our own does it with
the interpreter's lock let go. Under a load without a pause it cannot reach the log's end, so the writer still
finishes a log that has grown to `LOG_PAGES`: by then little is left to copy.
"""

import sqlite3
import threading
from pathlib import Path

from kairan.core.kit.bounds import bounded

EVERY_S = 1.0
LOG_PAGES = bounded(
    "sqlite.log_pages", 16_384, "wait", "the writer carries the log over before it goes on"
)  # 64 MiB: then the writer begins the log anew


class Checkpointer:
    """A thread that looks at the log once a second."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self._log = database.with_name(f"{database.name}-wal")
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="checkpointer", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Stop; what is left in the log is carried over when the database is closed."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        connection = sqlite3.connect(self.database, isolation_level=None)
        try:
            seen = 0
            while not self._ended.wait(EVERY_S):
                if (written := self._written_at()) != seen:
                    self._carry_over(connection)
                    seen = written
        finally:
            connection.close()

    def _written_at(self) -> int:
        """Return when the log was last written; its size says nothing, since a log begun anew keeps its file."""
        try:
            return self._log.stat().st_mtime_ns
        except FileNotFoundError:
            return 0

    def _carry_over(self, connection: sqlite3.Connection) -> None:
        """Copy what no reader holds back. A full disk is the writer's to report: nothing is lost by waiting."""
        try:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        except sqlite3.OperationalError:
            return
