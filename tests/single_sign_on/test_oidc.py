"""Signing in through a body's provider, against a certified one that runs as a process of its own."""

import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest
from joserfc.jwk import KeySet
from sqlalchemy import delete, select, update

from kairan.people import change_status, member_table
from kairan.single_sign_on.model import connection_table, subject_table
from tests.sessions.travelling import CONNECTION, PASSWORD, Traveller, World, world_at
from tests.support.identity import SECRET
from tests.support.processes import free_port


@pytest.fixture(scope="module")
def world(databases: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = world_at(tmp_path_factory.mktemp("oidc"), databases.fresh())
    world.server.start()
    world.provider.start()
    yield world
    world.provider.stop()
    world.server.stop()


def code_of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


def test_somebody_the_provider_knows_comes_in_and_is_known_again(world: World) -> None:
    assert world.set_up().status_code == 200
    for _ in range(2):
        with Traveller(world) as traveller:
            came = traveller.come("sato")
            assert came.status_code == 200, came.text
            assert came.json()["login"] == "sato"
            assert traveller.kairan.get("/api/start").status_code == 200
    linked = [body for _, body in world.entries("oidc.linked") if body["id"] == world.cast.sato.member_id]
    assert [(body["subject"], body["created"]) for body in linked] == [("sato", False)]
    accepted = [body for _, body in world.entries("sign_in.accepted") if body["member_id"] == world.cast.sato.member_id]
    assert accepted[-1]["factors"] == ["provider"]


def test_who_showed_a_second_factor_there_has_shown_it_here(world: World) -> None:
    world.set_up()
    with Traveller(world) as traveller:
        assert traveller.come("tanaka").status_code == 200
    accepted = [body for _, body in world.entries("sign_in.accepted")]
    assert accepted[-1]["factors"] == ["provider_strong"]


@pytest.mark.parametrize("client", ["kairan-post", "kairan-key"])
def test_every_way_to_prove_the_client_works(world: World, client: str) -> None:
    with closing(world.server.sign_in("yoshida", PASSWORD)) as yoshida:
        made = yoshida.post(CONNECTION + "/key")
        assert made.json()["has_key"], made.text
    proof = {"kairan-post": "client_secret_post", "kairan-key": "private_key_jwt"}[client]
    assert world.set_up(client_id=client, proof=proof).status_code == 200
    with Traveller(world) as traveller:
        assert traveller.come("sato").status_code == 200


def test_an_account_is_made_where_the_rule_says_so_once_with_department_and_number(world: World) -> None:
    claims = {"number": "employee_number", "kana": "kana", "department": "department", "title": "title"}
    world.set_up(accounts="created", claims=claims)
    for _ in range(2):
        with Traveller(world) as traveller:
            me = traveller.come("takahashi")
            assert me.status_code == 200, me.text
            made = me.json()["person"]
            assert (made["name"], made["department"], made["post"]) == ("高橋 直子", "福祉課", "主任")
    assert [body["created"] for _, body in world.entries("oidc.linked") if body["name"] == "高橋 直子"] == [True]


@pytest.mark.parametrize(
    ("login", "terms", "refused"),
    [
        ("unknown", {}, "oidc.no_account"),
        ("neighbour", {}, "oidc.no_account"),
        ("guest", {}, "oidc.no_account"),
        ("suzuki", {"accounts": "linked"}, "oidc.no_account"),
        ("nameless", {}, "oidc.claim_missing"),
        ("nameless", {"accounts": "created"}, "oidc.claim_missing"),
        ("outside", {"domains": ["aoba.example"], "accounts": "created"}, "oidc.domain_refused"),
        ("impostor", {}, "oidc.linked_otherwise"),
    ],
)
def test_who_is_not_known_here_does_not_come_in_and_leaves_nothing(
    world: World, login: str, terms: dict[str, Any], refused: str
) -> None:
    world.set_up()
    with Traveller(world) as sato:
        sato.come("sato")
    world.set_up(**terms)
    before = len(world.entries("oidc.linked", "sign_in.accepted", "member.created"))
    with Traveller(world) as traveller:
        answer = traveller.come(login)
        assert code_of(answer) == (answer.status_code, refused), answer.text
        assert answer.json()["title"]
        assert traveller.kairan.get("/api/session").status_code == 401
    # The administrator signed in to save the terms; nobody else did anything.
    assert len(world.entries("oidc.linked", "sign_in.accepted", "member.created")) == before
    assert refused in [body["reason"] for _, body in world.entries("oidc.refused")]


def test_a_suspended_account_is_told_so_and_the_body_is_told_whose_it_was(world: World) -> None:
    world.set_up()
    with world.db() as db:
        change_status(db, None, world.cast.city, world.cast.suzuki.member_id, "suspended")
    with Traveller(world) as traveller:
        assert code_of(traveller.come("suzuki")) == (403, "oidc.account_stopped")
    with world.db() as db:
        change_status(db, None, world.cast.city, world.cast.suzuki.member_id, "active")
    told = [body for _, body in world.entries("oidc.refused") if body["reason"] == "oidc.account_stopped"]
    assert told[0]["member_id"] == world.cast.suzuki.member_id


def test_a_way_back_is_good_once(world: World) -> None:
    world.set_up()
    with Traveller(world) as traveller:
        came = traveller.go("sato")
        assert traveller.finish(came).status_code == 200
        assert code_of(traveller.finish(came)) == (409, "oidc.replayed")
    assert "oidc.replayed" in [body["reason"] for _, body in world.entries("oidc.refused")]


def test_a_way_back_is_good_only_in_the_browser_it_began_in(world: World) -> None:
    world.set_up()
    with Traveller(world) as traveller, Traveller(world) as thief:
        came = traveller.go("sato")
        thief.set_out()
        assert code_of(thief.finish(came)) == (409, "oidc.journey_over")
        assert traveller.finish(came).status_code == 200


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"state": "x" * 43}, (409, "oidc.journey_over")),
        ({"state": ""}, (409, "oidc.journey_over")),
        ({"iss": "https://elsewhere.example"}, (403, "oidc.other_issuer")),
        ({"iss": None}, (403, "oidc.other_issuer")),
        ({"code": "made-up"}, (403, "oidc.token_refused")),
        ({"code": None}, (403, "oidc.said_no")),
        ({"code": "x" * 5_000}, (422, "text.too_long")),
    ],
)
def test_what_was_tampered_with_on_the_way_back_is_refused(
    world: World, changed: dict[str, Any], refused: tuple[int, str]
) -> None:
    world.set_up()
    with Traveller(world) as traveller:
        came: dict[str, Any] = {**traveller.go("sato"), **changed}
        assert code_of(traveller.finish(came)) == refused
        assert traveller.kairan.get("/api/session").status_code == 401


