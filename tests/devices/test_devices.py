"""Devices: applied for and approved where the body asks for it; cut off at once; a lost one clears its store."""

import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import delete, select, update
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.kit.text import NameEmpty
from kairan.core.viewer import Entrance, Viewer
from kairan.devices.actions import apply_for, change_rules, decide, note_wiped, report_lost, sweep_devices
from kairan.devices.lent import issue_lent, lent_devices, withdraw_lent
from kairan.devices.problems import (
    AlreadyDecided,
    ConsentOutdated,
    DeviceNotFound,
    ReasonMissing,
    WouldLockOut,
)
from kairan.devices.queries import find_devices, own_devices, this_device
from kairan.people import set_password
from kairan.people.roles import RoleNeeded
from kairan.sessions.actions import open_session
from kairan.sessions.browsers import is_lost
from kairan.sessions.device_model import FORGOTTEN_MS, Application, Demanded, DeviceRules, device_table
from kairan.sessions.model import session_table
from kairan.sessions.queries import viewer_of
from tests.administration.conftest import Office, office_of
from tests.support.passwords import quickly_hashed
from tests.support.server import Server

PASSWORD = "回覧の見本のパスワード"
PHONES = DeviceRules(demanded=[Demanded("single", "phone")])
MINE = Application(name="わたしのスマホ", owner="private", consent=1)


def came(db: Db, who: Viewer, browser: str, former: str = "", device: str = "phone") -> Viewer:
    """Come in with a browser's cookie; give the viewer that makes."""
    entrance = Entrance("single", device, "iPhone Safari/1", browser, former)  # type: ignore[arg-type]
    guarded = viewer_of(db, open_session(db, who.member_id, entrance), "single")
    assert guarded is not None
    return msgspec.structs.replace(guarded.viewer, roles=who.roles)


def again(db: Db, viewer: Viewer) -> tuple[str, ...]:
    """Return the gates before a session now."""
    from kairan.sessions.queries import _open_sessions, _OpenSession, _s  # noqa: PLC0415

    row = db.first(_open_sessions().where(_s.id == viewer.session_id), {"now": now_ms()})
    assert row is not None
    return _OpenSession(row).gates()


def apply_(db: Db, viewer: Viewer, asked: Application = MINE) -> str:
    apply_for(db, viewer, asked, Entrance("single", "phone"))
    device = this_device(db, viewer).device
    assert device is not None
    return device.id


@pytest.fixture
def office(db: Db) -> Office:
    return office_of(db)


def test_without_rules_nobody_has_to_apply(db: Db, office: Office) -> None:
    assert came(db, office.cast.sato, "b1").gates == ()


def test_a_device_waits_at_the_gate_until_it_is_approved(db: Db, office: Office) -> None:
    change_rules(db, office.yoshida, PHONES)
    phone = came(db, office.cast.sato, "b1")
    assert phone.gates == ("device",)
    device_id = apply_(db, phone)
    assert again(db, phone) == ("device",)
    decide(db, office.yoshida, [device_id], "approve", "")
    assert again(db, phone) == ()
    assert came(db, office.cast.sato, "b2", "b1").gates == ()  # the cookie changed, the device is the same
    assert came(db, office.cast.sato, "b9").gates == ("device",)
    assert came(db, office.cast.sato, "b8", device="pc").gates == ("device",)  # that it is a PC is its own word


def test_what_says_that_it_is_a_pc_counts_as_a_phone_until_somebody_looked_at_it(db: Db, office: Office) -> None:
    change_rules(db, office.yoshida, msgspec.structs.replace(PHONES, approve_first=1))
    sato = came(db, office.cast.sato, "b1", device="pc")
    assert (sato.device, sato.gates) == ("phone", ("device",))
    device_id = apply_(db, sato)
    assert again(db, sato) == ()
    assert came(db, office.cast.sato, "b1", "b1", device="pc").device == "phone"  # approved, and by the rule only
    decide(db, office.yoshida, [device_id], "cut_off", "")
    decide(db, office.yoshida, [device_id], "approve", "")
    desk = came(db, office.cast.sato, "b1", "b1", device="pc")
    assert (desk.device, desk.gates) == ("pc", ())
    assert came(db, office.cast.guest, "b7", device="pc").device == "pc"


