"""Telegrams from a folder (閉域網・配信事業者の受信ソフト): each file is read once, taken in, and put aside.

Promise: a file leaves the folder only after its telegram is on disk, or its refusal is. It goes to `done` or `refused`
beside the others, where the operator may delete it. What is being written still (changed within the last second) waits;
what is no plain file is left alone.
"""

import asyncio
import os
import time
from pathlib import Path
from typing import Literal

import structlog

from kairan.core.kit.bounds import bounded
from kairan.core.kit.outside import OutsideBusy, OutsideThreads
from kairan.core.kit.problems import Problem
from kairan.core.kit.store import Store
from kairan.hazards.patience import run_patiently
from kairan.hazards.receiving import Brought, read_brought, take_in
from kairan.hazards.telegrams.xml import BYTES_MOST

LOOKED_EVERY_S = 1.0
SETTLED_S = 1.0
FILES_MOST = bounded("hazards.folder_files", 50, "wait", "the others of the folder are read at the next look")
TROUBLE_EVERY = 60  # looks between two lines in the log while the folder cannot be read

log = structlog.get_logger("kairan.hazards")


class FolderWatch:
    """Looks into one folder for as long as the server runs; one for each node, of several any."""

    def __init__(self, store: Store, folder: str) -> None:
        self._store = store
        self._folder = Path(folder) if folder else None
        self._threads = OutsideThreads("hazards folder", 2)
        self._troubles = 0
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "FolderWatch":
        """Begin to look, where a folder is set."""
        if self._folder is not None:
            self._task = asyncio.create_task(self._run(self._folder), name="hazards folder")
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop; what was not taken in lies there still."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self, folder: Path) -> None:
        while True:
            await asyncio.sleep(LOOKED_EVERY_S)
            try:
                await self.look(folder)
                self._troubles = 0
            except (OSError, Problem, OutsideBusy) as trouble:
                if self._troubles % TROUBLE_EVERY == 0:
                    log.warning("hazards.folder_waiting", folder=str(folder), trouble=str(trouble))
                self._troubles += 1
            except Exception:
                log.exception("hazards.folder_failed", folder=str(folder))

    async def look(self, folder: Path) -> int:
        """Take in what lies in the folder, the oldest first; returns how many. Raises OSError, Problem, OutsideBusy."""
        files = await run_patiently(self._threads, settled_files, folder)
        for file in files:
            await self._take(file)
        return len(files)

    async def _take(self, file: Path) -> None:
        try:
            brought = await run_patiently(self._threads, read_file, file)
            await self._store.write(take_in, brought)
        except (OSError, Problem, OutsideBusy):
            raise  # the disk or the database: the file waits
        except Exception:
            await run_patiently(
                self._threads, put_aside, file, "refused"
            )  # a fault of ours must not keep the others waiting
            raise
        await run_patiently(self._threads, put_aside, file, "refused" if brought.telegram is None else "done")


def settled_files(folder: Path) -> list[Path]:
    """Return the telegrams that are written to the end, the oldest first. Raises OSError."""
    now = time.time()
    with os.scandir(folder) as found:
        files = [
            (one.stat(follow_symlinks=False).st_mtime, one.name)
            for one in found
            if one.name.lower().endswith(".xml") and one.is_file(follow_symlinks=False)
        ]
    return [folder / name for at, name in sorted(files) if at <= now - SETTLED_S][:FILES_MOST]


def read_file(file: Path) -> Brought:
    """Read a telegram, or why it cannot be read; of what is too large, no more than tells so. Raises OSError."""
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(descriptor, "rb") as opened:
        content = opened.read(BYTES_MOST + 1)
    return read_brought("folder", file.name, content)


def put_aside(file: Path, where: Literal["done", "refused"]) -> None:
    """Move a file out of the way. Raises OSError."""
    aside = file.parent / where
    aside.mkdir(exist_ok=True)
    file.replace(aside / file.name)
