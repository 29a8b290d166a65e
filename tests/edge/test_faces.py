"""Faces: claimed by host name, spoken for by proxies; nobody else gets in, and what is refused is told."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from kairan.core.edge.faces import Faces
from kairan.core.edge.problems import HostUnknown, ProxyUnknown
from kairan.core.journal import entries_after
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.kit.store import open_store
from kairan.core.setting_reading import load_settings
from kairan.people import organization_stream, set_password
from kairan.policy.entries import AccessRefused
from kairan.sign_in.access_refusals import INSTALLATION, KINDS_MOST, AccessRefusals, Refusal, tell_refused
from tests.administration.conftest import office_of
from tests.cast import assemble
from tests.support.passwords import quickly_hashed
from tests.support.server import Server

PASSWORD = "回覧の見本のパスワード"
LGWAN, INTERNET = "kairan.lgwan.example", "kairan.example"
FACES = Faces(
    {LGWAN: "lgwan", INTERNET: "internet"}, {"lgwan": ["10.1.0.5"], "internet": ["192.0.2.0/28"]}, ["10.9.0.1"]
)


@pytest.mark.parametrize(
    ("host", "peer", "face"),
    [
        (LGWAN, "10.1.0.5", "lgwan"),
        (f"{LGWAN.upper()}:443", "10.1.0.5", "lgwan"),
        (f"{LGWAN}.", "::ffff:10.1.0.5", "lgwan"),
        (INTERNET, "192.0.2.3", "internet"),
        (LGWAN, "192.0.2.3", ProxyUnknown),  # the Internet's proxy passes on what a stranger asks for
        (LGWAN, "10.9.0.1", ProxyUnknown),  # trusted, but not for this face
        (LGWAN, "", ProxyUnknown),
        ("", "10.1.0.5", HostUnknown),
        ("127.0.0.1", "10.1.0.5", HostUnknown),
        (f"{LGWAN}.evil.example", "10.1.0.5", HostUnknown),
        ("[::1]:8000", "10.1.0.5", HostUnknown),
    ],
)
def test_a_face_is_spoken_for_by_its_proxies_only(host: str, peer: str, face: Any) -> None:
    if isinstance(face, str):
        assert FACES.face_of(host, peer) == face
    else:
        with pytest.raises(face):
            FACES.face_of(host, peer)


def test_with_one_entrance_every_name_and_everybody_is_welcome() -> None:
    assert Faces().face_of("anything", "203.0.113.1") == "single"
    assert not Faces().has_proxies


def test_with_one_entrance_its_own_names_are_answered_and_no_others() -> None:
    faces = Faces(alone=["kairan.example.lg.jp"])
    for host in ("kairan.example.lg.jp", "KAIRAN.example.lg.jp:443", "localhost:8000", "127.0.0.1", "[::1]:8000"):
        assert faces.face_of(host, "203.0.113.1") == "single"
    for host in ("", "elsewhere.example", "kairan.example.lg.jp.evil.example", "10.1.0.5"):
        with pytest.raises(HostUnknown):
            faces.face_of(host, "203.0.113.1")


def test_who_asks_is_the_nearest_address_that_is_no_proxy_of_ours() -> None:
    assert FACES.asker_behind("10.1.0.5", "1.1.1.1, 203.0.113.7") == "203.0.113.7"  # the first hop may be a lie
    assert FACES.asker_behind("10.1.0.5", "203.0.113.7, 10.9.0.1") == "203.0.113.7"
    assert FACES.asker_behind("10.1.0.5", " , ") == "10.1.0.5"


def test_proxies_of_a_face_without_a_host_are_a_mistake_told_at_the_start() -> None:
    with pytest.raises(ValueError, match="inside"):
        Faces({LGWAN: "lgwan"}, {"inside": ["10.0.0.1"]})


def test_the_setting_is_read_from_a_file_and_from_a_variable(tmp_path: Path) -> None:
    file = tmp_path / "kairan.toml"
    file.write_text('[faces]\n"a.example" = "lgwan"\n[face_proxies]\nlgwan = ["10.1.0.5"]\n', "utf-8")
    assert load_settings(file, {}).face_proxies == {"lgwan": ("10.1.0.5",)}
    given = {"KAIRAN_FACE_PROXIES": '{"lgwan": ["10.1.0.6"]}'}
    assert load_settings(file, given).face_proxies == {"lgwan": ("10.1.0.6",)}


@pytest.fixture(scope="module")
def server(databases: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Two faces; only the Internet's proxy is this machine."""
    server = Server(
        tmp_path_factory.mktemp("faces"),
        database=databases.fresh(),
        url=f"http://{INTERNET}",
        faces=json.dumps({LGWAN: "lgwan", INTERNET: "internet"}),
        face_proxies=json.dumps({"lgwan": ["10.1.0.5"], "internet": ["127.0.0.1"]}),
    )
    server.start()
    engine = open_engine(server.environment["KAIRAN_DATABASE"], pool_size=1)
    with transaction(engine) as db:
        office = office_of(db)
        for viewer in (office.yoshida, office.cast.sato):
            set_password(db, viewer, quickly_hashed(PASSWORD))
    engine.dispose()
    yield server
    server.stop()


