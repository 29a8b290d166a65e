"""Before anybody is known: the head of a request is bounded in bytes and in time."""

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from kairan.core.realtime.transports import UvicornRequests, UvicornSocket
from kairan.core.realtime.transports import uvicorn_socket as heads
from tests.support.processes import wait_until


async def app(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] != "http":
        return
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
def port() -> Iterator[int]:
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, http=UvicornRequests, ws=UvicornSocket, lifespan="off", log_config=None
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    wait_until(lambda: server.started, "the server starts")
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(30)


def ask(port: int, *pieces: bytes) -> bytes:
    """Say these, and hear everything until the connection ends or is silent."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        try:
            for piece in pieces:
                connection.sendall(piece)
        except ConnectionError:
            pass
        return heard(connection)


def heard(connection: socket.socket) -> bytes:
    found = b""
    try:
        while more := connection.recv(65536):
            found += more
            if found.endswith(b"ok"):
                break
    except ConnectionError:
        pass
    return found


HEAD = b"GET / HTTP/1.1\r\nHost: a\r\n"


def test_an_honest_head_is_answered_also_in_pieces_and_twice(port: int) -> None:
    cookies = b"Cookie: " + b"a" * 30_000 + b"\r\n"
    assert ask(port, HEAD, cookies, b"\r\n").startswith(b"HTTP/1.1 200")
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        for _ in range(5):  # the bytes of one head do not count for the next
            connection.sendall(HEAD + cookies + b"\r\n")
            assert heard(connection).endswith(b"ok")
        connection.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n" + b"x" * 200_000)
        assert heard(connection).endswith(b"ok")  # nor do those of a body


@pytest.mark.parametrize(
    "pieces",
    [
        [HEAD + b"X-Endless: ", *[b"a" * 16_384] * 64],
        [HEAD + b"X-Large: " + b"a" * 70_000 + b"\r\n\r\n"],
        [HEAD, *[b"X-Many: " + b"b" * 100 + b"\r\n"] * 2_000, b"\r\n"],
        [b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n"],
    ],
    ids=["endless", "at once", "many", "address"],
)
def test_a_head_that_is_too_large_is_refused_and_the_connection_closed(port: int, pieces: list[bytes]) -> None:
    answer = ask(port, *pieces)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 431")  # none where the system threw it away with the rest
    assert ask(port, HEAD + b"\r\n").endswith(b"ok")


@pytest.mark.parametrize("begun", [b"", b"GET / HT", HEAD + b"X-Slow: a"], ids=["nothing", "a line", "a header"])
def test_who_does_not_come_to_the_point_is_closed(port: int, begun: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "HEAD_S", 0.2)
    began = time.monotonic()
    assert ask(port, begun) == b""
    assert time.monotonic() - began < 20


def test_who_drips_header_after_header_is_closed_too(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "HEAD_S", 0.3)
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(HEAD)
        closed = False
        for number in range(200):
            try:
                connection.sendall(b"X-%d: a\r\n" % number)
            except ConnectionError:
                closed = True
                break
            time.sleep(0.02)
        assert closed


def test_a_connection_at_rest_between_two_requests_is_kept(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "HEAD_S", 0.2)
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        for _ in range(2):
            connection.sendall(HEAD + b"\r\n")
            assert heard(connection).endswith(b"ok")
            time.sleep(0.5)
