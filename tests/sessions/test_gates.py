"""Gates: what is outstanding in an open session is settled first; until then nothing else answers."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar.routes import HTTPRoute
from sqlalchemy import select, update
from websockets.sync.client import connect

from kairan.app import build_litestar
from kairan.core.edge.authentication import SessionRules
from kairan.core.edge.problems import AtAGate
from kairan.core.edge.requirements import SAFE_METHODS, require_at_gate, wants_fresh
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.settings import Settings
from kairan.core.viewer import Entrance, Factor, Gate, Viewer
from kairan.people import member_table, set_password
from kairan.sessions import ended_sessions
from kairan.sessions.actions import note_proof, open_session
from kairan.sessions.gates import Standing, gates_before
from kairan.sessions.model import session_table
from kairan.sessions.queries import viewer_of
from kairan.sessions.rules import DAY_MS, Demanded, FactorRule, SignInRules, demanded
from tests.administration.conftest import with_role
from tests.cast import Cast, assemble
from tests.support.passwords import quickly_hashed
from tests.support.processes import wait_until
from tests.support.server import Server

PASSWORD = "回覧の見本のパスワード"
OWN = "自分だけが知っている長めの文"
ISSUED = "kx7m-p3wq-9fhd-2nvc"
NOTHING = Demanded("none", 0)
ANY, PASSKEY = Demanded("any", 0), Demanded("passkey", 0)


def standing(*factors: Factor, **more: Any) -> Standing:
    usual = {"has_second": False, "has_passkey": False, "has_issued_password": False, "demanded": NOTHING}
    return Standing(factors=frozenset(factors), **{**usual, **more})


@pytest.mark.parametrize(
    ("session", "gates"),
    [
        (standing("password"), ()),
        (standing("password", has_second=True), ("second_factor",)),
        (standing("password", "totp", has_second=True), ()),
        (standing("passkey", has_second=True, has_passkey=True), ()),
        (standing("provider", has_second=True), ("second_factor",)),
        (standing("provider_strong", has_second=True, demanded=ANY), ()),
        (standing("password", has_issued_password=True), ("new_password",)),
        (standing("provider", has_issued_password=True), ()),
        (standing("password", has_second=True, has_issued_password=True), ("second_factor", "new_password")),
        (standing("password", demanded=ANY), ("enrol_factor",)),
        (standing("password", demanded=Demanded("any", 2**60)), ()),
        (standing("password", has_issued_password=True, demanded=ANY), ("new_password", "enrol_factor")),
        (standing("password", has_second=True, demanded=PASSKEY), ("second_factor", "enrol_factor")),
        (standing("password", has_second=True, has_passkey=True, demanded=PASSKEY), ("second_factor",)),
        (standing("password", "totp", has_second=True, demanded=PASSKEY), ("enrol_factor",)),
        (standing("passkey", has_second=True, has_passkey=True, demanded=PASSKEY), ()),
    ],
)
def test_what_is_outstanding_follows_from_what_was_shown(session: Standing, gates: tuple[Gate, ...]) -> None:
    assert gates_before(session, now_ms()) == gates


def test_the_strongest_demand_on_a_person_counts_at_each_face_for_itself() -> None:
    rules = SignInRules(
        factors=[
            FactorRule(whom="staff", face="internet", demand="any", since=100),
            FactorRule(whom="administrator", face="internet", demand="passkey", since=200),
        ],
        grace_days=1,
    )
    assert demanded(rules, "staff", [], "lgwan", 0) == Demanded("none", 0)
    assert demanded(rules, "staff", [], "internet", 0) == Demanded("any", 100 + DAY_MS)
    assert demanded(rules, "staff", ["administrator"], "internet", 0) == Demanded("passkey", 200 + DAY_MS)
    assert demanded(rules, "staff", [], "internet", 500) == Demanded("any", 500 + DAY_MS)


def issue(db: Db, viewer: Viewer, at: int | None = None) -> None:
    issued = {"password_hash": quickly_hashed(ISSUED), "password_issued_at": at or now_ms()}
    db.execute(update(member_table).where(member_table.c.id == viewer.member_id).values(**issued))


@pytest.fixture
def cast(db: Db) -> Cast:
    return assemble(db)


def gates_of(db: Db, token: str) -> tuple[Gate, ...]:
    guarded = viewer_of(db, token, "single")
    assert guarded is not None
    return guarded.viewer.gates


def test_a_session_at_a_gate_follows_nothing_until_it_is_settled(db: Db, cast: Cast) -> None:
    token = open_session(db, cast.sato.member_id, Entrance(face="single", device="pc", agent="test"))
    (session_id,) = db.scalars(select(session_table.c.id))
    assert ended_sessions(db, [session_id], SessionRules()) == set()
    issue(db, cast.sato)
    assert gates_of(db, token) == ("new_password",)
    assert ended_sessions(db, [session_id], SessionRules()) == {session_id}
    set_password(db, cast.sato, quickly_hashed(PASSWORD))
    assert gates_of(db, token) == ()
    assert ended_sessions(db, [session_id], SessionRules()) == set()


def test_what_is_shown_later_is_added_to_the_session_and_makes_it_fresh(db: Db, cast: Cast) -> None:
    token = open_session(db, cast.sato.member_id, Entrance(face="single", device="pc", agent="test"))
    db.execute(update(session_table).values(proved_at=0))
    guarded = viewer_of(db, token, "single")
    assert guarded is not None
    assert not guarded.is_fresh()
    note_proof(db, guarded.viewer, "totp")
    again = viewer_of(db, token, "single")
    assert again is not None
    assert again.is_fresh()
    assert db.scalar(select(session_table.c.factors)) == "password,totp"


def test_a_handler_answers_only_at_the_gates_it_names(cast: Cast) -> None:
    at_gate = Viewer(member_id=cast.sato.member_id, organization_id=cast.city, gates=("second_factor", "new_password"))
    require_at_gate({}, cast.sato)
    require_at_gate({"at_gate": True}, at_gate)
    require_at_gate({"at_gate": ("second_factor",)}, at_gate)
    for opt in ({}, {"at_gate": ("new_password",)}):
        with pytest.raises(AtAGate):
            require_at_gate(opt, at_gate)


# --- over HTTP -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server(database_kind: str, databases: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with 佐藤 and 鈴木, whose passwords were issued, 田中, whose was issued long ago, and 吉田."""
    url = databases.fresh()
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        cast = assemble(db)
        issue(db, cast.sato)
        issue(db, cast.suzuki)
        issue(db, cast.tanaka, now_ms() - 15 * DAY_MS)
        set_password(db, with_role(db, cast.city, "yoshida", "吉田 恵", "administrator"), quickly_hashed(PASSWORD))
    engine.dispose()
    server = Server(tmp_path_factory.mktemp(f"gates-{database_kind}"), database=url)
    server.start()
    yield server
    server.stop()


