"""Matrix's client-server API, just enough: make accounts and rooms, say something, follow by long polling."""

import json
import time
from http.client import HTTPConnection
from urllib.parse import quote

from bench.wire import READ_AT_ONCE, Listener, Post, connected

SAID = b'"type":"m.room.message"'
POLL_MS = 30_000


class Api:
    """One connection for the calls at the beginning."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=120)

    def call(self, method: str, path: str, token: str = "", **body: object) -> dict[str, str]:
        """Call and return the answer."""
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        self._connection.request(method, f"/_matrix/client/v3{path}", json.dumps(body), headers)
        answer = self._connection.getresponse()
        read = json.loads(answer.read())
        if answer.status != 200:
            raise RuntimeError(f"{method} {path}: {answer.status} {read}")
        return dict(read)

    def account(self, name: str) -> str:
        """Make an account; returns its token."""
        dummy = {"type": "m.login.dummy"}
        return self.call("POST", "/register", username=name, password="benchbenchbench", auth=dummy)["access_token"]

    def room(self, token: str) -> str:
        """Make a room that anybody may join; returns its id."""
        return self.call("POST", "/createRoom", token, preset="public_chat")["room_id"]

    def join(self, token: str, room: str) -> None:
        """Join."""
        self.call("POST", f"/join/{quote(room)}", token)


class MatrixListener(Listener):
    """Somebody who follows by `/sync` and asks again as soon as they are answered."""

    def __init__(self, port: int, token: str) -> None:
        self.socket = connected(port)
        self.entries = 0
        self.is_current = False
        self._tail = b""
        self._port, self._token = port, token
        only = quote(json.dumps({"presence": {"types": []}, "account_data": {"types": []}}))
        self._path = f"/_matrix/client/v3/sync?filter={only}"
        self._ask(f"{self._path}&timeout=0")

    def _ask(self, path: str) -> None:
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self._token}\r\n\r\n".encode()
        )

    def read(self) -> int:
        """Read what came; returns how many messages the answer held, once it is complete."""
        came = self.socket.recv(READ_AT_ONCE)
        if not came:
            raise RuntimeError("the server closed a reader")
        self._tail += came
        body = body_of(self._tail)
        if body is None:
            return 0
        self._tail = b""
        since = quote(json.loads(body)["next_batch"])
        self._ask(f"{self._path}&timeout={POLL_MS}&since={since}")
        found = body.count(SAID) if self.is_current else 0  # the first answer is the past
        self.is_current = True
        self.entries += found
        return found


class MatrixPost(Post):
    """Somebody who speaks; acknowledged when the server has given the message an id."""

    status = b"200"

    def __init__(self, port: int, token: str, room: str) -> None:
        self.socket = connected(port)
        self.sent_at = 0.0
        self._waiting = b""
        self._path = f"/_matrix/client/v3/rooms/{quote(room)}/send/m.room.message/"
        self._start = f" HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Length: "

    def send(self, key: str, text: str) -> None:
        """Send a message."""
        body = json.dumps({"msgtype": "m.text", "body": text}, ensure_ascii=False).encode()
        self.sent_at = time.perf_counter()
        head = f"PUT {self._path}{key}{self._start}{len(body)}\r\n\r\n"
        self.socket.sendall(head.encode() + body)

    def read(self) -> bool:
        """Read what came; true when the answer is complete."""
        came = self.socket.recv(READ_AT_ONCE)
        if not came:
            raise RuntimeError("the server closed a sender")
        self._waiting += came
        body = body_of(self._waiting)
        if body is None:
            return False
        if b'"event_id"' not in body:
            raise RuntimeError(f"refused: {self._waiting[:600]!r}")
        self._waiting = b""
        return True


def body_of(answer: bytes) -> bytes | None:
    """Return the body of an HTTP answer when all of it has come; it may come in chunks."""
    head, found, rest = answer.partition(b"\r\n\r\n")
    if not found:
        return None
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"refused: {answer[:600]!r}")
    lower = head.lower()
    if b"transfer-encoding: chunked" in lower:
        return _joined(rest)
    length = int(lower.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
    return rest if len(rest) >= length else None


def _joined(chunks: bytes) -> bytes | None:
    """Put the chunks of a body together; None while some are missing."""
    whole, place = b"", 0
    while True:
        end = chunks.find(b"\r\n", place)
        if end < 0:
            return None
        size = int(chunks[place:end], 16)
        if size == 0:
            return whole if chunks[end:].startswith(b"\r\n\r\n") else None
        if len(chunks) < end + 2 + size + 2:
            return None
        whole += chunks[end + 2 : end + 2 + size]
        place = end + 2 + size + 2
