"""Fan-out: one room, 200 or 1,000 readers, a closed loop of 8 posts (burst) and 10 posts a second (steady)."""

import time
from collections.abc import Callable, Sequence

import msgspec

from bench.posting import shares
from bench.row import Row, in_ms, quantile
from bench.serving import Served, Server
from bench.town import TEXTS, all_current, build_town, data_folder
from bench.wire import Listener, Loop, Post

READERS = (200, 1_000)
READERS_OF_BUDGET = 1_000
FLIGHT = 8
STEADY_PER_S = 10
PATIENCE = 4  # times as long as it should take


def fan_out(seconds: float) -> list[Row]:
    """Measure both crowds, the server on one core."""
    return [row for readers in READERS for row in _to(readers, seconds)]


def _to(readers: int, seconds: float) -> list[Row]:
    with data_folder() as folder:
        town = build_town(folder, "", readers, 0, 0, everybody=True)
        with Server(folder) as server:
            loop = Loop()
            listeners = all_current(loop, server, town)
            posts = [Post(server.port, town.tokens[number], town.rooms[0]) for number in range(FLIGHT)]
            loop.add(*posts)
            rows = [
                *Burst(loop, server, posts, listeners).run(seconds),
                steady(loop, server, listeners, posts[0], seconds),
            ]
            loop.close()
    return rows if readers != READERS_OF_BUDGET else [_with_budget(row) for row in rows]


def _with_budget(row: Row) -> Row:
    must, aim = {"/s": (60_000, 110_000), "ms": (50, 15)}.get(row.unit, (None, None))
    return msgspec.structs.replace(row, must=must, aim=aim)


class Burst:
    """Keeps eight posts under way that not everybody has got yet, and counts what arrives at whom."""

    def __init__(self, loop: Loop, server: Served, posts: Sequence[Post], listeners: Sequence[Listener]) -> None:
        self._loop, self._server, self._readers = loop, server, len(listeners)
        self._idle = list(posts)
        self._before = {listener: listener.entries for listener in listeners}
        self._sent_at: list[float] = []
        self._have: list[int] = []  # of each message: how many readers have it
        self._taken: list[float] = []  # of each message that everybody has: from sending until then
        self._delivered = 0

    def run(self, seconds: float) -> list[Row]:
        """Run for so long, then wait until everybody has everything."""
        self._ends = time.perf_counter() + seconds
        own, served, began = time.process_time(), self._server.cpu_s(), time.perf_counter()
        self._send_more()
        self._serve(seconds, is_enough=lambda: False)
        wall, cpu, delivered = time.perf_counter() - began, self._server.cpu_s() - served, self._delivered
        how_busy = shares(cpu, time.process_time() - own, wall)
        self._serve(20, is_enough=lambda: self._delivered >= len(self._sent_at) * self._readers)
        what = f"deliveries to {self._readers:,} readers, closed loop of {FLIGHT}"
        return [
            Row(what, delivered / wall, "/s", note=f"send to all: {in_ms(self._taken)}; {how_busy}"),
            Row(f"{what}, of the server's time each", 1e6 * cpu / max(1, delivered), "µs", smaller_is_better=True),
        ]

    def _serve(self, limit_s: float, is_enough: Callable[[], bool]) -> None:
        self._loop.run(limit_s=limit_s, is_done=is_enough, on_answer=self._answered, on_entries=self._count)

    def _send_more(self) -> None:
        while self._idle and len(self._sent_at) - len(self._taken) < FLIGHT and time.perf_counter() < self._ends:
            post, number = self._idle.pop(), len(self._sent_at)
            post.send(f"burst-{number}", TEXTS[number % len(TEXTS)])
            self._sent_at.append(post.sent_at)
            self._have.append(0)

    def _answered(self, post: Post) -> None:
        self._idle.append(post)
        self._send_more()

    def _count(self, listener: Listener, found: int) -> None:
        self._delivered += found
        last = listener.entries - self._before[listener]
        for number in range(last - found, min(last, len(self._have))):  # what was said before may come late
            self._have[number] += 1
            if self._have[number] == self._readers:
                self._taken.append(time.perf_counter() - self._sent_at[number])
                self._send_more()


def steady(loop: Loop, server: Served, listeners: Sequence[Listener], post: Post, seconds: float) -> Row:
    """Measure from sending until the last of all readers has it."""
    own, served, began = time.process_time(), server.cpu_s(), time.perf_counter()
    taken: list[float] = []
    for number in range(int(seconds * STEADY_PER_S)):
        taken.append(_one_to_all(loop, len(listeners), post, number, began + number / STEADY_PER_S))
        if time.perf_counter() > began + PATIENCE * seconds:  # it cannot follow: what came is told
            break
    many = len(taken)
    cpu, wall = server.cpu_s() - served, time.perf_counter() - began
    note = (
        f"{in_ms(taken)}; {1e6 * cpu / many / len(listeners):.1f} µs of the server for a delivery; "
        f"{shares(cpu, time.process_time() - own, wall)}"
    )
    what = f"send to all of {len(listeners):,} readers, {STEADY_PER_S} a second, p99"
    return Row(what, 1000 * quantile(taken, 0.99), "ms", smaller_is_better=True, note=note)


def _one_to_all(loop: Loop, readers: int, post: Post, number: int, due: float) -> float:
    """Send one message when it is due and wait until everybody has it; returns the seconds."""
    delivered = 0

    def count(_: Listener, found: int) -> None:
        nonlocal delivered
        delivered += found

    loop.run(limit_s=10, is_done=lambda: time.perf_counter() >= due)
    post.send(f"steady-{number}", TEXTS[number % len(TEXTS)])
    sent_at = post.sent_at
    loop.run(limit_s=10, is_done=lambda: delivered >= readers, on_entries=count)
    return time.perf_counter() - sent_at
