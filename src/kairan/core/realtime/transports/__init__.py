"""WebSocket, server-sent events, long polling: the same frames, the same resume."""

from litestar import Router

from kairan.core.realtime.live import Live
from kairan.core.realtime.transports.requester import ViewerOf
from kairan.core.realtime.transports.sse_and_polling import asked_routes
from kairan.core.realtime.transports.uvicorn_server import GoodbyeServer
from kairan.core.realtime.transports.uvicorn_socket import UvicornRequests, UvicornSocket
from kairan.core.realtime.transports.websocket import websocket_route

__all__ = ["GoodbyeServer", "UvicornRequests", "UvicornSocket", "ViewerOf", "live_routes"]


def live_routes(live: Live, viewer_of: ViewerOf) -> Router:
    """Return everything under `/live`; to be mounted under `/api`."""
    return Router("/", route_handlers=[websocket_route(live, viewer_of), asked_routes(live, viewer_of)])
