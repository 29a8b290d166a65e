"""Pages and searches in the big database, through the real API; its size on disk, and a start on it.

The server may use every core; the generator is on core 1. Cold: the server is started anew and the
system is asked to drop the database's pages from its cache, so each first look goes to the disk.
"""

import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from urllib.parse import quote

from bench.prefecture import Prefecture, Size, prefecture
from bench.prefecture.life import workdays
from bench.prefecture.words import RARE, sentences
from bench.row import Row, figure, in_ms, quantile
from bench.serving import Server
from bench.town import open_session_for
from bench.wire import Get, Loop
from kairan.core.kit.database import open_engine, transaction
from kairan.core.settings import Settings

PAGES, COLD_PAGES, SEARCHES = 1_000, 150, 200
AT_ONCE = 16
PAGES_MUST_MS, PAGES_AIM_MS = 20, 5
RATE_MUST, RATE_AIM = 1_500, 5_000
SEARCH_MUST_MS, SEARCH_AIM_MS = 200, 50
LIMIT_S = 60.0

Paths = list[str]


def history(seconds: float, size: Size | None = None) -> list[Row]:
    """Measure pages and searches."""
    big = prefecture(size)
    rows = [
        Row(
            f"database of {big.messages:,} messages in {big.rooms:,} rooms, on disk",
            big.bytes() / 1024**3,
            "GiB",
            smaller_is_better=True,
            note=f"{big.bytes() / big.messages:,.0f} bytes a message",
        )
    ]
    rows += _cold(big)
    with _server(big) as server:
        rows += _pages(big, server, seconds)
        rows += _searches(big, server)
    return rows


@contextmanager
def _server(big: Prefecture) -> Iterator[Server]:
    with Server(big.path, big.database, one_core=False) as server:
        yield server


def _token(big: Prefecture, member_id: str) -> str:
    engine = open_engine(Settings(data=big.path, database=big.database).database_url, pool_size=1)
    with transaction(engine) as db:
        token = open_session_for(db, member_id)
    engine.dispose()
    return token


def forget(big: Prefecture) -> None:
    """Ask the system to drop the database's pages from its cache."""
    for file in big.path.glob("kairan.db*"):
        with file.open("rb") as opened:
            os.fsync(opened.fileno())
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


# -- pages ---------------------------------------------------------------------------------------------------


def _paths(big: Prefecture, member_id: str, kind: str, many: int) -> Paths:
    """Return where to look; a room as likely as it is large, as people do."""
    chance, rooms = random.Random(kind), big.rooms_of[member_id]
    weights = [1 / (1 + place) ** 0.5 for place in range(len(rooms))]
    days = workdays()
    query: dict[str, Callable[[], str]] = {
        "newest": lambda: "",
        "jump": lambda: f"?around={chance.randrange(10, 40_000)}",
        "day": lambda: "?on=" + time.strftime("%Y-%m-%d", time.gmtime(chance.choice(days) / 1000 + 9 * 3600)),
    }
    return [f"/api/rooms/{room}/messages{query[kind]()}" for room in chance.choices(rooms, weights, k=many)]


KINDS = {"newest": "newest page of a room", "jump": "page around a far message", "day": "page from a day on"}


def _pages(big: Prefecture, server: Server, seconds: float) -> list[Row]:
    token = _token(big, big.busy)
    rows: list[Row] = []
    for kind, what in KINDS.items():
        _ask(server, token, _paths(big, big.busy, kind, 100))
        taken = _ask(server, token, _paths(big, big.busy, kind, PAGES))
        p99 = 1000 * quantile(taken, 0.99)
        rows.append(
            Row(f"{what}, p99", p99, "ms", PAGES_MUST_MS, PAGES_AIM_MS, smaller_is_better=True, note=in_ms(taken))
        )
    rows.append(_pages_per_second(big, server, token, seconds))
    return rows


def _pages_per_second(big: Prefecture, server: Server, token: str, seconds: float) -> Row:
    """Sixteen ask for pages without a pause."""
    paths = [path for kind in KINDS for path in _paths(big, big.busy, kind, 2_000)]
    random.Random(7).shuffle(paths)
    loop, asked, answered = Loop(), 0, 0
    gets = [Get(server.port, token) for _ in range(AT_ONCE)]
    loop.add(*gets)
    own, served, began = time.process_time(), server.cpu_s(), time.perf_counter()

    def again(get: Get) -> None:
        nonlocal asked, answered
        answered += 1
        if time.perf_counter() < began + seconds:
            asked += 1
            get.send(paths[asked % len(paths)])

    for get in gets:
        asked += 1
        get.send(paths[asked])
    loop.run(limit_s=seconds + 30, is_done=lambda: answered >= asked, on_got=again)
    taken = time.perf_counter() - began
    loop.close()
    shares = (
        f"server {100 * (server.cpu_s() - served) / taken:.0f} % of a core, "
        f"generator {100 * (time.process_time() - own) / taken:.0f} %"
    )
    what = f"pages of 50, {AT_ONCE} at once"
    return Row(what, answered / taken, "/s", RATE_MUST, RATE_AIM, note=shares)


