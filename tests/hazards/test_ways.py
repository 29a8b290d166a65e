"""The ways by which telegrams come: a folder, an HTTP drop, the Agency's feed; a double speaks for the Agency."""

import asyncio
import os
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select

from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.kit.outside import OutsideThreads
from kairan.core.kit.store import Store, open_store
from kairan.hazards.feed import USUAL, Asked, ask_feed, entries_of, feeds_named, keep_asked, known_feed
from kairan.hazards.folder import FolderWatch
from kairan.hazards.model import feed_table, refusal_table, telegram_table
from tests.hazards.conftest import SHAKEN, SLIDES, sample, telegram
from tests.support.server import Server

AT = telegram(SLIDES).reported_at + 60_000


def counts(db: Db) -> tuple[int, int]:
    telegrams = db.scalar(select(func.count()).select_from(telegram_table))
    return telegrams, db.scalar(select(func.count()).select_from(refusal_table))


def with_store(url: str, work: Callable[[Store], Awaitable[None]]) -> None:
    async def run() -> None:
        store = open_store(url)
        await store.start()
        try:
            await work(store)
        finally:
            await store.stop()

    asyncio.run(run())


def test_a_folder_is_read_once_and_what_was_read_is_put_aside(database_url: str, tmp_path: Path) -> None:
    (tmp_path / "slides.xml").write_bytes(sample(SLIDES))
    (tmp_path / "same.xml").write_bytes(sample(SLIDES))
    (tmp_path / "broken.XML").write_bytes(sample(SLIDES)[:100])
    (tmp_path / "note.txt").write_text("x")
    (tmp_path / "away.xml").symlink_to("/etc/passwd")
    for one in tmp_path.iterdir():
        if not one.is_symlink():
            os.utime(one, (time.time() - 60, time.time() - 60))
    (tmp_path / "being_written.xml").write_bytes(sample(SHAKEN)[:100])
    os.utime(tmp_path / "being_written.xml", (time.time() + 60, time.time() + 60))

    async def work(store: Store) -> None:
        watch = FolderWatch(store, str(tmp_path))
        assert await watch.look(tmp_path) == 3
        assert await watch.look(tmp_path) == 0
        assert await store.read(counts) == (1, 1)
        with pytest.raises(FileNotFoundError):
            await watch.look(tmp_path / "gone")

    with_store(database_url, work)
    assert sorted(one.name for one in (tmp_path / "done").iterdir()) == ["same.xml", "slides.xml"]
    assert [one.name for one in (tmp_path / "refused").iterdir()] == ["broken.XML"]
    assert {"note.txt", "away.xml", "being_written.xml"} <= {one.name for one in tmp_path.iterdir()}


