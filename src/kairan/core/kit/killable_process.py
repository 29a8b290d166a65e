"""Work on what strangers sent, in processes that can be killed (別プロセスでの作業).

Promise: whatever it does to the process, it costs the work its deadline at most, and never the server. Each process
takes one piece of work after the other, and none two at once: eight bytes of length and the bytes in, the same out.
"""

import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

START_S = 60  # on a machine that is busy with other things
LENGTH = 8  # bytes before each piece of work and each answer
READY = b"\x01"  # said once: from then on the time of the work is counted


class ProcessLost(Exception):  # noqa: N818  (expected of hostile bytes)
    """The process has ended without an answer."""


class KillableProcesses:
    """Processes of one program, run by its path with nothing of the server in it; some are kept for the next work."""

    def __init__(self, program: str, deadline_s: float, kept: int, arguments: Sequence[str] = ()) -> None:
        self._program = program
        self._arguments = list(arguments)
        self._deadline_s = deadline_s
        self._kept = kept
        self._lock = threading.Lock()
        self._idle: list[subprocess.Popen[bytes]] = []

    def ask(self, content: bytes) -> bytes:
        """Return the answer. Blocks: only in a thread. Raises ProcessLost."""
        process = self._living() or self._start()
        with _killed_after(self._deadline_s, process):
            answer = _answer(process, content)
        self._give_back(process)
        return answer

    def _living(self) -> subprocess.Popen[bytes] | None:
        """Return one that waits for work; those that ended for want of it are let go of."""
        while True:
            with self._lock:
                if not self._idle:
                    return None
                process = self._idle.pop()
            if process.poll() is None:
                return process
            _end(process)

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(  # noqa: S603  (our own program)
            [sys.executable, "-I", self._program, *self._arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
        )
        with _killed_after(START_S, process):
            _read(process, len(READY))
        return process

    def _give_back(self, process: subprocess.Popen[bytes]) -> None:
        with self._lock:
            if len(self._idle) < self._kept:
                self._idle.append(process)
                return
        _end(process)

    def close(self) -> None:
        """End those that wait."""
        with self._lock:
            idle, self._idle = self._idle, []
        for process in idle:
            _end(process)


@contextmanager
def _killed_after(seconds: float, process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Kill a process that takes longer, and end one that is lost."""
    deadline = threading.Timer(seconds, process.kill)
    deadline.daemon = True
    deadline.start()
    try:
        yield
    except BaseException:
        _end(process)
        raise
    finally:
        deadline.cancel()


def _answer(process: subprocess.Popen[bytes], content: bytes) -> bytes:
    if process.stdin is None:  # pragma: no cover
        raise ProcessLost
    try:
        process.stdin.write(len(content).to_bytes(LENGTH))
        process.stdin.write(content)
        process.stdin.flush()
    except OSError as error:
        raise ProcessLost from error
    return _read(process, int.from_bytes(_read(process, LENGTH)))


def _read(process: subprocess.Popen[bytes], length: int) -> bytes:
    """Return so many bytes of what a process says."""
    try:
        said = b"" if process.stdout is None else process.stdout.read(length)
    except OSError as error:
        raise ProcessLost from error
    if len(said) < length:
        raise ProcessLost
    return said


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()  # it writes nothing: there is nothing to finish
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):  # what was not sent any more
            if pipe is not None:
                pipe.close()
