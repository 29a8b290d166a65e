"""Readers, by each of the ways there are: they come back with their position and write down all they are told."""

import json
import time
from abc import abstractmethod
from collections.abc import Sequence

import httpx
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from torture.clients import ANSWER_S, PAUSE_S, Client
from torture.history import Heard, Reading

SILENCE_S = 2 * ANSWER_S  # a connection that carries nothing for so long before it is current is left
POLL_S = 30.0
NODE = "X-Node"  # in which the proxy of a test says whom it asked


class Reader(Client):
    """Reads everything, comes back with its vector, and writes down all it is told."""

    def __init__(self, name: str, member_id: str, token: str, ways: Sequence[str], seed: int) -> None:
        super().__init__(member_id, token, ways, seed)
        self.reading = Reading(name, member_id)
        self.vector: dict[str, int] = {}
        self.is_current = False
        self.goodbyes: list[str] = []
        self.arrivals = 0
        self.follows_all = True
        """Whether a stream it does not follow is one it lacks."""
        self.node = "?"
        """Which node the proxy chose, where it says so."""
        self._since = self._heard_at = time.monotonic()
        self._last_end = "nothing before"

    def run(self) -> None:
        """Read until stopped, however often the connection ends."""
        while not self.stopped.is_set():
            self.is_current = False
            self.arrivals += 1
            self._since = time.monotonic()
            try:
                self.read(self.chance.choice(self.ways))
                self._last_end = "left"
            except (OSError, TimeoutError, WebSocketException, httpx.HTTPError) as error:
                self._last_end = f"{type(error).__name__}: {error}"
            time.sleep(PAUSE_S)

    @property
    def connected(self) -> str:
        """Say how it is connected, for whoever asks why it heard no more."""
        now = time.monotonic()
        return (
            f"connection {self.arrivals} at {self.node} for {now - self._since:.1f} s,"
            f" {'current' if self.is_current else 'not current'}, last frame {now - self._heard_at:.1f} s ago;"
            f" goodbyes {self.goodbyes[-3:]}; the connection before ended: {self._last_end}"
        )

    def unheard(self, head: int) -> int:
        """Return where it stands in a stream it does not follow."""
        return -1 if self.follows_all else head

    @abstractmethod
    def read(self, way: str) -> None:
        """Read from one connection until it ends."""

    def hear(self, lines: str) -> None:
        """Take frames, a line each."""
        self._heard_at = time.monotonic()
        for line in lines.splitlines():
            self._take(json.loads(line))

    def is_bored(self) -> bool:
        """Now and then people walk through a tunnel."""
        return self.chance.random() < 0.002

    def _take(self, frame: dict[str, object]) -> None:
        match frame:
            case {"t": "entry", "s": str(stream), "q": int(seq), "k": str(kind), "b": dict(body)}:
                self.reading.heard.append(Heard(stream, seq, kind, str(body.get("id", ""))))
                self.vector[stream] = seq
            case {"t": "refetch", "s": str(stream), "q": int(seq)}:
                self.reading.heard.append(Heard(stream, seq, "refetch"))
                self.vector[stream] = seq
            case {"t": "closed", "s": str(stream)}:
                self.reading.heard.append(Heard(stream, 0, "closed"))
                self.vector.pop(stream, None)
            case {"t": "current"}:
                self.is_current = True
            case {"t": "bye", "code": str(code), "after_ms": int(after_ms)}:
                self.goodbyes.append(code)
                self.stopped.wait(after_ms / 1000)
            case _:
                pass


class SocketReader(Reader):
    """Over a WebSocket."""

    def read(self, way: str) -> None:
        """Read until the connection ends, or carries nothing."""
        [(name, token)] = self.cookie_for(way).items()
        cookie = {"Cookie": f"{name}={token}", "Origin": way}
        address = way.replace("http", "ws") + "/api/live"
        with connect(
            address, ssl=self.trust, additional_headers=cookie, proxy=None, open_timeout=ANSWER_S, close_timeout=1
        ) as socket:
            if socket.response is not None:
                self.node = socket.response.headers.get(NODE, "?")
            socket.send(json.dumps({"t": "hello", "vector": self.vector}))
            began = time.monotonic()
            while not self.stopped.is_set():
                try:
                    message = socket.recv(timeout=0.5)
                except TimeoutError:
                    if not self.is_current and time.monotonic() - began > SILENCE_S:
                        return
                    continue
                self.hear(str(message))
                if self.is_bored():
                    return


class AskingReader(Reader):
    """What readers without a WebSocket share: a connection opened by a request."""

    how = ""

    def read(self, way: str) -> None:
        """Open a connection and read from it."""
        with httpx.Client(
            base_url=way,
            cookies=self.cookie_for(way),
            headers={"Origin": way},
            timeout=ANSWER_S,
            verify=self.trust or True,
        ) as client:
            opening = {"vector": self.vector, "way": self.how}
            opened = client.post("/api/live", json=opening).raise_for_status()
            self.follow(client, f"/api/live/{opened.json()['connection']}")

    @abstractmethod
    def follow(self, client: httpx.Client, connection: str) -> None:
        """Read until there is nothing more."""


class EventReader(AskingReader):
    """Over server-sent events."""

    how = "sse"

    def follow(self, client: httpx.Client, connection: str) -> None:
        """Read the stream; a cable that falls silent is noticed by the missing heartbeat."""
        patience = httpx.Timeout(ANSWER_S, read=POLL_S)
        with client.stream("GET", f"{connection}/events", timeout=patience) as answer:
            self.node = answer.raise_for_status().headers.get(NODE, "?")
            for line in answer.iter_lines():
                if line.startswith("data: "):
                    self.hear(line.removeprefix("data: "))
                if self.stopped.is_set() or self.is_bored():
                    return


class PollingReader(AskingReader):
    """Over long polling: a batch comes again until it is acknowledged."""

    how = "polling"

    def follow(self, client: httpx.Client, connection: str) -> None:
        """Ask again and again."""
        batch = 0
        while not self.stopped.is_set() and not self.is_bored():
            answer = client.get(f"{connection}/poll?after={batch}", timeout=POLL_S).raise_for_status()
            self.node = answer.headers.get(NODE, "?")
            if answer.status_code == 200:
                told = answer.json()
                batch = told["batch"]
                self.hear(told["frames"])
