"""Posts in other rooms while 10,000 phones are told of one message, and without: the same senders, side by side.

All of it is real: what is decided, looked at anew, encrypted and handed over to a push service, which takes everything
and is a process of its own.
"""

import asyncio
import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from bench.posting import shares
from bench.row import Row, quantile
from bench.serving import Server
from bench.telling import PEOPLE, put_crowd
from bench.town import ROOMS, TEXTS, build_town, data_folder
from bench.wire import Loop, Post
from kairan.core.kit.database import open_engine, transaction
from kairan.core.kit.secrets import SecretBox
from kairan.core.settings import Settings
from kairan.notifications.keys import ensure_push_key

SENDERS, EACH = 16, 20
LONGEST_S = 40.0
IsDone = Callable[[], bool]
TAKEN = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"


def telling_beside(seconds: float, people: int = PEOPLE) -> list[Row]:
    """Measure p99 of posts by 16 senders without and with telling; SQLite."""
    context = multiprocessing.get_context("spawn")
    port, count = context.Value("i", 0), context.Value("i", 0)
    service = context.Process(target=serve, args=(port, count), daemon=True)
    service.start()
    while not port.value:
        time.sleep(0.01)
    try:
        with data_folder() as folder:
            town = build_town(folder, "", ROOMS * EACH, ROOMS, EACH)
            crowd = _crowd(folder, people, port.value)
            with Server(folder, one_core=False, more={"KAIRAN_PUSH_SERVICES": '["127.0.0.1"]'}) as server:
                loop = Loop()
                senders = [
                    Post(server.port, town.tokens[town.members[one][one % EACH]], town.rooms[one])
                    for one in range(SENDERS)
                ]
                loop.add(*senders)
                _posts(loop, senders, seconds)  # warm
                without, cpu_without = _measured(loop, server, senders, lambda: False, seconds)
                crowd_post = Post(server.port, crowd[0], crowd[1])
                crowd_post.send("crowd", TEXTS[0])
                while not crowd_post.read():
                    pass
                began = time.perf_counter()
                beside, cpu_beside = _measured(loop, server, senders, lambda: count.value >= people, LONGEST_S)
                taken = time.perf_counter() - began
                loop.close()
    finally:
        service.kill()
        service.join()
    calm, busy = (1000 * quantile(one, 0.99) for one in (without, beside))
    told = f"{count.value:,} of {people:,} told in {taken:.0f} s"
    note = f"without {calm:.1f} ms at {cpu_without}; beside {cpu_beside}; {told}"
    return [
        Row(f"p99 of posts while {people:,} are told", busy, "ms", must=1.25 * calm, smaller_is_better=True, note=note)
    ]


def _measured(
    loop: Loop, server: Server, senders: list[Post], is_done: IsDone, seconds: float
) -> tuple[list[float], str]:
    own, served, began = time.process_time(), server.cpu_s(), time.perf_counter()
    times = _posts(loop, senders, seconds, is_done)
    taken = time.perf_counter() - began
    busy = shares(server.cpu_s() - served, time.process_time() - own, taken)
    return times, f"{len(times) / taken:,.0f} posts/s, {busy}"


_keys = iter(range(10**9))


def _posts(loop: Loop, senders: list[Post], seconds: float, is_done: IsDone = lambda: False) -> list[float]:
    """Let each sender post again as soon as the last post is acknowledged; returns how long each took, in seconds."""
    answered: list[float] = []
    ends, under_way = time.perf_counter() + seconds, len(senders)

    def again(post: Post) -> None:
        nonlocal under_way
        answered.append(time.perf_counter() - post.sent_at)
        if time.perf_counter() < ends and not is_done():
            post.send(f"beside-{next(_keys)}", TEXTS[len(answered) % len(TEXTS)])
        else:
            under_way -= 1

    for post in senders:
        post.send(f"beside-{next(_keys)}", TEXTS[0])
    loop.run(limit_s=seconds + 30, is_done=lambda: under_way == 0, on_answer=again)
    return answered


def _crowd(folder: Path, people: int, port: int) -> tuple[str, str]:
    """Put a room of people with a phone each into the town; returns the token of its master, and the room."""
    settings = Settings(data=folder)
    engine = open_engine(settings.database_url, pool_size=1)
    with transaction(engine) as db:
        ensure_push_key(db, SecretBox(settings.secret_key_path))
        token, room = put_crowd(db, people, f"http://127.0.0.1:{port}/push/")
    engine.dispose()
    return token, room


def serve(port: "Synchronized[int]", count: "Synchronized[int]") -> None:
    """Take whatever is handed over, and count it."""

    class Connection(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            self.transport, self.waiting = transport, b""

        def data_received(self, data: bytes) -> None:
            self.waiting += data
            while True:
                head, found, rest = self.waiting.partition(b"\r\n\r\n")
                if not found:
                    return
                length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
                if len(rest) < length:
                    return
                self.waiting = rest[length:]
                count.value += 1
                self.transport.write(TAKEN)  # type: ignore[attr-defined]

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", 0)
        port.value = server.sockets[0].getsockname()[1]
        await server.serve_forever()

    asyncio.run(run())
