"""Real servers, a push service that speaks the real protocol: told once, whatever dies, at whichever node."""

import json
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import httpx
import pytest
from websockets.sync.client import connect

from kairan.core.edge.cookies import COOKIE
from kairan.core.kit.database import open_engine, transaction
from kairan.notifications.model import notice_table
from kairan.people import set_password
from tests.administration.conftest import with_role
from tests.cast import Cast, assemble, room_of
from tests.notifications.push_service import Browser, PushService
from tests.support.broker import Broker
from tests.support.databases import build_schema
from tests.support.passwords import quickly_hashed
from tests.support.postgres import Postgres
from tests.support.processes import wait_until
from tests.support.server import Server

PASSWORD = "回覧の見本のパスワード"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148"
SERVICES = '["127.0.0.1"]'


class Place:
    """A server with a room of three, and who is signed in."""

    def __init__(self, server: Server, cast: Cast, room: str, url: str = "") -> None:
        self.server, self.cast, self.room, self.url = server, cast, room, url

    def waiting(self) -> int:
        """Count what waits to be told."""
        engine = open_engine(self.url, pool_size=1)
        try:
            with transaction(engine) as db:
                return len(db.all(notice_table.select()))
        finally:
            engine.dispose()

    def phone(self, login: str, service: PushService, name: str = "phone") -> httpx.Client:
        """Sign in on a phone, agree to be told at any hour, and subscribe."""
        client = self.server.sign_in(login, PASSWORD, self.cast.city)
        client.headers["User-Agent"] = IPHONE
        client.put("/api/me/notifications", json={"has_quiet": False}).raise_for_status()
        assert len(client.post("/api/me/notifications/key").raise_for_status().json()["public_key"]) == 87
        given = service.browser(name).subscription
        body = {"endpoint": given.endpoint, "p256dh": given.p256dh, "auth": given.auth}
        client.put("/api/me/notifications/device", json=body).raise_for_status()
        return client

    def say(self, client: httpx.Client, text: str) -> None:
        """Post a message."""
        path = f"/api/rooms/{self.room}/messages"
        client.post(path, json={"client_key": text, "text": text}).raise_for_status()


def filled(url: str) -> tuple[Cast, str]:
    """Put the cast and a room into a database."""
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        cast = assemble(db)
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
        admin = with_role(db, cast.city, "yoshida", "吉田 恵", "administrator")
        for one in (cast.sato, cast.tanaka, cast.suzuki, admin):
            set_password(db, one, quickly_hashed(PASSWORD))
    engine.dispose()
    return cast, room


@pytest.fixture
def place(database_url: str, tmp_path: Path) -> Iterator[Place]:
    cast, room = filled(database_url)
    server = Server(tmp_path, database=database_url, push_services=SERVICES)
    server.start()
    yield Place(server, cast, room, database_url)
    server.stop()


def texts(service: PushService, name: str = "phone") -> list[str]:
    return [one["text"] for one in service.browser(name).got]


def test_a_phone_is_told_and_tried_and_told_no_more(place: Place, service: PushService) -> None:
    with (
        closing(place.phone("sato", service)) as sato,
        closing(place.server.sign_in("tanaka", PASSWORD, place.cast.city)) as tanaka,
    ):
        own = sato.get("/api/me/notifications").raise_for_status().json()
        assert (own["push"], own["is_told_here"], own["devices"], own["has_mail"]) == ("on", True, 1, False)
        sato.post("/api/me/notifications/device/trial").raise_for_status()
        assert [one["tag"] for one in service.browser("phone").got] == ["trial"]
        place.say(tanaka, "橋を見てきました。")
        wait_until(lambda: "田中 一郎: 橋を見てきました。" in texts(service), "the phone is told")
        sato.delete("/api/me/notifications/device").raise_for_status()
        place.say(tanaka, "もう聞こえません。")
        assert sato.post("/api/me/notifications/device/trial").json()["code"] == "notification.not_told_here"
        time.sleep(6)
        assert len(texts(service)) == 2
        assert service.refusals == []


def test_what_is_read_within_moments_is_not_told(place: Place, service: PushService) -> None:
    with (
        closing(place.phone("sato", service)) as sato,
        closing(place.server.sign_in("tanaka", PASSWORD, place.cast.city)) as tanaka,
    ):
        place.say(tanaka, "すぐ読まれます。")
        sato.post(f"/api/rooms/{place.room}/read", json={"n": 1}).raise_for_status()
        time.sleep(7)
        place.say(tanaka, "これは届きます。")
        wait_until(lambda: bool(texts(service)), "the phone is told")
        assert texts(service) == ["田中 一郎: これは届きます。"]


