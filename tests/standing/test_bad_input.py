"""What cannot be accepted is refused in the person's language, and trouble below loses nothing acknowledged.

Through the real server. Frames are refused in tests/realtime, files in tests/files, outsiders in test_isolation.
"""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from kairan.core.edge.authentication import COOKIE
from kairan.core.kit.database import open_engine, sqlite_url, transaction
from kairan.core.viewer import Entrance
from kairan.sessions.actions import open_session
from kairan.talk.actions import remove_message
from kairan.talk.rooms import archive_room, remove_member
from tests.cast import NO_SUCH_ID, Cast, assemble, room_of, say
from tests.support.databases import build_schema
from tests.support.postgres import Postgres
from tests.support.processes import wait_until
from tests.support.server import Server
from tests.support.small_disk import SmallDisk

FILE_BYTES = 1024 * 1024


class Place(msgspec.Struct, frozen=True):
    """A server, who is signed in, and what exists there."""

    server: Server
    cast: Cast
    tokens: dict[str, str]
    ids: dict[str, str]

    def client(self, who: str = "sato") -> httpx.Client:
        """Give a client that is signed in; close it when done."""
        cookies, headers = {COOKIE: self.tokens[who]}, {"Origin": self.server.url}
        return httpx.Client(base_url=self.server.url, cookies=cookies, headers=headers, timeout=60)

    def texts(self, room_id: str) -> list[str]:
        """Return everything that is in a room, by reading page after page."""
        found: list[str] = []
        after = 0
        with self.client() as client:
            while True:
                path = f"/api/rooms/{room_id}/messages"
                page = client.get(path, params={"after": after, "limit": 200}).raise_for_status().json()
                found += [message["text"] for message in page["messages"]]
                if not page["has_after"]:
                    return found
                after = page["messages"][-1]["seq"]


def place_at(url: str, folder: Path, **settings: object) -> Place:
    """Fill a database and put a server over it; the caller starts it."""
    build_schema(url)
    engine = open_engine(url, pool_size=1)
    entrance = Entrance(face="single", device="pc", agent="test")
    with transaction(engine) as db:
        cast = assemble(db)
        room = room_of(db, cast.sato, cast.tanaka, cast.suzuki)
        old = room_of(db, cast.sato, name="終わった部屋")
        archive_room(db, cast.sato, old)
        mine, removed, reply = (say(db, cast.sato, room, text) for text in ("先に書いたもの", "消したもの", "元の発言"))
        answer = say(db, cast.tanaka, room, "その返信", reply.id)
        remove_message(db, cast.sato, removed.id)
        remove_member(db, cast.sato, room, cast.suzuki.member_id)
        people = {"sato": cast.sato, "tanaka": cast.tanaka, "removed": cast.suzuki}
        tokens = {name: open_session(db, viewer.member_id, entrance) for name, viewer in people.items()}
    engine.dispose()
    ids = {"room": room, "old": old, "mine": mine.id, "gone": removed.id, "answer": answer.id, "none": NO_SUCH_ID}
    return Place(Server(folder, database=url, rate_limits="false", **settings), cast, tokens, ids)


# --- every refusal is a sentence -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("bad-input")
    place = place_at(sqlite_url(folder / "town.db"), folder, file_bytes=FILE_BYTES)
    place.server.start()
    yield place
    place.server.stop()


class Bad(msgspec.Struct, frozen=True):
    """A request, and how it is refused; `{name}` in the path is something that exists."""

    request: str
    code: str
    status: int
    content: Any = None
    who: str = "sato"


def draft(**more: object) -> dict[str, object]:
    return {"client_key": "bad", "text": "本文", **more}


