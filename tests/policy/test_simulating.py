"""What the simulation says is what the server does: the same people, the same places, real requests."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import httpx
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kairan.core.kit.database import Db, open_engine, transaction
from kairan.people import PersonNotFound, change_status, set_password
from kairan.people.roles import RoleNeeded
from kairan.policy.model import ACTS, Act
from kairan.policy.presets import presets_for
from kairan.policy.simulating import Supposed, simulate
from tests.administration.conftest import Office, office_of
from tests.cast import room_of
from tests.policy.conftest import rule, settled
from tests.support.passwords import quickly_hashed
from tests.support.server import Server

PASSWORD = "回覧の見本のパスワード"


def answers(db: Db, office: Office, **supposed: Any) -> dict[Act, tuple[bool, str, Act | None]]:
    """Ask about 佐藤 unless told otherwise."""
    asked = {"member_id": office.cast.sato.member_id, "face": "internet", "device": "pc", **supposed}
    found = simulate(db, office.yoshida, Supposed(**asked)).answers
    return {one.act: (one.allowed, one.reason, one.rests_on) for one in found}


def test_each_answer_names_what_decided(db: Db, office: Office) -> None:
    settled(db, office.yoshida, rule("internet", view_file=1, search=0), rule("internet", "phone", read=2))
    told = answers(db, office)
    assert list(told) == list(ACTS)
    assert told["write"] == (True, "free", None)
    assert told["search"] == (False, "rule", None)
    assert told["view_file"] == (False, "rule", None)
    assert told["download"] == (False, "rests_on", "view_file")
    assert told["administer"] == (False, "role", None)
    assert answers(db, office, room_class=1)["download"] == (True, "rests_on", "view_file")
    assert answers(db, office, device="phone", room_class=3)["write"] == (False, "rests_on", "read")
    assert answers(db, office, member_id=office.cast.guest.member_id)["invite"] == (False, "guest", None)
    assert answers(db, office, member_id=office.yoshida.member_id)["administer"] == (True, "free", None)


def test_a_room_counts_by_its_class_and_by_who_is_in_it(db: Db, office: Office) -> None:
    settled(db, office.yoshida, rule("internet", read=2))
    room, other = room_of(db, office.cast.sato, room_class=3), room_of(db, office.cast.tanaka, room_class=1)
    assert answers(db, office, room_id=room)["read"] == (False, "rule", None)
    assert answers(db, office, room_id=other)["read"] == (False, "not_in_room", None)
    assert answers(db, office, room_id=other)["see_directory"][0]
    foreign = room_of(db, office.cast.neighbour)
    assert answers(db, office, room_id=foreign) == answers(db, office, room_id="0" * 13)


def test_networks_and_accounts_keep_people_out(db: Db, office: Office) -> None:
    settled(db, office.yoshida, networks={"internet": ["198.51.100.0/24"]})
    assert answers(db, office, address="203.0.113.1")["sign_in"] == (False, "network", None)
    assert answers(db, office, address="198.51.100.1")["sign_in"] == (True, "free", None)
    change_status(db, None, office.cast.city, office.cast.sato.member_id, "suspended")
    assert {told[:2] for told in answers(db, office).values()} == {(False, "account")}


def test_only_who_has_the_task_simulates_and_only_their_own_people(db: Db, office: Office) -> None:
    asked = Supposed(member_id=office.cast.sato.member_id, face="single", device="pc")
    for who in (office.cast.sato, office.cast.guest, office.auditor):
        with pytest.raises(RoleNeeded):
            simulate(db, who, asked)
    with pytest.raises(PersonNotFound):
        simulate(db, office.townsman, asked)


def test_the_presets_say_what_they_promise(db: Db, office: Office) -> None:
    presets = {one.name: one.rules for one in presets_for(("lgwan", "internet"))}
    settled(db, office.yoshida, *presets["separation"])
    for face, device, room_class, read, download in (
        ("lgwan", "pc", 3, True, True),
        ("lgwan", "phone", 3, False, False),
        ("internet", "pc", 2, True, False),
        ("internet", "phone", 2, True, False),
        ("internet", "phone", 3, False, False),
    ):
        told = answers(db, office, face=face, device=device, room_class=room_class)
        assert (told["read"][0], told["download"][0]) == (read, download), (face, device, room_class)
    assert all(not one.upto for one in presets["open"])


# --- against the running server --------------------------------------------------------------------------------


class World(msgspec.Struct, frozen=True):
    """A running server; what 佐藤 may use on it, for each class of room."""

    server: Server
    office: Office
    rooms: dict[int, str]
    files: dict[int, str]
    sato: httpx.Client
    yoshida: httpx.Client


@pytest.fixture(scope="module")
def world(databases: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    server = Server(tmp_path_factory.mktemp("simulation"), database=databases.fresh())
    server.start()
    engine = open_engine(server.environment["KAIRAN_DATABASE"], pool_size=1)
    with transaction(engine) as db:
        office = office_of(db)
        for viewer in (office.yoshida, office.cast.sato):
            set_password(db, viewer, quickly_hashed(PASSWORD))
        rooms = {n: str(room_of(db, office.cast.sato, office.cast.tanaka, room_class=n)) for n in (1, 2, 3)}
    engine.dispose()
    city = office.cast.city
    with (
        closing(server.sign_in("sato", PASSWORD, city)) as sato,
        closing(server.sign_in("yoshida", PASSWORD, city)) as yoshida,
    ):
        yield World(server, office, rooms, {n: _sent(sato, room) for n, room in rooms.items()}, sato, yoshida)
    server.stop()


def _sent(sato: httpx.Client, room: str) -> str:
    file_id = sato.post("/api/files", params={"name": "計画.txt"}, content="計画".encode()).json()["id"]
    sent = {"client_key": f"file-{room}", "text": "資料", "file_ids": [file_id]}
    sato.post(f"/api/rooms/{room}/messages", json=sent).raise_for_status()
    return str(file_id)


keys = iter(range(10**9))
Ask = Callable[[World, int], httpx.Response]
ASKED: dict[Act, Ask] = {
    "read": lambda w, n: w.sato.get(f"/api/rooms/{w.rooms[n]}/messages"),
    "write": lambda w, n: _post(w, n, []),
    "attach": lambda w, n: (
        w.sato.post("/api/files", params={"name": "x.txt"}, content=b"x") if n == 1 else _post(w, n, [w.files[n]])
    ),
    "download": lambda w, n: w.sato.get(f"/api/files/{w.files[n]}/content", params={"download": True}),
    "search": lambda w, n: w.sato.get("/api/search", params={"q": "資料", "room_id": w.rooms[n]}),
    "create_room": lambda w, n: w.sato.post("/api/rooms", json={"name": "作る", "room_class": n}),
    "invite": lambda w, n: w.sato.post(f"/api/rooms/{w.rooms[n]}/members", json={"member_ids": []}),
    "invite_guest": lambda w, n: w.sato.post(
        f"/api/rooms/{w.rooms[n]}/members", json={"member_ids": [w.office.cast.guest.member_id]}
    ),
}


def _post(world: World, n: int, files: list[str]) -> httpx.Response:
    draft = {"client_key": f"k{next(keys)}", "text": "送る", "file_ids": files}
    return world.sato.post(f"/api/rooms/{world.rooms[n]}/messages", json=draft)


# What forwards a file also asks for `forward`; the samples leave it free, so that `attach` decides.
SET = st.dictionaries(st.sampled_from([act for act in ASKED if act != "forward"]), st.integers(0, 3), max_size=5)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(levels=SET)
def test_what_is_simulated_is_what_the_server_does(world: World, levels: dict[str, int]) -> None:
    policy = world.yoshida.get("/api/administration/policy").json()["policy"]
    wanted = {**policy, "rules": [{"face": "single", "device": "pc", "kind": "staff", "upto": levels}]}
    world.yoshida.put("/api/administration/policy", json=wanted).raise_for_status()
    for n in (1, 2, 3):
        asked = {"member_id": world.office.cast.sato.member_id, "face": "single", "device": "pc"}
        told = world.yoshida.get(
            "/api/administration/policy/simulation", params={**asked, "room_id": world.rooms[n]}
        ).json()["answers"]
        simulated = {one["act"]: one["allowed"] for one in told}
        for act, ask in ASKED.items():
            answer = ask(world, n)
            really = answer.status_code < 400
            assert really == simulated[act], f"{act} at class {n} under {json.dumps(levels)}: {answer.text[:200]}"
            if not really:
                assert answer.json()["code"] == "policy.refused"
