"""WebSocket on uvicorn, with a short way out: one framed message, made once, is handed to every reader's transport.

The plain way (`await send({"type": "websocket.send", …})`) runs several coroutines and frames the same bytes
anew for every reader; see docs/decisions/0013 for what that costs. Everything else (handshake, pings, closing,
parsing) stays uvicorn's. Pass the classes to uvicorn as `http=` and `ws=`; with any other server the plain way is used.

Promise: a connection that is over is freed at once. The collector looks at what is old so rarely that connections
which wait for it grow to as much memory as those that are open (docs/decisions/0079).
"""

from asyncio.transports import BaseTransport
from collections.abc import Callable
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from kairan.core.realtime.frames import MAX_CLIENT_MESSAGE, ByeCode
from kairan.core.realtime.reader import Batch, Reader

SCOPE_KEY: Final = "kairan.socket"
CLOSE_S = 5.0  # a peer that does not answer our close frame is cut off after this
CLOSE_CODES: Final[dict[ByeCode, int]] = {"resume": 4000, "lagged": 4008, "signed_out": 4401, "restarting": 1012}


class UvicornRequests(HttpToolsProtocol):
    """A connection that asks; what became a WebSocket is let go of."""

    def handle_websocket_upgrade(self) -> None:
        """Part from the parser, which calls us back: together they would stay until the collector comes by."""
        super().handle_websocket_upgrade()
        self.parser = None  # type: ignore[assignment]  # as uvicorn itself does at the end of a connection


class UvicornSocket(WebSocketsSansIOProtocol):
    """A WebSocket connection that is also the sink of its reader."""

    reader: Reader | None = None
    before_shutdown: Callable[[], None] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  (uvicorn's own signature)
        super().__init__(*args, **kwargs)
        self.conn.max_message_size = MAX_CLIENT_MESSAGE
        # A compressor for each connection costs more memory than all the rest of it, and the same work n times.
        self.conn.available_extensions = []
        self.close_timeout = CLOSE_S

    def connection_made(self, transport: BaseTransport) -> None:
        """Take the addresses over from the request that became this: asking the system costs as much as the upgrade."""
        request = transport.get_protocol() if hasattr(transport, "get_protocol") else None
        if not isinstance(request, HttpToolsProtocol):
            super().connection_made(transport)
            return
        self.transport = request.transport
        self.connections.add(self)
        self.server, self.client = request.server, request.client
        self.scheme = "wss" if request.scheme == "https" else "ws"

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop parsing: the suspended parser of websockets and what it parses for hold each other, too."""
        super().connection_lost(exc)
        self.conn.parser.close()

    async def run_asgi(self) -> None:
        """Let the handler find its protocol; afterwards part, for what holds each other waits for the collector."""
        self.scope[SCOPE_KEY] = self  # type: ignore[typeddict-unknown-key]  # our own key
        try:
            await super().run_asgi()
        finally:
            self.reader = None
            del self.scope[SCOPE_KEY]  # type: ignore[typeddict-item]  # our own key

    def write(self, batch: Batch) -> bool:
        """Hand a message to the transport; refuse while more than its high-water mark is unsent."""
        if not self.writable.is_set() or self.close_sent or self.disconnected or not self.handshake_complete:
            return False
        self.transport.write(batch.framed)
        return True

    def finish(self, last: Batch, code: ByeCode) -> None:
        """Send the last frames and a close frame."""
        self.close_now(last.framed, CLOSE_CODES[code], code)

    def close_now(self, last: bytes, number: int, reason: str) -> None:
        """Start the closing handshake without waiting; a peer that does not read or answer is cut off."""
        if self.close_sent or self.disconnected or self.transport.is_closing():
            return
        self.conn.send_close(number, reason)
        self.transport.write(b"".join((last, *self.conn.data_to_send())))
        self.close_sent = True
        self.queue.put_nowait({"type": "websocket.disconnect", "code": number, "reason": reason})
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)

    def resume_writing(self) -> None:
        """Write what waited for the transport."""
        super().resume_writing()
        if self.reader is not None:
            self.reader.flush()

    def shutdown(self) -> None:
        """Let readers say goodbye with a slot before uvicorn closes."""
        if self.before_shutdown is not None:
            self.before_shutdown()
        super().shutdown()
