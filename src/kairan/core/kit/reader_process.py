"""Questions answered in a process beside the server's own, on another core (読み取りのプロセス).

What computes in one process takes turns at one interpreter's lock, so a second core helps it little. Here a process
that was forked off the server reads the same SQLite database. It takes and gives bytes, one question after the other;
what they mean is known to whoever asks.

Promise: nobody depends on it. Whoever is not answered (the process has ended, the question failed there) is told so,
and asks their own threads, which know the words for a refusal.
"""

import asyncio
import os
import signal
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import NoReturn

import structlog

from kairan.core.kit.bounds import bounded
from kairan.core.kit.budget import spending
from kairan.core.kit.database import Db, open_engine
from kairan.core.kit.reading import Readers

Answer = Callable[[Db, bytes], bytes]

ASKED_MOST = bounded("reader_process.asked", 4, "wait", "for the threads of the server, which read the others")
PATIENCE_S = 10.0  # a process that answers nothing for so long is ended
PARTING_S = 1.0  # so long a server that stops waits until it is gone
LENGTH = 4  # bytes before each question and answer
FAILED = b""
READ_AT_ONCE = 1024 * 1024

log = structlog.get_logger("kairan.store")


class ReaderProcess:
    """The server's end: what was asked and not answered, in order."""

    def __init__(self, url: str, answer: Answer) -> None:
        """Take the database, and what is to be done there with a question."""
        self._url = url
        self._answer = answer
        self._pid = 0
        self._end: socket.socket | None = None
        self._asked: deque[asyncio.Future[bytes | None]] = deque()
        self._came = bytearray()
        self._heard_at = 0.0

    def fork(self) -> None:
        """Start the process, where there is a core for it. Before there are threads: they would not be in it."""
        if not has_place():
            return
        try:
            ours, theirs = socket.socketpair()
            pid = os.fork()
        except OSError as error:  # the system has no room, or does not let us
            log.warning("reader_process.not_started", why=str(error))
            return
        if pid == 0:
            ours.close()
            _live(theirs, self._url, self._answer)
        theirs.close()
        ours.settimeout(0)
        self._pid, self._end = pid, ours

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Hear its answers; at the end let it go."""
        if self._end is None:
            yield
            return
        asyncio.get_running_loop().add_reader(self._end, self._hear)
        looking = asyncio.create_task(self._look_now_and_then())
        try:
            yield
        finally:
            looking.cancel()
            if (burial := self._part()) is not None:  # whoever stopped the server may take its disk away
                await asyncio.to_thread(burial.join, PARTING_S)

    def ask(self, question: bytes) -> "asyncio.Future[bytes | None] | None":
        """Ask, if it can take a question now; the answer is None where there is none."""
        if self._end is None or len(self._asked) >= ASKED_MOST:
            return None
        try:
            message = len(question).to_bytes(LENGTH) + question
            if self._end.send(message) < len(message):
                raise BrokenPipeError
        except OSError:
            self._lose()
            return None
        future: asyncio.Future[bytes | None] = asyncio.get_running_loop().create_future()
        if not self._asked:
            self._heard_at = time.monotonic()
        self._asked.append(future)
        return future

    def _hear(self) -> None:
        """Take what came, and hand on every answer that is whole."""
        try:
            came = self._end.recv(READ_AT_ONCE) if self._end is not None else b""
        except BlockingIOError:
            return
        except OSError:
            came = b""
        if not came:
            self._lose()
            return
        self._heard_at = time.monotonic()
        self._came += came
        while len(self._came) >= LENGTH:
            end = LENGTH + int.from_bytes(self._came[:LENGTH])
            if len(self._came) < end:
                return
            self._hand_on(bytes(self._came[LENGTH:end]))
            del self._came[:end]

    def _hand_on(self, reply: bytes) -> None:
        future = self._asked.popleft()
        if not future.done():  # else whoever asked has gone
            future.set_result(reply or None)

    async def _look_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(PATIENCE_S / 2)
            if self._asked and time.monotonic() - self._heard_at > PATIENCE_S:
                self._lose()

    def _lose(self) -> None:
        """Go on without it: those who wait ask elsewhere."""
        if self._end is not None:
            log.error("reader_process.lost", pid=self._pid)
            self._part()

    def _part(self) -> threading.Thread | None:
        if self._end is None:
            return None
        end, self._end = self._end, None
        asyncio.get_running_loop().remove_reader(end)
        end.close()
        while self._asked:
            self._hand_on(FAILED)
        # It may take long to die: where a disk hangs, it hangs.
        burial = threading.Thread(target=_bury, args=(self._pid,), name="reader_process", daemon=True)
        burial.start()
        return burial


def has_place() -> bool:
    """Whether a second process can work beside this one: on Linux, with a core more."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def _bury(pid: int) -> None:
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(pid, signal.SIGKILL)  # it writes nothing: there is nothing to finish
        os.waitpid(pid, 0)


def _live(end: socket.socket, url: str, answer: Answer) -> NoReturn:
    """Answer until the server is gone."""
    for sent_to_all in (signal.SIGINT, signal.SIGTERM):  # by a terminal, by systemd: the server finishes first
        signal.signal(sent_to_all, signal.SIG_IGN)
    readers = Readers(open_engine(url, pool_size=1, read_only=True))
    try:
        while (question := _next(end)) is not None:
            try:
                with spending(PATIENCE_S / 2):
                    reply = readers.read(answer, question)
            except Exception:  # noqa: BLE001  (it is asked again where its refusal can be told)
                reply = FAILED
            end.sendall(len(reply).to_bytes(LENGTH) + reply)
    finally:
        os._exit(0)


def _next(end: socket.socket) -> bytes | None:
    head = end.recv(LENGTH, socket.MSG_WAITALL)
    return end.recv(int.from_bytes(head), socket.MSG_WAITALL) if len(head) == LENGTH else None
