"""What handlers ask for by name: the store, who asks, and what the concerns provide."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.di import Provide

from kairan.core.concern import Parts
from kairan.core.edge.authentication import TURNED_AWAY
from kairan.core.edge.client import Client
from kairan.core.edge.client_disconnect import until_gone
from kairan.core.edge.health import Watchers
from kairan.core.kit.store import Store
from kairan.core.request_context import RequestContext
from kairan.core.viewer import Viewer


def injected(parts: Parts, given: Mapping[str, object]) -> dict[str, Provide]:
    """Return everything that may be asked for."""
    values: dict[str, object] = {
        "store": parts.store,
        "blobs": parts.blobs,
        "box": parts.box,
        "client": Client(),
        "settings": parts.settings,
        "watchers": Watchers.of(
            parts.settings.metrics_from, parts.settings.faces, parts.settings.url, parts.settings.guest_url
        ),
        **given,
    }
    constant = {name: Provide(_always(value), sync_to_thread=False) for name, value in values.items()}
    return {
        **constant,
        "viewer": Provide(_viewer, sync_to_thread=False),
        # One dependency instead of two: Litestar resolves several in a task group, for each request.
        "ctx": Provide(_contexts(parts.store), sync_to_thread=False),
    }


def follower_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Viewer | None:
    """Return who opens a live connection; None for nobody who may follow anything. Problems: TooFast."""
    if turned_away := connection.scope.get("state", {}).get(TURNED_AWAY):
        raise turned_away
    viewer = connection.scope.get("user")
    return viewer if isinstance(viewer, Viewer) else None


def _always(value: object) -> Callable[[], Any]:
    return lambda: value


def _contexts(store: Store) -> Callable[[Request[Any, Any, Any]], RequestContext]:
    def ctx(request: Request[Any, Any, Any]) -> RequestContext:
        gone = partial(until_gone, request) if request.method == "GET" else None
        return RequestContext(store, request.scope["user"], gone)

    return ctx


def _viewer(request: Request[Any, Any, Any]) -> Viewer:
    viewer: Viewer = request.scope["user"]
    return viewer
