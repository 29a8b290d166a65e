"""Deliveries per second, resume of a herd and memory per reader, of the realtime part alone.

    python bench/fanout_micro.py [--readers 1000] [--plain] [--streams 1]

The server runs on core 0, the clients on core 1. `--plain` uses uvicorn's own WebSocket class instead of ours.
No storage in the fan-out: entries are announced straight to the hub. The whole product is measured elsewhere.
"""

import argparse
import asyncio
import gc
import json
import os
import random
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import uvicorn
import uvloop
from litestar import Litestar, Request, get, post
from litestar.connection import ASGIConnection

from kairan.core.journal import Body, Entry, append, register_reader
from kairan.core.journal.model import Span
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, metadata, sqlite_url
from kairan.core.kit.store import SqliteStore
from kairan.core.realtime import Live
from kairan.core.realtime.transports import UvicornSocket, live_routes
from kairan.core.viewer import MemberId, OrganizationId, Viewer

TEXT = "避難所の開設状況を共有します。第一小学校、北部公民館とも受け入れを始めました。"
MISSED = 50


class Said(Body, frozen=True):
    kind = "bench.said"
    text: str


def _posted(stream: str, seq: int) -> Entry:
    body = {"id": "0abcdefghjkmn", "n": seq, "root_id": None, "text": TEXT, "files": [], "mentions": []}
    return Entry(stream, seq, "message.posted", now_ms(), "0abcdefghjkmn", msgspec.Raw(json.dumps(body).encode()))


# -- server --------------------------------------------------------------------------------------------------


def serve(port: int, folder: str, streams: int, *, plain: bool) -> None:
    os.sched_setaffinity(0, {0})
    names = [f"den:{number}" for number in range(streams)]
    store = SqliteStore(sqlite_url(Path(folder) / "bench.db"))
    metadata.create_all(store.engine)
    register_reader("den", lambda _db, _viewer, _id: Span())
    live = Live(store, lambda _db, viewer: [f"member:{viewer.member_id}", *names], room_kind="den")
    seqs = dict.fromkeys(names, 0)

    def viewer_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Viewer:
        member = connection.query_params.get("m", "0")
        return Viewer(member_id=MemberId(member), organization_id=OrganizationId("0"), session_id=member)

    @post("/say", status_code=200)
    async def say(request: Request[Any, Any, Any]) -> None:
        for _ in range(int(request.query_params.get("n", "1"))):
            name = random.choice(names)
            seqs[name] += 1
            live.hub.announce([_posted(name, seqs[name])])

    @post("/append", status_code=200)
    async def append_some(request: Request[Any, Any, Any]) -> None:
        for number in range(int(request.query_params["n"])):
            name = names[number % len(names)]
            entry = await store.write(_append, name)
            seqs[name] = entry.seq

    @get("/used")
    async def used() -> dict[str, float]:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        rss = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        return {"cpu": usage.ru_utime + usage.ru_stime, "rss": rss, "readers": len(live.readers)}

    async def main() -> None:
        await store.start()
        async with live:
            app = Litestar([live_routes(live, viewer_of), say, append_some, used], path="/api", openapi_config=None)
            ws: Any = "websockets-sansio" if plain else UvicornSocket
            config = uvicorn.Config(
                app, host="127.0.0.1", port=port, ws=ws, ws_per_message_deflate=False, log_level="warning", loop="none"
            )
            gc.collect()
            gc.freeze()
            gc.set_threshold(50_000, 20, 50)
            await uvicorn.Server(config).serve()
        await store.stop()

    uvloop.run(main())


def _append(db: Db, name: str) -> Entry:
    return append(db, name, Said(text=TEXT), None)


# -- clients -------------------------------------------------------------------------------------------------


class Client(asyncio.Protocol):
    """A WebSocket client that only counts."""

    total = 0

    def __init__(self, number: int, vector: dict[str, int]) -> None:
        self.number = number
        self.hello = json.dumps({"t": "hello", "vector": vector}).encode()
        self.seen = 0
        self.current = asyncio.get_running_loop().create_future()
        self.tail = b""

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401  (uvloop has no base class for it)
        self.transport = transport
        head = (
            f"GET /api/live?m={self.number} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade"
            "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==\r\n\r\n"
        )
        transport.write(head.encode())

    def say_hello(self) -> None:
        size = len(self.hello)
        header = bytes((0x81, 0x80 | size)) if size < 126 else b"\x81\xfe" + size.to_bytes(2, "big")
        self.transport.write(header + b"\0\0\0\0" + self.hello)

    def data_received(self, data: bytes) -> None:
        if self.hello:
            self.say_hello()
            self.hello = b""
        found = data.count(b'"t":"entry"')
        self.seen += found
        Client.total += found
        if not self.current.done():
            self.tail = (self.tail + data)[-20_000:]
            if b'"t":"current"' in self.tail:
                self.current.set_result(None)
                self.tail = b""