def test_open_sessions_count_as_phones_from_the_rule_on_but_not_the_administrators_own(db: Db, office: Office) -> None:
    desk, own = came(db, office.cast.sato, "b1", device="pc"), came(db, office.yoshida, "b2", device="pc")
    change_rules(db, own, PHONES)
    assert again(db, desk) == ("device",)
    assert again(db, own) == ()


def test_whoever_was_cut_off_is_not_approved_again_by_the_rule(db: Db, office: Office) -> None:
    change_rules(db, office.yoshida, msgspec.structs.replace(PHONES, approve_first=1))
    phone = came(db, office.cast.sato, "b1")
    decide(db, office.yoshida, [apply_(db, phone)], "cut_off", "")
    anew = came(db, office.cast.sato, "b2")  # all cookies cleared
    apply_(db, anew)
    assert again(db, anew) == ("device",)
    change_rules(db, office.yoshida, msgspec.structs.replace(PHONES, approve_first=5))
    other = came(db, office.cast.sato, "b3")
    apply_(db, other)
    assert again(db, other) == ("device",)


def test_what_was_lost_uses_its_place_up(db: Db, office: Office) -> None:
    change_rules(db, office.yoshida, msgspec.structs.replace(PHONES, approve_first=1))
    report_lost(db, office.cast.sato, apply_(db, came(db, office.cast.sato, "b1")))
    other = came(db, office.cast.sato, "b2")
    apply_(db, other)
    assert again(db, other) == ("device",)


def test_lent_is_what_came_with_a_code_and_a_code_is_good_once(db: Db, office: Office) -> None:
    change_rules(db, office.yoshida, msgspec.structs.replace(PHONES, approve_lent=True))
    (one,) = issue_lent(db, office.yoshida, ["備品 0123", " 備品 0123 "])
    lent = msgspec.structs.replace(MINE, owner="public")
    for code, gates in (("", ("device",)), ("備品 0123", ("device",)), (one.code.upper(), ()), (one.code, ("device",))):
        phone = came(db, office.cast.sato, f"b{code}{len(gates)}")
        apply_(db, phone, msgspec.structs.replace(lent, code=code))
        assert again(db, phone) == gates
    assert lent_devices(db, office.yoshida)[0].person == "佐藤 美咲"
    assert withdraw_lent(db, office.yoshida, "備品 0123") == []
    for act in (lent_devices, lambda db, who: issue_lent(db, who, ["x"]), lambda db, who: withdraw_lent(db, who, "x")):
        with pytest.raises(RoleNeeded):
            act(db, office.cast.sato)


def test_the_cookie_before_is_good_once_more_when_an_answer_got_lost(db: Db, office: Office) -> None:
    first = this_device(db, came(db, office.cast.sato, "b1")).device
    second = this_device(db, came(db, office.cast.sato, "b2", "b1")).device
    third = this_device(db, came(db, office.cast.sato, "b3", "b1")).device
    assert len({None if one is None else one.id for one in (first, second, third)}) == 1


def test_two_people_at_one_browser_have_a_device_each(db: Db, office: Office) -> None:
    change_rules(db, office.yoshida, PHONES)
    device_id = apply_(db, came(db, office.cast.sato, "b1"))
    decide(db, office.yoshida, [device_id], "approve", "")
    assert came(db, office.cast.tanaka, "b2", "b1").gates == ("device",)
    assert came(db, office.cast.sato, "b3", "b2").gates == ()


def test_the_rule_approves_the_first_of_each_person(db: Db, office: Office) -> None:
    rules = DeviceRules(demanded=PHONES.demanded, approve_lent=True, approve_first=1)
    change_rules(db, office.yoshida, rules)
    for number, (owner, gates) in enumerate([("private", ()), ("private", ("device",)), ("public", ("device",))]):
        phone = came(db, office.cast.sato, f"b{number}")
        apply_(db, phone, msgspec.structs.replace(MINE, owner=owner))
        assert again(db, phone) == gates


