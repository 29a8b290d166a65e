"""One server for one SQLite file: what one server tells its readers, another one beside it would not hear.

Promise: while a server holds the lock no other one starts, and a server that was killed holds nothing: the lock
(flock) belongs to the open file, which the system closes with the process. Who only reads, or writes a command's few
rows (`verify`, `backup`, `init`), does not ask for it.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kairan.core.words import Refusal


def lock_file_of(database: Path) -> Path:
    """Return the file that is locked: one for a database, by whichever name its folder is reached."""
    real = database.resolve()
    return real.with_name(f"{real.name}.lock")


@contextmanager
def sole_server(database: Path) -> Iterator[None]:
    """Hold the lock of a SQLite file; refuses where another server holds it."""
    path = lock_file_of(database)
    try:
        file = path.open("a+", encoding="ascii")
    except OSError as error:
        raise Refusal(
            f"{path} に書き込めません（{error.strerror}）。データのフォルダーの権限を確かめてください。",
            f"{path} cannot be written ({error.strerror}). Please check the permissions of the data folder.",
        ) from error
    with file:
        _lock(file.fileno(), path)
        os.register_at_fork(after_in_child=file.close)  # a process that outlives us must not keep it
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _lock(descriptor: int, path: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Refusal(
            f"このデータ（{path.parent}）では、別の Kairan がすでに動いています{_by(path, '（プロセス {}）')}。"
            "SQLite のとき、一つのデータを使えるサーバーは 1 台だけです。複数台では PostgreSQL を使ってください。",
            f"Another Kairan is already running on this data ({path.parent}){_by(path, ', process {}')}. With SQLite "
            "one server uses the data; for several, please use PostgreSQL.",
        ) from error
    except OSError as error:  # a network's file system that knows no locks
        raise Refusal(
            f"{path} をロックできません（{error.strerror}）。SQLite のデータは、このサーバー内に置いてください。",
            f"{path} cannot be locked ({error.strerror}). Please keep SQLite's data on a disk of this machine.",
        ) from error


def _by(path: Path, words: str) -> str:
    try:
        process = path.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
    return words.format(process) if process.isdigit() else ""
