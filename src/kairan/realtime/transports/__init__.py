"""WebSocket, server-sent events, long polling: the same frames, the same resume."""

from litestar import Router

from kairan.realtime.live import Live
from kairan.realtime.transports.asked import asked_routes
from kairan.realtime.transports.asking import ViewerOf
from kairan.realtime.transports.uvicorn_server import GoodbyeServer
from kairan.realtime.transports.uvicorn_socket import UvicornRequests, UvicornSocket
from kairan.realtime.transports.websocket import websocket_route

__all__ = ["GoodbyeServer", "UvicornRequests", "UvicornSocket", "ViewerOf", "live_routes"]


def live_routes(live: Live, viewer_of: ViewerOf) -> Router:
    """Return everything under `/live`; to be mounted under `/api`."""
    return Router("/", route_handlers=[websocket_route(live, viewer_of), asked_routes(live, viewer_of)])
