"""Where people come over TLS: cookies that no neighbour sets, and browsers that come no other way."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from kairan.core.kit.database import open_engine, transaction
from kairan.people import set_password
from tests.cast import assemble
from tests.support.passwords import quickly_hashed
from tests.support.server import Server

NAME = "kairan.example.lg.jp"
PASSWORD = "回覧の見本のパスワード"


@pytest.fixture(scope="module")
def server(databases: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server behind a proxy that speaks TLS."""
    database = databases.fresh()
    engine = open_engine(database, pool_size=1)
    with transaction(engine) as db:
        cast = assemble(db)
        set_password(db, cast.sato, quickly_hashed(PASSWORD))
    engine.dispose()
    proxies = '["127.0.0.1"]'
    server = Server(tmp_path_factory.mktemp("tls"), database=database, url=f"https://{NAME}", trusted_proxies=proxies)
    server.start()
    yield server
    server.stop()


def asked(server: Server, method: str, path: str, host: str = NAME, **more: Any) -> httpx.Response:
    """Ask as the proxy passes it on; a client that keeps cookies would not send these over plain HTTP."""
    said = {"Host": host, "Origin": f"https://{host}", "X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"}
    return httpx.request(
        method, f"http://127.0.0.1:{server.port}{path}", headers={**said, **more.pop("headers", {})}, **more
    )


def come_in(server: Server) -> dict[str, str]:
    answer = asked(server, "POST", "/api/session", json={"login": "sato", "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    told = [one.partition(";") for one in answer.headers.get_list("set-cookie")]
    assert all({"secure", "httponly", "path=/"} <= set(rest.lower().replace(" ", "").split(";")) for _, _, rest in told)
    return dict(one.split("=", 1) for one, _, _ in told)


def status_with(server: Server, cookie: str) -> int:
    return asked(server, "GET", "/api/session", headers={"Cookie": cookie}).status_code


def test_over_tls_cookies_have_names_that_no_other_host_can_set(server: Server) -> None:
    cookies = come_in(server)
    assert set(cookies) == {"__Host-kairan_session", "__Host-kairan_device"}
    token = cookies["__Host-kairan_session"]
    assert status_with(server, f"__Host-kairan_session={token}") == 200
    assert status_with(server, f"kairan_session={token}") == 401


def test_of_two_cookies_of_one_name_neither_is_believed(server: Server) -> None:
    own, others = (come_in(server)["__Host-kairan_session"] for _ in range(2))
    for first, second in ((own, others), (others, own)):
        assert status_with(server, f"__Host-kairan_session={first}; __Host-kairan_session={second}") == 401


def test_browsers_are_told_to_come_over_tls_only(server: Server) -> None:
    for path in ("/", "/api/session", "/health"):
        assert asked(server, "GET", path).headers["strict-transport-security"] == "max-age=31536000"


def test_only_the_name_of_the_settings_is_answered(server: Server) -> None:
    for path in ("/", "/api/session", "/api/organizations/sign-in"):
        refused = asked(server, "GET", path, "elsewhere.example")
        assert (refused.status_code, refused.json()["code"]) == (421, "entrance.host_unknown"), path
