"""Asking a process that can be killed what a picture is (別プロセスでの画像の解読).

Promise: whatever a picture does to its decoder, it costs one check of `DEADLINE_S` at most, and the file becomes a
plain file without a small picture.
"""

import atexit
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import msgspec
import structlog

from kairan.core.kit.bounds import bounded
from kairan.files.decoder import LENGTH, PIXELS, READY
from kairan.files.images import Picture

START_S = 60  # on a machine that is busy with other things
DEADLINE_S = bounded("pictures.seconds", 10, "drop", "the file is taken without a small picture")
KEPT = bounded("pictures.processes", 2, "drop", "a process beyond these ends after its picture")
_PROGRAM = str(Path(__file__).with_name("decoder.py"))

log = structlog.get_logger("kairan.files")
_picture: msgspec.msgpack.Decoder[Picture | None] = msgspec.msgpack.Decoder(Picture | None)


class _Lost(Exception):  # noqa: N818  (expected of hostile bytes)
    """The process has ended without an answer."""


class Decoders:
    """Processes that decode; each takes one picture after the other, and none two at once."""

    def __init__(self, deadline_s: float = DEADLINE_S, program: str = _PROGRAM) -> None:
        self._deadline_s = deadline_s
        self._program = program
        self._lock = threading.Lock()
        self._idle: list[subprocess.Popen[bytes]] = []

    def picture_of(self, content: bytes, remade_px: int = 0) -> Picture | None:
        """Decode a picture; None when it is none, or its process did not live to tell. Blocks: only in a thread.

        With `remade_px` it is encoded anew, see `images.picture_of`.
        """
        try:
            return self._ask(self._living() or self._start(), content, remade_px)
        except _Lost:
            log.warning("picture.given_up", bytes=len(content))
            return None

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
            [sys.executable, "-I", self._program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
        )
        with _killed_after(START_S, process):
            _read(process, len(READY))
        return process

    def _ask(self, process: subprocess.Popen[bytes], content: bytes, remade_px: int) -> Picture | None:
        with _killed_after(self._deadline_s, process):
            answer = _answer(process, content, remade_px)
        self._give_back(process)
        return _picture.decode(answer)

    def _give_back(self, process: subprocess.Popen[bytes]) -> None:
        with self._lock:
            if len(self._idle) < KEPT:
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


def _answer(process: subprocess.Popen[bytes], content: bytes, remade_px: int) -> bytes:
    if process.stdin is None:  # pragma: no cover
        raise _Lost
    try:
        process.stdin.write(len(content).to_bytes(LENGTH) + remade_px.to_bytes(PIXELS))
        process.stdin.write(content)
        process.stdin.flush()
    except OSError as error:
        raise _Lost from error
    return _read(process, int.from_bytes(_read(process, LENGTH)))


def _read(process: subprocess.Popen[bytes], length: int) -> bytes:
    """Return so many bytes of what a process says."""
    try:
        said = b"" if process.stdout is None else process.stdout.read(length)
    except OSError as error:
        raise _Lost from error
    if len(said) < length:
        raise _Lost
    return said


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()  # it writes nothing: there is nothing to finish
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):  # what was not sent any more
            if pipe is not None:
                pipe.close()


_decoders = Decoders()
atexit.register(_decoders.close)


def decoded(content: BinaryIO, remade_px: int = 0) -> Picture | None:
    """Decode a picture where it can do no harm, and encode it anew if asked to. Blocks: only in a thread."""
    return _decoders.picture_of(content.read(), remade_px)
