"""Sessions: a member sees where they are signed in, names it, ends it; what ended hears nothing more."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import select, update
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from kairan.core.edge.authentication import SessionRules
from kairan.core.journal import entries_after, followed_streams
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.kit.store import open_store
from kairan.core.realtime import Live
from kairan.core.settings import Settings
from kairan.core.viewer import Entrance, Viewer
from kairan.people import change_status, organization_stream, set_password
from kairan.sessions import ended_sessions
from kairan.sessions.actions import digest_of_token, end_session, end_sessions, name_session, open_session
from kairan.sessions.model import HOUR_MS, session_table
from kairan.sessions.problems import SessionNotFound
from kairan.sessions.queries import sessions_of, viewer_of
from kairan.sessions.user_agents import browser_of, system_of
from tests.cast import Cast, assemble
from tests.support.passwords import quickly_hashed
from tests.support.server import Server

PASSWORD = "回覧の見本のパスワード"
RULES = SessionRules(absolute_ms=10 * HOUR_MS, idle_ms=2 * HOUR_MS)
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1 Version/17.5 Mobile Safari/604.1"


def opened(db: Db, viewer: Viewer, agent: str = EDGE, rules: SessionRules = RULES) -> tuple[str, Viewer]:
    """Open a session; give its token and the viewer it makes."""
    token = open_session(db, viewer.member_id, Entrance(face="single", device="pc", agent=agent), rules)
    guarded = viewer_of(db, token, "single", rules)
    assert guarded is not None
    return token, guarded.viewer


@pytest.fixture
def cast(db: Db) -> Cast:
    return assemble(db)


def test_a_member_sees_their_own_sessions_and_which_one_they_use(db: Db, cast: Cast) -> None:
    _, here = opened(db, cast.sato)
    _, phone = opened(db, cast.sato, PHONE)
    opened(db, cast.tanaka)
    listed = sessions_of(db, here, RULES).sessions
    assert [(one.id, one.is_this) for one in listed] == [(here.session_id, True), (phone.session_id, False)]
    assert [(one.browser, one.system) for one in listed] == [("Microsoft Edge", "Windows"), ("Safari", "iPhone")]


@pytest.mark.parametrize("agent", ["", "curl/8", "\x00", "x" * 300])
def test_a_browser_that_says_nothing_known_has_no_name(agent: str) -> None:
    assert (browser_of(agent), system_of(agent)) == (None, None)


def test_a_session_ends_after_its_time_however_much_it_is_used(db: Db, cast: Cast) -> None:
    token, viewer = opened(db, cast.sato)
    assert viewer.session_id
    with as_of(now_ms() + RULES.absolute_ms):
        db.execute(update(session_table).values(seen_at=now_ms()))
        assert viewer_of(db, token, "single", RULES) is None
        assert ended_sessions(db, [viewer.session_id], RULES) == {viewer.session_id}


def test_sessions_last_a_week_or_a_day_without_use_where_nothing_is_set() -> None:
    usual = Settings()
    assert (usual.session_hours, usual.session_idle_hours) == (7 * 24, 24)


def test_a_session_that_is_not_used_ends_sooner(db: Db, cast: Cast) -> None:
    token, viewer = opened(db, cast.sato)
    with as_of(now_ms() + RULES.idle_ms - HOUR_MS):
        assert viewer_of(db, token, "single", RULES) is not None
    with as_of(now_ms() + RULES.idle_ms + HOUR_MS):
        assert viewer_of(db, token, "single", RULES) is None
        assert sessions_of(db, viewer, RULES).sessions == []


def test_a_session_is_good_only_at_the_face_it_was_opened_through(db: Db, cast: Cast) -> None:
    token, _ = opened(db, cast.sato)
    assert viewer_of(db, token, "internet", RULES) is None


def test_the_sessions_of_a_suspended_account_are_over(db: Db, cast: Cast) -> None:
    _, viewer = opened(db, cast.sato)
    assert viewer.session_id
    change_status(db, None, cast.city, cast.sato.member_id, "suspended")
    assert ended_sessions(db, [viewer.session_id, "unknown"], RULES) == {viewer.session_id, "unknown"}


def test_nobody_ends_or_names_the_session_of_another(db: Db, cast: Cast) -> None:
    token, viewer = opened(db, cast.sato)
    assert viewer.session_id
    end_session(db, cast.tanaka, viewer.session_id)
    with pytest.raises(SessionNotFound):
        name_session(db, cast.tanaka, viewer.session_id, "わたしのもの")
    assert viewer_of(db, token, "single", RULES) is not None


def test_the_end_of_a_session_is_told_to_the_body_with_its_reason_once(db: Db, cast: Cast) -> None:
    _, viewer = opened(db, cast.sato)
    assert viewer.session_id
    end_session(db, viewer, viewer.session_id)
    end_session(db, viewer, viewer.session_id)
    opened(db, cast.sato)
    assert end_sessions(db, cast.sato.member_id, cast.tanaka) == 1
    entries = [e for e in entries_after(db, organization_stream(cast.city), 0, 99) if e.kind == "sign_in.ended"]
    assert [msgspec.json.decode(entry.body)["why"] for entry in entries] == ["signed_out", "by_administrator"]
    assert [entry.by for entry in entries] == [cast.sato.member_id, cast.tanaka.member_id]


async def reader_ends(url: str) -> tuple[bool, bool]:
    """Let two people read, expire the session of the first, and ask again: whose reader has ended?"""
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        cast = assemble(db)
        viewers = [opened(db, who)[1] for who in (cast.sato, cast.tanaka)]
    store = open_store(url)
    await store.start()
    async with Live(store, followed_streams, ended=lambda db, ids: ended_sessions(db, ids, RULES)) as live:
        readers = [live.admit(viewer, "websocket") for viewer in viewers]
        await live.end_readers_of_ended_sessions()
        assert not any(reader.ended for reader in readers)
        with transaction(engine) as db:
            db.execute(
                update(session_table).where(session_table.c.id == viewers[0].session_id).values(ends_at=now_ms())
            )
        await live.end_readers_of_ended_sessions()
        result = bool(readers[0].ended), bool(readers[1].ended)
    await store.stop()
    engine.dispose()
    return result


def test_a_reader_whose_session_expired_is_parted_with_and_others_stay(database_url: str) -> None:
    assert asyncio.run(reader_ends(database_url)) == (True, False)


@pytest.fixture(scope="module")
def server(database_kind: str, databases: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on a database of its own, with 佐藤 and 田中 who can sign in."""
    url = databases.fresh()
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        cast = assemble(db)
        for viewer in (cast.sato, cast.tanaka, cast.neighbour):
            set_password(db, viewer, quickly_hashed(PASSWORD))
    engine.dispose()
    server = Server(tmp_path_factory.mktemp(f"sessions-{database_kind}"), database=url)
    server.start()
    yield server
    server.stop()


