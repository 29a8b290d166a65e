"""An errand (用件): what one viewer wants of the store in one request."""

from collections.abc import Callable
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

import msgspec

from kairan.core.kit.database import Db
from kairan.core.kit.store import Store
from kairan.core.viewer import Viewer

P = ParamSpec("P")
T = TypeVar("T")


class RequestContext(msgspec.Struct, frozen=True):
    """The store and the viewer of a request: actions and queries get the viewer first, always."""

    store: Store
    viewer: Viewer

    async def write(self, action: Callable[Concatenate[Db, Viewer, P], T], *args: P.args, **_: P.kwargs) -> T:
        """Run an action for the viewer and return its result once it is on disk."""
        return await self.store.write(action, self.viewer, *args)

    async def read(self, query: Callable[Concatenate[Db, Viewer, P], T], *args: P.args, **_: P.kwargs) -> T:
        """Run a query for the viewer."""
        return await self.store.read(query, self.viewer, *args)


class FastRoute(msgspec.Struct, frozen=True):
    """A route so busy that it passes the framework by (急行): one id in its path, then an action on a JSON body, or a
    query on what the address asks for.

    It is declared beside the handler of the same route, which describes it and answers in the same words.
    """

    path: str  # "/api/rooms/{room_id}/messages"
    body: type[Any]  # of the JSON body; of a GET, of the address's query
    action: Callable[[Db, Viewer, Any, Any], Any]
    status: int = 200
    method: Literal["GET", "POST"] = "POST"