MESSAGES = "POST /api/rooms/{room}/messages"
BAD = {
    "an empty text": Bad(MESSAGES, "message.empty", 422, draft(text=" \n　")),
    "an over-long text": Bad(MESSAGES, "text.too_long", 422, draft(text="あ" * 10_001)),
    "a lone surrogate": Bad(MESSAGES, "request.malformed", 400, b'{"client_key": "bad", "text": "\\ud83d"}'),
    "a control character": Bad(MESSAGES, "text.not_storable", 400, draft(text="a\u0000b")),
    "an unknown file": Bad(MESSAGES, "file.not_found", 404, draft(file_ids=[NO_SUCH_ID])),
    "a reply to a reply": Bad(MESSAGES, "message.thread_in_thread", 422, draft(root_id="{answer}")),
    "an unknown room": Bad("POST /api/rooms/{none}/messages", "room.not_found", 404, draft()),
    "an archived room": Bad("POST /api/rooms/{old}/messages", "room.archived", 409, draft()),
    "a removed member": Bad(MESSAGES, "room.not_found", 404, draft(), who="removed"),
    "another's message": Bad("PATCH /api/messages/{answer}", "message.not_author", 403, {"text": "書き換え"}),
    "a removed message": Bad("PATCH /api/messages/{gone}", "message.removed", 409, {"text": "書き換え"}),
    "no emoji": Bad("PUT /api/messages/{mine}/reactions/ab", "reaction.unknown", 422),
    "no day": Bad("GET /api/rooms/{room}/messages?on=明日", "day.unknown", 422),
    "a room without a name": Bad("POST /api/rooms", "text.name_empty", 400, {"name": "  "}),
    "nobody to talk to": Bad("POST /api/direct", "room.nobody_chosen", 422, {"member_ids": []}),
    "no JSON": Bad(MESSAGES, "request.malformed", 400, b"{"),
    "not UTF-8": Bad(MESSAGES, "request.malformed", 400, b'{"client_key": "bad", "text": "\xff"}'),
    "a wrong type": Bad(MESSAGES, "request.malformed", 400, {"client_key": "bad", "text": 5}),
    "a wrong type in a field that is called as something of ours": Bad(
        "PUT /api/administration/devices/rules", "request.malformed", 400, {"version": "x"}
    ),
    "a missing field": Bad(MESSAGES, "request.malformed", 400, {"text": "鍵がない"}),
    "a bottomless structure": Bad(MESSAGES, "request.malformed", 400, b"[" * 100_000),
    "a huge number": Bad("POST /api/rooms/{room}/read", "request.malformed", 400, b'{"n": 1e400}'),
    "a body beyond any text": Bad(MESSAGES, "request.too_large", 413, b" " * 2_000_000),
    "a file over the limit": Bad("POST /api/files?name=大.bin", "file.too_large", 413, b"0" * (FILE_BYTES + 1)),
    "an empty file": Bad("POST /api/files?name=空.txt", "file.empty", 422, b""),
    "a program": Bad("POST /api/files?name=見積書.pdf.exe", "file.kind_refused", 422, b"MZ\x90\0" + b"\0" * 100),
    "no such place": Bad("GET /api/nowhere", "not_found", 404, who="nobody"),
    "nobody": Bad("GET /api/start", "session.signed_out", 401, who="nobody"),
    "another site": Bad(MESSAGES, "request.foreign_origin", 403, draft(), who="foreign"),
}


@pytest.fixture(scope="module", params=["ja", "en"])
def language(place: Place, request: pytest.FixtureRequest) -> str:
    """Both languages in turn; a server may take some seconds to notice the change."""
    for who in place.tokens:
        with place.client(who) as client:
            settings = client.get("/api/session").raise_for_status().json()["settings"]
            client.put("/api/me/settings", json={**settings, "language": request.param}).raise_for_status()
            wait_until(partial(speaks, client, request.param), "the language is known")
    return str(request.param)


def speaks(client: httpx.Client, language: str) -> bool:
    return is_in(language, client.get(f"/api/rooms/{NO_SUCH_ID}").json()["title"])


def is_in(language: str, sentence: str) -> bool:
    """Tell Japanese by its kana."""
    return any("぀" <= character <= "ヿ" for character in sentence) == (language == "ja")


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_with_a_sentence_in_the_persons_language(place: Place, name: str, language: str) -> None:
    bad = BAD[name]
    with place.client(bad.who if bad.who in place.tokens else "sato") as client:
        if bad.who == "nobody":
            client.cookies.clear()
        if bad.who not in place.tokens:
            client.headers["Accept-Language"] = language  # all that is known before it is known who asks
        answer = ask(client, bad, place.ids)
    assert (answer.status_code, answer.json()["code"]) == (bad.status, bad.code), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
    assert is_in(language, answer.json()["title"])
    assert "{" not in answer.json()["title"]


def ask(client: httpx.Client, bad: Bad, ids: dict[str, str]) -> httpx.Response:
    method, _, path = bad.request.partition(" ")
    written = bad.content if isinstance(bad.content, bytes) else json.dumps(bad.content).encode()
    for name, value in ids.items():
        path = path.replace("{" + name + "}", value)
        written = written.replace(f'"{{{name}}}"'.encode(), f'"{value}"'.encode())
    headers = {"Origin": "https://evil.example"} if bad.who == "foreign" else {}
    content = None if bad.content is None else written
    return client.request(method, path, headers={"Content-Type": "application/json", **headers}, content=content)


