"""The busiest route passes the framework by, and nobody can tell: the same doors, answers and refusals."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import select, update

from kairan.app import Application, assemble
from kairan.core.edge.cookies import COOKIE
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import open_engine, transaction
from kairan.core.settings import Settings
from kairan.core.viewer import Entrance, MemberId
from kairan.people import member_table
from kairan.sessions.actions import open_session
from tests.cast import NO_SUCH_ID, room_of, say
from tests.cast import assemble as cast_of
from tests.support.databases import Databases

JSON = {"content-type": "application/json", "host": "127.0.0.1"}


class Town(msgspec.Struct, frozen=True):
    """One application that runs, two ways into it, and what is needed to try them."""

    application: Application
    room_id: str
    token: str
    stranger: str
    database: str
    runner: asyncio.Runner


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, databases: Databases) -> Iterator[Town]:
    """One for all: putting the application together takes longer than a test, and none changes what another asks."""
    url = databases.fresh()
    application = assemble(Settings(data=tmp_path_factory.mktemp("town"), database=url))
    with asyncio.Runner() as runner:
        is_up, is_over = asyncio.Event(), asyncio.Event()
        life = runner.get_loop().create_task(_live(application, is_up, is_over))
        runner.run(is_up.wait())
        yield Town(application, *talk(url, 60), url, runner)
        is_over.set()
        runner.run(asyncio.wait_for(life, 30))
    databases.drop(url)


async def _live(application: Application, is_up: asyncio.Event, is_over: asyncio.Event) -> None:
    async with application.litestar.lifespan():
        is_up.set()
        await is_over.wait()


def talk(database: str, messages: int) -> tuple[str, str, str]:
    """Fill a room; return it, and the sessions of a member of it and of a stranger."""
    engine = open_engine(database, pool_size=1)
    with transaction(engine) as db:
        cast = cast_of(db)
        room_id = room_of(db, cast.sato, cast.tanaka)
        for number in range(messages):
            say(db, cast.tanaka, room_id, f"{number} 番目の報告です。")
        entrance = Entrance(face="single", device="pc", agent="test")
        sato, stranger = (open_session(db, one.member_id, entrance) for one in (cast.sato, cast.stranger))
    engine.dispose()
    return room_id, sato, stranger


def ask(town: Town, path: str, content: bytes | None, headers: dict[str, str]) -> tuple[httpx.Response, httpx.Response]:
    """Ask by both ways: the express one first, then the framework's."""

    async def both() -> tuple[httpx.Response, httpx.Response]:
        return await by(town.application.asgi), await by(town.application.litestar)

    async def by(app: Any) -> httpx.Response:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            if content is None:
                return await client.get(path, headers=headers)
            return await client.post(path, content=content, headers=headers)

    return town.runner.run(both())


def messages(town: Town, room_id: str | None = None) -> str:
    return f"/api/rooms/{room_id or town.room_id}/messages"


def signed_in(token: str, **more: str) -> dict[str, str]:
    return {**JSON, "cookie": f"{COOKIE}={token}", **more}


@contextmanager
def the_same(answers: tuple[httpx.Response, httpx.Response]) -> Iterator[httpx.Response]:
    """Hold two answers side by side; what is of one request only is left out."""
    fast_routes, framework = answers
    assert fast_routes.status_code == framework.status_code
    for name in ("content-type", "content-encoding", "vary"):
        assert fast_routes.headers.get(name) == framework.headers.get(name), name
    assert {**fast_routes.json(), "request_id": ""} == {**framework.json(), "request_id": ""}
    yield fast_routes


def test_a_message_is_answered_the_same(town: Town) -> None:
    body = b'{"client_key": "k1", "text": "\xe9\x81\xbf\xe9\x9b\xa3\xe6\x89\x80\xe3\x82\x92\xe9\x96\x8b\xe8\xa8\xad"}'
    with the_same(ask(town, messages(town), body, signed_in(town.token))) as answer:  # the second is a retry
        assert answer.status_code == 201
        assert answer.json()["text"] == "避難所を開設"
        assert answer.headers["x-request-id"]
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b'{"text": 1, "client_key": "a"}', 400),
        (b'{"text": "no key"}', 400),
        (b'{"text": "\xff", "client_key": "a"}', 400),
        (b'{"text": "\\ud800", "client_key": "a"}', 400),
        (b'{"text": "", "client_key": "a"}', 422),
        (b"[" * 100_000, 400),
        (b'{"text": "' + b"a" * 1_100_000 + b'", "client_key": "a"}', 413),
    ],
)
def test_what_cannot_be_read_is_refused_the_same(town: Town, content: bytes, status: int) -> None:
    with the_same(ask(town, messages(town), content, signed_in(town.token))) as answer:
        assert answer.status_code == status
        assert answer.json()["title"]


