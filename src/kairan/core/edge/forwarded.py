"""Before anything else: who is at the other end of the connection, a named proxy or the asker themselves.

The peer's own address is kept as `state["peer"]`; the asker's stands where servers put it. What somebody else than a
named proxy says in X-Forwarded headers is not believed, and where proxies are named it is refused at the door.
"""

from litestar.enums import ScopeType
from litestar.types import ASGIApp, LifeSpanScope, Receive, Scope, Send

from kairan.core.edge.faces import Faces

PEER, FORGED = "peer", "forged"
HOST_MOST = 100  # characters of a host name in a record
_SAYS_MORE = frozenset({b"forwarded", b"x-forwarded-host", b"x-real-ip"})  # never believed from anybody
_SCHEMES = frozenset({"http", "https", "ws", "wss"})


class ForwardedHeaders:
    """ASGI wrapper around the whole application."""

    def __init__(self, app: ASGIApp, faces: Faces) -> None:
        self.app = app
        self.faces = faces

    async def __call__(self, scope: Scope | LifeSpanScope, receive: Receive, send: Send) -> None:
        """Note the peer, and believe a named proxy about who asks."""
        if scope["type"] != "lifespan":
            self._look(scope)
        await self.app(scope, receive, send)  # type: ignore[arg-type]  # Litestar's own application takes it

    def _look(self, scope: Scope) -> None:
        peer = client_of(scope)
        asker, scheme, says = _said(scope)
        state = scope.setdefault("state", {})
        state[PEER] = peer
        if not says:
            return
        if not self.faces.is_behind(peer):
            state[FORGED] = self.faces.has_proxies
            return
        if asker:
            scope["client"] = (self.faces.asker_behind(peer, asker), 0)
        if scheme in _SCHEMES:
            is_secure = scheme in {"https", "wss"}
            kind = "ws" if scope["type"] == ScopeType.WEBSOCKET else "http"
            scope["scheme"] = kind + "s" if is_secure else kind


def client_of(scope: Scope) -> str:
    """Return the address at the other end, as it is written; empty where there is none."""
    client = scope.get("client")
    return client[0] if client else ""


def header_of(scope: Scope, name: bytes) -> str:
    """Return a header by its name in small letters; empty where it is not. The framework would decode them all."""
    for key, value in scope["headers"]:
        if key == name:
            return value.decode("latin1")
    return ""


def host_in(scope: Scope) -> str:
    """Return the host name that was asked for, as far as it may stand in a record."""
    name = header_of(scope, b"host")[:HOST_MOST]
    return "".join(one if one.isprintable() else "?" for one in name)


def cookie_of(scope: Scope, name: str) -> str:
    """Return a cookie of ours, none of which needs quoting; empty for none, and where two have the name."""
    pairs = (pair.partition("=") for one in _all_of(scope, b"cookie") for pair in one.split(";"))
    found = [value.strip() for key, _, value in pairs if key.strip() == name]
    return found[0] if len(found) == 1 else ""


def _all_of(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin1") for key, value in scope["headers"] if key == name]


def _said(scope: Scope) -> tuple[str, str, bool]:
    """Return what is said of the asker and the scheme, and whether anything is said at all."""
    askers: list[str] = []
    scheme, says = "", False
    for name, value in scope["headers"]:
        if name == b"x-forwarded-for":
            askers.append(value.decode("latin1"))
        elif name == b"x-forwarded-proto":
            scheme = value.decode("latin1").strip().lower()
        elif name not in _SAYS_MORE:
            continue
        says = True
    return ", ".join(askers), scheme, says