def test_whoever_cancels_there_is_told_so_here(world: World) -> None:
    world.set_up()
    with Traveller(world) as traveller:
        came = traveller.go("sato", cancel=True)
        assert came["error"] == "access_denied"
        answer = traveller.finish(came)
        assert code_of(answer) == (403, "oidc.said_no")
        assert "access_denied" in answer.json()["title"]


def test_a_provider_that_lies_about_its_issuer_is_refused(world: World) -> None:
    world.set_up(issuer=world.provider.issuer.replace("127.0.0.1", "localhost"))
    with Traveller(world) as traveller:
        answer = traveller.set_out()
        assert code_of(answer) == (502, "oidc.provider_wrong")
        assert world.provider.issuer in answer.json()["title"]


def test_a_provider_that_is_down_is_told_in_words_in_the_persons_language(world: World) -> None:
    world.set_up(issuer=f"http://127.0.0.1:{free_port()}")
    with Traveller(world) as traveller:
        began = time.monotonic()
        answer = traveller.set_out()
        assert code_of(answer) == (502, "oidc.unreachable")
        assert time.monotonic() - began < 15
        assert "つながりません" in answer.json()["title"]
        traveller.kairan.headers["Accept-Language"] = "en"
        assert "does not answer" in traveller.set_out().json()["title"]


def test_a_provider_that_goes_down_on_the_way_ends_in_words_and_an_entry(world: World) -> None:
    world.set_up()
    with Traveller(world) as traveller:
        came = traveller.go("sato")
        world.provider.stop()
        try:
            assert code_of(traveller.finish(came)) == (502, "oidc.unreachable")
        finally:
            world.provider.start()
    assert "oidc.unreachable" in [body["reason"] for _, body in world.entries("oidc.refused")]


