"""Whose page asks: whole origins (scheme, host, port) are compared, with a set that never holds an empty one."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from litestar.types import Scope

from kairan.core.edge.forwarded import header_of
from kairan.core.edge.problems import ForeignOrigin, NotJson

_PORTS = {"http": 80, "https": 443}
_JSON = "application/json"

Origin = tuple[str, str, int]


def origin_of(written: str) -> Origin | None:
    """Read an origin; None for "null", and for what is none."""
    try:
        parts = urlsplit(written.strip().lower())
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    return parts.scheme, parts.hostname.rstrip("."), port


def own_origins(scope: Scope, url: str, *, secure: bool) -> frozenset[Origin]:
    """Return the origins of our own pages: the address of the settings, and the one that was asked for."""
    is_tls = secure or scope["scheme"] in {"https", "wss"}
    asked = f"{'https' if is_tls else 'http'}://{header_of(scope, b'host')}"
    return frozenset(_known([url, asked]))


def _known(written: Iterable[str]) -> Iterable[Origin]:
    return (found for one in written if (found := origin_of(one)) is not None)


def require_own_origin(scope: Scope, url: str, *, secure: bool) -> None:
    """Refuse changes and sockets asked for by pages of another site. Problems: ForeignOrigin."""
    if header_of(scope, b"sec-fetch-site") not in {"", "same-origin", "none"}:
        raise ForeignOrigin
    origin = header_of(scope, b"origin")
    if origin and origin_of(origin) not in own_origins(scope, url, secure=secure):
        raise ForeignOrigin


def require_json(scope: Scope) -> None:
    """Refuse a body that is not said to be JSON: no form of another site can say so. Problems: NotJson."""
    if header_of(scope, b"content-type").partition(";")[0].strip().lower() != _JSON:
        raise NotJson
