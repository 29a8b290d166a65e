"""Typesetting (組版): PDF made by typst, in fonts that come with Kairan, in a process that can be killed.

Promise: nothing that somebody wrote is markup, since it reaches typst as data; a document is archival (PDF/A-2a) and
tagged (PDF/UA-1), or it is not made; whatever it costs, the event loop does none of it, and it ends at its deadline.
"""

import asyncio
import atexit
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
import structlog

from kairan.core.kit.bounds import bounded
from kairan.core.kit.killable_process import KillableProcesses, ProcessLost
from kairan.core.kit.problems import Problem, TooBusy
from kairan.core.kit.turns import Turns
from kairan.core.kit.typesetting.glyphs import known_fonts

DEADLINE_S = bounded("typesetting.seconds", 60, "refuse", "422 `pdf.too_much`")
CONTENT_BYTES = bounded("typesetting.content_bytes", 8 * 1024 * 1024, "refuse", "422 `pdf.too_much`")
AT_ONCE = bounded("typesetting.at_once", 2, "wait", "further documents are laid out after these")
EACH = bounded("typesetting.each", 3, "refuse", "503 `server.busy`, `Retry-After`: 5 s; of one person, one by one")
WAITING = bounded("typesetting.waiting", 100, "refuse", "503 `server.busy`, `Retry-After`: 5 s")
_DONE = 1
_PROGRAM = str(Path(__file__).with_name("typesetter.py"))

log = structlog.get_logger("kairan.typesetting")


class TooMuchForPdf(Problem):
    """A document is longer than what is laid out as a PDF, or takes too long."""

    status = 422
    code = "pdf.too_much"
    ja = "内容が多いため、PDFにできませんでした。画面を印刷してください。"
    en = "There is too much for a PDF. Please print the page instead."


class NotLaidOut(Exception):  # noqa: N818  (a bug of a template, not of what was written)
    """The compiler refused a template with what was given to it."""


def _refuse() -> Problem:
    return TooBusy(retry_after_s=5)


class Typesetter:
    """Lays out documents, two at once; others wait, and only so many."""

    def __init__(self, deadline_s: float = DEADLINE_S, program: str = _PROGRAM) -> None:
        self._deadline_s = deadline_s
        self._program = program
        self._processes: KillableProcesses | None = None
        self._free = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0
        self._starting = threading.Lock()
        self._turns = Turns(EACH, _refuse)

    async def pdf(self, whose: str, template: Path, make: Callable[[], Mapping[str, object]], at_ms: int) -> bytes:
        """Return a document of that instant: the same data, the same bytes. `make` gives its data, in a thread.

        Whoever asks (`whose`) gets one after the other. Problems: TooBusy, TooMuchForPdf.
        """
        async with self._turns.of(whose):
            if self._waiting >= WAITING:
                raise _refuse()
            self._waiting += 1
            # Shielded: a thread goes on though its asker has gone, and its place is free only when it has ended.
            return await asyncio.shield(asyncio.ensure_future(self._laid_out(template, make, at_ms)))

    async def _laid_out(self, template: Path, make: Callable[[], Mapping[str, object]], at_ms: int) -> bytes:
        try:
            async with self._free:
                answer = await asyncio.to_thread(self._ask, template, make, at_ms)
        except ProcessLost:
            log.warning("typesetting.given_up", template=template.name)
            raise TooMuchForPdf from None
        finally:
            self._waiting -= 1
        if answer[0] != _DONE:
            raise NotLaidOut(answer[1:].decode())
        return answer[1:]

    def _ask(self, template: Path, make: Callable[[], Mapping[str, object]], at_ms: int) -> bytes:
        wanted = {"template": str(template), "root": str(template.parent), "data": make(), "at": at_ms // 1000}
        content = msgspec.json.encode(wanted)
        if len(content) > CONTENT_BYTES:
            raise TooMuchForPdf
        return self._started().ask(content)

    def _started(self) -> KillableProcesses:
        with self._starting:
            if self._processes is None:
                folders = [str(one.file.parent) for one in known_fonts()]
                self._processes = KillableProcesses(self._program, self._deadline_s, AT_ONCE, folders)
                atexit.register(self._processes.close)
            return self._processes
