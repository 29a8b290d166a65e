"""WebSocket `GET /api/live`: hello first, then frames both ways."""

import asyncio
from typing import Any

from litestar import WebSocket, websocket
from litestar.exceptions import WebSocketDisconnect
from litestar.handlers import WebsocketRouteHandler

from kairan.core.kit.problems import Problem
from kairan.core.realtime import metrics
from kairan.core.realtime.frame_rate import Pace
from kairan.core.realtime.frames import Bye, Hello, MalformedFrame, client_frames, line
from kairan.core.realtime.live import Live, TooFast
from kairan.core.realtime.reader import Reader
from kairan.core.realtime.transports.pull import Pull
from kairan.core.realtime.transports.requester import ViewerOf, require_viewer
from kairan.core.realtime.transports.uvicorn_socket import CLOSE_CODES, SCOPE_KEY, UvicornSocket

HELLO_S = 10.0  # a client that says nothing for so long after connecting is closed
MALFORMED, NO_HELLO, TOO_FAST, BUSY = 4400, 4408, 4429, 4503


class _Refused(Exception):  # noqa: N818  (a refusal, not an error)
    """The connection is closed for what the client did."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def websocket_route(live: Live, viewer_of: ViewerOf) -> WebsocketRouteHandler:
    """Return the handler of `GET /api/live`."""

    @websocket("/live")
    async def live_socket(socket: WebSocket[Any, Any, Any]) -> None:
        """Carry frames over one WebSocket."""
        try:
            await _carry(live, viewer_of, socket)
        finally:
            # Litestar's socket and what it wraps around these hold each other until the collector comes by.
            del socket.receive, socket.send

    return live_socket


async def _carry(live: Live, viewer_of: ViewerOf, socket: WebSocket[Any, Any, Any]) -> None:
    await socket.accept()
    try:
        reader = live.admit(require_viewer(viewer_of, socket), "websocket")
    except Problem as problem:
        await _turn_away(socket, problem)
    else:
        await _serve(live, reader, socket)


async def _turn_away(socket: WebSocket[Any, Any, Any], problem: Problem) -> None:
    is_signed_out = problem.status in {401, 403}
    bye = Bye("signed_out", 0) if is_signed_out else Bye("resume", 1_000 * (problem.retry_after_s or 30))
    await socket.send_data(line(bye).decode(), mode="text")
    await socket.close(CLOSE_CODES["signed_out"] if is_signed_out else BUSY, problem.code)


async def _serve(live: Live, reader: Reader, socket: WebSocket[Any, Any, Any]) -> None:
    protocol = socket.scope.get(SCOPE_KEY)
    try:
        if isinstance(protocol, UvicornSocket):
            protocol.reader, protocol.before_shutdown = reader, live.say_goodbye
            reader.sink = protocol
            await _listen(live, reader, socket)
        else:
            await _serve_plainly(live, reader, socket)
    except WebSocketDisconnect:
        pass
    except _Refused as refused:
        metrics.REFUSED.labels(refused.reason).inc()
        if isinstance(protocol, UvicornSocket):
            protocol.close_now(b"", refused.code, refused.reason)
        else:
            await _close(socket, refused)
    finally:
        live.dismiss(reader)


async def _close(socket: WebSocket[Any, Any, Any], refused: _Refused) -> None:
    try:
        async with asyncio.timeout(5):  # a peer that does not read must not keep the task
            await socket.close(refused.code, refused.reason)
    except (TimeoutError, WebSocketDisconnect, RuntimeError):
        pass


async def _listen(live: Live, reader: Reader, socket: WebSocket[Any, Any, Any]) -> None:
    """Hear the client until it goes; every error of its making becomes a refusal."""
    try:
        try:
            async with asyncio.timeout(HELLO_S):
                hello = _hello(await _message(socket))
        except TimeoutError as error:
            raise _Refused(NO_HELLO, "no_hello") from error
        await live.greet(reader, hello)
        pace = Pace(live.tick.loop.time)
        while True:
            live.hear(reader, pace, await _message(socket))
    except MalformedFrame as error:
        raise _Refused(MALFORMED, "malformed") from error
    except TooFast as error:
        raise _Refused(TOO_FAST, "too_fast") from error


async def _message(socket: WebSocket[Any, Any, Any]) -> str:
    event = await socket.receive()
    if event["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(detail="gone", code=event.get("code", 1005))
    text = event.get("text") if event["type"] == "websocket.receive" else None
    if not isinstance(text, str):
        raise MalformedFrame  # binary
    return text


def _hello(message: str) -> Hello:
    frames = client_frames(message)
    if len(frames) != 1 or not isinstance(frames[0], Hello):
        raise MalformedFrame
    return frames[0]


async def _serve_plainly(live: Live, reader: Reader, socket: WebSocket[Any, Any, Any]) -> None:
    """For servers other than ours: a task beside the listener sends what waits."""
    pull = Pull(reader)
    refused: BaseException | None = None
    try:
        async with asyncio.TaskGroup() as both:
            both.create_task(_send(reader, pull, socket))
            await _listen(live, reader, socket)
    except* WebSocketDisconnect:
        pass
    except* _Refused as group:
        refused = group.exceptions[0]  # raised from in here, it would come out as a group before Python 3.11.4
    if refused is not None:
        raise refused


async def _send(reader: Reader, pull: Pull, socket: WebSocket[Any, Any, Any]) -> None:
    while True:
        frames = await pull.next(3_600)
        if frames:
            await socket.send_data(b"\n".join(frames).decode(), mode="text")
        if reader.ended:
            await socket.close(CLOSE_CODES[reader.ended], reader.ended)
            raise WebSocketDisconnect(detail="ended", code=CLOSE_CODES[reader.ended])