def handlers(folder: Path) -> list[tuple[str, str, dict[str, Any]]]:
    """Return method, path and marks of every handler below /api."""
    return [
        (method, route.path_format, handler.opt)
        for route in build_litestar(Settings(data=folder)).routes
        if isinstance(route, HTTPRoute) and route.path_format.startswith("/api")
        for handler in route.route_handlers
        for method in handler.http_methods
        if method not in {"OPTIONS", "HEAD"}
    ]


def test_at_a_gate_no_route_answers_but_those_marked_for_it(server: Server, tmp_path: Path) -> None:
    with closing(server.sign_in("sato", ISSUED)) as client:
        assert client.get("/api/session").json()["at_gate"]["gates"] == ["new_password"]
        for method, path, opt in handlers(tmp_path):
            marked = opt.get("at_gate", ())
            if opt.get("exclude_from_auth") or marked is True or "new_password" in marked:
                continue
            answer = client.request(method, re.sub(r"{\w+}", "1", path), json={})
            assert (answer.status_code, answer.json()["code"]) == (403, "session.gate"), f"{method} {path}"
            assert answer.json()["detail"] == {"gate": "new_password"}


def test_every_change_of_the_administration_and_every_export_asks_for_a_fresh_proof(tmp_path: Path) -> None:
    wanting = [
        f"{method} {path}"
        for method, path, opt in handlers(tmp_path)
        if path.startswith("/api/administration")
        and (method not in SAFE_METHODS or "export" in path)
        and not wants_fresh(opt, method)
        and opt.get("fresh") is not False  # said of what only looks
    ]
    assert wanting == [], 'mark the router with opt={"fresh": "changes"}, an export with fresh=True'


