"""Floors: what this machine gives to a program that does nothing else, taken in the same run.

Fan-out: a loop of `send()` in C, to the same number of sockets with as many bytes. Posts: SQLite alone, one insert
of as many bytes for each commit, and as many in a commit as there are senders. What the server does beside that
(sign-in, policy, chain, search index, HTTP, frames) is in the ratio.
"""

import shutil
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

from bench.row import Row, in_ms
from bench.town import TEXTS, data_folder

SOURCE = Path(__file__).parent / "floor.c"
COMPILERS = ("cc", "gcc", "clang")
FRAME_BYTES = 307
"""Of a message's frame with a text of the bench, as the server sends it; `tests/bench` compares."""
ROW_BYTES = 600
"""Of what a message writes besides its index: an entry and a row with the text in each."""
CROWDS = (200, 1_000)
BATCHES = (1, 16, 64)


def floors(seconds: float) -> list[Row]:
    """Measure every floor."""
    return [*_sends(seconds), *_inserts(seconds)]


def _sends(seconds: float) -> list[Row]:
    compiler = next(filter(None, map(shutil.which, COMPILERS)), None)
    if compiler is None:
        print(f"no C compiler ({', '.join(COMPILERS)}) here: the floor of fan-out is left out")
        return []
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "floor"
        subprocess.run([compiler, "-O2", "-o", str(program), str(SOURCE)], check=True)
        return [_send_to(program, readers, seconds) for readers in CROWDS]


def _send_to(program: Path, readers: int, seconds: float) -> Row:
    command = [str(program), str(readers), str(FRAME_BYTES), str(seconds)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=seconds + 30)
    sent, wall, cpu = map(float, done.stdout.split())
    note = f"{1e6 * cpu / sent:.1f} µs of its time each; {FRAME_BYTES} bytes"
    return Row(f"floor: sends to {readers:,} sockets by a loop in C", sent / wall, "/s", note=note)


def _inserts(seconds: float) -> list[Row]:
    return [_insert_in(batch, seconds) for batch in BATCHES]


def _insert_in(batch: int, seconds: float) -> Row:
    body = (TEXTS[0] * ROW_BYTES)[: ROW_BYTES // 3]  # three bytes a character
    taken: list[float] = []
    with data_folder() as folder:
        connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE said (no INTEGER PRIMARY KEY, body TEXT NOT NULL)")
        ends = time.perf_counter() + seconds
        while (began := time.perf_counter()) < ends:
            connection.execute("BEGIN IMMEDIATE")
            for _ in range(batch):
                connection.execute("INSERT INTO said (body) VALUES (?)", (body,))
            connection.execute("COMMIT")
            taken.append(time.perf_counter() - began)
        connection.close()
    what = "floor: bare SQLite inserts, " + ("one a commit" if batch == 1 else f"{batch} a commit")
    return Row(what, batch * len(taken) / sum(taken), "/s", note=f"a commit: {in_ms(taken)}; {ROW_BYTES} bytes each")