@pytest.mark.parametrize("room", [NO_SUCH_ID, "x", "..", "%00", "a" * 5000])
def test_a_room_that_is_none_is_refused_the_same(town: Town, room: str) -> None:
    with the_same(ask(town, messages(town, room), b'{"text": "a", "client_key": "k"}', signed_in(town.token))) as no:
        assert no.status_code in {400, 404, 422}


def test_who_is_not_in_the_room_is_refused_the_same(town: Town) -> None:
    with the_same(ask(town, messages(town), b'{"text": "a", "client_key": "k"}', signed_in(town.stranger))) as answer:
        assert answer.json()["code"] == "room.not_found"


def test_who_has_not_chosen_a_password_yet_stays_at_the_gate(town: Town) -> None:
    engine = open_engine(town.database, pool_size=1)
    with transaction(engine) as db:
        suzuki = member_table.c.login == "suzuki"
        db.execute(update(member_table).where(suzuki).values(password_issued_at=now_ms()))
        member_id = MemberId(db.scalar(select(member_table.c.id).where(suzuki)) or "")
        token = open_session(db, member_id, Entrance(face="single", device="pc", agent="test"))
    engine.dispose()
    with the_same(ask(town, messages(town), b'{"text": "a", "client_key": "k"}', signed_in(token))) as answer:
        assert answer.json()["code"] == "session.gate"


def test_nobody_comes_in_without_a_session(town: Town) -> None:
    with the_same(ask(town, messages(town), b'{"text": "a", "client_key": "k"}', JSON)) as answer:
        assert answer.json()["code"] == "session.signed_out"


@pytest.mark.parametrize("header", [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}])
def test_another_sites_page_is_refused_the_same(town: Town, header: dict[str, str]) -> None:
    answers = ask(town, messages(town), b'{"text": "a", "client_key": "k"}', signed_in(town.token, **header))
    with the_same(answers) as answer:
        assert answer.status_code == 403


def test_a_refusal_speaks_the_browsers_language(town: Town) -> None:
    english = {**JSON, "accept-language": "en-GB"}
    with the_same(ask(town, messages(town), b"{}", english)) as answer:
        assert "sign in" in answer.json()["title"].lower()


QUERIES = ["", "?before=30", "?after=3&limit=5", "?around=20", "?n=7", "?on=2026-01-01", "?limit=200", "?unknown=1"]


@pytest.mark.parametrize("zipped", ["gzip, br", "identity"])
@pytest.mark.parametrize("query", QUERIES)
def test_a_page_is_answered_the_same(town: Town, query: str, zipped: str) -> None:
    headers = signed_in(town.token, **{"accept-encoding": zipped})
    with the_same(ask(town, messages(town) + query, None, headers)) as answer:
        assert answer.status_code == 200
        assert answer.json()["messages"]
        assert answer.headers["x-request-id"]


@pytest.mark.parametrize(
    "query",
    [
        "?limit=0",
        "?limit=201",
        "?before=-1",
        "?before=x",
        "?on=yesterday",
        "?on=2026-13-45",
        "?n=1&n=2",
        "?limit=",
        "?%00",
    ],
)
def test_an_odd_question_is_answered_the_same(town: Town, query: str) -> None:
    with the_same(ask(town, messages(town) + query, None, signed_in(town.token))) as answer:
        assert answer.status_code in {200, 400, 422}


def test_who_is_not_in_the_room_reads_nothing(town: Town) -> None:
    with the_same(ask(town, messages(town), None, signed_in(town.stranger))) as answer:
        assert answer.json()["code"] == "room.not_found"


def test_nobody_reads_without_a_session(town: Town) -> None:
    with the_same(ask(town, messages(town), None, JSON)) as answer:
        assert answer.json()["code"] == "session.signed_out"
