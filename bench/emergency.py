"""An urgent broadcast to 4,000 people who are all there: stored, on every device, answered; the headquarters watch.

Everybody has a WebSocket open. One sends; each answers as soon as a connection is free (64 at once); 20 screens of the
headquarters ask every three seconds how far it has come, and two messages a second are said in ordinary rooms.
"""

import json
import time
from collections.abc import Sequence

from sqlalchemy import update

from bench.row import Row, in_ms, quantile
from bench.serving import Server
from bench.town import TEXTS, Town, build_town, data_folder
from bench.wire import Get, Listener, Loop, Post
from kairan.core.kit.database import open_engine, transaction
from kairan.core.settings import Settings
from kairan.people import member_table

PEOPLE, MANY = 4_000, 25_000
SCREENS, EVERY_S = 20, 3.0
AT_ONCE = 250
ANSWERERS = 64
TALK_EVERY_S = 0.5
LIMIT_S = 600.0
STORED_MS, DEVICES_MS = 1_000, 3_000
ANSWER = json.dumps({"choice": "safe", "family": "safe", "coming": "now"}).encode()


class Act(Get):
    """One connection that does things, each in somebody's name."""

    def __init__(self, port: int, status: bytes = b"200") -> None:
        super().__init__(port, "")
        self.status = status

    def post(self, path: str, token: str, body: bytes) -> None:
        """Post a body in the name of whoever has this session."""
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: kairan_session={token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.ask(head.encode() + body)


class Sent(Act):
    """The connection that sends the broadcast, and learns what it is called."""

    def __init__(self, port: int) -> None:
        super().__init__(port, b"201")
        self.id = ""

    def read(self) -> bool:
        """Keep the id of what was made."""
        came = self.socket.recv(4096)
        head, _, body = came.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 201"):
            raise RuntimeError(f"refused: {came[:600]!r}")
        self.id = json.loads(body)["id"]
        return True


def urgent_broadcast(database: str, label: str, people: int = PEOPLE) -> list[Row]:
    """Measure one broadcast from sending to the last answer."""
    with data_folder() as folder:
        town = build_town(folder, database, people, 10, 20)
        _let_lead(Settings(data=folder, database=database).database_url)
        with Server(folder, database) as server:
            loop = Loop()
            listeners = [one for some in _pieces(town.tokens) for one in _come_in(loop, server, some)]
            stored, reached, broadcast_id = _send(loop, server, town, listeners)
            answers = Answers(loop, server, town, broadcast_id)
            took = answers.run(people)
            loop.close()
    to_all = f"urgent broadcast to {people:,} people, {label}"
    budgets = people == PEOPLE
    return [
        Row(f"{to_all}: stored", 1000 * stored, "ms", must=STORED_MS if budgets else None, smaller_is_better=True),
        Row(
            f"{to_all}: on all devices, p99",
            1000 * quantile(reached, 0.99),
            "ms",
            must=DEVICES_MS if budgets else None,
            smaller_is_better=True,
            note=in_ms(reached),
        ),
        Row(
            f"{to_all}: all have answered, {SCREENS} screens watch",
            took,
            "s",
            must=LIMIT_S if budgets else None,
            smaller_is_better=True,
            note=f"{people / took:,.0f} answers/s; one answer: {in_ms(answers.answered)}",
        ),
        Row(
            f"{to_all}: ordinary talk meanwhile, p99",
            1000 * quantile(answers.talked, 0.99),
            "ms",
            smaller_is_better=True,
            note=in_ms(answers.talked),
        ),
        Row(
            f"{to_all}: a screen of the headquarters meanwhile, p99",
            1000 * quantile(answers.watched, 0.99),
            "ms",
            smaller_is_better=True,
            note=in_ms(answers.watched),
        ),
    ]


def _pieces(tokens: Sequence[str]) -> list[Sequence[str]]:
    return [tokens[start : start + AT_ONCE] for start in range(0, len(tokens), AT_ONCE)]


def _come_in(loop: Loop, server: Server, tokens: Sequence[str]) -> list[Listener]:
    """Let some come in, as people do in the morning: not all in the same second."""
    waiting = {Listener(server.port, token, {}) for token in tokens}
    came = list(waiting)
    loop.add(*came)

    def is_done() -> bool:
        waiting.difference_update([one for one in waiting if one.is_current])
        return not waiting

    if not loop.run(limit_s=60, is_done=is_done):
        raise RuntimeError(f"{len(waiting)} devices did not come in")
    return came


def _let_lead(url: str) -> None:
    """Let the first of them send in an emergency."""
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        lead = update(member_table).where(member_table.c.login == "p00000")
        db.execute(lead.values(roles=json.dumps(["administrator"])))
    engine.dispose()


def _send(loop: Loop, server: Server, town: Town, listeners: Sequence[Listener]) -> tuple[float, list[float], str]:
    """Send it; return how long storing took, and how long until each device had it."""
    draft = {
        "title": "安否を回答してください",
        "text": "落ち着いたら、無事かどうかを回答してください。",
        "asked": "safety",
        "is_urgent": True,
        "rounds": [{"after_min": 0, "ways": ["app", "push"]}],
    }
    sent, stored = Sent(server.port), 0.0
    reached: dict[Listener, float] = {}
    loop.add(sent)
    before = {one: one.entries for one in listeners}
    body = json.dumps({"draft": draft, "to": {"everybody": True}, "key": "bench-urgent"}).encode()

    def count(listener: Listener, _: int) -> None:
        if listener.entries > before[listener]:
            reached.setdefault(listener, time.perf_counter() - sent.sent_at)

    def made(_: Get) -> None:
        nonlocal stored
        stored = time.perf_counter() - sent.sent_at

    sent.post("/api/broadcasts", town.tokens[0], body)
    is_all = loop.run(
        limit_s=120, is_done=lambda: stored > 0 and len(reached) == len(listeners), on_entries=count, on_got=made
    )
    if not is_all:
        raise RuntimeError(f"{len(listeners) - len(reached)} devices were not told")
    loop.remove(sent)
    return stored, list(reached.values()), sent.id


class Answers:
    """Everybody answers, the headquarters watch, and ordinary talk goes on."""

    def __init__(self, loop: Loop, server: Server, town: Town, broadcast_id: str) -> None:
        self._loop, self._town = loop, town
        self._path = f"/api/broadcasts/{broadcast_id}"
        self._answerers = [Act(server.port) for _ in range(ANSWERERS)]
        self._screens = [Get(server.port, town.tokens[0]) for _ in range(SCREENS)]
        self._talk = Post(server.port, town.tokens[town.members[0][0]], town.rooms[0])
        self._next = self._done = self._said = 0
        self._asked_at = dict.fromkeys(self._screens, 0.0)
        self._is_asking: set[Get] = set()
        self._is_talking = False
        self.answered: list[float] = []
        self.watched: list[float] = []
        self.talked: list[float] = []
        loop.add(*self._answerers, *self._screens, self._talk)

    def run(self, people: int) -> float:
        """Let all answer; return the seconds it took."""
        began = time.perf_counter()
        for one in self._answerers:
            self._answer(one)
        is_all = self._loop.run(
            limit_s=LIMIT_S, is_done=lambda: self._tick(people), on_got=self._got, on_answer=self._heard
        )
        if not is_all:
            raise RuntimeError(f"{people - self._done} had not answered after {LIMIT_S:.0f} s")
        return time.perf_counter() - began

    def _answer(self, act: Act) -> None:
        if self._next < len(self._town.tokens):
            act.post(f"{self._path}/answer", self._town.tokens[self._next], ANSWER)
            self._next += 1

    def _tick(self, people: int) -> bool:
        now = time.perf_counter()
        for number, screen in enumerate(self._screens):
            due = self._asked_at[screen] + EVERY_S + number / SCREENS if self._asked_at[screen] else 0
            if screen not in self._is_asking and now >= due:
                self._is_asking.add(screen)
                self._asked_at[screen] = now
                screen.send(self._path)
        if not self._is_talking and now >= self._talk.sent_at + TALK_EVERY_S:
            self._is_talking = True
            self._said += 1
            self._talk.send(f"bench-talk-{self._said}", TEXTS[self._said % len(TEXTS)])
        return self._done >= people

    def _got(self, one: Get) -> None:
        took = time.perf_counter() - one.sent_at
        if isinstance(one, Act):
            self._done += 1
            self.answered.append(took)
            self._answer(one)
        else:
            self._is_asking.discard(one)
            self.watched.append(took)

    def _heard(self, post: Post) -> None:
        self._is_talking = False
        self.talked.append(time.perf_counter() - post.sent_at)
