"""Posts acknowledged: how many a second, and how long each takes, by 1, 16 and 64 senders."""

import time

from bench.row import Row, in_ms
from bench.serving import Server
from bench.town import EACH, READERS, ROOMS, TEXTS, Town, all_current, build_town, data_folder
from bench.wire import Loop, Post

SENDERS = (1, 16, 64)
SENDERS_OF_BUDGET = 64


def posts(database: str, label: str, seconds: float) -> list[Row]:
    """Measure 50 rooms of 20 connected readers; the server, one process, may use every core."""
    with data_folder() as folder:
        town = build_town(folder, database, READERS, ROOMS, EACH)
        with Server(folder, database, one_core=False) as server:
            loop, _ = all_current(server, town)
            rows = [_post_for(loop, server, town, label, senders, seconds) for senders in SENDERS]
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
    cpu = server.cpu_s() - served
    note = (
        f"{in_ms(answered)}; {1e6 * cpu / len(answered):.0f} µs of the server each; "
        f"{shares(cpu, time.process_time() - own, taken)}"
    )
    budget = (2_000.0, 5_000.0) if senders == SENDERS_OF_BUDGET and label == "SQLite" else (None, None)
    return Row(
        f"posts acknowledged, {senders} senders, {label}",
        len(answered) / taken,
        "/s",
        must=budget[0],
        aim=budget[1],
        note=note,
    )


def shares(server_s: float, own_s: float, taken: float) -> str:
    """Say how busy both sides were."""
    return f"server {100 * server_s / taken:.0f} %, generator {100 * own_s / taken:.0f} % of a core"


def _sender(server: Server, town: Town, room: int, number: int) -> Post:
    """Return a connection of one of the room's people."""
    places = town.members[room]
    return Post(server.port, town.tokens[places[number % len(places)]], town.rooms[room])
