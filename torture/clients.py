"""Clients as people have them: they write, read, come and go, and do not give up when the connection does."""

import json
import random
import threading
import time
from collections.abc import Sequence
from contextlib import suppress

import httpx
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from kairan.entry.door import COOKIE
from torture.history import Heard, Notebook, Reading, Said

PAUSE_S = 0.05
ANSWER_S = 5.0
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504, 507})  # nothing is decided: the same request may be repeated


class Client(threading.Thread):
    """A person with a token and several ways to the server; a thread of her own until told to stop."""

    def __init__(self, member_id: str, token: str, ways: Sequence[str], seed: int) -> None:
        super().__init__(daemon=True, name=member_id)
        self.member_id = member_id
        self.token = token
        self.ways = ways
        self.chance = random.Random(seed)  # noqa: S311  (a run can be repeated)
        self.stopped = threading.Event()

    def ask(self, method: str, path: str, body: object = None) -> httpx.Response | None:
        """Ask one of the ways; None when nobody knows what became of it."""
        way = self.chance.choice(self.ways)
        try:
            return httpx.request(
                method, way + path, json=body, cookies={COOKIE: self.token}, headers={"Origin": way}, timeout=ANSWER_S
            )
        except httpx.HTTPError:
            return None

    def insist(self, method: str, path: str, body: object = None) -> httpx.Response:
        """Ask until somebody answers; for what may be done twice."""
        while (answer := self.ask(method, path, body)) is None or answer.status_code in BUSY:
            time.sleep(PAUSE_S * 4)
        return answer


class Writer(Client):
    """Posts, and repeats under the same key whatever was not answered; sometimes edits, removes, reads."""

    def __init__(self, member_id: str, token: str, ways: Sequence[str], seed: int, rooms: Sequence[str]) -> None:
        super().__init__(member_id, token, ways, seed)
        self.rooms = rooms
        self.notebook = Notebook()
        self.mine: list[str] = []

    def run(self) -> None:
        """Write until stopped; what is under way is brought to its end."""
        number = 0
        while not self.stopped.is_set():
            number += 1
            self._post(f"{self.member_id}-{number}", f"被害報告 zq{self.member_id}n{number:06}e 確認しました")
            if self.mine and self.chance.random() < 0.15:
                self._change(self.mine.pop())
            time.sleep(PAUSE_S * self.chance.random())

    def _post(self, key: str, text: str) -> None:
        room = self.chance.choice(self.rooms)
        while True:
            answer = self.ask("POST", f"/api/rooms/{room}/messages", {"client_key": key, "text": text})
            if answer is None or answer.status_code in BUSY:
                self.notebook.note(Said(self.member_id, key, room, text, "unknown"))
                time.sleep(PAUSE_S)
                continue
            if answer.status_code != 201:
                self.notebook.note(Said(self.member_id, key, room, text, "refused"))
                return
            message = answer.json()
            told = Said(self.member_id, key, room, text, "acknowledged", message["seq"], message["id"])
            self.notebook.note(told)
            self.mine.append(message["id"])
            return

    def _change(self, message_id: str) -> None:
        """Edit or remove; nobody waits for what became of it, the record says it."""
        if self.chance.random() < 0.5:
            self.ask("PATCH", f"/api/messages/{message_id}", {"text": f"訂正 zq{message_id}x 訂正しました"})
        else:
            self.ask("DELETE", f"/api/messages/{message_id}")


class Host(Client):
    """The master of a room, who lets people in and out of it again."""

    def __init__(self, member_id: str, token: str, ways: Sequence[str], seed: int, room: str, who: str) -> None:
        super().__init__(member_id, token, ways, seed)
        self.room = room
        self.who = who

    def run(self) -> None:
        """Add and remove in turn."""
        members = f"/api/rooms/{self.room}/members"
        while not self.stopped.is_set():
            self.ask("POST", members, {"member_ids": [self.who]})
            self.stopped.wait(0.3 + self.chance.random())
            self.ask("DELETE", f"{members}/{self.who}")
            self.stopped.wait(0.3 + self.chance.random())


class Reader(Client):
    """Reads everything over a WebSocket, comes back with its vector, and writes down all it is told."""

    def __init__(self, name: str, member_id: str, token: str, ways: Sequence[str], seed: int) -> None:
        super().__init__(member_id, token, ways, seed)
        self.reading = Reading(name, member_id)
        self.vector: dict[str, int] = {}
        self.is_current = False

    def run(self) -> None:
        """Read until stopped, however often the connection ends."""
        while not self.stopped.is_set():
            self.is_current = False
            with suppress(OSError, TimeoutError, WebSocketException):
                self._read(self.chance.choice(self.ways))
            time.sleep(PAUSE_S)

    def _read(self, way: str) -> None:
        cookie = {"Cookie": f"{COOKIE}={self.token}", "Origin": way}
        address = way.replace("http", "ws") + "/api/live"
        with connect(address, additional_headers=cookie, proxy=None, open_timeout=ANSWER_S, close_timeout=1) as socket:
            socket.send(json.dumps({"t": "hello", "vector": self.vector}))
            began = time.monotonic()
            while not self.stopped.is_set():
                try:
                    message = socket.recv(timeout=0.5)
                except TimeoutError:
                    if not self.is_current and time.monotonic() - began > 2 * ANSWER_S:
                        return  # a connection that carries nothing
                    continue
                for line in str(message).splitlines():
                    self._hear(json.loads(line))
                if self.chance.random() < 0.002:
                    return  # walks through a tunnel

    def _hear(self, frame: dict[str, object]) -> None:
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
            case _:
                pass