def test_guests_are_not_asked(db: Db, office: Office) -> None:
    change_rules(db, office.yoshida, PHONES)
    assert came(db, office.cast.guest, "b1").gates == ()


def test_a_refused_device_is_told_why_and_stays_outside_whatever_the_rules(db: Db, office: Office) -> None:
    change_rules(db, office.yoshida, PHONES)
    phone = came(db, office.cast.sato, "b1")
    device_id = apply_(db, phone)
    with pytest.raises(ReasonMissing):
        decide(db, office.yoshida, [device_id], "refuse", "  ")
    decide(db, office.yoshida, [device_id], "refuse", "古い機種のため")
    found = this_device(db, phone).device
    assert found is not None
    assert (found.status, found.reason) == ("refused", "古い機種のため")
    with pytest.raises(AlreadyDecided):
        apply_(db, phone)
    change_rules(db, office.yoshida, DeviceRules())
    assert again(db, phone) == ("device",)


def test_a_device_that_is_cut_off_or_lost_has_no_sessions_at_once(db: Db, office: Office) -> None:
    for number, decision in enumerate(("cut_off", "lost")):
        phone = came(db, office.cast.sato, f"b{number}")
        device = this_device(db, phone).device
        assert device is not None
        ended = decide(db, office.yoshida, [device.id], decision, "")  # type: ignore[arg-type]
        assert ended == [phone.session_id]
        assert decide(db, office.yoshida, [device.id], decision, "") == []  # type: ignore[arg-type]
        assert came(db, office.cast.sato, f"b{number}x", f"b{number}").gates == ("device",)


def test_a_lost_device_is_known_by_either_cookie_until_it_has_cleared_its_store(db: Db, office: Office) -> None:
    came(db, office.cast.sato, "b1")
    phone = came(db, office.cast.sato, "b2", "b1")
    device = this_device(db, phone).device
    assert device is not None
    assert not is_lost(db, "b2")
    report_lost(db, came(db, office.cast.sato, "pc", device="pc"), device.id)
    assert is_lost(db, "b1")
    assert is_lost(db, "b2")
    note_wiped(db, "b2", "192.0.2.1")
    note_wiped(db, "b2", "192.0.2.1")
    assert not is_lost(db, "b2")
    assert own_devices(db, office.cast.sato)[-1].wiped_at is not None


@pytest.mark.parametrize("who", ["tanaka", "neighbour", "guest"])
def test_nobody_reports_or_decides_about_the_device_of_another(db: Db, office: Office, who: str) -> None:
    device = this_device(db, came(db, office.cast.sato, "b1")).device
    assert device is not None
    outsider: Viewer = getattr(office.cast, who)
    with pytest.raises(DeviceNotFound):
        report_lost(db, outsider, device.id)
    with pytest.raises(RoleNeeded):
        decide(db, outsider, [device.id], "lost", "")
    with pytest.raises(DeviceNotFound):
        decide(db, office.townsman, [device.id], "lost", "")
    assert device.id not in [one.id for one in find_devices(db, office.townsman).devices]


def test_all_or_none_are_decided_about(db: Db, office: Office) -> None:
    device = this_device(db, came(db, office.cast.sato, "b1")).device
    assert device is not None
    with db.connection.begin_nested() as savepoint:
        with pytest.raises(DeviceNotFound):
            decide(db, office.yoshida, [device.id, "0000000000000"], "cut_off", "")
        savepoint.rollback()
    found = this_device(db, came(db, office.cast.sato, "b2", "b1")).device
    assert found is not None
    assert found.status == "known"


def test_what_waits_stands_first_and_is_found_by_person_and_name(db: Db, office: Office) -> None:
    change_rules(db, office.yoshida, PHONES)
    apply_(db, came(db, office.cast.sato, "b1"))
    came(db, office.cast.tanaka, "b2", device="pc")
    page = find_devices(db, office.yoshida)
    assert [(one.person, one.status) for one in page.devices] == [("佐藤 美咲", "waiting"), ("田中 一郎", "known")]
    assert page.waiting == 1
    assert [one.person for one in find_devices(db, office.yoshida, "たなか").devices] == ["田中 一郎"]
    assert [one.name for one in find_devices(db, office.yoshida, "スマホ").devices] == ["わたしのスマホ"]


