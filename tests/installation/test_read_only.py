"""Long after a trial everything can be read and nothing changed, by whatever route; one's own stays open."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest
from litestar.routes import HTTPRoute
from sqlalchemy import update

from kairan.app import build_litestar
from kairan.core.edge.requirements import SAFE_METHODS
from kairan.core.kit.database import open_engine, transaction
from kairan.core.settings import Settings
from kairan.people import organization_table, set_password
from tests.administration.conftest import with_role
from tests.cast import assemble, room_of, say
from tests.support.passwords import quickly_hashed
from tests.support.server import Server

PASSWORD = "回覧の見本のパスワード"
# What may be done although nothing may be changed: reading on, what is one's own, and taking accounts out of use.
OPEN = {
    "/api/live",
    "/api/rooms/{room_id}/read",
    "/api/messages/{root_id}/thread/read",
    "/api/rooms/{room_id}/threads/read",
    "/api/rooms/{room_id}/unread",
    "/api/messages/{message_id}/unread",
    "/api/administration/people/{member_id}/suspend",
    "/api/administration/people/{member_id}/left",
    "/api/administration/people/{member_id}/password",
}
OWN = ("/api/session", "/api/sessions", "/api/me/")


@pytest.fixture(scope="module")
def ended(
    database_kind: str, databases: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, str, str]]:
    """A server with a body whose trial ended long ago, a room in it, and somebody to be suspended."""
    url = databases.fresh()
    server = Server(tmp_path_factory.mktemp(f"ended-{database_kind}"), database=url)
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        cast = assemble(db)
        yoshida = with_role(db, cast.city, "yoshida", "吉田 恵", "administrator")
        for viewer in (cast.sato, yoshida, cast.neighbour):
            set_password(db, viewer, quickly_hashed(PASSWORD))
        room = room_of(db, cast.sato, cast.tanaka)
        say(db, cast.tanaka, room, "残っている内容")
        this = organization_table.c.id == cast.city
        db.execute(update(organization_table).where(this).values(plan="trial", trial_ends_on="2026-01-31"))
    engine.dispose()
    server.start()
    yield server, room, cast.tanaka.member_id
    server.stop()


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, str(answer.json()["code"])


def test_what_there_is_can_be_read_and_nothing_can_be_sent(ended: tuple[Server, str, str]) -> None:
    server, room, _ = ended
    with closing(server.sign_in("sato", PASSWORD)) as sato:
        assert sato.get("/api/session").json()["standing"] == "read_only"
        assert "残っている内容" in sato.get(f"/api/rooms/{room}/messages").text
        assert sato.get("/api/search", params={"q": "残って"}).status_code == 200
        assert sato.post(f"/api/rooms/{room}/read", json={"n": 1}).status_code == 204
        sent = sato.post(f"/api/rooms/{room}/messages", json={"client_key": "a", "text": "送れない"})
        assert code(sent) == (403, "organization.read_only")
        assert code(sato.post("/api/rooms", json={"name": "新しい部屋"})) == (403, "organization.read_only")
        assert code(sato.post("/api/files", params={"name": "a.txt"}, content=b"a")) == (403, "organization.read_only")
        assert "送れない" not in sato.get(f"/api/rooms/{room}/messages").text
        assert sato.delete("/api/session").status_code == 200


def test_the_neighbour_goes_on_as_ever(ended: tuple[Server, str, str]) -> None:
    server, _, _ = ended
    with closing(server.sign_in("neighbour", PASSWORD)) as neighbour:
        assert neighbour.post("/api/rooms", json={"name": "隣の部屋"}).status_code == 201


def test_accounts_can_be_taken_out_of_use_and_not_put_back(ended: tuple[Server, str, str]) -> None:
    server, _, tanaka = ended
    with closing(server.sign_in("yoshida", PASSWORD)) as yoshida:
        people = f"/api/administration/people/{tanaka}"
        assert yoshida.post(f"{people}/suspend").status_code == 200
        assert code(yoshida.post(f"{people}/reopen")) == (403, "organization.read_only")
        assert yoshida.get("/api/administration/audit/export").status_code == 200
        assert yoshida.get("/api/administration/organization").json()["notices"] == ["read_only"]


def test_every_other_change_is_closed(tmp_path_factory: pytest.TempPathFactory) -> None:
    opened = set()
    for route in build_litestar(Settings(data=tmp_path_factory.mktemp("routes"))).routes:
        for handler in route.route_handlers if isinstance(route, HTTPRoute) else ():
            changes = set(handler.http_methods) - SAFE_METHODS
            if changes and handler.opt.get("while_read_only") and not route.path_format.startswith(OWN):
                opened.add(route.path_format)
    assert opened - {path for path in opened if path.startswith("/api/session")} == OPEN
