"""uvicorn, with a goodbye first.

A node that is told to stop leaves in this order, so that a rolling update loses no frame:

1. `/ready` says no, readers are asked to come back in slots, newcomers are sent to another node;
2. for `drain_s` everything else is answered as before, each answer with `Connection: close`, until proxies and
   balancers have turned to the other nodes;
3. at the end of that time it lets nobody in any more, while who was let in is still heard and answered;
4. it listens no more, finishes what is under way, and stops.

The third step is for who has just been connected by the system, and waits to be accepted: closing the listener at
once would cut these connections, and a proxy that has already sent a posting through one of them can only say 502.

uvicorn waits for requests under way before it tells the application to stop. Server-sent events and long polls
are requests that never end by themselves, so their readers must hear the goodbye before that wait.
"""

import asyncio
import ctypes
import os
import socket
import struct
from collections.abc import Callable
from contextlib import suppress

import uvicorn

LOOK_S = 0.1
LAST_S = 1.0  # of the time of leaving: nobody comes any more; what the last ones ask arrives and is heard

# Of packets to a listening socket, drop those that ask for a connection (SYN) and let all others pass: who has been
# answered (SYN, ACK) is let in. Whoever is not asks again after a second, and finds the door closed.
_NO_NEWCOMERS = b"".join(
    struct.pack("HBBI", *step)
    for step in (
        (0x30, 0, 0, 13),  # load the byte of the flags
        (0x45, 0, 1, 0x02),  # is SYN set?
        (0x06, 0, 0, 0),  # yes: drop
        (0x06, 0, 0, 0xFFFF),  # no: keep
    )
)
_SO_ATTACH_FILTER = 26  # Linux


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
        """Say goodbye, serve on for a while, let nobody in, then stop as uvicorn does."""
        self._say_goodbye()
        ends = asyncio.get_running_loop().time() + self._drain_s
        await self._serve_until(ends - LAST_S)
        if self._drain_s > LAST_S:
            for listener in [one for server in self.servers for one in server.sockets or ()]:
                turn_newcomers_away(listener.fileno())
        await self._serve_until(ends)
        await super().shutdown(sockets)

    async def _serve_until(self, ends: float) -> None:
        while asyncio.get_running_loop().time() < ends and not self.force_exit:
            await asyncio.sleep(LOOK_S)


def turn_newcomers_away(listener: int) -> None:
    """Answer no request for a connection any more; who has one is accepted. Without effect elsewhere than on Linux."""
    steps = ctypes.create_string_buffer(_NO_NEWCOMERS)
    program = struct.pack("HP", len(_NO_NEWCOMERS) // 8, ctypes.addressof(steps))
    with suppress(OSError), socket.socket(fileno=os.dup(listener)) as authentication:
        authentication.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, program)
