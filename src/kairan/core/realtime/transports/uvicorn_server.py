"""uvicorn, with a goodbye first.

A node that is told to stop leaves in this order, so that a rolling update loses no frame:

1. `/ready` says no, readers are asked to come back in slots, newcomers are sent to another node;
2. for `drain_s` everything else is answered as before, each answer with `Connection: close`, until proxies and
   balancers have turned to the other nodes;
3. it listens no more, finishes what is under way, and stops.

uvicorn waits for requests under way before it tells the application to stop. Server-sent events and long polls
are requests that never end by themselves, so their readers must hear the goodbye before that wait.
"""

import asyncio
import socket
from collections.abc import Callable

import uvicorn

LOOK_S = 0.1


class GoodbyeServer(uvicorn.Server):
    """A server whose readers are asked back in slots before their connections are closed."""

    def __init__(
        self,
        config: uvicorn.Config,
        say_goodbye: Callable[[], None],
        drain_s: float = 0,
        say_hello: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(config)
        self._say_goodbye = say_goodbye
        self._drain_s = drain_s
        self._say_hello = say_hello

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so only then: whoever reads that it runs can reach it."""
        await super().startup(sockets)
        self._say_hello()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say goodbye, serve on for a while, then stop as uvicorn does."""
        self._say_goodbye()
        loop = asyncio.get_running_loop()
        ends = loop.time() + self._drain_s
        while loop.time() < ends and not self.force_exit:
            await asyncio.sleep(LOOK_S)
        await super().shutdown(sockets)
