"""HEAD: the head of what GET would answer (RFC 9110, 9.3.2). For the client and health checks, not for the API."""

from typing import Any

from litestar.types import ASGIApp, LifeSpanScope, Message, Receive, Scope, Send


class HeadRequests:
    """ASGI wrapper: asks for the page and leaves out its body. Handlers then need not know of HEAD."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope | LifeSpanScope, receive: Receive, send: Send) -> None:
        """Pass everything on; HEAD as GET."""
        asked: Any = scope
        if asked.get("method") != "HEAD" or asked["path"].startswith("/api/"):
            await self.app(asked, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        asked = {**asked, "method": "GET"}
        await self.app(asked, receive, sending)