def at(server: Server, host: str, **headers: str) -> httpx.Client:
    """Ask as a proxy on this machine passes it on."""
    passed = {"Host": host, "Origin": f"http://{host}", "X-Forwarded-For": "203.0.113.7"}
    return httpx.Client(base_url=f"http://127.0.0.1:{server.port}", headers={**passed, **headers}, timeout=30)


def test_a_request_cannot_claim_another_face(server: Server) -> None:
    for path in ("/", "/api/session", "/api/organizations/sign-in"):
        with closing(at(server, LGWAN)) as client:
            refused = client.get(path)
            assert (refused.status_code, refused.json()["code"]) == (403, "entrance.proxy_unknown"), path
        with closing(at(server, "elsewhere.example")) as client:
            refused = client.get(path)
            assert (refused.status_code, refused.json()["code"]) == (421, "entrance.host_unknown"), path
    with closing(at(server, "127.0.0.1")) as client:
        assert client.get("/health").status_code == 200
        assert client.get("/metrics").status_code == 404  # what a proxy passes on is from outside


def test_a_body_opens_a_face_to_its_networks_and_refusals_are_in_its_record(server: Server) -> None:
    for host in (LGWAN, "elsewhere.example"):
        with closing(at(server, host)) as stranger:
            stranger.get("/")
    body = {"login": "yoshida", "password": PASSWORD}
    with closing(at(server, INTERNET)) as client:
        city = next(one["id"] for one in client.get("/api/organizations/sign-in").json() if one["name"] == "あおば市")
        body["organization"] = city
        assert client.post("/api/session", json=body).json()["face"] == "internet"
        page = client.get("/api/administration/policy").json()
        assert (page["faces"], page["address"]) == (["lgwan", "internet"], "203.0.113.7")
        shut = {**page["policy"], "networks": {"internet": ["198.51.100.0/24"]}}
        assert client.put("/api/administration/policy", json=shut).json()["code"] == "policy.would_lock_out"
        wide = {**page["policy"], "networks": {"internet": ["203.0.113.0/24"]}}
        assert client.put("/api/administration/policy", json=wide).status_code == 200
        moved = client.get("/api/session", headers={"X-Forwarded-For": "198.51.100.9"})
        assert (moved.status_code, moved.json()["code"]) == (403, "policy.address_refused")
        assert "198.51.100.9" in moved.json()["title"]
        with closing(at(server, INTERNET, **{"X-Forwarded-For": "198.51.100.9"})) as other:
            refused = other.post("/api/session", json={**body, "login": "sato"})
            assert (refused.status_code, refused.json()["code"]) == (403, "policy.address_refused")
    server.stop()
    engine = open_engine(server.environment["KAIRAN_DATABASE"], pool_size=1)
    with transaction(engine) as db:
        told = refusals(db, organization_stream(city))
        assert {(one.why, one.address) for one in told} >= {("policy.address_refused", "198.51.100.9")}
        assert {one.why for one in refusals(db, INSTALLATION)} == {"entrance.proxy_unknown", "entrance.host_unknown"}
        assert all(one.member_id for one in told)
    engine.dispose()
    server.start()


def refusals(db: Db, stream: str) -> list[AccessRefused]:
    """Return what a stream tells of refused access."""
    entries = entries_after(db, stream, 0, 1_000)
    return [msgspec.json.decode(one.body, type=AccessRefused) for one in entries if one.kind == AccessRefused.kind]


def test_what_is_refused_to_nobody_known_is_told_where_there_is_one_body_only(db: Db) -> None:
    cast = assemble(db)
    tell_refused(db, Refusal("entrance.proxy_unknown", address="203.0.113.1"), 7)
    assert refusals(db, organization_stream(cast.city)) == []
    assert [one.tries for one in refusals(db, INSTALLATION)] == [7]


def test_a_flood_of_refusals_makes_a_handful_of_entries(database_url: str) -> None:
    asyncio.run(flood(database_url))


async def flood(database_url: str) -> None:
    store = open_store(database_url)
    await store.start()
    try:
        async with AccessRefusals(store) as access_refusals:
            for n in range(3 * KINDS_MOST):
                access_refusals.note(Refusal("entrance.host_unknown", address=f"203.0.113.{n % 2}"))
            for n in range(3):
                access_refusals.note(Refusal("entrance.host_unknown", address=f"198.51.100.{n}"))
            await access_refusals.tell()
            access_refusals.note(Refusal("entrance.host_unknown", address="203.0.113.0"))
            await access_refusals.tell()  # too soon: kept for later, and told at the end
            told = await store.read(refusals, INSTALLATION)
            assert sorted(one.tries for one in told) == [1, 1, 1, 1500, 1500]
        assert sum(one.tries for one in await store.read(refusals, INSTALLATION)) == 3 * KINDS_MOST + 4
        many = AccessRefusals(store)
        for n in range(2 * KINDS_MOST):
            many.note(Refusal("policy.refused", act="read", address=str(n)))
        assert len(many._counts) == KINDS_MOST + 1
    finally:
        await store.stop()