def test_a_provider_that_changes_its_keys_is_understood(world: World) -> None:
    world.set_up()
    with Traveller(world) as traveller:
        assert traveller.come("sato").status_code == 200
    world.provider.keys = dict(
        KeySet.generate_key_set("RSA", 2048, {"use": "sig", "alg": "RS256"}, count=1).as_dict(True)
    )
    world.provider.stop()
    world.provider.start()
    deadline = time.monotonic() + 30  # keys are fetched anew every few seconds at most
    while True:
        with Traveller(world) as traveller:
            if traveller.come("sato").status_code == 200:
                break
        assert time.monotonic() < deadline
        time.sleep(1)


def test_a_wrong_secret_is_told_as_such(world: World) -> None:
    world.set_up()
    with closing(world.server.sign_in("yoshida", PASSWORD)) as yoshida:
        terms = {"issuer": world.provider.issuer, "client_id": "kairan"}
        revision = {"revision": yoshida.get(CONNECTION).json()["revision"]}
        wrong = {"enabled": True, "terms": terms, "secret": "別のもの"}
        yoshida.put(CONNECTION, json=wrong, params=revision).raise_for_status()
        trial = yoshida.post(CONNECTION + "/test").json()
        assert [(one["step"], one["problem"] is None) for one in trial["steps"]] == [
            ("description", True),
            ("keys", True),
            ("client", False),
        ]
    with Traveller(world) as traveller:
        assert code_of(traveller.come("sato")) == (502, "oidc.client_refused")


def test_the_test_of_the_connection_goes_through_every_step(world: World) -> None:
    world.set_up()
    with closing(world.server.sign_in("yoshida", PASSWORD)) as yoshida:
        trial = yoshida.post(CONNECTION + "/test").json()
        assert [(one["step"], one["problem"]) for one in trial["steps"]] == [
            ("description", None),
            ("keys", None),
            ("client", None),
            ("redirect", None),
        ]
        world.set_up(client_id="elsewhere")
        trial = yoshida.post(CONNECTION + "/test").json()
        assert trial["steps"][-1]["step"] == "redirect"
        assert world.server.url in trial["steps"][-1]["problem"]
    assert [body["failed"] for _, body in world.entries("oidc.connection_tested")][-2:] == [None, "redirect"]


def test_signing_out_there_ends_the_sessions_here(world: World) -> None:
    world.set_up()
    with Traveller(world) as traveller:
        assert traveller.come("sato").status_code == 200
        world.provider.sign_out(traveller.there)
        deadline = time.monotonic() + 10
        while traveller.kairan.get("/api/session").status_code == 200:
            assert time.monotonic() < deadline
            time.sleep(0.2)
    assert world.entries("oidc.signed_out_there")[-1][1]["member_id"] == world.cast.sato.member_id
    assert world.entries("sign_in.ended")[-1][1]["why"] == "by_provider"


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", None])
def test_nobody_else_ends_sessions_in_the_providers_name(world: World, token: str | None) -> None:
    world.set_up()
    answer = httpx.post(
        f"{world.server.url}/api/oidc/back-channel/{world.cast.city}",
        data={} if token is None else {"logout_token": token},
    )
    assert code_of(answer) == (403, "oidc.token_refused")


def test_signing_out_here_leads_to_the_providers_own_page_for_it(world: World) -> None:
    world.set_up()
    with Traveller(world) as traveller:
        traveller.come("sato")
        url = traveller.kairan.get("/api/oidc/farewell").json()["url"]
        page = traveller.there.get(url)
        assert page.status_code == 200, page.text
        assert "サインアウトする" in page.text
    with closing(world.server.sign_in("sato", PASSWORD)) as sato:
        assert sato.get("/api/oidc/farewell").json() == {"url": None}


def test_where_the_rule_says_so_passwords_are_for_administrators_and_guests_alone(world: World) -> None:
    world.set_up(passwords="administrators_and_guests")
    try:
        headers = {"Origin": world.server.url}
        for login, code in {"sato": 403, "guest": 200, "yoshida": 200}.items():
            body = {"login": login, "password": PASSWORD, "organization": world.cast.city}
            assert httpx.post(f"{world.server.url}/api/session", json=body, headers=headers).status_code == code, login
        body = {"login": "sato", "password": "違うもの", "organization": world.cast.city}
        assert httpx.post(f"{world.server.url}/api/session", json=body, headers=headers).status_code == 401
    finally:
        world.set_up()