def test_after_all_that_nothing_was_stored_and_a_double_click_is_one_message(place: Place) -> None:
    with place.client() as client:
        sent = [client.post(f"/api/rooms/{place.ids['room']}/messages", json=draft()) for _ in range(3)]
    assert len({answer.json()["id"] for answer in sent}) == 1
    assert place.texts(place.ids["room"]) == ["先に書いたもの", "", "元の発言", "本文"]


# --- trouble below -------------------------------------------------------------------------------------------


class Writers:
    """People who write without pause and repeat what was not acknowledged, as the client does."""

    def __init__(self, place: Place, count: int = 4) -> None:
        self.place = place
        self.statuses: Counter[int] = Counter()
        self.codes: set[str] = set()
        self.acknowledged: list[str] = []
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._write, args=(number,)) for number in range(count)]
        for thread in self._threads:
            thread.start()

    def _write(self, number: int) -> None:
        path = f"/api/rooms/{self.place.ids['room']}/messages"
        with self.place.client("sato" if number % 2 else "tanaka") as client:
            turn = 0
            while not self._stop.is_set():
                text = f"書き手{number}の{turn}通目"
                answer = client.post(path, json={"client_key": text, "text": text})
                self.statuses[answer.status_code] += 1
                if answer.status_code == 201:
                    self.acknowledged.append(text)
                    turn += 1
                else:
                    self.codes.add(answer.json()["code"])
                self._stop.wait(0.02)

    def finish(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(60)

    def said(self, status: int) -> int:
        return self.statuses[status]


def every_word_is_there(place: Place, writers: Writers) -> None:
    """What was acknowledged is there, once, and each writer's in the order of writing."""
    stored = [text for text in place.texts(place.ids["room"]) if text.startswith("書き手")]
    assert len(set(stored)) == len(stored)
    assert set(writers.acknowledged) <= set(stored)
    for number in range(4):
        mine = [text for text in stored if text.startswith(f"書き手{number}")]
        assert mine == [f"書き手{number}の{turn}通目" for turn in range(len(mine))]


def test_a_full_disk_is_told_and_loses_nothing_and_when_there_is_room_again_it_goes_on(tmp_path: Path) -> None:
    disk = SmallDisk()
    place = place_at(sqlite_url(disk.folder / "town.db"), tmp_path, data=disk.folder)
    place.server.start()
    try:
        assert place.server.program is not None
        writers = Writers(place)
        wait_until(lambda: writers.said(201) >= 20, "people write")
        disk.fill(place.server.program.process.pid, spare=256 * 1024)
        wait_until(lambda: writers.said(507) >= 5, "the disk is full")
        with place.client() as client:
            assert client.get("/api/start").status_code == 200  # reading goes on
            upload = client.post("/api/files", params={"name": "計画.txt"}, content=b"x" * 600_000)
            assert (upload.status_code, upload.json()["code"]) == (507, "storage.full")
            assert "空きがない" in upload.json()["title"]
        written = writers.said(201)
        disk.free()
        wait_until(lambda: writers.said(201) >= written + 20, "it goes on")
        writers.finish()
        assert set(writers.statuses) == {201, 507}
        assert writers.codes == {"storage.full"}
        every_word_is_there(place, writers)
        place.server.kill()
        place.server.start()
        every_word_is_there(place, writers)
    finally:
        place.server.kill()
        disk.remove()


def test_a_database_that_goes_away_under_load_is_told_and_when_it_is_back_it_goes_on(tmp_path: Path) -> None:
    postgres = Postgres()
    place = place_at(postgres.url(postgres.create()), tmp_path)
    place.server.start()
    try:
        writers = Writers(place)
        wait_until(lambda: writers.said(201) >= 20, "people write")
        postgres.stop()
        wait_until(lambda: writers.said(503) >= 5, "the database is away")
        assert httpx.get(f"{place.server.url}/health").status_code == 200
        assert httpx.get(f"{place.server.url}/ready").status_code == 503
        written = writers.said(201)
        postgres.start()
        wait_until(lambda: writers.said(201) >= written + 20, "it goes on", within_s=60)
        writers.finish()
        assert set(writers.statuses) == {201, 503}
        assert writers.codes == {"storage.unavailable"}
        every_word_is_there(place, writers)
    finally:
        place.server.kill()
        postgres.remove()
