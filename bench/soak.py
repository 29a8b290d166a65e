"""Hours in minutes: slow readers, dead readers, half-open connections, people who come and go, a room of 25,000.

Promise: the server's own memory (RssAnon: without the database's file, which is mapped) stays flat. It is sampled
while all of this goes on; after the first third, in which caches fill, its slope must stay within a bound. SQLite's
own pages fill up for longer, as the database grows, up to 64 MiB: what grows beside them is a row of its own.

    python -m bench.soak --seconds 600
"""

import argparse
import http.client
import socket
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from bench.row import Row
from bench.serving import Server
from bench.town import TEXTS, Town, build_town, data_folder
from bench.wire import Listener, Loop, Post, connected, masked
from kairan.core.kit.database import SQLITE_CACHE_KIB

MEMBERS = 25_000
READERS, SLOW, DEAD, HALF_OPEN = 200, 40, 40, 40
CHURN = 10  # connections opened, and as many cut off, every second
POSTS_PER_S = 5
SLOW_BYTES, SLOW_EVERY_S = 2_048, 0.5
LISTS_EVERY_S = 5.0  # somebody opens the list of all members, and who has read
SAMPLE_EVERY_S = 2.0
SLOPE_MOST_KIB = 1_024.0  # a minute, after the first third
BESIDE_MOST_KIB = 512.0  # of it what is not in SQLite's pages, whose bound is another
SECONDS = 600.0


class Sample(msgspec.Struct, frozen=True):
    """What the server was at one moment."""

    at_s: float
    memory_kib: int
    files: int
    readers: int
    pages_kib: int = 0
    """Of the memory: what SQLite holds."""

    @property
    def beside_pages_kib(self) -> int:
        """What is not SQLite's."""
        return self.memory_kib - self.pages_kib


class Poster(Post):
    """Who posts; a connection that was kept for too long without a request is closed by the server, and made anew."""

    is_gone = False

    def read(self) -> bool:
        """Read what came; true when the answer is complete, or when there will be none."""
        if self.socket.recv(1, socket.MSG_PEEK):
            return super().read()
        self.socket.close()
        self.is_gone = True
        return True


