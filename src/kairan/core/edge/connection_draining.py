"""A node about to stop closes each connection with its answer, so that no proxy sends a request into a closing one."""

from collections.abc import Callable
from typing import Any

from litestar.enums import ScopeType
from litestar.types import ASGIApp, LifeSpanScope, Message, Receive, Scope, Send

CLOSE = (b"connection", b"close")


class ConnectionDraining:
    """ASGI wrapper: nothing, until the node is leaving."""

    def __init__(self, app: ASGIApp, is_leaving: Callable[[], bool]) -> None:
        self.app = app
        self.is_leaving = is_leaving

    async def __call__(self, scope: Scope | LifeSpanScope, receive: Receive, send: Send) -> None:
        """Pass everything on."""
        asked: Any = scope
        await self.app(asked, receive, self._closing(send) if asked["type"] == ScopeType.HTTP else send)

    def _closing(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and self.is_leaving():
                message["headers"] = [*message["headers"], CLOSE]
            await send(message)

        return sending