def test_telegrams_are_dropped_by_whoever_has_the_key_and_nobody_else(database_url: str, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("ひみつの鍵\n", "utf-8")
    server = Server(tmp_path, database=database_url, hazard_drop_key_file=key)
    server.start()
    try:
        with httpx.Client(base_url=server.url) as client:

            def drop(content: bytes, shown: str | None) -> tuple[int, object]:
                headers = {} if shown is None else {b"Authorization": f"Bearer {shown}".encode()}
                answer = client.post("/api/hazards/telegrams", content=content, headers=headers)
                body = answer.json()
                return answer.status_code, body.get("code", body.get("is_new"))

            for shown in (None, "x", "ひみつ"):
                assert drop(sample(SLIDES), shown) == (401, "hazard.drop_refused")
            assert drop(sample(SLIDES), "ひみつの鍵") == (200, True)
            assert drop(sample(SLIDES), "ひみつの鍵") == (200, False)
            assert drop(sample(SLIDES)[:99], "ひみつの鍵") == (422, "hazard.telegram_not_xml")
    finally:
        server.stop()
    engine = open_engine(database_url, pool_size=1)
    with transaction(engine) as db:
        assert counts(db) == (1, 1)
    engine.dispose()


class Agency(ThreadingHTTPServer):
    """A double of the Agency's server: a feed with an ETag, telegrams, and what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.telegrams: dict[str, bytes] = {}
        self.foreign = ""
        self.is_down = False
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def feed(self) -> bytes:
        entries = "".join(
            f'<entry><link href="{self.url}/data/{name}"/><updated>2024-11-01T23:00:2{n}Z</updated></entry>'
            for n, name in enumerate(self.telegrams)
        )
        return f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}{self.foreign}</feed>'.encode()


class _Answering(BaseHTTPRequestHandler):
    server: Agency

    def do_GET(self) -> None:
        agency = self.server
        agency.asked.append(self.path)
        feed = agency.feed()
        etag = f'"{hash(feed)}"'
        if agency.is_down:
            self._answer(503, b"")
        elif self.path != "/feed.xml":
            content = agency.telegrams.get(self.path.rpartition("/")[2])
            self._answer(404 if content is None else 200, content or b"")
        elif self.headers.get("If-None-Match") == etag:
            self._answer(304, b"", etag)
        else:
            self._answer(200, feed, etag)

    def _answer(self, status: int, content: bytes, etag: str = "") -> None:
        self.send_response(status)
        if etag:
            self.send_header("ETag", etag)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def agency() -> Iterator[Agency]:
    server = Agency()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def pause(db: Db) -> int:
    row = db.all(select(feed_table.c.asked_at, feed_table.c.ask_again_at))[0]
    return int(row.ask_again_at - row.asked_at)


def test_a_feed_is_asked_for_what_is_new_and_left_in_peace_while_it_is_down(database_url: str) -> None:
    with agency() as double:
        double.telegrams = {"slides.xml": sample(SLIDES), "broken.xml": b"<a>"}
        double.foreign = '<entry><link href="http://169.254.169.254/x"/><updated>2024-11-01T23:00:29Z</updated></entry>'
        url = f"{double.url}/feed.xml"
        threads = OutsideThreads("test", 2)

        async def ask(store: Store) -> Asked:
            asked = await ask_feed(store, threads, url, await store.read(known_feed, url))
            await store.write(keep_asked, url, asked)
            return asked

        async def work(store: Store) -> None:
            assert len((await ask(store)).brought) == 2
            assert await store.read(counts) == (1, 1)
            first = len(double.asked)
            assert (await ask(store)).brought == []  # 304
            assert double.asked[first:] == ["/feed.xml"]
            double.telegrams["shaken.xml"] = sample(SHAKEN)
            assert len((await ask(store)).brought) == 1
            assert double.asked[-2:] == ["/feed.xml", "/data/shaken.xml"]
            double.is_down = True
            pauses = []
            for _ in range(3):
                assert (await ask(store)).trouble == "HTTP 503"
                pauses.append(await store.read(pause))
            assert pauses == [120_000, 240_000, 480_000]
            double.is_down = False
            assert (await ask(store)).trouble is None
            assert await store.read(pause) == 0

        with as_of(AT):
            with_store(database_url, work)


def test_what_is_too_old_to_warn_of_is_passed_over(database_url: str) -> None:
    with agency() as double:
        double.telegrams = {"slides.xml": sample(SLIDES)}
        url = f"{double.url}/feed.xml"

        async def work(store: Store) -> None:
            asked = await ask_feed(store, OutsideThreads("test", 2), url, await store.read(known_feed, url))
            assert (asked.brought, len(asked.known)) == ([], 1)

        with_store(database_url, work)
        assert double.asked == ["/feed.xml"]


def test_a_feed_names_only_its_own_origin() -> None:
    url = "https://www.data.jma.go.jp/developer/xml/feed/extra.xml"
    host = "www.data.jma.go.jp"
    hrefs = ("../data/1.xml", f"https://{host}/x.xml", f"http://{host}/x.xml", "file:///etc/passwd")
    entries = "".join(f'<entry><link href="{one}"/></entry>' for one in hrefs)
    found = entries_of(url, f"<feed>{entries}<entry/></feed>".encode())
    assert [one.address.rpartition("/")[2] for one in found] == ["1.xml", "x.xml"]
    assert feeds_named(("usual", "https://a.jp/feed.xml", USUAL[0])) == (*USUAL, "https://a.jp/feed.xml")
    assert feeds_named(()) == ()