def test_at_a_gate_the_live_connection_is_told_that_it_is_over(server: Server) -> None:
    with closing(server.sign_in("sato", ISSUED)) as client:
        cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        headers = {"Cookie": cookie, "Origin": server.url}
        with connect(server.url.replace("http", "ws") + "/api/live", additional_headers=headers) as socket:
            assert "signed_out" in str(socket.recv(timeout=10))


def test_an_issued_password_is_replaced_by_ones_own_before_anything_else(server: Server) -> None:
    with closing(server.sign_in("suzuki", ISSUED)) as client:
        same = client.put("/api/me/password", json={"current": "", "new": ISSUED})
        assert (same.status_code, same.json()["code"]) == (422, "password.unchanged")
        assert client.put("/api/me/password", json={"current": "", "new": "短い"}).status_code == 422
        assert client.get("/api/start").status_code == 403
        assert client.put("/api/me/password", json={"current": "", "new": OWN}).status_code == 204
        assert client.get("/api/start").status_code == 200
        assert client.get("/api/session").json()["at_gate"] is None
        without = client.put("/api/me/password", json={"current": "", "new": OWN + "二"})
        assert without.json()["code"] == "password.wrong"


def test_an_issued_password_that_was_not_used_in_time_lets_nobody_in(server: Server) -> None:
    with httpx.Client(base_url=server.url, headers={"Origin": server.url}) as client:
        wrong = client.post("/api/session", json={"login": "tanaka", "password": "wrong"})
        right = client.post("/api/session", json={"login": "tanaka", "password": ISSUED})
    assert wrong.json()["code"] == "session.refused"
    assert (right.status_code, right.json()["code"]) == (403, "password.issued_expired")


def test_a_change_of_the_administration_asks_for_a_proof_when_the_last_one_is_old(
    server: Server,
) -> None:
    with closing(server.sign_in("yoshida", PASSWORD)) as client:
        new = {"login": "mori", "name": "森 里奈"}
        assert client.get("/api/session/proof").status_code == 204
        engine = open_engine(server.environment["KAIRAN_DATABASE"], pool_size=1)
        with transaction(engine) as db:
            db.execute(update(session_table).values(proved_at=now_ms() - 16 * 60_000))
        engine.dispose()
        with closing(server.sign_in("yoshida", PASSWORD)) as fresh:
            assert fresh.get("/api/session/proof").status_code == 204
        other = httpx.Client(base_url=server.url, headers={"Origin": server.url}, cookies=client.cookies)
        with closing(other):
            _wait_until_forgotten(other)
            refused = other.post("/api/administration/people", json=new)
            assert (refused.status_code, refused.json()["code"]) == (403, "session.proof_needed")
            assert other.get("/api/administration/people").status_code == 200
            assert other.get("/api/administration/audit/export").json()["code"] == "session.proof_needed"
            assert other.post("/api/session/proof", json={"password": "wrong"}).json()["code"] == "password.wrong"
            assert other.post("/api/session/proof", json={"password": PASSWORD}).status_code == 204
            assert other.post("/api/administration/people", json=new).status_code == 201


def _wait_until_forgotten(client: httpx.Client) -> None:
    """Wait until the door looks the session up anew."""
    wait_until(lambda: client.get("/api/session/proof").status_code == 403, "the door has forgotten the session")
