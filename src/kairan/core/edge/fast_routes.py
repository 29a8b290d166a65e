"""The busiest routes, answered without the framework (急行).

Litestar takes some 250 µs to route, inject, decode and render; a message takes less than that to be stored. What
is here goes through the same door, calls the same action and refuses in the same words; a test holds the two
ways side by side. Everything unusual (another method, no JSON, an odd query) is left to the framework.
"""

import gzip
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import msgspec
import structlog
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.enums import ScopeType
from litestar.exceptions import SerializationException
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send
from prometheus_client import Counter

from kairan.core.edge.authentication import Authentication
from kairan.core.edge.client_disconnect import Gone
from kairan.core.edge.forwarded import header_of
from kairan.core.edge.refusals import handler_of
from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import Db
from kairan.core.kit.ids import ID_LENGTH_MOST
from kairan.core.kit.problems import RequestTooLarge
from kairan.core.kit.reader_process import ReaderProcess
from kairan.core.kit.store import Store
from kairan.core.request_context import FastRoute
from kairan.core.viewer import Viewer

BODY_BYTES = bounded("fast_routes.body_bytes", 1024 * 1024, "refuse", "`request.too_large`")
JSON = "application/json"
IS_JSON = (b"content-type", JSON.encode())
ZIPPED_FROM = 2_000  # bytes; shorter answers gain nothing
ZIP_LEVEL = 4
VARIES = (b"vary", b"Accept-Encoding")

Heed = Callable[[Exception, Scope], Awaitable[None]]
"""What hears of everything that is refused."""

BESIDE = Counter("kairan_pages_beside", "Pages asked of the process that reads beside the server", ["outcome"])

log = structlog.get_logger("kairan.store")

_PLAIN_QUERY = re.compile(rb"[a-z]+=[0-9-]{1,20}(&[a-z]+=[0-9-]{1,20})*")
_encode = msgspec.json.Encoder().encode


class Lane(msgspec.Struct, frozen=True):
    """One express route, ready to be driven."""

    route: FastRoute
    decoder: msgspec.json.Decoder[Any]


class Answer(msgspec.Struct, frozen=True):
    """What is sent, and what its headers say beside its kind and length."""

    content: bytes
    headers: Sequence[tuple[bytes, bytes]] = ()


class Trip(msgspec.Struct, frozen=True):
    """One request on its lane: the id in its path, and what a GET asks for."""

    lane: Lane
    subject: str
    query: Any = None


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """A trip as it is told to another process; its query is packed by itself, since its type is the route's."""

    path: str
    viewer: Viewer
    subject: str
    query: bytes
    takes_gzip: bool


def _as_plain(value: object) -> object:
    """Say in plain values what msgspec has no word for: a mapping that nobody may change."""
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError(f"{type(value).__name__} cannot be told to another process")


_pack = msgspec.msgpack.Encoder(enc_hook=_as_plain).encode
_asked = msgspec.msgpack.Decoder(Asked).decode


def packed(asked: Asked) -> bytes | None:
    """Pack a question for another process; None where it cannot be, since nobody depends on that process."""
    try:
        return _pack(asked)
    except (TypeError, NotImplementedError, OverflowError) as error:
        log.exception("reader_process.not_asked", why=str(error))
        return None


def unpacked(question: bytes) -> Asked:
    """Return what `packed` was given."""
    return _asked(question)


def answering(routes: Sequence[FastRoute]) -> Callable[[Db, bytes], bytes]:
    """Return what answers in another process to what an expressway asks there."""
    lanes = {route.path: (route, msgspec.msgpack.Decoder(route.body)) for route in routes if route.method == "GET"}

    def answer(db: Db, question: bytes) -> bytes:
        asked = unpacked(question)
        route, decoder = lanes[asked.path]
        return _pack(_written(db, route, asked.viewer, asked.subject, decoder.decode(asked.query), asked.takes_gzip))

    return answer


_answer_of = msgspec.msgpack.Decoder(Answer).decode


