"""What is measured. Each measure starts its own server on its own data, and gives rows for the table."""

import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from sqlalchemy import select

from bench.serving import Server
from bench.town import Town, build_town
from bench.wire import Listener, Loop, Post
from kairan.journal.model import stream_table
from kairan.kit.database import open_engine, transaction
from kairan.settings import Settings

TEXTS = [
    "第一小学校の避難所を開設しました。収容可能は120名です。",
    "国道10号の通行止めを確認しました。迂回路を案内してください。",
    "議会答弁の資料を共有フォルダーに置きました。ご確認をお願いします。",
    "明日の会議は10時から301会議室です。",
    "大雨警報が発表されています。河川には近づかないよう広報をお願いします。",
]
ROOMS, EACH = 50, 20
READERS = 1_000
FLIGHT = 8
SENDERS_OF_BUDGET = 64
STEADY_PER_S = 10
MISSED = 50
HERD_LIMIT_S = 60.0


class Row(msgspec.Struct, frozen=True):
    """One line of the table; `must` and `aim` are the budgets of the design, smaller or larger is better."""

    what: str
    value: float
    unit: str
    must: float | None = None
    aim: float | None = None
    smaller_is_better: bool = False
    note: str = ""

    @property
    def holds(self) -> bool | None:
        """Whether the budget holds; None where there is none."""
        if self.must is None:
            return None
        return self.value <= self.must if self.smaller_is_better else self.value >= self.must


@contextmanager
def data_folder() -> Iterator[Path]:
    """Give a folder on the disk, not in memory, removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="kairan-bench-", dir=Path(__file__).parent.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def posts(database: str, label: str, seconds: float) -> list[Row]:
    """Posts acknowledged per second: 50 rooms of 20 connected readers, 1, 16 and 64 senders."""
    rows: list[Row] = []
    with data_folder() as folder:
        town = build_town(folder, database, READERS, ROOMS, EACH)
        with Server(folder, database, one_core=False) as server:
            loop = Loop()
            listeners = [Listener(server.port, token, {}) for token in town.tokens]
            loop.add(*listeners)
            loop.run(limit_s=HERD_LIMIT_S, is_done=lambda: all(one.is_current for one in listeners))
            rows += [_post_for(loop, server, town, label, senders, seconds) for senders in (1, 16, 64)]
            loop.close()
    return rows


def _post_for(loop: Loop, server: Server, town: Town, label: str, senders: int, seconds: float) -> Row:
    posts = [_sender(server, town, number % ROOMS, number) for number in range(senders)]
    loop.add(*posts)
    answered: list[float] = []
    sent = 0
    ends = time.perf_counter() + seconds

    def send(post: Post) -> None:
        nonlocal sent
        sent += 1
        post.send(f"{label}-{senders}-{sent}", TEXTS[sent % len(TEXTS)])

    def again(post: Post) -> None:
        answered.append(time.perf_counter() - post.sent_at)
        if time.perf_counter() < ends:
            send(post)

    own, served, began = time.process_time(), server.cpu_s(), time.perf_counter()
    for post in posts:
        send(post)
    loop.run(
        limit_s=seconds + 30, is_done=lambda: len(answered) >= sent and time.perf_counter() >= ends, on_answer=again
    )
    taken = time.perf_counter() - began
    note = (
        f"p50 {1000 * statistics.median(answered):.1f} ms, p99 {1000 * quantile(answered, 0.99):.1f} ms; "
        f"{shares(server.cpu_s() - served, time.process_time() - own, taken)}"
    )
    what = f"posts acknowledged, {senders} senders, {label}"
    if senders == SENDERS_OF_BUDGET and label == "SQLite":
        return Row(what, len(answered) / taken, "/s", 2_000, 5_000, note=note)
    return Row(what, len(answered) / taken, "/s", note=note)


def shares(server_s: float, own_s: float, taken: float) -> str:
    """Say how busy both sides were."""
    return f"server {100 * server_s / taken:.0f} %, generator {100 * own_s / taken:.0f} %"


def _sender(server: Server, town: Town, room: int, number: int) -> Post:
    """Return a connection of one of the room's people."""
    places = town.members[room]
    return Post(server.port, town.tokens[places[number % len(places)]], town.rooms[room])


def fan_out(seconds: float) -> list[Row]:
    """Deliveries to 1,000 readers of one room: a closed loop of 8 posts, then 10 posts a second."""
    with data_folder() as folder:
        town = build_town(folder, "", READERS, 0, 0, everybody=True)
        with Server(folder) as server:
            loop = Loop()
            listeners = [Listener(server.port, token, {}) for token in town.tokens]
            loop.add(*listeners)
            loop.run(limit_s=HERD_LIMIT_S, is_done=lambda: all(one.is_current for one in listeners))
            posts = [Post(server.port, town.tokens[number], town.rooms[0]) for number in range(FLIGHT)]
            loop.add(*posts)
            burst = _closed_loop(loop, server, posts, seconds)
            steady = _steady(loop, server, listeners, posts[0], seconds)
            loop.close()
    return [burst, *steady]


