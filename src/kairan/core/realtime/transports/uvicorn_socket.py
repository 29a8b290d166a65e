"""WebSocket on uvicorn, with a short way out: one framed message, made once, is handed to every reader's transport.

The plain way (`await send({"type": "websocket.send", …})`) runs several coroutines and frames the same bytes
anew for every reader; see docs/decisions/0013 for what that costs. Everything else (handshake, pings, closing,
parsing) stays uvicorn's. Pass the classes to uvicorn as `http=` and `ws=`; with any other server the plain way is used.

Promise: a connection that is over is freed at once. The collector looks at what is old so rarely that connections
which wait for it grow to as much memory as those that are open (docs/decisions/0079).
"""

from asyncio import TimerHandle
from asyncio.transports import BaseTransport
from collections.abc import Callable
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from kairan.core.kit.bounds import bounded
from kairan.core.realtime.frames import MAX_CLIENT_MESSAGE, ByeCode
from kairan.core.realtime.reader import Batch, Reader

SCOPE_KEY: Final = "kairan.socket"
HEAD_BYTES = bounded("request.head_bytes", 64 * 1024, "end", "431, and the connection is closed")
HEAD_S = bounded("request.head_seconds", 10, "end", "a connection that has not said by then what it wants")
TOO_LARGE: Final = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
CLOSE_S = 5.0  # a peer that does not answer our close frame is cut off after this
CLOSE_CODES: Final[dict[ByeCode, int]] = {"resume": 4000, "lagged": 4008, "signed_out": 4401, "restarting": 1012}


class UvicornRequests(HttpToolsProtocol):
    """A connection that asks; what became a WebSocket is let go of.

    The head of a request is bounded in bytes and in time: the parser joins what comes of a header to what came before,
    which for an endless one grows with its square and holds up everybody.
    """

    _head_bytes = 0  # of the head that is coming, as far as it has come
    _is_in_head = True
    _is_too_large = False
    _head_timer: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:  # as uvicorn's own
        """Wait for a first head, but not for long."""
        super().connection_made(transport)  # type: ignore[arg-type]
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what comes, unless it belongs to a head that is larger than any honest one."""
        if self._is_in_head:
            self._head_bytes += len(data)
        super().data_received(data)
        if self._is_in_head and self._head_bytes > HEAD_BYTES and not self.transport.is_closing():
            self._refuse_head()

    def on_message_begin(self) -> None:
        """Begin to wait for the rest of a head."""
        super().on_message_begin()
        if self._head_timer is None:
            self._expect_head()

    def on_headers_complete(self) -> None:
        """The head is here: go on, or refuse it where it came as a whole."""
        self._is_in_head, self._head_bytes = False, 0
        self._stop_waiting()
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > HEAD_BYTES:
            self._is_too_large = True
            raise ValueError("the head is too large")  # the parser tells it as its own fault, below
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """What comes now is the next head."""
        super().on_message_complete()
        self._is_in_head = True

    def send_400_response(self, msg: str) -> None:
        """Tell a head that is too large from what is no HTTP."""
        if self._is_too_large:
            self._refuse_head()
        else:
            super().send_400_response(msg)

    def _refuse_head(self) -> None:
        self.transport.write(TOO_LARGE)
        self.transport.close()

    def _expect_head(self) -> None:
        self._head_timer = self.loop.call_later(HEAD_S, self._head_is_late)

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _head_is_late(self) -> None:
        self._head_timer = None
        if self._is_in_head and not self.transport.is_closing():
            self.transport.close()

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
