"""Making the pages of a paper into pictures (資料のページ), in a process that can be killed.

Promise: whatever a file does to the process, it costs the file its pages and nobody anything else; it is then opened as
a file. Everybody sees the same pages, also where the device cannot show a PDF or policy lets nobody save one.
"""

import atexit
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import structlog

from kairan.core.kit.bounds import bounded
from kairan.core.kit.killable_process import KillableProcesses, ProcessLost

PAGE_S = bounded("meetings.page_seconds", 20, "drop", "the paper ends before this page, and is read as a file")
KEPT = bounded("meetings.page_processes", 1, "drop", "a process beyond these ends after its page")
TYPE = "image/webp"
PDF = "application/pdf"
_PROGRAM = str(Path(__file__).with_name("page_maker.py"))
_TEMPLATE = Path(__file__).with_name("page.typ")

log = structlog.get_logger("kairan.meetings")


class MadePage(msgspec.Struct, frozen=True):
    """A page as a picture."""

    width: int
    height: int
    content: bytes


class PageMaker:
    """Makes pages, one after the other."""

    def __init__(self, deadline_s: float = PAGE_S, program: str = _PROGRAM) -> None:
        self._deadline_s = deadline_s
        self._program = program
        self._processes: KillableProcesses | None = None
        self._starting = threading.Lock()

    def page(self, folder: Path, number: int) -> MadePage | None:
        """Return a page of the paper in a folder; None after the last one. Blocks: only in a thread."""
        wanted = msgspec.json.encode({"folder": str(folder), "page": number})
        try:
            answer = self._started().ask(wanted)
        except ProcessLost:
            log.warning("meetings.page_given_up", page=number)
            return None
        if not answer:
            return None
        width, height = int.from_bytes(answer[:4]), int.from_bytes(answer[4:8])
        return MadePage(width, height, answer[8:])

    def _started(self) -> KillableProcesses:
        with self._starting:
            if self._processes is None:
                self._processes = KillableProcesses(self._program, self._deadline_s, KEPT)
                atexit.register(self._processes.close)
            return self._processes


@contextmanager
def folder_of_paper() -> Iterator[Path]:
    """Give a folder for the bytes of a paper (`paper.pdf`), with what lays a page out; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="kairan-paper-") as name:
        folder = Path(name)
        (folder / _TEMPLATE.name).write_bytes(_TEMPLATE.read_bytes())
        yield folder
