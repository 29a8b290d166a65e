"""The emergency lane under load: signing in and urgent changes, while 256 senders saturate everything else.

The senders run in a process of their own; who signs in is measured here, one after the other, over plain sockets.
"""

import http.client
import json
import multiprocessing
import statistics
import sys
import time
from multiprocessing.synchronize import Event

import msgspec

from bench.row import Row, quantile
from bench.serving import Server
from bench.town import ROOMS, TEXTS, Town, build_town, data_folder
from bench.wire import Loop, Post
from kairan.core.kit.database import open_engine, transaction
from kairan.core.settings import Settings
from kairan.people import member_table
from kairan.sessions import hash_password

SENDERS = 256
PEOPLE = 1_000
PASSWORD = "計測だけの合言葉 一二三"
WITHOUT = (
    "import sys, kairan.core.kit.priority as lane\n"
    "lane._in_lane = type('Closed', (), {'get': lambda _: False, 'set': lambda *_: None, 'reset': lambda *_: None})()\n"
    "from kairan.cli import main\n"
    "sys.argv = ['kairan', 'serve']\n"
    "main()\n"
)
"""A server whose lane is closed: everything is ordinary."""


class Times(msgspec.Struct):
    """Seconds that each step took."""

    sign_in: list[float] = []
    urgent_write: list[float] = []
    health: list[float] = []
    ordinary_read: list[float] = []


def lane(seconds: float, database: str = "", label: str = "SQLite") -> list[Row]:
    """Measure idle, then under load, with the lane and without it."""
    with data_folder() as folder:
        town = build_town(folder, database, PEOPLE, ROOMS, 20)
        _give_passwords(Settings(data=folder, database=database).database_url)
        with Server(folder, database, one_core=False) as server:
            idle = _probe(server.port, town, seconds)
            loaded, posted = _under_load(server.port, town, seconds)
        with Server(folder, database, one_core=False, command=[sys.executable, "-c", WITHOUT]) as server:
            without, posted_without = _under_load(server.port, town, seconds)
    rates = f"{posted:,.0f} posts/s beside it, without the lane {posted_without:,.0f}"
    return [
        _row("sign-in", label, [one.sign_in for one in (idle, loaded, without)], rates),
        _row("urgent change", label, [one.urgent_write for one in (idle, loaded, without)]),
        _row("health", label, [one.health for one in (idle, loaded, without)]),
        _row("(ordinary read)", label, [one.ordinary_read for one in (idle, loaded, without)]),
    ]


def _row(what: str, label: str, measured: list[list[float]], more: str = "") -> Row:
    idle, loaded, without = ((1000 * statistics.median(one), 1000 * quantile(one, 0.99)) for one in measured)
    note = (
        f"p50/p99: idle {idle[0]:.0f}/{idle[1]:.0f} ms, {SENDERS} senders {loaded[0]:.0f}/{loaded[1]:.0f} ms, "
        f"the same without the lane {without[0]:.0f}/{without[1]:.0f} ms; {len(measured[1])} tries; {more}"
    )
    return Row(f"lane: {what} beside {SENDERS} senders, {label}, p99", loaded[1], "ms", note=note.rstrip("; "))


def _give_passwords(url: str) -> None:
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        db.execute(member_table.update().values(password_hash=hash_password(PASSWORD)))
    engine.dispose()


def _under_load(port: int, town: Town, seconds: float) -> tuple[Times, float]:
    context = multiprocessing.get_context("spawn")
    busy, stop, posted = context.Event(), context.Event(), context.Queue()
    senders = context.Process(target=send_on, args=(port, town, busy, stop, posted), daemon=True)
    senders.start()
    try:
        if not busy.wait(60):
            raise RuntimeError("the senders did not come to work")
        times = _probe(port, town, seconds)
    finally:
        stop.set()
        rate = posted.get(timeout=60)
        senders.join(30)
    return times, rate


def send_on(port: int, town: Town, busy: Event, stop: Event, posted: "multiprocessing.Queue[float]") -> None:
    """Post from 256 connections, each as soon as it is answered; a process of its own."""
    loop, done = Loop(), 0
    posts = [
        Post(port, town.tokens[town.members[number % ROOMS][number % 20]], town.rooms[number % ROOMS])
        for number in range(SENDERS)
    ]
    loop.add(*posts)

    def again(post: Post) -> None:
        nonlocal done
        done += 1
        if done == 2 * SENDERS:
            busy.set()
        if not stop.is_set():
            post.send(f"lane-{began}-{done}-{id(post)}", TEXTS[done % len(TEXTS)])

    began = time.perf_counter()
    for number, post in enumerate(posts):
        post.send(f"lane-{began}-first-{number}", TEXTS[0])
    loop.run(limit_s=300, is_done=stop.is_set, on_answer=again)
    posted.put(done / (time.perf_counter() - began))
    loop.close()


def _probe(port: int, town: Town, seconds: float) -> Times:
    """Sign in, look, sign out, again and again; each try is a connection of its own, as a person's would be."""
    times = Times()
    ends = time.perf_counter() + max(seconds, 5.0)
    number = 0
    while time.perf_counter() < ends:
        number += 1
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        asked = json.dumps({"login": f"p{number % PEOPLE:05}", "password": PASSWORD})
        cookie = _timed(times.sign_in, connection, "POST", "/api/session", asked)
        _timed(times.urgent_write, connection, "DELETE", "/api/session", cookie=cookie)
        _timed(times.health, connection, "GET", "/health")
        token = town.tokens[number % PEOPLE]
        _timed(times.ordinary_read, connection, "GET", "/api/start", cookie=f"kairan_session={token}")
        connection.close()
    return times


def _timed(
    times: list[float],
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    body: str | None = None,
    cookie: str = "",
) -> str:
    """Ask, note how long it took, and return the cookie that was set. Anything but a success is a fault."""
    headers = {"Content-Type": "application/json"} if body else {}
    began = time.perf_counter()
    connection.request(method, path, body.encode() if body else None, headers | ({"Cookie": cookie} if cookie else {}))
    answer = connection.getresponse()
    content = answer.read()
    times.append(time.perf_counter() - began)
    if answer.status >= 300:
        raise RuntimeError(f"{method} {path}: {answer.status} {content[:300]!r}")
    cookies = answer.headers.get_all("Set-Cookie") or []
    return next((one.partition(";")[0] for one in cookies if one.startswith("kairan_session=")), "")