def _cold(big: Prefecture) -> list[Row]:
    """Start on a database that nothing is cached of, then look at pages for the first time."""
    token = _token(big, big.busy)
    forget(big)
    with _server(big) as server:
        started = Row(
            "cold start on the big database, to the first page", server.started_in_s, "s", 3, 1, smaller_is_better=True
        )
        taken = _ask(server, token, _paths(big, big.busy, "jump", COLD_PAGES))
        words = _ask(server, token, [_search(word) for word in drawn(50)])
    return [
        started,
        Row("page around a far message, disk cache dropped, p99", 1000 * quantile(taken, 0.99), "ms",
            smaller_is_better=True, note=in_ms(taken)),
        Row("search of a 2-character word, disk cache dropped, p95", 1000 * quantile(words, 0.95), "ms",
            smaller_is_better=True, note=in_ms(words)),
    ]  # fmt: skip


# -- searches ------------------------------------------------------------------------------------------------


def drawn(many: int, length: int = 2) -> list[str]:
    """Draw words of kanji and kana from what is said, as often as they occur."""
    chance, stock = random.Random(length), sentences()
    found: list[str] = []
    while len(found) < many:
        sentence = chance.choice(stock)
        start = chance.randrange(max(1, len(sentence) - length + 1))
        word = sentence[start : start + length]
        if len(word) == length and all("ぁ" <= character <= "鿿" for character in word):
            found.append(word)
    return found


def _search(word: str, **more: str) -> str:
    return f"/api/search?q={quote(word)}" + "".join(f"&{key}={quote(value)}" for key, value in more.items())


def _searches(big: Prefecture, server: Server) -> list[Row]:
    rows: list[Row] = []
    for who in (big.busy, big.ordinary):
        name = f"in {len(big.rooms_of[who])} rooms"
        token = _token(big, who)
        for what, paths in _questions(big, who).items():
            _ask(server, token, paths[:10])
            taken = _ask(server, token, paths)
            budget = (SEARCH_MUST_MS, SEARCH_AIM_MS) if what.startswith("a 2-character word, as") else (None, None)
            label = f"search of {what}, {name}, p95"
            rows.append(
                Row(
                    label,
                    1000 * quantile(taken, 0.95),
                    "ms",
                    must=budget[0],
                    aim=budget[1],
                    smaller_is_better=True,
                    note=in_ms(taken),
                )
            )
    return rows


def _questions(big: Prefecture, who: str) -> dict[str, Paths]:
    """Return what people ask, by its name."""
    two = drawn(SEARCHES)
    rare = [word[place : place + 2] for word in RARE for place in range(4)]
    return {
        "a 2-character word, as they occur": [_search(word) for word in two],
        "1 character": [_search(word[0]) for word in two[:50]],
        "a rare 2-character word": [_search(word) for word in rare],
        "a rare 5-character word": [_search(word) for word in RARE * 4],
        "a word nobody said": [_search(word) for word in ("鰯鯱", "麒麟", "嗚呼", "齟齬", "躊躇")],
        "2 words together": [_search(f"{a} {b}") for a, b in zip(two[:50], two[50:100], strict=True)],
        "a word by one author": [_search(word, author_id=big.ordinary) for word in two[:50]],
        "a word in a month four years ago": [_search(w, since="2022-06-01", until="2022-06-30") for w in two[:50]],
        "a word in one room": [_search(word, room_id=big.rooms_of[who][0]) for word in two[:50]],
        "a rare word in one room": [_search(word, room_id=big.rooms_of[who][0]) for word in rare],
    }


def _ask(server: Server, token: str, paths: Sequence[str]) -> list[float]:
    """Ask one after the other; returns the seconds each took."""
    loop, get = Loop(), Get(server.port, token)
    loop.add(get)
    taken: list[float] = []

    def got(one: Get) -> None:
        taken.append(time.perf_counter() - one.sent_at)

    for place, path in enumerate(paths, 1):
        get.send(path)
        if not loop.run(limit_s=LIMIT_S, is_done=partial(_has, taken, place), on_got=got):
            raise RuntimeError(f"no answer in {figure(LIMIT_S)} s: {path}")
    loop.close()
    return taken


def _has(taken: list[float], many: int) -> bool:
    return len(taken) >= many
