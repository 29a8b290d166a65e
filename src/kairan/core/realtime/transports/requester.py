"""Who asks: told by the entrance, which has also checked that a page of our own asks."""

from collections.abc import Callable
from typing import Any

from litestar.connection import ASGIConnection

from kairan.core.kit.problems import Forbidden
from kairan.core.viewer import Viewer

Connection = ASGIConnection[Any, Any, Any, Any]
ViewerOf = Callable[[Connection], Viewer | None]
"""Returns whom the entrance let in, or None."""


def require_viewer(viewer_of: ViewerOf, connection: Connection) -> Viewer:
    """Return who asks; the entrance answers those without a session before they come here."""
    viewer = viewer_of(connection)
    if viewer is None:
        raise Forbidden
    return viewer
