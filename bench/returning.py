"""Coming back: a herd of readers at once, what an idle connection holds, and a cold start."""

import statistics
import time
from pathlib import Path

from sqlalchemy import select

from bench.row import Row
from bench.serving import Server
from bench.town import EACH, HERD_LIMIT_S, READERS, ROOMS, TEXTS, Town, build_town, data_folder
from bench.wire import Listener, Loop, Post
from kairan.core.journal.model import stream_table
from kairan.core.kit.database import open_engine, transaction
from kairan.core.settings import Settings

MISSED = 50


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
    what = "resume of 1,000 readers, 50 missed each"
    return [Row(what, statistics.median(taken), "s", 3, 1, smaller_is_better=True, runs=taken)]


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
