"""How an outsider tries a route."""

from typing import Any

import msgspec


class Try(msgspec.Struct, frozen=True):
    """How an outsider tries a route: what they send, and whether its path names something of the room."""

    body: dict[str, Any] | None = None
    query: dict[str, str] = {}
    names_secret: bool = True
    refused: frozenset[int] = frozenset({404})


NO_ROLE = frozenset({403})
OPEN = Try(names_secret=False)
