"""The busiest routes, answered without the framework (急行).

Litestar takes some 250 µs to route, inject, decode and render; a message takes less than that to be stored. What
is here goes through the same door, calls the same action and refuses in the same words; a test holds the two
ways side by side. Everything unusual (another method, no JSON) is left to the framework.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.enums import ScopeType
from litestar.exceptions import ClientException, SerializationException
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from kairan.edge.refusals import handler_of
from kairan.entry.door import Door
from kairan.errand import Express
from kairan.kit.bounds import bounded
from kairan.kit.store import Store

BODY_BYTES = bounded("express.body_bytes", 1024 * 1024, "refuse", "413")
JSON = b"application/json"

Heed = Callable[[Exception, Scope], Awaitable[None]]
"""What hears of everything that is refused."""

_encode = msgspec.json.Encoder().encode


class BodyTooLarge(ClientException):
    """The body is longer than any honest one."""

    status_code = 413


class Gone(Exception):  # noqa: N818  (nothing went wrong)
    """The asker has gone before he had said everything."""


class Lane(msgspec.Struct, frozen=True):
    """One express route, ready to be driven."""

    route: Express
    decoder: msgspec.json.Decoder[Any]


class Expressway:
    """Answers the express routes; everything else goes on to the application."""

    def __init__(self, app: ASGIApp, door: Door, store: Store, routes: list[Express], heed: Heed) -> None:
        self.app = app
        self.door = door
        self.store = store
        self.heed = heed
        self._lanes = {_ends(route.path): Lane(route, msgspec.json.Decoder(route.body)) for route in routes}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or go on."""
        if scope["type"] == ScopeType.HTTP and (found := self._found(scope)) is not None:
            await self._drive(scope, receive, send, *found)
        else:
            await self.app(scope, receive, send)

    def _found(self, scope: HTTPScope) -> tuple[Lane, str] | None:
        """Return the lane of a request, and the id in its path."""
        if scope["method"] != "POST":
            return None
        parts = scope["path"].split("/", 4)
        lane = self._lanes.get(("/".join(parts[:3]), parts[4])) if len(parts) > 4 else None
        return None if lane is None or not _is_json(scope) else (lane, parts[3])

    async def _drive(self, scope: HTTPScope, receive: Receive, send: Send, lane: Lane, subject: str) -> None:
        try:
            content = await self._content(scope, receive, lane, subject)
        except Gone:
            return
        except Exception as error:  # noqa: BLE001  (each kind has its words)
            await self.heed(error, scope)
            request: Request[Any, Any, Any] = Request(scope, receive, send)
            refusal = handler_of(error)(request, error)
            await refusal.to_asgi_response(app=None, request=request)(scope, receive, send)
            return
        await _send(send, lane.route.status, content)

    async def _content(self, scope: HTTPScope, receive: Receive, lane: Lane, subject: str) -> bytes:
        viewer = await self.door.enter(ASGIConnection(scope))
        try:
            body = lane.decoder.decode(await _body(receive))
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise SerializationException(str(error)) from error
        return _encode(await self.store.write(lane.route.action, viewer, subject, body))


def _ends(path: str) -> tuple[str, str]:
    """Return what stands before and after the id of a path."""
    before, _, after = path.partition("/{")
    return before, after.partition("}/")[2]


def _is_json(scope: HTTPScope) -> bool:
    return any(name == b"content-type" and value.startswith(JSON) for name, value in scope["headers"])


async def _body(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise Gone
        body = body + message["body"] if body else message["body"]
        if len(body) > BODY_BYTES:
            raise BodyTooLarge
        if not message["more_body"]:
            return body


async def _send(send: Send, status: int, content: bytes) -> None:
    headers = [(b"content-type", JSON), (b"content-length", str(len(content)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content, "more_body": False})
