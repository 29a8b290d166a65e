"""Clients as people have them: they write, read, come and go, and do not give up when the connection does."""

import random
import ssl
import threading
import time
from collections.abc import Sequence

import httpx

from kairan.core.edge.cookies import COOKIE, name_of
from torture.history import Marked, Notebook, Said, Shown

PAUSE_S = 0.05
ANSWER_S = 5.0
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504, 507})  # nothing is decided: the same request may be repeated


class Client(threading.Thread):
    """A person with a token and several ways to the server; a thread of their own until told to stop."""

    patience_s = ANSWER_S
    """How long it waits for an answer before it asks again."""
    trust: ssl.SSLContext | None = None
    """The authority behind https, where the ways are of that kind."""

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
                method,
                way + path,
                json=body,
                cookies=self.cookie_for(way),
                headers={"Origin": way},
                timeout=self.patience_s,
                verify=self.trust or True,
            )
        except httpx.HTTPError:
            return None

    def cookie_for(self, way: str) -> dict[str, str]:
        """Return the cookie of the session by the name it has on this way."""
        return {name_of(COOKIE, secure=way.startswith("https:")): self.token}

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
        self.newest: dict[str, int] = {}

    def run(self) -> None:
        """Write until stopped; what is under way is brought to its end."""
        number = 0
        while not self.stopped.is_set():
            number += 1
            self._post(f"{self.member_id}-{number}", f"被害報告 zq{self.member_id}n{number:06}e 確認しました")
            if self.mine and self.chance.random() < 0.15:
                self._change(self.mine.pop())
            if self.chance.random() < 0.1:
                self._read_on()
            time.sleep(PAUSE_S * self.chance.random())

    def _post(self, key: str, text: str) -> None:
        room = self.chance.choice(self.rooms)
        while True:
            answer = self.ask("POST", f"/api/rooms/{room}/messages", {"client_key": key, "text": text})
            if answer is None or answer.status_code in BUSY:
                status = answer.status_code if answer else 0
                self.notebook.note(Said(self.member_id, key, room, text, "unknown", status=status))
                time.sleep(PAUSE_S)
                continue
            if answer.status_code != 201:
                self.notebook.note(Said(self.member_id, key, room, text, "refused"))
                return
            message = answer.json()
            now_s = time.monotonic()
            told = Said(self.member_id, key, room, text, "acknowledged", message["seq"], message["id"], now_s)
            self.notebook.note(told)
            self.newest[room] = message["n"]
            self.mine.append(message["id"])
            return

    def _read_on(self) -> None:
        """Say that everything up to one's own last message was read."""
        for room, n in self.newest.items():
            answer = self.ask("POST", f"/api/rooms/{room}/read", {"n": n})
            if answer is not None and answer.is_success:
                self.notebook.note(Marked(self.member_id, room, n))

    def _change(self, message_id: str) -> None:
        """Edit or remove; nobody waits for what became of it, the record says it."""
        if self.chance.random() < 0.5:
            self.ask("PATCH", f"/api/messages/{message_id}", {"text": f"訂正 zq{message_id}x 訂正しました"})
        else:
            self.ask("DELETE", f"/api/messages/{message_id}")


class Host(Client):
    """The master of the rooms, who lets people in and out of one again, and closes and opens another."""

    def __init__(
        self, member_id: str, token: str, ways: Sequence[str], seed: int, rooms: Sequence[str], who: str
    ) -> None:
        super().__init__(member_id, token, ways, seed)
        self.room, self.closing = rooms[0], rooms[-1]
        self.who = who

    def run(self) -> None:
        """Add and remove in turn, close and open in turn."""
        members = f"/api/rooms/{self.room}/members"
        while not self.stopped.is_set():
            self.ask("POST", members, {"member_ids": [self.who]})
            self.ask("POST", f"/api/rooms/{self.closing}/archive")
            self.stopped.wait(1 + self.chance.random())
            self.ask("DELETE", f"{members}/{self.who}")
            self.ask("POST", f"/api/rooms/{self.closing}/unarchive")
            self.stopped.wait(1 + self.chance.random())


class Prowler(Client):
    """Asks for what they may not always see: pages, messages by their link, searches; speaks and joins uninvited."""

    def __init__(
        self,
        member_id: str,
        token: str,
        ways: Sequence[str],
        seed: int,
        rooms: Sequence[str],
        writers: Sequence[Writer],
    ) -> None:
        super().__init__(member_id, token, ways, seed)
        self.rooms = rooms
        self.writers = writers
        self.notebook = Notebook()

    def run(self) -> None:
        """Try one way after the other."""
        number = 0
        while not self.stopped.wait(0.1 + 0.2 * self.chance.random()):
            number += 1
            self._look(self.chance.choice(self.rooms))
            self._speak(self.chance.choice(self.rooms), f"{self.member_id}-{number}")

    def _look(self, room: str) -> None:
        page = self.ask("GET", f"/api/rooms/{room}/messages?limit=50")
        if page is not None and page.is_success:
            self._note("page", [message["id"] for message in page.json()["messages"]])
        if recent := self.chance.choice(self.writers).mine[-50:]:
            one = self.ask("GET", f"/api/messages/{self.chance.choice(recent)}")
            if one is not None and one.is_success:
                self._note("link", [one.json()["id"]])
        hits = self.ask("GET", "/api/search?q=被害報告")
        if hits is not None and hits.is_success:
            self._note("search", [hit["message"]["id"] for hit in hits.json()["hits"]])

    def _note(self, where: str, ids: Sequence[str]) -> None:
        for id_ in ids:
            self.notebook.note(Shown(self.member_id, id_, where))

    def _speak(self, room: str, key: str) -> None:
        text = f"割込み zq{key}e です"
        self.ask("POST", f"/api/rooms/{room}/join")
        answer = self.ask("POST", f"/api/rooms/{room}/messages", {"client_key": key, "text": text})
        if answer is None or answer.status_code in BUSY:
            self.notebook.note(Said(self.member_id, key, room, text, "unknown"))
        elif answer.status_code == 201:
            message = answer.json()
            now_s = time.monotonic()
            told = Said(self.member_id, key, room, text, "acknowledged", message["seq"], message["id"], now_s)
            self.notebook.note(told)
        else:
            self.notebook.note(Said(self.member_id, key, room, text, "refused"))
