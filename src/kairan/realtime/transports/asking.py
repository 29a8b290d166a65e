"""Who asks: told by the entrance, which has also checked that a page of our own asks."""

from collections.abc import Awaitable, Callable
from typing import Any

from litestar.connection import ASGIConnection

from kairan.viewer import Viewer

Connection = ASGIConnection[Any, Any, Any, Any]
ViewerOf = Callable[[Connection], Awaitable[Viewer]]
"""Returns who asks; raises a Problem with status 401 for nobody."""