class FastRoutes:
    """Answers the express routes; everything else goes on to the application."""

    def __init__(
        self,
        app: ASGIApp,
        authentication: Authentication,
        store: Store,
        routes: Sequence[FastRoute],
        heed: Heed,
        beside: ReaderProcess | None = None,
    ) -> None:
        """Take what everything else goes on to, and a process that reads where our own threads are at work already."""
        self.app = app
        self.beside = beside
        self.authentication = authentication
        self.store = store
        self.heed = heed
        self._lanes: dict[tuple[str, str, str], Lane] = {
            (route.method, *_ends(route.path)): Lane(route, msgspec.json.Decoder(route.body)) for route in routes
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or go on."""
        if scope["type"] == ScopeType.HTTP and (trip := self._trip(scope)) is not None:
            await self._drive(scope, receive, send, trip)
        else:
            await self.app(scope, receive, send)

    def _trip(self, scope: HTTPScope) -> Trip | None:
        """Return what an ordinary request on an express route asks for."""
        parts = scope["path"].split("/", 4)
        lane = self._lanes.get((scope["method"], "/".join(parts[:3]), parts[4])) if len(parts) > 4 else None
        if lane is None or len(parts[3]) > ID_LENGTH_MOST:
            return None
        if lane.route.method == "POST":
            return Trip(lane, parts[3]) if _is_json(scope) else None
        query = _query(scope["query_string"], lane.route.body)
        return None if query is None else Trip(lane, parts[3], query)

    async def _drive(self, scope: HTTPScope, receive: Receive, send: Send, trip: Trip) -> None:
        scope["path_template"] = trip.lane.route.path  # as the framework would: a refusal is told without the id
        try:
            viewer = await self.authentication.enter(ASGIConnection(scope), trip.lane.route.method)
            if trip.lane.route.method == "POST":
                answer = Answer(_encode(await self._done(receive, viewer, trip)))
            else:
                answer = await self._read(viewer, trip, _takes_gzip(scope))
        except Exception as error:  # noqa: BLE001  (each kind has its words)
            await self.heed(error, scope)
            request: Request[Any, Any, Any] = Request(scope, receive, send)
            refusal = handler_of(error)(request, error)
            await refusal.to_asgi_response(app=None, request=request)(scope, receive, send)
            return
        await _send(send, trip.lane.route.status, answer)

    async def _read(self, viewer: Viewer, trip: Trip, takes_gzip: bool) -> Answer:
        route = trip.lane.route
        if self.beside is not None and self.store.is_reading:
            question = packed(Asked(route.path, viewer, trip.subject, _pack(trip.query), takes_gzip))
            if question is not None and (waiting := self.beside.ask(question)) is not None:
                reply = await waiting
                BESIDE.labels("passed_back" if reply is None else "answered").inc()
                if reply is not None:
                    return _answer_of(reply)
        return await self.store.read(_written, route, viewer, trip.subject, trip.query, takes_gzip)

    async def _done(self, receive: Receive, viewer: Viewer, trip: Trip) -> Any:  # noqa: ANN401
        try:
            body = trip.lane.decoder.decode(await _body(receive))
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise SerializationException(str(error)) from error
        return await self.store.write(trip.lane.route.action, viewer, trip.subject, body)


def _written(db: Db, route: FastRoute, viewer: Viewer, subject: str, query: Any, takes_gzip: bool) -> Answer:  # noqa: ANN401
    """Answer a query and write the answer down, in the reader's own thread."""
    content = _encode(route.action(db, viewer, subject, query))
    if takes_gzip and len(content) >= ZIPPED_FROM:
        return Answer(gzip.compress(content, ZIP_LEVEL, mtime=0), [(b"content-encoding", b"gzip"), VARIES])
    return Answer(content)


def _query(query: bytes, kind: type[Any]) -> Any:  # noqa: ANN401
    """Return what is asked for; None for anything but numbers and days, each once."""
    if not query:
        return kind()
    if not _PLAIN_QUERY.fullmatch(query):
        return None
    pairs = [pair.split("=") for pair in query.decode().split("&")]
    asked = dict(pairs)
    try:
        return msgspec.convert(asked, kind, strict=False) if len(asked) == len(pairs) else None
    except msgspec.ValidationError:
        return None


def _ends(path: str) -> tuple[str, str]:
    """Return what stands before and after the id of a path."""
    before, _, after = path.partition("/{")
    return before, after.partition("}/")[2]


def _takes_gzip(scope: HTTPScope) -> bool:
    return "gzip" in header_of(scope, b"accept-encoding")


def _is_json(scope: HTTPScope) -> bool:
    return header_of(scope, b"content-type").partition(";")[0].strip().lower() == JSON


async def _body(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":  # who goes in the middle is told by kairan.core.edge.client_disconnect
            raise Gone
        body = body + message["body"] if body else message["body"]
        if len(body) > BODY_BYTES:
            raise RequestTooLarge
        if not message["more_body"]:
            return body


async def _send(send: Send, status: int, answer: Answer) -> None:
    length = (b"content-length", str(len(answer.content)).encode())
    headers = [IS_JSON, length, *answer.headers]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.content, "more_body": False})
