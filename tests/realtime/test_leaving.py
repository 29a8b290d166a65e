"""A node that leaves under load: whoever was connected is answered, everybody else is refused; nobody is cut off."""

import asyncio
import socket
import threading
import time
from collections import Counter
from typing import Any

import pytest
import uvicorn

from kairan.core.realtime.transports.uvicorn_server import LAST_S, GoodbyeServer
from tests.support.processes import free_port, wait_until

CROWD = 8
WORK_S = 0.03  # so many wait to be accepted at any time
ASKED = b"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


async def busy(scope: Any, _receive: Any, send: Any) -> None:
    """Work without letting the loop turn, as a loop under load does."""
    assert scope["type"] == "http"
    time.sleep(WORK_S)
    await send({"type": "http.response.start", "status": 201, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def ask(port: int) -> str:
    """Ask as a proxy does: once connected, the request is on its way and cannot be sent to another node."""
    try:
        connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    except OSError:
        return "refused"
    with connection:
        try:
            connection.sendall(ASKED)
            return "answered" if connection.recv(100).startswith(b"HTTP/1.1 201") else "cut off"
        except OSError:
            return "cut off"


@pytest.mark.parametrize("loop", ["asyncio", "uvloop"])
def test_who_was_connected_is_answered(loop: Any) -> None:
    port, told = free_port(), Counter[str]()
    config = uvicorn.Config(busy, port=port, loop=loop, lifespan="off", log_config=None, access_log=False)
    server = GoodbyeServer(config, lambda: None, drain_s=LAST_S + 0.2)

    def keep_asking() -> None:
        while (outcome := ask(port)) == "answered":
            told[outcome] += 1
        told[outcome] += 1

    def serve() -> None:
        with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
            runner.run(server.serve())

    serving = threading.Thread(target=serve)
    serving.start()
    wait_until(lambda: server.started, "it serves")
    crowd = [threading.Thread(target=keep_asking) for _ in range(CROWD)]
    for one in crowd:
        one.start()
    wait_until(lambda: told["answered"] > 2 * CROWD, "the crowd is answered")
    server.should_exit = True
    for one in (serving, *crowd):
        one.join(30)
        assert not one.is_alive()
    assert told["cut off"] == 0
    assert told["refused"] == CROWD
