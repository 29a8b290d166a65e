"""Whatever an authority or a place for anchors answers, it is over in time, and keeps nothing that others need."""

import asyncio
import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress

import pytest

from kairan.anchors.asking import AddressTrouble, ask_address
from kairan.core.kit.outside import OutsideBusy, OutsideThreads

LIMIT_S = 1.0
HEAD = b"HTTP/1.1 200 OK\r\n"


def _dripped_head(stopped: threading.Event) -> Iterator[bytes]:
    yield HEAD + b"X-Slow: "
    while not stopped.wait(0.1):
        yield b"a"


def _endless_hints(stopped: threading.Event) -> Iterator[bytes]:
    while not stopped.wait(0.05):
        yield b"HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n"


def _dripped_body(stopped: threading.Event) -> Iterator[bytes]:
    yield HEAD + b"Content-Length: 100000\r\n\r\n"
    while not stopped.wait(0.1):
        yield b"b"


def _endless_packing(stopped: threading.Event) -> Iterator[bytes]:
    """A gzip header whose file name never ends: nothing comes out of it."""
    yield HEAD + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    yield b"4\r\n" + gzip.compress(b"")[:3] + b"\x08" + b"\r\n"
    while not stopped.wait(0.05):
        yield b"4\r\nname\r\n"


def _nothing(stopped: threading.Event) -> Iterator[bytes]:
    stopped.wait()
    yield b""


@pytest.mark.parametrize("answer", [_dripped_head, _endless_hints, _dripped_body, _endless_packing, _nothing])
def test_no_answer_takes_longer_than_it_may(answer: Callable[[threading.Event], Iterator[bytes]]) -> None:
    stopped = threading.Event()
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                connection.recv(65_536)
                for part in answer(stopped):
                    connection.sendall(part)

        serving = threading.Thread(target=serve)
        serving.start()
        began = time.monotonic()
        try:
            with pytest.raises(AddressTrouble):
                ask_address("POST", f"http://127.0.0.1:{listening.getsockname()[1]}/", b"?", {}, 64 * 1024, LIMIT_S)
            assert time.monotonic() - began < 20 * LIMIT_S
        finally:
            stopped.set()
            serving.join()


def test_what_never_answers_keeps_its_own_threads_and_nobody_elses() -> None:
    released = threading.Event()

    async def work() -> None:
        outside = OutsideThreads("test", 2)
        stuck = [asyncio.ensure_future(outside.run(released.wait)) for _ in range(2)]
        await asyncio.sleep(0.05)
        with pytest.raises(OutsideBusy):
            await outside.run(lambda: 1)
        assert await asyncio.to_thread(lambda: 2) == 2  # everybody else goes on
        for one in stuck:
            one.cancel()
        with pytest.raises(OutsideBusy):  # given up, and still held
            await outside.run(lambda: 1)
        released.set()
        for _ in range(100):
            with suppress(OutsideBusy):
                assert await outside.run(lambda: 3) == 3
                break
            await asyncio.sleep(0.01)
        with pytest.raises(ZeroDivisionError):
            await outside.run(lambda: 1 // 0)

    asyncio.run(work())