def _closed_loop(loop: Loop, server: Server, posts: list[Post], seconds: float) -> Row:
    """Keep eight posts under way that not everybody has got yet, and count what arrives."""
    idle, sent, delivered = list(posts), 0, 0
    ends = time.perf_counter() + seconds

    def send_more() -> None:
        nonlocal sent
        while idle and sent - delivered // READERS < FLIGHT and time.perf_counter() < ends:
            sent += 1
            idle.pop().send(f"burst-{sent}", TEXTS[sent % len(TEXTS)])

    def count(_: Listener, found: int) -> None:
        nonlocal delivered
        delivered += found
        send_more()

    def answered(post: Post) -> None:
        idle.append(post)
        send_more()

    own, served, began = time.process_time(), server.cpu_s(), time.perf_counter()
    send_more()
    loop.run(limit_s=seconds, is_done=lambda: False, on_answer=answered, on_entries=count)
    taken, cpu = time.perf_counter() - began, server.cpu_s() - served
    rate = delivered / taken
    note = f"{1e6 * cpu / max(1, delivered):.1f} µs of the server each; {shares(cpu, time.process_time() - own, taken)}"
    loop.run(limit_s=20, is_done=lambda: delivered >= sent * READERS, on_answer=answered, on_entries=count)
    return Row("deliveries to 1,000 readers, closed loop of 8", rate, "/s", 60_000, 110_000, note=note)


def _steady(loop: Loop, server: Server, listeners: list[Listener], post: Post, seconds: float) -> list[Row]:
    """Measure from sending until the last of all readers has it."""
    served, began = server.cpu_s(), time.perf_counter()
    latencies = [
        _one_to_all(loop, len(listeners), post, number, began + number / STEADY_PER_S)
        for number in range(int(seconds * STEADY_PER_S))
    ]
    share = 100 * (server.cpu_s() - served) / (time.perf_counter() - began)
    note = f"p50 {statistics.median(latencies):.1f} ms, p95 {quantile(latencies, 0.95):.1f} ms; server {share:.0f} %"
    what = "send to all of 1,000 readers, 10 a second, p99"
    return [Row(what, quantile(latencies, 0.99), "ms", 50, 15, smaller_is_better=True, note=note)]


def _one_to_all(loop: Loop, readers: int, post: Post, number: int, due: float) -> float:
    """Send one message when it is due and wait until everybody has it; returns milliseconds."""
    delivered = 0

    def count(_: Listener, found: int) -> None:
        nonlocal delivered
        delivered += found

    loop.run(limit_s=10, is_done=lambda: time.perf_counter() >= due)
    post.send(f"steady-{number}", TEXTS[number % len(TEXTS)])
    sent_at = post.sent_at
    loop.run(limit_s=10, is_done=lambda: delivered >= readers, on_entries=count)
    return 1000 * (time.perf_counter() - sent_at)


def resume(rounds: int) -> list[Row]:
    """1,000 readers come back at once, 50 messages behind."""
    taken: list[float] = []
    with data_folder() as folder:
        town = build_town(folder, "", READERS, 0, 0, everybody=True)
        stream = f"room:{town.rooms[0]}"
        with Server(folder) as server:
            post = Post(server.port, town.tokens[0], town.rooms[0])
            loop = Loop()
            loop.add(post)
            answers = 0

            def again(_: Post) -> None:
                nonlocal answers
                answers += 1
                if answers < MISSED:
                    post.send(f"missed-{answers}", TEXTS[answers % len(TEXTS)])

            post.send("missed-first", TEXTS[0])
            loop.run(limit_s=60, is_done=lambda: answers >= MISSED, on_answer=again)
            loop.close()
            head = heads_of(folder, "", town)[stream]
            taken += [_herd(server, town, {stream: head - MISSED}) for _ in range(rounds)]
    note = f"runs {', '.join(f'{one:.2f}' for one in taken)} s"
    return [
        Row(
            "resume of 1,000 readers, 50 missed each",
            statistics.median(taken),
            "s",
            3,
            1,
            smaller_is_better=True,
            note=note,
        )
    ]


def _herd(server: Server, town: Town, vector: dict[str, int]) -> float:
    loop = Loop()
    began = time.perf_counter()
    listeners = [Listener(server.port, token, vector) for token in town.tokens]
    loop.add(*listeners)
    finished = loop.run(
        limit_s=HERD_LIMIT_S,
        is_done=lambda: all(one.is_current and one.entries >= MISSED for one in listeners),
    )
    taken = time.perf_counter() - began
    loop.close()
    if not finished:
        raise RuntimeError("the herd did not come back in time")
    time.sleep(1)
    return taken


def idle(count: int) -> list[Row]:
    """Memory of a connection that only listens, and how fast the server starts."""
    with data_folder() as folder:
        town = build_town(folder, "", READERS, ROOMS, EACH)
        with Server(folder) as server:
            loop = Loop()
            warm = [Listener(server.port, token, {}) for token in town.tokens[:100]]
            loop.add(*warm)
            loop.run(limit_s=30, is_done=lambda: all(one.is_current for one in warm))
            before = server.memory_kib()
            more = [Listener(server.port, town.tokens[number % READERS], {}) for number in range(count)]
            loop.add(*more)
            loop.run(limit_s=60, is_done=lambda: all(one.is_current for one in more))
            each = (server.memory_kib() - before) / count
            loop.close()
        starts = []
        for _ in range(3):
            with Server(folder) as server:
                starts.append(server.started_in_s)
    return [
        Row("memory of an idle connection", each, "KiB", 60, 20, smaller_is_better=True),
        Row("cold start to the first page", statistics.median(starts), "s", 3, 1, smaller_is_better=True),
    ]


def heads_of(folder: Path, database: str, town: Town) -> dict[str, int]:
    """Return the positions of the rooms' streams."""
    engine = open_engine(Settings(data=folder, database=database).database_url, pool_size=1, read_only=True)
    with transaction(engine) as db:
        rows = db.all(
            select(stream_table.c.name, stream_table.c.seq).where(
                stream_table.c.name.in_([f"room:{room}" for room in town.rooms])
            )
        )
    engine.dispose()
    return {row.name: row.seq for row in rows}


def quantile(values: list[float], share: float) -> float:
    """Return a quantile of what was measured."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