class Soak:
    """One run: everything that goes on, and the samples."""

    def __init__(self, server: Server, town: Town) -> None:
        self.server = server
        self.town = town
        self.loop = Loop()
        self.samples: list[Sample] = []
        self.posts = 0
        self.entries = 0
        self.churned = 0
        self._coming: list[socket.socket] = []
        self._stuck: list[socket.socket] = []
        self._slow: list[socket.socket] = []
        self._began = time.perf_counter()
        self._due: dict[str, float] = {}
        self._is_posting = False

    def run(self, seconds: float) -> None:
        """Let it go on for so long."""
        listeners = [Listener(self.server.port, token, {}) for token in self.town.tokens[:READERS]]
        self._come_to_post()
        self.loop.add(*listeners)
        self.loop.run(limit_s=120, is_done=lambda: all(one.is_current for one in listeners))
        tokens = self.town.tokens[READERS:]
        self._slow = [self._reader(token, small=True) for token in tokens[:SLOW]]
        self._stuck = [self._reader(token, small=True) for token in tokens[SLOW : SLOW + DEAD]]
        self._stuck += [self._half_open(number) for number in range(HALF_OPEN)]
        self._began = time.perf_counter()
        ends = self._began + seconds
        while time.perf_counter() < ends:
            self._every("post", 1 / POSTS_PER_S, self._post)
            self._every("churn", 1.0, self._churn)
            self._every("slow", SLOW_EVERY_S, self._read_slowly)
            self._every("revive", 10.0, self._revive)
            self._every("lists", LISTS_EVERY_S, self._lists)
            self._every("sample", SAMPLE_EVERY_S, self._sample)
            self.loop.run(limit_s=0.02, is_done=lambda: False, on_answer=self._answered, on_entries=self._count)

    def close(self) -> None:
        """Close everything."""
        self.loop.close()
        for one in (*self._coming, *self._stuck, *self._slow):
            one.close()

    def _every(self, name: str, seconds: float, act: Callable[[], None]) -> None:
        now = time.perf_counter()
        if self._due.setdefault(name, now) <= now:
            self._due[name] = now + seconds
            act()

    def _count(self, _listener: Listener, found: int) -> None:
        self.entries += found

    def _come_to_post(self) -> None:
        self._poster = Poster(self.server.port, self.town.tokens[0], self.town.rooms[-1])
        self.loop.add(self._poster)

    def _post(self) -> None:
        if self._is_posting:
            return
        if self._poster.is_gone:
            self._come_to_post()
        self._is_posting = True
        self.posts += 1
        self._poster.send(f"soak-{self.posts}", TEXTS[self.posts % len(TEXTS)])

    def _answered(self, _post: object) -> None:
        self._is_posting = False

    def _reader(self, token: str, *, small: bool) -> socket.socket:
        """Open a WebSocket by hand that says hello; with a small window it is soon full."""
        made = socket.socket()
        if small:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        made.connect(("127.0.0.1", self.server.port))
        made.sendall(
            (
                f"GET /api/live HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\nCookie: kairan_session={token}\r\n"
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
            ).encode()
            + masked(b'{"t":"hello","vector":{}}')
        )
        made.settimeout(0)
        return made

    def _half_open(self, number: int) -> socket.socket:
        """Connect and say nothing, half a request, or a handshake without a hello, and never go on."""
        made = connected(self.server.port)
        said = (b"", b"POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Le", b"GET /api/live HTTP/1.1\r\nHost: x\r\n")
        made.sendall(said[number % len(said)])
        made.settimeout(0)
        return made

    def _churn(self) -> None:
        """Cut off those who came a second ago, without a goodbye, and let others come."""
        for one in self._coming:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            one.close()
        tokens = self.town.tokens
        chosen = [tokens[-1 - (self.churned + number) % 200] for number in range(CHURN)]
        self._coming = [self._reader(token, small=False) for token in chosen]
        self.churned += CHURN

    def _read_slowly(self) -> None:
        for one in self._slow:
            _drain(one, SLOW_BYTES)

    def _revive(self) -> None:
        """Whoever was given up by the server comes again, to be slow or dead once more."""
        for group in (self._slow, self._stuck):
            for place, one in enumerate(group):
                if _is_over(one):
                    one.close()
                    token = self.town.tokens[READERS + place % (SLOW + DEAD)]
                    group[place] = self._reader(token, small=True)

    def _lists(self) -> None:
        """Open the largest lists there are."""
        room, token = self.town.rooms[-1], self.town.tokens[1]
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        for path in (f"/api/rooms/{room}/members", f"/api/rooms/{room}/marks", f"/api/rooms/{room}/messages"):
            connection.request("GET", path, headers={"Cookie": f"kairan_session={token}"})
            answer = connection.getresponse()
            if answer.status != 200 or not answer.read():
                raise RuntimeError(f"{path}: {answer.status}")
        connection.close()

    def _sample(self) -> None:
        files = len(list(Path(f"/proc/{self.server.process.pid}/fd").iterdir()))
        at_s = time.perf_counter() - self._began
        told = self._metrics()
        readers = sum(int(value) for name, value in told if name.startswith("kairan_readers{"))
        pages = sum(int(value) for name, value in told if name == "kairan_sqlite_memory_bytes")
        self.samples.append(Sample(at_s, anonymous_kib(self.server.process.pid), files, readers, pages // 1024))

    def _metrics(self) -> list[tuple[str, float]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        connection.request("GET", "/metrics")
        text = connection.getresponse().read().decode()
        connection.close()
        parted = (line.rpartition(" ") for line in text.splitlines() if line.startswith("kairan_"))
        return [(name, float(value)) for name, _, value in parted]


def _drain(one: socket.socket, most: int) -> None:
    try:
        one.recv(most)
    except (BlockingIOError, ConnectionError):
        return


def _is_over(one: socket.socket) -> bool:
    """Whether the server has closed; what waits is read away first only by a look."""
    try:
        return one.recv(1, socket.MSG_PEEK) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


def anonymous_kib(pid: int) -> int:
    """Return the memory that is the process's own."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1])
    return 0


def slope_kib(samples: list[Sample], kib: Callable[[Sample], int] = lambda one: one.memory_kib) -> float:
    """Return how fast memory grows after the first third, in KiB a minute: the line of least squares."""
    later = samples[len(samples) // 3 :]
    if len(later) < 3:
        return 0.0
    middle = sum(one.at_s for one in later) / len(later)
    mean = sum(map(kib, later)) / len(later)
    spread = sum((one.at_s - middle) ** 2 for one in later)
    return 60 * sum((one.at_s - middle) * (kib(one) - mean) for one in later) / spread


def soak(seconds: float = SECONDS, members: int = MEMBERS, console: Console | None = None) -> list[Row]:
    """Let it go on, and give the rows of the table."""
    people = READERS + SLOW + DEAD + 200
    with data_folder() as folder:
        town = build_town(folder, "", members, 0, 0, everybody=True, sessions=people)
        with Server(folder, one_core=False) as server:
            run = Soak(server, town)
            try:
                run.run(seconds)
            finally:
                run.close()
    if console is not None:
        show_samples(console, run.samples)
    first, last = run.samples[0], run.samples[-1]
    note = (
        f"{seconds:.0f} s, room of {members:,}: {READERS} readers, {SLOW} slow, {DEAD} dead, {HALF_OPEN} half-open, "
        f"{run.churned:,} came and were cut off; {run.posts:,} posts, {run.entries:,} deliveries; "
        f"from {first.memory_kib / 1024:.0f} to {last.memory_kib / 1024:.0f} MiB, {last.files} open files"
    )
    pages = (
        f"of it SQLite's from {first.pages_kib / 1024:.1f} to {last.pages_kib / 1024:.1f} MiB, as the database grew; "
        f"its pages take {SQLITE_CACHE_KIB // 1024} MiB at most"
    )
    what = "soak: growth of memory in a minute, after the first third"
    beside = slope_kib(run.samples, lambda one: one.beside_pages_kib)
    return [
        Row(what, slope_kib(run.samples), "KiB", SLOPE_MOST_KIB, smaller_is_better=True, note=note),
        Row(f"{what}, beside SQLite's pages", beside, "KiB", BESIDE_MOST_KIB, 100, smaller_is_better=True, note=pages),
    ]


def show_samples(console: Console, samples: list[Sample]) -> None:
    """Print a table of a dozen moments."""
    table = Table(title="While it went on")
    for heading in ("after", "memory", "of it SQLite's", "open files", "readers"):
        table.add_column(heading, justify="right")
    for one in samples[:: max(1, len(samples) // 12)]:
        sizes = (f"{kib / 1024:.1f} MiB" for kib in (one.memory_kib, one.pages_kib))
        table.add_row(f"{one.at_s:.0f} s", *sizes, str(one.files), str(one.readers))
    console.print(table)


def main() -> None:
    """Soak, and fail when memory grows."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=SECONDS)
    arguments.add_argument("--members", type=int, default=MEMBERS)
    chosen = arguments.parse_args()
    console = Console(width=160)
    rows = soak(chosen.seconds, chosen.members, console)
    for row in rows:
        console.print(f"{row.what}: {row.value:,.0f} KiB (at most {row.must:,.0f}); {row.note}")
    sys.exit(0 if all(row.holds for row in rows) else 1)


if __name__ == "__main__":
    main()
