"""uvicorn, with a goodbye first.

uvicorn waits for requests under way before it tells the application to stop. Server-sent events and long polls
are requests that never end by themselves, so their readers must hear the goodbye before that wait.
"""

import socket
from collections.abc import Callable

import uvicorn


class GoodbyeServer(uvicorn.Server):
    """A server whose readers are asked back in slots before their connections are closed."""

    def __init__(self, config: uvicorn.Config, say_goodbye: Callable[[], None]) -> None:
        super().__init__(config)
        self._say_goodbye = say_goodbye

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say goodbye, then stop as uvicorn does."""
        self._say_goodbye()
        await super().shutdown(sockets)