def test_the_consent_that_was_read_is_the_one_agreed_to(db: Db, office: Office) -> None:
    changed = change_rules(db, office.yoshida, msgspec.structs.replace(PHONES, consent="新しい約束"))
    assert changed.version == 2
    phone = came(db, office.cast.sato, "b1")
    with pytest.raises(ConsentOutdated):
        apply_(db, phone)
    apply_(db, phone, msgspec.structs.replace(MINE, consent=2))


def test_a_device_needs_a_name(db: Db, office: Office) -> None:
    change_rules(db, office.yoshida, PHONES)
    with pytest.raises(NameEmpty):
        apply_(db, came(db, office.cast.sato, "b1"), msgspec.structs.replace(MINE, name=" "))


def test_an_administrator_does_not_lock_out_the_device_they_set_the_rule_with(db: Db, office: Office) -> None:
    here = came(db, office.yoshida, "b1")
    with pytest.raises(WouldLockOut):
        change_rules(db, here, PHONES)
    device = this_device(db, here).device
    assert device is not None
    decide(db, here, [device.id], "approve", "")
    change_rules(db, here, PHONES)
    assert again(db, here) == ()


def test_browsers_that_were_only_seen_are_forgotten_in_time(db: Db, office: Office) -> None:
    came(db, office.cast.sato, "b1")
    kept = this_device(db, came(db, office.cast.tanaka, "b2")).device
    assert kept is not None
    decide(db, office.yoshida, [kept.id], "approve", "")
    db.execute(update(device_table).values(seen_at=1))
    with as_of(now_ms() + FORGOTTEN_MS):
        db.execute(delete(session_table))
        sweep_devices(db)
    assert list(db.scalars(select(device_table.c.id))) == [kept.id]


# --- through the real server ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server(databases: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    url = databases.fresh()
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        office = office_of(db)
        for viewer in (office.cast.sato, office.yoshida):
            set_password(db, viewer, quickly_hashed(PASSWORD))
    engine.dispose()
    server = Server(tmp_path_factory.mktemp("devices"), database=url)
    server.start()
    yield server
    server.stop()


def signed_in(server: Server, login: str, agent: str = "Mozilla/5.0 (Windows NT 10.0) Chrome/126.0") -> httpx.Client:
    headers = {"Origin": server.url, "User-Agent": agent}
    client = httpx.Client(base_url=server.url, headers=headers, timeout=30)
    client.post("/api/session", json={"login": login, "password": PASSWORD}).raise_for_status()
    return client


def test_a_lost_phone_is_parted_with_at_once_and_told_to_clear_its_store(server: Server) -> None:
    iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile Safari/604.1"
    with closing(signed_in(server, "sato", iphone)) as phone, closing(signed_in(server, "sato")) as desk:
        cookies = "; ".join(f"{name}={value}" for name, value in phone.cookies.items())
        headers = {"Cookie": cookies, "Origin": server.url}
        with connect(server.url.replace("http", "ws") + "/api/live", additional_headers=headers) as socket:
            socket.send(json.dumps({"t": "hello", "vector": {}}))
            socket.recv(timeout=10)
            (lost,) = [one for one in desk.get("/api/devices").json()["devices"] if one["device"] == "phone"]
            assert desk.post(f"/api/devices/{lost['id']}/lost").status_code == 200
            with pytest.raises(ConnectionClosed):
                all(iter(lambda: socket.recv(timeout=10), None))
        for path in ("/api/start", "/api/session", "/api/people"):
            answer = phone.get(path)
            assert (answer.status_code, answer.json()["code"]) == (401, "device.lost")
            assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
        phone.post("/api/device/wiped").raise_for_status()
        answer = phone.get("/api/start")
        assert (answer.status_code, answer.json()["code"]) == (401, "session.signed_out")
        (told,) = [one for one in desk.get("/api/devices").json()["devices"] if one["device"] == "phone"]
        assert told["status"] == "lost"
        assert told["wiped_at"]