def until_closed(socket: ClientConnection) -> str:
    """Return what is still heard until the server closes."""
    heard = []
    with suppress(ConnectionClosed):
        while True:
            heard.append(str(socket.recv(timeout=10)))
    return "".join(heard)


def test_a_revoked_session_is_shut_out_and_its_window_closes_at_once(server: Server) -> None:
    with closing(server.sign_in("sato", PASSWORD)) as here, closing(server.sign_in("sato", PASSWORD)) as there:
        this, *_ = there.get("/api/sessions").json()["sessions"]
        cookie = "; ".join(f"{name}={value}" for name, value in there.cookies.items())
        address = server.url.replace("http", "ws") + "/api/live"
        with connect(address, additional_headers={"Cookie": cookie, "Origin": server.url}) as socket:
            socket.send(json.dumps({"t": "hello", "vector": {}}))
            while "current" not in str(socket.recv(timeout=10)):
                pass
            assert here.delete(f"/api/sessions/{this['id']}").status_code == 204
            assert "signed_out" in until_closed(socket)
        assert there.get("/api/session").status_code == 401
        assert here.get("/api/session").status_code == 200


def test_signing_out_everywhere_else_leaves_this_session_only(server: Server) -> None:
    with closing(server.sign_in("tanaka", PASSWORD)) as here, closing(server.sign_in("tanaka", PASSWORD)) as there:
        assert here.delete("/api/sessions").status_code == 204
        assert there.get("/api/session").status_code == 401
        assert [one["is_this"] for one in here.get("/api/sessions").json()["sessions"]] == [True]


def test_a_session_keeps_the_name_it_is_given(server: Server) -> None:
    with closing(server.sign_in("tanaka", PASSWORD)) as client:
        (this,) = [one for one in client.get("/api/sessions").json()["sessions"] if one["is_this"]]
        path = f"/api/sessions/{this['id']}"
        assert client.patch(path, json={"name": "窓口のパソコン"}).status_code == 204
        assert client.get("/api/sessions").json()["sessions"][0]["name"] == "窓口のパソコン"
        assert client.patch(path, json={"name": "長" * 61}).status_code == 422
        assert client.patch(path, json={"name": " "}).status_code == 204
        assert client.get("/api/sessions").json()["sessions"][0]["name"] is None


@pytest.mark.parametrize("login", ["neighbour", "nobody-of-this-name"])
def test_after_too_many_wrong_passwords_a_person_is_told_how_long_to_wait(server: Server, login: str) -> None:
    with httpx.Client(base_url=server.url, headers={"Origin": server.url}, timeout=30) as client:
        answers = [
            client.post("/api/session", json={"login": login, "password": "wrong"}, headers={"Accept-Language": "ja"})
            for _ in range(9)
        ]
    last = next(answer for answer in reversed(answers) if answer.status_code == 429)
    assert {answer.status_code for answer in answers[:5]} == {401}
    assert int(last.headers["Retry-After"]) >= 1
    assert "待って" in last.json()["title"]


def test_the_token_itself_is_not_in_the_database(db: Db, cast: Cast) -> None:
    token, _ = opened(db, cast.sato)
    (row,) = db.all(select(session_table))
    assert token not in str(row)
    assert row.token_digest == digest_of_token(token)
