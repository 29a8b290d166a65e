"""A load generator that costs little: raw sockets, one epoll loop, bytes counted instead of parsed.

Each connection is HTTP/1.1 kept alive (posts), or a WebSocket after its handshake (readers).
"""

import json
import select
import socket
import struct
import time
from collections.abc import Callable

ENTRY = b'"t":"entry"'
CURRENT = b'"t":"current"'
PING = b"\x89\x04"  # four bytes of payload; no JSON text has a byte of 4
PONG = b"\x8a\x84\0\0\0\0"
READ_AT_ONCE = 256 * 1024


class Asker:
    """One connection that asks, one thing at a time, and must get this status."""

    status = b"200"

    def __init__(self, port: int) -> None:
        self.socket = connected(port)
        self._waiting = b""
        self.sent_at = 0.0

    def ask(self, request: bytes) -> None:
        """Send a request; the answer is awaited by the loop."""
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def read(self) -> bool:
        """Read what came; true when the answer is complete. Raises for any other status."""
        came = self.socket.recv(READ_AT_ONCE)
        if not came:
            raise RuntimeError("the server closed a connection")
        self._waiting += came
        head, found, rest = self._waiting.partition(b"\r\n\r\n")
        if not found:
            return False
        if not head.startswith(b"HTTP/1.1 " + self.status):
            raise RuntimeError(f"refused: {self._waiting[:600]!r}")
        lower = head.lower()
        place = lower.index(b"content-length:") + 15
        length = int(lower[place : lower.find(b"\r\n", place) if b"\r\n" in lower[place:] else None])
        if len(rest) < length:
            return False
        self._waiting = b""
        return True


class Post(Asker):
    """One connection that posts messages."""

    status = b"201"

    def __init__(self, port: int, token: str, room: str) -> None:
        super().__init__(port)
        self._head = (
            f"POST /api/rooms/{room}/messages HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Cookie: kairan_session={token}\r\nContent-Type: application/json\r\nContent-Length: "
        ).encode()

    def send(self, key: str, text: str) -> None:
        """Send a message."""
        body = json.dumps({"client_key": key, "text": text}, ensure_ascii=False).encode()
        self.ask(self._head + str(len(body)).encode() + b"\r\n\r\n" + body)


class Get(Asker):
    """One connection that reads pages."""

    def __init__(self, port: int, token: str) -> None:
        super().__init__(port)
        self._tail = f" HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: kairan_session={token}\r\n\r\n".encode()

    def send(self, path: str) -> None:
        """Ask for a page."""
        self.ask(b"GET " + path.encode() + self._tail)


class Listener:
    """One WebSocket that counts the entries that reach it."""

    def __init__(self, port: int, token: str, vector: dict[str, int]) -> None:
        self.socket = connected(port)
        self.entries = 0
        self.is_current = False
        self._tail = b""
        request = (
            f"GET /api/live HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: kairan_session={token}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
        self.socket.sendall(request.encode())
        self._hello = masked(json.dumps({"t": "hello", "vector": vector}).encode())
        self._is_open = False

    def read(self) -> int:
        """Read what came and return how many entries were in it."""
        data = self.socket.recv(READ_AT_ONCE)
        if not data:
            raise RuntimeError("the server closed a reader")
        if not self._is_open:
            self._tail += data
            if b"\r\n\r\n" not in self._tail:
                return 0
            if not self._tail.startswith(b"HTTP/1.1 101"):
                raise RuntimeError(f"a reader was refused: {self._tail[:300]!r}")
            self._is_open, data, self._tail = True, self._tail.partition(b"\r\n\r\n")[2], b""
            self.socket.sendall(self._hello)
        if (place := data.find(PING)) >= 0:
            self.socket.sendall(PONG + data[place + 2 : place + 6])
        return self._count(data)

    def _count(self, data: bytes) -> int:
        """Count entry frames; a mark cut in two by a read is put together again."""
        data = self._tail + data
        found = data.count(ENTRY)
        # Kept: what could be the beginning of a mark, but not the end of one that was counted.
        after_last = data.rfind(ENTRY) + 1
        self._tail = data[max(after_last, len(data) - len(CURRENT) + 1) :]
        self.is_current = self.is_current or CURRENT in data
        self.entries += found
        return found


def connected(port: int) -> socket.socket:
    """Open a connection without delay for small writes."""
    made = socket.create_connection(("127.0.0.1", port))
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made


def masked(payload: bytes) -> bytes:
    """Frame a client's text message; with a mask of zeros, which the protocol allows."""
    if len(payload) < 126:
        return struct.pack("!BB4x", 0x81, 0x80 | len(payload)) + payload
    if len(payload) < 65_536:
        return struct.pack("!BBH4x", 0x81, 0xFE, len(payload)) + payload
    return struct.pack("!BBQ4x", 0x81, 0xFF, len(payload)) + payload


class Loop:
    """One epoll loop over posts and listeners; it ends when told or when its time is up."""

    def __init__(self) -> None:
        self._poll = select.epoll()
        self._posts: dict[int, Post] = {}
        self._gets: dict[int, Get] = {}
        self._listeners: dict[int, Listener] = {}

    def add(self, *ends: Post | Get | Listener) -> None:
        """Watch these connections."""
        for end in ends:
            number = end.socket.fileno()
            if isinstance(end, Post):
                self._posts[number] = end
            elif isinstance(end, Get):
                self._gets[number] = end
            else:
                self._listeners[number] = end
            self._poll.register(number, select.EPOLLIN)

    def remove(self, end: Get) -> None:
        """Watch a connection no more: one that asks nothing else is closed by the server in a while."""
        number = end.socket.fileno()
        self._poll.unregister(number)
        del self._gets[number]
        end.socket.close()

    def run(
        self,
        *,
        limit_s: float,
        is_done: Callable[[], bool],
        on_answer: Callable[[Post], None] = lambda _: None,
        on_entries: Callable[[Listener, int], None] = lambda _listener, _count: None,
        on_got: Callable[[Get], None] = lambda _: None,
    ) -> bool:
        """Serve what comes until `is_done`; false when the time was up first."""
        until = time.perf_counter() + limit_s
        while not is_done():
            if time.perf_counter() > until:
                return False
            for number, _ in self._poll.poll(0.05, 512):
                if (post := self._posts.get(number)) is not None:
                    if post.read():
                        on_answer(post)
                elif (get := self._gets.get(number)) is not None:
                    if get.read():
                        on_got(get)
                elif (count := self._listeners[number].read()) and count:
                    on_entries(self._listeners[number], count)
        return True

    def close(self) -> None:
        """Close everything."""
        for one in (*self._posts.values(), *self._gets.values()):
            one.socket.close()
        for listener in self._listeners.values():
            listener.socket.close()
        self._poll.close()
