"""Standing test: an operator of the installation reaches nothing inside a body, and an administrator nothing of others.

Both try every route that `test_isolation` names, with real ids. A new route is closed to operators by itself; this
fails when somebody opens one.
"""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar.routes import HTTPRoute
from sqlalchemy import update
from websockets.sync.client import connect

from kairan.app import build_litestar
from kairan.core.kit.database import open_engine, transaction
from kairan.core.settings import Settings
from kairan.core.viewer import INSTALLATION
from kairan.installation.actions import add_operator
from kairan.people import organization_table, set_password
from tests.administration.conftest import with_role
from tests.cast import NO_SUCH_ID, assemble
from tests.standing.test_isolation import LAST, PASSWORD, ROUTES, WORDS, _fill, _plain, ask
from tests.support.passwords import quickly_hashed
from tests.support.server import Server

# What operators have besides their own console: their sessions, password, second factors and settings.
OWN = {
    ("GET", "/api/session"),
    ("DELETE", "/api/session"),
    ("GET", "/api/oidc/farewell"),
    ("GET", "/api/session/proof"),
    ("POST", "/api/session/proof"),
    ("GET", "/api/sessions"),
    ("DELETE", "/api/sessions"),
    ("PATCH", "/api/sessions/{session_id}"),
    ("DELETE", "/api/sessions/{session_id}"),
    ("PUT", "/api/me/password"),
    ("PUT", "/api/me/settings"),
    ("POST", "/api/me/handled/confirm"),
    ("GET", "/api/me/factors"),
    ("POST", "/api/me/totp"),
    ("POST", "/api/me/totp/confirm"),
    ("DELETE", "/api/me/totp"),
    ("POST", "/api/me/recovery-codes"),
    ("POST", "/api/me/passkeys/offer"),
    ("POST", "/api/me/passkeys"),
    ("PATCH", "/api/me/passkeys/{passkey_id}"),
    ("DELETE", "/api/me/passkeys/{passkey_id}"),
    ("POST", "/api/session/second/ask"),
    ("POST", "/api/session/second"),
}
PEOPLE = ("佐藤 美咲", "田中 一郎", "鈴木 健", "福祉課", "土木課", "あおば市")


@pytest.fixture(scope="module")
def world(
    database_kind: str, databases: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, dict[str, str]]]:
    """A server with an unlisted city, the town's administrator, and an operator; and the ids of the city's secrets."""
    url = databases.fresh()
    folder = tmp_path_factory.mktemp(f"operators-{database_kind}")
    server = Server(folder, database=url, rate_limits="false")
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        cast = assemble(db)
        hashed = quickly_hashed(PASSWORD)
        choba = with_role(db, cast.neighbour.organization_id, "choba", "町場 守", "administrator")
        for viewer in (cast.sato, choba):
            set_password(db, viewer, hashed)
        add_operator(db, "設楽 運", "shitara", hashed)
        this = organization_table.c.id == cast.city
        db.execute(update(organization_table).where(this).values(is_listed=False, short="aoba", code="482013"))
    server.start()
    with closing(server.sign_in("sato", PASSWORD, "aoba")) as sato:
        sent = sato.post("/api/files", params={"name": "secret-plan.txt"}, content="計画".encode())
        file_id = sent.raise_for_status().json()["id"]
        session_id = sato.get("/api/sessions").raise_for_status().json()["sessions"][0]["id"]
    with transaction(engine) as db:
        ids = _fill(db, cast, cast.suzuki, file_id) | {"session_id": session_id}
    engine.dispose()
    yield server, ids
    server.stop()


def admitted(folder: Path) -> dict[tuple[str, str], str]:
    """Return who each route says it is for."""
    found: dict[tuple[str, str], str] = {}
    for route in build_litestar(Settings(data=folder)).routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                who = "anybody" if handler.opt.get("exclude_from_auth") else handler.opt.get("admits", "members")
                found |= {(method, route.path_format or "/"): who for method in handler.http_methods}
    return found


def test_operators_are_let_in_to_their_console_and_what_is_their_own_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    routes = admitted(tmp_path / "var")
    both = {(method, path) for (method, path), who in routes.items() if who == "both" and method != "OPTIONS"}
    assert both == OWN
    assert {path.split("/")[2] for (_, path), who in routes.items() if who == "operators"} == {"operator"}
    assert {who for (_, path), who in routes.items() if path.startswith("/api/operator")} == {"operators"}