async def ask(port: int, method: str, path: str) -> dict[str, float]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{method} /api{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    body = answer.split(b"\r\n\r\n", 1)[1]
    return json.loads(body) if body.startswith(b"{") else {}


async def connect(port: int, readers: int, vector: dict[str, int]) -> list[Client]:
    loop = asyncio.get_running_loop()

    async def one(number: int) -> Client:
        _, client = await loop.create_connection(lambda: Client(number, vector), "127.0.0.1", port)
        return client

    clients = await asyncio.gather(*map(one, range(readers)))
    await asyncio.wait_for(asyncio.gather(*(client.current for client in clients)), 20)
    return clients


async def timed(port: int, what: Callable[[], Awaitable[Any]]) -> tuple[float, float, Any]:
    before, started = await ask(port, "GET", "/used"), time.perf_counter()
    result = await what()
    wall = time.perf_counter() - started
    return wall, (await ask(port, "GET", "/used"))["cpu"] - before["cpu"], result


async def fan_out(port: int, readers: int, *, seconds: float, loop_of: int, together: int = 1) -> int:
    start, posted, until = Client.total, 0, time.perf_counter() + seconds
    while time.perf_counter() < until:
        if posted - (Client.total - start) // readers < loop_of:
            posted += together
            await ask(port, "POST", f"/say?n={together}")
        else:
            await asyncio.sleep(0.0005)
    while Client.total - start < posted * readers:
        await asyncio.sleep(0.002)
    return Client.total - start


async def measure(port: int, readers: int, streams: int) -> None:
    names = [f"den:{number}" for number in range(streams)]
    empty = await ask(port, "GET", "/used")
    vector = dict.fromkeys(names, 0) | {}
    wall, cpu, clients = await timed(port, lambda: connect(port, readers, vector))
    full = await ask(port, "GET", "/used")
    print(f"connect {readers} readers: {wall:.2f} s, server cpu {cpu:.2f} s")
    print(f"memory per idle reader: {(full['rss'] - empty['rss']) / readers / 1024:.1f} KiB")
    for loop_of, together in ((8, 1), (64, 8)):
        work = partial(fan_out, port, readers, seconds=5, loop_of=loop_of, together=together)
        wall, cpu, sent = await timed(port, work)
        rates = f"{sent / wall:,.0f} deliveries/s, {sent / cpu:,.0f} per second of the server's CPU"
        print(f"closed loop of {loop_of}, {together} at once: {rates}")
    for client in clients:
        client.transport.abort()


async def herd(port: int, readers: int, streams: int) -> None:
    names = [f"den:{number}" for number in range(streams)]
    vector = dict.fromkeys(names, 0)
    start = Client.total
    wall, cpu, _ = await timed(port, lambda: connect(port, readers, vector))
    got = Client.total - start
    print(f"resume of {readers}, {got / readers:.0f} missed each: {wall:.2f} s, server cpu {cpu:.2f} s")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(args: argparse.Namespace) -> None:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    for part in ("fan-out", "herd"):
        port = free_port()
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, __file__, "--serve", str(port), "--folder", folder]
            command += ["--streams", str(args.streams)] + (["--plain"] if args.plain else [])
            server = subprocess.Popen(command)
            try:
                os.sched_setaffinity(0, {1})
                uvloop.run(_drive(port, args, part))
            finally:
                server.terminate()
                server.wait()


async def _drive(port: int, args: argparse.Namespace, part: str) -> None:
    for _ in range(600):
        try:
            await ask(port, "GET", "/used")
            break
        except OSError:
            await asyncio.sleep(0.1)
    if part == "fan-out":
        await measure(port, args.readers, args.streams)
    else:
        await ask(port, "POST", f"/append?n={MISSED * 1}")
        await herd(port, args.readers, args.streams)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--readers", type=int, default=1000)
    parser.add_argument("--streams", type=int, default=1)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--serve", type=int)
    parser.add_argument("--folder", default=".")
    arguments = parser.parse_args()
    if arguments.serve:
        serve(arguments.serve, arguments.folder, arguments.streams, plain=arguments.plain)
    else:
        run(arguments)
