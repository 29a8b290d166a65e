"""A node behind a real socket: uvicorn on a free port, with the entrance replaced by a header."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import uvicorn
from litestar import Litestar, Request, Response, Router
from litestar.connection import ASGIConnection
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from kairan.core.kit.problems import Problem
from kairan.core.realtime import LiveSettings
from kairan.core.realtime.transports import GoodbyeServer, UvicornRequests, UvicornSocket, live_routes
from kairan.core.viewer import Viewer
from tests.realtime.world import World, person, world
from tests.support.processes import free_port


def viewer_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Viewer | None:
    """Believe the header; who comes in is tested elsewhere."""
    name = connection.headers.get("x-person")
    return None if name is None else person(name, connection.headers.get("x-session"))


def _refuse(_request: Request[Any, Any, Any], problem: Problem) -> Response[dict[str, str]]:
    return Response({"code": problem.code}, status_code=problem.status)


class Wire:
    """The node and the way to it."""

    def __init__(self, town: World, server: uvicorn.Server, port: int) -> None:
        self.town = town
        self.server = server
        self.port = port

    def socket(self, name: str | None, session: str | None = None, **options: Any) -> connect:
        headers = {} if name is None else {"X-Person": name, **({"X-Session": session} if session else {})}
        address = f"ws://127.0.0.1:{self.port}/api/live"
        return connect(address, additional_headers=headers, proxy=None, **options)

    def http(self, name: str, session: str | None = None) -> httpx.AsyncClient:
        headers = {"X-Person": name, **({"X-Session": session} if session else {})}
        return httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.port}/api/live", headers=headers, timeout=30)


@asynccontextmanager
async def wire(database_url: str, *, plain: bool = False, settings: LiveSettings | None = None) -> AsyncIterator[Wire]:
    """Serve a node; `plain` serves it with uvicorn's own WebSocket class, as any other server would."""
    async with world(database_url, settings=settings) as town:
        routes = Router("/api", route_handlers=[live_routes(town.live, viewer_of)])
        app = Litestar([routes], exception_handlers={Problem: _refuse}, openapi_config=None, logging_config=None)
        port = free_port()
        http, ws = ("httptools", "websockets-sansio") if plain else (UvicornRequests, UvicornSocket)
        config = uvicorn.Config(
            app, port=port, http=http, ws=ws, log_config=None, lifespan="off", timeout_graceful_shutdown=5
        )
        server = GoodbyeServer(config, town.live.say_goodbye)
        serving = asyncio.create_task(server._serve())
        while not server.started:
            await asyncio.sleep(0.01)
        try:
            yield Wire(town, server, port)
        finally:
            server.should_exit = True
            await serving


async def say_hello(socket: ClientConnection, vector: dict[str, int], look: str | None = None) -> list[dict[str, Any]]:
    """Say hello and read up to `current`."""
    await socket.send(json.dumps({"t": "hello", "vector": vector, "look": look}))
    return await read_until(socket, "current")


async def read_until(socket: ClientConnection, kind: str) -> list[dict[str, Any]]:
    """Read frames up to the first of a kind."""
    frames: list[dict[str, Any]] = []
    async with asyncio.timeout(10):
        while not any(frame["t"] == kind for frame in frames):
            frames += lines(await socket.recv())
    return frames


async def read_to_the_end(socket: ClientConnection) -> tuple[list[dict[str, Any]], int, str]:
    """Read until the server closes; return the frames, the close code and its reason."""
    frames: list[dict[str, Any]] = []
    try:
        async with asyncio.timeout(15):
            while True:
                frames += lines(await socket.recv())
    except ConnectionClosed as closed:
        end = closed.rcvd
    return frames, end.code if end else 1006, end.reason if end else ""


def lines(message: str | bytes) -> list[dict[str, Any]]:
    """Take a message apart."""
    return [json.loads(line) for line in message.splitlines()]
