"""What is over is freed at once: a connection that waits for the collector, which looks rarely, is a leak."""

import asyncio
import gc
import json
import socket as sockets
import struct
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator

import pytest
from litestar.connection import WebSocket
from websockets.server import ServerProtocol

from kairan.core.realtime.reader import Reader
from kairan.core.realtime.transports import UvicornRequests, UvicornSocket
from kairan.core.realtime.transports import posted as posted_module
from kairan.core.realtime.transports.pull import Pull
from tests.realtime.wire import Wire, read_to_the_end, say_hello, wire
from tests.realtime.world import come, run

OF_A_CONNECTION = {UvicornRequests, UvicornSocket, ServerProtocol, WebSocket, Reader, Pull}
TIMES = 10

Ends = Callable[[Wire], Awaitable[None]]


@pytest.fixture
def before() -> Iterator[Counter[str]]:
    """What other tests left, such as in the traceback of one that failed. Nobody collects from then on."""
    gc.collect()
    gc.disable()
    yield counted()
    gc.enable()
    gc.collect()


async def cut_off(line: Wire) -> None:
    """End as a cable does: by a reset, without a goodbye."""
    async with line.socket("sato") as client:
        await say_hello(client, {"own:sato": 1})
        socket: sockets.socket = client.transport.get_extra_info("socket")
        socket.setsockopt(sockets.SOL_SOCKET, sockets.SO_LINGER, struct.pack("ii", 1, 0))
        client.transport.abort()


async def say_goodbye(line: Wire) -> None:
    async with line.socket("sato") as client:
        await say_hello(client, {"own:sato": 1})


async def say_nonsense(line: Wire) -> None:
    async with line.socket("sato") as client:
        await client.send("nonsense")
        await read_to_the_end(client)


async def be_signed_out(line: Wire) -> None:
    async with line.socket("sato") as client:
        await say_hello(client, {"own:sato": 1})
        for reader in tuple(line.town.live.readers):
            reader.end("signed_out")
        await read_to_the_end(client)


async def come_as_nobody(line: Wire) -> None:
    async with line.socket(None) as client:
        await read_to_the_end(client)


async def ask_for_a_page(line: Wire) -> None:
    async with line.http("sato") as client:
        await client.get("/nowhere")


async def poll_and_go(line: Wire) -> None:
    async with line.http("sato") as client:
        opened = (await client.post("/", json={"vector": {"own:sato": 1}})).json()
        answer = await client.get(f"/{opened['connection']}/poll")
        assert json.loads(answer.json()["frames"].splitlines()[0])["t"] == "welcome"


ENDS = [cut_off, say_goodbye, say_nonsense, be_signed_out, come_as_nobody, ask_for_a_page, poll_and_go]


@pytest.mark.parametrize("end", ENDS, ids=[end.__name__ for end in ENDS])
def test_nothing_is_left_of_a_connection_that_is_over(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, before: Counter[str], end: Ends
) -> None:
    monkeypatch.setattr(posted_module, "IDLE_S", 0.5)
    monkeypatch.setattr(posted_module, "SWEEP_S", 0.05)

    async def work() -> None:
        async with wire(sqlite_url) as line:
            await line.town.do(come, "sato", "welfare")
            for _ in range(TIMES):
                await end(line)
            for _ in range(200):  # the server hears of an end a little later
                await asyncio.sleep(0.02)
                if not (left := counted() - before):
                    break
            assert not left

    run(work)


def counted() -> Counter[str]:
    """Count what there is of connections, reachable or not."""
    return Counter(type(one).__name__ for one in gc.get_objects() if type(one) in OF_A_CONNECTION)
