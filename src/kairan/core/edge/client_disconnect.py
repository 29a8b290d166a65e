"""Who went away in the middle of what they were saying (切断): no fault, and nobody to answer.

The server tells it as a message like any other, and each reader of bodies makes something else of it: the framework a
fault of the server. So it is told here, once for all of them, by an exception at the place where the body is awaited.
"""

from typing import Any

from litestar import Request
from litestar.enums import ScopeType
from litestar.types import Receive, ReceiveMessage, Scope

from kairan.core.kit.asking import Gone

__all__ = ["STATUS", "Gone", "until_gone", "whole"]

STATUS = 499
"""What is counted as the answer, as proxies do (nginx: client closed request); nobody receives it."""
_BODILESS = frozenset({"GET", "HEAD", "OPTIONS"})


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


async def until_gone(request: Request[Any, Any, Any]) -> None:
    """Return when whoever asked for something has gone; a request without a body says nothing else."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
