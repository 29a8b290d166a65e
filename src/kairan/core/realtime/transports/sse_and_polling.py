"""`POST /api/live`, then server-sent events or long polling; for networks that let no WebSocket through."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from litestar import Request, Response, Router, get, post
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.response import Stream

from kairan.core.kit.problems import Malformed
from kairan.core.realtime.frames import MAX_CLIENT_MESSAGE, PONG, MalformedFrame
from kairan.core.realtime.live import Live
from kairan.core.realtime.transports.posted import (
    ConnectionGone,
    Opened,
    Opening,
    Polled,
    Posted,
    PostedConnections,
)
from kairan.core.realtime.transports.requester import ViewerOf, require_viewer

POLL_S = 25.0
PADDING = b":" + b" " * 2_048 + b"\n\n"  # some proxies hold back the first kilobytes
NOT_TO_BE_KEPT = {"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}

Asked = Request[Any, Any, Any]


def asked_routes(live: Live, viewer_of: ViewerOf) -> Router:
    """Return the handlers below `/api/live` that need no WebSocket."""
    connections = PostedConnections(live)

    @post(
        "/",
        work="connecting",
        status_code=200,
        while_read_only=True,
        summary="Open a connection without WebSocket",
        request_max_body_size=MAX_CLIENT_MESSAGE,
    )
    async def open_connection(request: Asked, data: JSONBody[Opening]) -> Opened:
        """Say where the client stands; what it missed waits to be read. Problems: live.too_many, server.busy."""
        return await connections.open(require_viewer(viewer_of, request), data)

    @get(
        "/{connection:str}/events",
        work="connecting",
        summary="Read frames as server-sent events",
        media_type="text/event-stream",
    )
    async def read_events(request: Asked, connection: FromPath[str]) -> Stream:
        """Stream frames, once per connection; one event holds frames as lines. Problems: live.connection_gone."""
        posted = connections.find(require_viewer(viewer_of, request), connection)
        if posted.is_streamed:
            raise ConnectionGone  # frames written to a stream that broke are lost: say hello anew
        posted.is_streamed = True
        events = _events(connections, posted, live.settings.heartbeat_s)
        return Stream(events, media_type="text/event-stream", headers=NOT_TO_BE_KEPT)

    @get("/{connection:str}/poll", work="listening", summary="Read frames by long polling")
    async def poll(
        request: Asked, connection: FromPath[str], after: Annotated[int, QueryParameter(ge=0, le=2**53)] = 0
    ) -> Response[Polled | None]:
        """Wait for frames, 25 s at most (then 204). `after` acknowledges a batch; without it the batch comes again."""
        posted = connections.find(require_viewer(viewer_of, request), connection)
        batch = await connections.poll(posted, after, POLL_S)
        return Response(batch, status_code=204 if batch is None else 200, headers=NOT_TO_BE_KEPT)

    @post(
        "/{connection:str}/frames",
        work="listening",
        status_code=204,
        summary="Send frames",
        request_max_body_size=MAX_CLIENT_MESSAGE,
    )
    async def send_frames(request: Asked, connection: FromPath[str]) -> None:
        """Send frames as lines. Problems: live.connection_gone, live.too_fast, request.malformed."""
        posted = connections.find(require_viewer(viewer_of, request), connection)
        try:
            connections.hear(posted, await request.body())
        except MalformedFrame as error:
            raise Malformed from error

    return Router("/live", route_handlers=[open_connection, read_events, poll, send_frames], tags=["Realtime"])


async def _events(connections: PostedConnections, posted: Posted, heartbeat_s: float) -> AsyncIterator[bytes]:
    reader = posted.reader
    posted.requests += 1
    try:
        yield PADDING
        while not (reader.ended and not reader.waiting):
            frames = await posted.pull.next(heartbeat_s)
            # EventSource shows no comments to the page, so the heartbeat is a frame.
            yield b"data: " + b"\ndata: ".join(frames or [PONG]) + b"\n\n"
    finally:
        connections.drop(posted)
