"""Posts acknowledged: how many a second, and how long each takes, by 1, 16 and 64 senders."""

import time
from collections.abc import Sequence
from itertools import count

import msgspec

from bench.row import Row, in_ms
from bench.serving import Served, Server
from bench.town import EACH, READERS, ROOMS, TEXTS, Town, all_current, build_town, data_folder
from bench.wire import Loop, Post

SENDERS = (1, 16, 64)
SENDERS_OF_BUDGET = 64
_keys = count()  # what comes with a key that was there already is answered, and not posted again


def posts(database: str, label: str, seconds: float) -> list[Row]:
    """Measure 50 rooms of 20 connected readers; the server may use every core."""
    rows: list[Row] = []
    with data_folder() as folder:
        town = build_town(folder, database, READERS, ROOMS, EACH)
        with Server(folder, database, one_core=False) as server:
            loop = Loop()
            all_current(loop, server, town)
            for senders in SENDERS:
                posts = [_sender(server, town, number % ROOMS, number) for number in range(senders)]
                loop.add(*posts)
                row = post_for(loop, server, posts, f"posts acknowledged, {senders} senders, {label}", seconds)
                is_budget = senders == SENDERS_OF_BUDGET and label == "SQLite"
                rows.append(msgspec.structs.replace(row, must=2_000, aim=5_000) if is_budget else row)
            loop.close()
    return rows


def post_for(loop: Loop, server: Served, posts: Sequence[Post], what: str, seconds: float) -> Row:
    """Let each sender post again as soon as the last post is acknowledged."""
    answered: list[float] = []
    sent = 0
    ends = time.perf_counter() + seconds

    def send(post: Post) -> None:
        nonlocal sent
        sent += 1
        post.send(f"key-{next(_keys)}", TEXTS[sent % len(TEXTS)])

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
    if not answered:
        raise RuntimeError("nothing was acknowledged")
    taken = time.perf_counter() - began
    cpu = server.cpu_s() - served
    note = (
        f"{in_ms(answered)}; {1e6 * cpu / len(answered):,.0f} µs of the server each; "
        f"{shares(cpu, time.process_time() - own, taken)}"
    )
    return Row(what, len(answered) / taken, "/s", note=note)


def shares(server_s: float, own_s: float, taken: float) -> str:
    """Say how busy both sides were."""
    return f"server {100 * server_s / taken:.0f} %, generator {100 * own_s / taken:.0f} % of a core"


def _sender(server: Server, town: Town, room: int, number: int) -> Post:
    """Return a connection of one of the room's people."""
    places = town.members[room]
    return Post(server.port, town.tokens[places[number % len(places)]], town.rooms[room])