@pytest.mark.parametrize(
    "issuer",
    ["http://login.example", "ftp://x", "https://", "https://a b", "https://u:p@x", "https://x?y", "https://x#y", "x"],
)
def test_what_cannot_be_an_issuer_is_refused_when_it_is_saved(world: World, issuer: str) -> None:
    assert code_of(world.set_up(issuer=issuer)) == (422, "oidc.issuer_malformed")


def test_a_connection_is_not_switched_on_before_it_is_complete(world: World) -> None:
    assert code_of(world.set_up(client_id="")) == (422, "oidc.incomplete")
    world.set_up()


def test_the_secret_is_told_to_nobody_and_lies_sealed(world: World) -> None:
    world.set_up()
    with closing(world.server.sign_in("yoshida", PASSWORD)) as yoshida:
        assert yoshida.post(CONNECTION + "/key").status_code == 200
        view = yoshida.get(CONNECTION)
        assert view.json()["has_secret"]
        assert SECRET not in view.text
        assert view.json()["redirect_uris"] == [f"{world.server.url}/sign-in/callback"]
    public = httpx.get(f"{world.server.url}/api/oidc/keys/{world.cast.city}").json()
    assert [set(key) & {"d", "p", "q"} for key in public["keys"]] == [set()]
    with world.db() as db:
        dump = str(db.all(select(connection_table.c.secret, connection_table.c.key)))
        assert SECRET not in dump
        assert '"d"' not in dump


def test_a_flood_of_refused_ways_back_makes_a_handful_of_entries(world: World) -> None:
    world.set_up()
    before = len(world.entries("oidc.refused"))
    for _ in range(10):
        with Traveller(world) as traveller:
            came = {**traveller.go("sato"), "code": "made-up"}
            assert traveller.finish(came).status_code == 403
    assert len(world.entries("oidc.refused")) <= before + 1


@pytest.mark.parametrize("powers", [{"roles": '["auditor"]'}, {"tasks": '[{"task":"people"}]'}], ids=["role", "task"])
def test_who_has_powers_is_not_linked_by_a_name_alone(world: World, powers: dict[str, str]) -> None:
    """Whoever may set the provider could otherwise come in as the one who checks them."""
    world.set_up()
    sato = member_table.c.id == world.cast.sato.member_id
    with world.db() as db:
        db.execute(delete(subject_table).where(subject_table.c.member_id == world.cast.sato.member_id))
        db.execute(update(member_table).where(sato).values(**powers))
    try:
        with Traveller(world) as traveller:
            assert code_of(traveller.come("sato")) == (403, "oidc.no_account")
    finally:
        with world.db() as db:
            db.execute(update(member_table).where(sato).values(roles="[]", tasks="[]"))
    with Traveller(world) as traveller:
        assert traveller.come("sato").status_code == 200


def test_a_link_is_undone_by_an_administrator_alone(world: World) -> None:
    world.set_up()
    with Traveller(world) as traveller:
        assert traveller.come("sato").status_code == 200
        path = f"{CONNECTION}/links/{world.cast.sato.member_id}"
        assert traveller.kairan.delete(path).status_code == 403
    with closing(world.server.sign_in("yoshida", PASSWORD)) as yoshida:
        found = yoshida.get(CONNECTION + "/links", params={"q": "さとう"}).json()["links"]
        assert [(one["name"], one["subject"]) for one in found] == [("佐藤 美咲", "sato")]
        assert yoshida.delete(path).status_code == 204
        assert yoshida.delete(path).status_code == 404
    with Traveller(world) as traveller:
        assert traveller.come("impostor").status_code == 200  # the provider gave them another user
    with closing(world.server.sign_in("yoshida", PASSWORD)) as yoshida:
        assert yoshida.delete(path).status_code == 204


def test_a_body_without_a_provider_offers_none(world: World) -> None:
    world.set_up()
    offers = httpx.get(f"{world.server.url}/api/oidc").json()["offers"]
    assert [one["organization_id"] for one in offers] == [world.cast.city]
    with Traveller(world, world.cast.neighbour.organization_id) as traveller:
        assert code_of(traveller.set_out()) == (404, "oidc.none")
