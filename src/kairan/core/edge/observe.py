"""Every request gets an id, a line in the log, a place in the metrics, and the security headers."""

import secrets
import time
from functools import cache
from itertools import count

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, LifeSpanScope, Message, Receive, Scope, Send
from prometheus_client import Counter, Histogram

from kairan.core.edge.client_disconnect import whole
from kairan.core.edge.logs import path_told, request_id
from kairan.core.kit.budget import REQUEST_S, budget_s

REQUESTS = Counter("kairan_requests_total", "Requests answered", ["method", "status"])
SECONDS = Histogram(
    "kairan_request_seconds",
    "Time to answer a request",
    ["method"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)

log = structlog.get_logger("kairan.request")

_POLICY = (
    "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(self), microphone=(), geolocation=(self), payment=()"),
]
TLS_ONLY = (b"strict-transport-security", b"max-age=31536000")  # of this name only: others of the domain are not ours
_CONTENT_POLICY = (b"content-security-policy", _POLICY.encode())
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})  # anybody may invent others
_QUIET = ("/health", "/ready", "/metrics", "/assets/")


_START = secrets.token_hex(4)  # of this process; the rest of a request's id is counted
_numbers = count(1)


@cache
def _requests(method: str, status: int) -> Counter:
    """Look a counter up once; methods and statuses are few."""
    return REQUESTS.labels(method, str(status))


@cache
def _seconds(method: str) -> Histogram:
    return SECONDS.labels(method)


class Observe:
    """ASGI wrapper around the whole application."""

    def __init__(self, app: ASGIApp, *, is_tls: bool = False) -> None:
        self.app = app
        self._headers = [*_HEADERS, TLS_ONLY] if is_tls else _HEADERS

    async def __call__(self, scope: Scope | LifeSpanScope, receive: Receive, send: Send) -> None:
        """Give the request its id, then watch its answer."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)  # type: ignore[arg-type]  # Litestar's own application takes it
            return
        number = f"{_START}{next(_numbers):06x}"
        scope.setdefault("state", {})["request_id"] = number
        request_id.set(number)
        budget_s.set(REQUEST_S)
        if scope["type"] == ScopeType.HTTP:
            await self._watch(scope, receive, send, number.encode())
        else:
            await self.app(scope, receive, send)

    async def _watch(self, scope: Scope, receive: Receive, send: Send, number: bytes) -> None:
        began = time.perf_counter()
        status = 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], *self._headers, *_added(message["headers"], number)]
            await send(message)

        try:
            await self.app(scope, whole(scope, receive), sending)
        finally:
            _note(scope, status, time.perf_counter() - began)


def _added(headers: object, number: bytes) -> list[tuple[bytes, bytes]]:
    """Return the headers an answer gets besides those of all; a file's own content policy is stricter and stays."""
    present = {name.lower() for name, _ in headers} if isinstance(headers, list) else set()
    own_policy = [] if b"content-security-policy" in present else [_CONTENT_POLICY]
    private = [] if b"cache-control" in present else [(b"cache-control", b"no-store")]
    return [*own_policy, *private, (b"x-request-id", number)]


def _note(scope: Scope, status: int, seconds: float) -> None:
    method, path = str(scope.get("method", "")), str(scope.get("path", ""))
    method = method if method in _METHODS else "other"
    _requests(method, status).inc()
    _seconds(method).observe(seconds)
    if status >= 500 or not path.startswith(_QUIET):
        log.debug("answered", method=method, path=path_told(path), status=status, ms=round(seconds * 1000, 1))