def test_an_operator_reaches_no_route_of_a_body(world: tuple[Server, dict[str, str]], tmp_path: Path) -> None:
    server, ids = world
    (tmp_path / "var").mkdir()
    routes = admitted(tmp_path / "var")
    with closing(server.sign_in("shitara", PASSWORD, INSTALLATION)) as operator:
        for (method, path), attempt in ROUTES.items():
            if method == "WEBSOCKET" or routes[method, path] in {"anybody", "operators"} or (method, path) in LAST:
                continue
            answer = ask(operator, method, path, attempt, ids)
            assert [word for word in (*WORDS, *PEOPLE) if word in answer.text] == [], f"{method} {path}"
            if (method, path) not in OWN:
                assert (answer.status_code, answer.json()["code"]) == (403, "operator.outside"), f"{method} {path}"


def test_what_an_operator_sees_of_a_body_holds_no_word_of_it(world: tuple[Server, dict[str, str]]) -> None:
    server, ids = world
    with closing(server.sign_in("shitara", PASSWORD, INSTALLATION)) as operator:
        city = operator.get(f"/api/operator/bodies/{ids['city']}").raise_for_status()
        seen = [city, *(operator.get(f"/api/operator/{page}") for page in ("bodies", "condition", "acts", "plans"))]
        told = "".join(answer.raise_for_status().text for answer in seen)
    assert "あおば市" in told
    assert [word for word in (*WORDS, *PEOPLE[:-1], ids["room_id"], ids["member_id"]) if word in told] == []


def test_no_frame_reaches_an_operator(world: tuple[Server, dict[str, str]]) -> None:
    server, _ = world
    with closing(server.sign_in("shitara", PASSWORD, INSTALLATION)) as operator:
        cookie = "; ".join(f"{name}={value}" for name, value in operator.cookies.items())
        headers = {"Cookie": cookie, "Origin": server.url}
        with connect(server.url.replace("http", "ws") + "/api/live", additional_headers=headers) as socket:
            assert json.loads(socket.recv(timeout=10))["code"] == "signed_out"


def test_an_administrator_learns_nothing_of_another_body(world: tuple[Server, dict[str, str]]) -> None:
    server, ids = world
    nothing = {name: NO_SUCH_ID if len(value) == len(NO_SUCH_ID) else value for name, value in ids.items()}
    secrets = (*WORDS, *PEOPLE, ids["message_id"], ids["file_id"])
    with closing(server.sign_in("choba", PASSWORD)) as choba:
        for method, path in sorted(ROUTES, key=lambda route: route in LAST):
            if method == "WEBSOCKET":
                continue
            attempt = ROUTES[method, path]
            answer = ask(choba, method, path, attempt, ids)
            assert [word for word in secrets if word in answer.text] == [], f"{method} {path}"
            if "_id}" in path:
                assert _same(answer, ask(choba, method, path, attempt, nothing)), f"{method} {path}: {answer.text}"
        assert choba.get("/api/session").status_code == 401


def _same(one: httpx.Response, other: httpx.Response) -> bool:
    """Whether two answers tell the same; what changes nothing of one's own may be said to be done."""
    if one.status_code < 300:
        return one.status_code == other.status_code and one.content == other.content
    return _plain(one) == _plain(other)


def test_an_unlisted_body_is_nowhere_before_one_is_in(world: tuple[Server, dict[str, str]]) -> None:
    server, _ = world
    with httpx.Client(base_url=server.url, headers={"Origin": server.url}) as client:
        assert [one["name"] for one in client.get("/api/organizations/sign-in").json()] == ["とおみ村", "みどり町"]
        refusals = [
            client.post("/api/session", json={"login": "sato", "password": "x" * 12, "organization": typed})
            for typed in ("aoba", "482013", "no-such-body", "999999")
        ]
        assert {answer.status_code for answer in refusals} == {401}
        assert len({str(_plain(answer)) for answer in refusals}) == 1
        for typed in ("AOBA ", "482013"):
            body = {"login": "sato", "password": PASSWORD, "organization": typed}
            assert client.post("/api/session", json=body).status_code == 200


def test_a_head_is_the_head_of_the_page(world: tuple[Server, dict[str, str]]) -> None:
    server, _ = world
    for path in ("/", "/health", "/sign-in"):
        answer, page = httpx.head(server.url + path), httpx.get(server.url + path)
        assert (answer.status_code, answer.content) == (200, b"")
        assert answer.headers["content-type"] == page.headers["content-type"]
    assert httpx.head(server.url + "/api/session").status_code == 405
    assert httpx.get(server.url + "/api/schema/openapi.json").status_code == 404
