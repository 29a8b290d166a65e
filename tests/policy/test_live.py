"""Open connections are held to the policy: a change asks everybody back, a room that may not be read is closed."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from kairan.core.kit.database import open_engine, transaction
from kairan.people import set_password
from kairan.talk.model import room_stream
from tests.administration.conftest import office_of
from tests.cast import room_of
from tests.support.passwords import quickly_hashed
from tests.support.server import Server

PASSWORD = "回覧の見本のパスワード"


@pytest.fixture(scope="module")
def server(databases: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("live-policy"), database=databases.fresh())
    server.start()
    yield server
    server.stop()


@contextmanager
def socket_of(server: Server, client: httpx.Client, vector: dict[str, int]) -> Iterator[ClientConnection]:
    """Open a live connection that says where its client stands."""
    cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    headers = {"Cookie": cookie, "Origin": server.url}
    with connect(server.url.replace("http", "ws") + "/api/live", additional_headers=headers) as socket:
        socket.send(json.dumps({"t": "hello", "vector": vector}))
        yield socket


def heard_until(socket: ClientConnection, *last: str) -> list[dict[str, Any]]:
    """Return the frames up to the first of one of these kinds."""
    heard: list[dict[str, Any]] = []
    try:
        while not any(frame["t"] in last for frame in heard):
            heard += [json.loads(line) for line in str(socket.recv(timeout=20)).splitlines()]
    except ConnectionClosed:
        pass
    return heard


def test_who_may_no_longer_read_a_room_stops_hearing_of_it(server: Server) -> None:
    engine = open_engine(server.environment["KAIRAN_DATABASE"], pool_size=1)
    with transaction(engine) as db:
        office = office_of(db)
        for viewer in (office.yoshida, office.cast.sato, office.cast.tanaka):
            set_password(db, viewer, quickly_hashed(PASSWORD))
        room = room_of(db, office.cast.sato, office.cast.tanaka, room_class=2)
    engine.dispose()
    city, stream = office.cast.city, room_stream(room)
    with (
        closing(server.sign_in("yoshida", PASSWORD, city)) as yoshida,
        closing(server.sign_in("sato", PASSWORD, city)) as sato,
    ):
        position = sato.get("/api/start").json()["vector"][stream]
        with socket_of(server, sato, {stream: position}) as before:
            assert heard_until(before, "current")[0]["rules"] == 0
            policy = yoshida.get("/api/administration/policy").json()["policy"]
            rule = {"face": "single", "device": "pc", "kind": "staff", "upto": {"read": 2}}
            yoshida.put("/api/administration/policy", json={**policy, "rules": [rule]}).raise_for_status()
            assert heard_until(before, "bye")[-1]["code"] == "resume"
        with socket_of(server, sato, {stream: position}) as after:
            assert heard_until(after, "current")[0]["rules"] == 1
        policy = yoshida.get("/api/administration/policy").json()["policy"]
        free = {"face": "single", "device": "pc", "kind": "staff", "upto": {}}
        yoshida.put("/api/administration/policy", json={**policy, "rules": [free]}).raise_for_status()
        sato.patch(f"/api/rooms/{room}", json={"room_class": 3}).raise_for_status()
        policy = yoshida.get("/api/administration/policy").json()["policy"]
        yoshida.put("/api/administration/policy", json={**policy, "rules": [rule]}).raise_for_status()
        with socket_of(server, sato, {stream: position}) as closed:
            heard = heard_until(closed, "current")
            assert {"t": "closed", "s": stream} in heard
            assert not [frame for frame in heard if frame["t"] == "entry" and frame["s"] == stream]
        refused = sato.get(f"/api/rooms/{room}/messages")
        assert (refused.status_code, refused.json()["code"]) == (403, "policy.refused")


def test_a_room_whose_class_rises_is_closed_where_it_may_not_be_read(server: Server) -> None:
    engine = open_engine(server.environment["KAIRAN_DATABASE"], pool_size=1)
    with transaction(engine) as db:
        office = office_of(db)
        for viewer in (office.yoshida, office.cast.sato, office.cast.tanaka):
            set_password(db, viewer, quickly_hashed(PASSWORD))
        room = room_of(db, office.cast.sato, office.cast.tanaka, room_class=2)
    engine.dispose()
    city, stream = office.cast.city, room_stream(room)
    phone = {"User-Agent": "Mozilla/5.0 (iPhone) Mobile"}
    with (
        closing(server.sign_in("yoshida", PASSWORD, city)) as yoshida,
        closing(server.sign_in("sato", PASSWORD, city)) as sato,
        httpx.Client(base_url=server.url, headers={"Origin": server.url, **phone}, timeout=30) as tanaka,
    ):
        policy = yoshida.get("/api/administration/policy").json()["policy"]
        rule = {"face": "single", "device": "phone", "kind": "staff", "upto": {"read": 2}}
        yoshida.put("/api/administration/policy", json={**policy, "rules": [rule]}).raise_for_status()
        body = {"login": "tanaka", "password": PASSWORD, "organization": city}
        assert tanaka.post("/api/session", json=body).json()["device"] == "phone"
        position = tanaka.get("/api/start").json()["vector"][stream]
        with socket_of(server, tanaka, {stream: position}) as socket:
            heard_until(socket, "current")
            sato.patch(f"/api/rooms/{room}", json={"room_class": 3}).raise_for_status()
            sent = {"client_key": "after", "text": "機密性3になった後の発言"}
            sato.post(f"/api/rooms/{room}/messages", json=sent).raise_for_status()
            heard = heard_until(socket, "closed")
            assert [frame["k"] for frame in heard if frame["t"] == "entry"] == ["room.reclassified"]
            with pytest.raises(TimeoutError):
                socket.recv(timeout=2)
        assert room not in {card["id"] for card in tanaka.get("/api/start").json()["rooms"]}