def test_who_types_at_the_pc_is_told_on_the_phone_when_they_go(place: Place, service: PushService) -> None:
    with (
        closing(place.phone("sato", service)),
        closing(place.server.sign_in("sato", PASSWORD, place.cast.city)) as pc,
        closing(place.server.sign_in("tanaka", PASSWORD, place.cast.city)) as tanaka,
    ):
        cookie = {"Cookie": f"{COOKIE}={pc.cookies[COOKIE]}", "Origin": place.server.url}
        address = place.server.url.replace("http", "ws") + "/api/live"
        with connect(address, additional_headers=cookie, proxy=None) as socket:
            socket.send(json.dumps({"t": "hello", "vector": {}}))
            socket.send(json.dumps({"t": "active"}))
            time.sleep(6)  # it is written down every five seconds
            place.say(tanaka, "席にいますね。")
            time.sleep(8)
            assert texts(service) == []
            socket.send(json.dumps({"t": "active", "here": False}))
            wait_until(lambda: len(texts(service)) == 1, "the phone is told as soon as they went")


def test_a_power_cut_between_posting_and_telling_tells_once_and_later(place: Place, service: PushService) -> None:
    with (
        closing(place.phone("sato", service)),
        closing(place.server.sign_in("tanaka", PASSWORD, place.cast.city)) as tanaka,
    ):
        place.say(tanaka, "停電の前")
        wait_until(lambda: len(texts(service)) == 1 and place.waiting() == 0, "the phone is told")
        time.sleep(1)  # the job ends
        place.say(tanaka, "停電の直前")
        place.server.kill()
        place.server.start()
        wait_until(lambda: len(texts(service)) >= 2, "the phone is told after the power cut", within_s=30)
        time.sleep(6)
        assert texts(service) == ["田中 一郎: 停電の前", "田中 一郎: 停電の直前"]


def test_the_rules_of_a_body_are_set_by_its_administrators_and_never_over_each_other(place: Place) -> None:
    with (
        closing(place.server.sign_in("yoshida", PASSWORD, place.cast.city)) as admin,
        closing(place.server.sign_in("sato", PASSWORD, place.cast.city)) as sato,
    ):
        path = "/api/administration/notifications"
        before = admin.get(path).raise_for_status().json()
        wanted = {"quiet": {"start": 1260, "end": 420, "days_off": False}, "digest_at": 540, "urgent": "masters"}
        based = {"revision": before["revision"]}
        assert admin.put(path, json=wanted, params=based).raise_for_status().json()["rules"] == wanted
        again = admin.put(path, json={"quiet": None, "digest_at": 540}, params=based)
        assert (again.status_code, again.json()["code"]) == (409, "changed_meanwhile")
        assert sato.get("/api/me/notifications").json()["rules"] == wanted
        for unfit in ({"digest_at": 1440}, {"quiet": {"start": -1}}, {"quiet": {"start": 1, "stop": 2}}):
            assert admin.put(path, json=unfit, params=based).status_code == 400
        for wrong in (
            {"leaves": [{"first": "2026-12-05", "last": "2026-12-04"}]},
            {"leaves": [{"first": "2026-02-30", "last": "2026-03-01"}]},
            {"keywords": ["長" * 41]},
            {"mail": "digest"},
        ):
            assert sato.put("/api/me/notifications", json=wrong).status_code == 422, wrong
        assert sato.put("/api/me/notifications", json={"keywords": ["語"] * 21}).status_code == 400


def test_two_nodes_tell_once(postgres: Postgres, broker: Broker, service: PushService, tmp_path: Path) -> None:
    url = postgres.url(postgres.create())
    build_schema(url)
    cast, room = filled(url)
    nodes = []
    for name in ("east", "west"):
        (tmp_path / name).mkdir()
        files, key = (tmp_path / "files").as_uri(), str(tmp_path / "secret.key")
        node = Server(
            tmp_path / name, database=url, redis=broker.url, files=files, secret_key_file=key, push_services=SERVICES
        )
        node.start()
        nodes.append(node)
    try:
        east, west = (Place(node, cast, room) for node in nodes)
        with (
            closing(east.phone("sato", service)),
            closing(west.server.sign_in("tanaka", PASSWORD, cast.city)) as tanaka,
            closing(east.server.sign_in("suzuki", PASSWORD, cast.city)) as suzuki,
        ):
            for number in range(10):
                west.say(tanaka, f"西から{number}")
                east.say(suzuki, f"東から{number}")
            wait_until(lambda: sum(one["count"] for one in service.browser("phone").got) >= 20, "all of it is told")
            time.sleep(3)
            assert sum(one["count"] for one in service.browser("phone").got) == 20
    finally:
        for node in nodes:
            with suppress(Exception):
                node.stop()


def test_where_no_service_is_named_nothing_leaves_the_machine(database_url: str, tmp_path: Path) -> None:
    cast, _ = filled(database_url)
    server = Server(tmp_path, database=database_url)
    server.start()
    try:
        with closing(server.sign_in("sato", PASSWORD, cast.city)) as sato:
            assert sato.get("/api/me/notifications").json()["push"] == "off"
            assert sato.post("/api/me/notifications/key").json()["code"] == "notification.push_off"
            browser = Browser("https://fcm.googleapis.com/fcm/send/abc").subscription
            body = {"endpoint": browser.endpoint, "p256dh": browser.p256dh, "auth": browser.auth}
            assert sato.put("/api/me/notifications/device", json=body).status_code == 422
    finally:
        server.stop()
