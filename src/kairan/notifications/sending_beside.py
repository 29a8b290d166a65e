"""Handing messages over without keeping the server from answering: many of them in a process beside it.

To encrypt a message and to speak with a service takes about a millisecond of computing. Thousands of them, in the
server's own process, would let everybody who writes meanwhile wait. A few are sent where they are.
"""

import atexit
import os
import subprocess
import sys
import threading
from collections.abc import Sequence

import msgspec
import structlog

from kairan.core.kit.bounds import bounded
from kairan.core.kit.outside import OutsideBusy, OutsideThreads
from kairan.notifications.sending import SENDING_S, Pauses, Sending, send_all
from kairan.notifications.sending_program import LENGTH, Batch
from kairan.notifications.web_push import WHOLE_S, Answer, PushKey, PushSender

FEW = 20  # so many are sent by the server itself
LOST_MOST = 3  # then the server sends itself: where a process cannot live, people are told all the same
PATIENCE_S = SENDING_S + WHOLE_S + 5.0  # then the process is ended, and what it was to send is sent again
THREADS = bounded("push.outside", 2, "wait", "what is due is sent in the next round")

log = structlog.get_logger("kairan.notifications")
_answers = msgspec.json.Decoder(list[Answer])


class _Lost(Exception):  # noqa: N818  (expected of a process)
    """The process has ended without an answer."""


class SenderBeside:
    """Sends; its process is there only while there is much to send."""

    def __init__(self, contact: str) -> None:
        """Take whom a push service may write to."""
        self._contact = contact
        self._pauses = Pauses()
        self._threads = OutsideThreads("push", THREADS)
        self._process: subprocess.Popen[bytes] | None = None
        self._lost = 0  # so often in a row
        self._asking = threading.Lock()  # one batch at a time; a thread that has just ended may not be gone yet
        # The threads of the server may be kept on one core; this is for the others.
        self._cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
        atexit.register(self.close)

    async def send(self, key: PushKey, pushes: Sequence[Sending]) -> list[Answer]:
        """Hand all of them over; where the process is lost on the way, they count as not taken."""
        if len(pushes) <= FEW or self._lost >= LOST_MOST:
            async with PushSender(self._contact) as sender:
                return await send_all(sender, key, pushes, self._pauses)
        waits = [self._pauses.wait_ms(one.target.endpoint) for one in pushes]
        now = [one for one, wait_ms in zip(pushes, waits, strict=True) if wait_ms <= 0]
        said = iter(await self._send_beside(key, now))
        answers = [Answer("unsent", wait_ms) if wait_ms > 0 else next(said) for wait_ms in waits]
        for one, answer in zip(pushes, answers, strict=True):
            if answer.outcome == "later":
                self._pauses.note(one.target.endpoint, answer)
        return answers

    async def _send_beside(self, key: PushKey, pushes: list[Sending]) -> list[Answer]:
        batch = Batch(self._contact, key, pushes, self._cores)
        try:
            answers = await self._threads.run(self._ask, msgspec.json.encode(batch), len(pushes))
        except OutsideBusy:
            return [Answer("unsent") for _ in pushes]
        except (_Lost, OSError, msgspec.DecodeError) as error:
            self._lost += 1
            log.warning("push.process_lost", error=type(error).__name__, often=self._lost)
            return [Answer("later") for _ in pushes]
        self._lost = 0
        return answers

    def _ask(self, batch: bytes, count: int) -> list[Answer]:
        """Give the process a batch and wait for the answers. Blocks: only in a thread."""
        with self._asking:
            process = self._process
            if process is None or process.poll() is not None:
                self.close()
                process = self._process = _started()
            answers = self._answers_of(process, batch)
        if len(answers) != count:
            raise _Lost
        return answers

    def _answers_of(self, process: subprocess.Popen[bytes], batch: bytes) -> list[Answer]:
        deadline = threading.Timer(PATIENCE_S, process.kill)
        deadline.daemon = True
        deadline.start()
        try:
            return _answers.decode(_exchange(process, batch))
        except BaseException:
            self.close()
            raise
        finally:
            deadline.cancel()

    def close(self) -> None:
        """End the process; what it was sending is sent again."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for end in (process.stdin, process.stdout):
            if end is not None:
                end.close()
        process.wait()


def _started() -> subprocess.Popen[bytes]:
    program = [sys.executable, "-m", "kairan.notifications.sending_program"]
    return subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)  # noqa: S603  (our own)


def _exchange(process: subprocess.Popen[bytes], batch: bytes) -> bytes:
    if process.stdin is None or process.stdout is None:  # pragma: no cover
        raise _Lost
    _write(process.stdin.fileno(), len(batch).to_bytes(LENGTH) + batch)
    length = int.from_bytes(_read(process.stdout.fileno(), LENGTH))
    return _read(process.stdout.fileno(), length)


def _write(end: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(end, left) :]


def _read(end: int, length: int) -> bytes:
    came = bytearray()
    while len(came) < length:
        some = os.read(end, length - len(came))
        if not some:
            raise _Lost
        came += some
    return bytes(came)
