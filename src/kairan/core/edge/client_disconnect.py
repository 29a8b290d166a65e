"""Who went away in the middle of what he was saying (切断): no fault, and nobody to answer.

The server tells it as a message like any other, and each reader of bodies makes something else of it: the framework a
fault of the server. So it is told here, once for all of them, by an exception at the place where the body is awaited.
"""

from litestar.enums import ScopeType
from litestar.types import Receive, ReceiveMessage, Scope

STATUS = 499
"""What is counted as the answer, as proxies do (nginx: client closed request); nobody receives it."""
_BODILESS = frozenset({"GET", "HEAD", "OPTIONS"})


class Gone(Exception):  # noqa: N818  (nothing went wrong)
    """The asker has gone before he had said everything."""


def whole(scope: Scope, receive: Receive) -> Receive:
    """Return what gives the body of a request; it raises Gone when there will be no more of it."""
    if scope["type"] != ScopeType.HTTP or scope["method"] in _BODILESS:
        return receive
    is_whole = False

    async def receiving() -> ReceiveMessage:
        nonlocal is_whole
        message: ReceiveMessage = await receive()
        if message["type"] == "http.request":
            is_whole = not message.get("more_body")
        elif not is_whole:
            raise Gone
        return message

    return receiving
