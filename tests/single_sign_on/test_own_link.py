"""Whoever has powers links themselves to the provider, and nobody else: against a certified provider."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from kairan.sessions.model import session_table
from kairan.single_sign_on.model import journey_table
from tests.sessions.travelling import CONNECTION, PASSWORD, Traveller, World, world_at

OWN = "/api/me/provider"


@pytest.fixture(scope="module")
def world(databases: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = world_at(tmp_path_factory.mktemp("link"), databases.fresh())
    world.server.start()
    world.provider.start()
    world.set_up()
    yield world
    world.provider.stop()
    world.server.stop()


@pytest.fixture
def yoshida(world: World) -> Iterator[httpx.Client]:
    """Return the administrator's browser; whatever was linked is undone after."""
    with closing(world.server.sign_in("yoshida", PASSWORD)) as client:
        yield client
        client.delete(OWN)


def go(world: World, client: httpx.Client, login: str) -> dict[str, str]:
    address = client.post(OWN + "/start").raise_for_status().json()["url"]
    with httpx.Client(timeout=30) as there:
        return world.provider.sign_in(address, login, there)


def linked(world: World, client: httpx.Client, login: str) -> httpx.Response:
    return client.post(OWN + "/finish", json=go(world, client, login))


def code_of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


def test_an_administrator_links_themselves_and_comes_in_that_way(world: World, yoshida: httpx.Client) -> None:
    with Traveller(world) as before:
        assert code_of(before.come("unknown")) == (403, "oidc.no_account")
    assert yoshida.get(OWN).json() == {"label": "統合認証", "subject": None, "linked_at": None}
    for _ in range(2):  # twice is once
        done = linked(world, yoshida, "unknown")
        assert (done.status_code, done.json()["subject"]) == (200, "unknown"), done.text
    with Traveller(world) as traveller:
        assert traveller.come("unknown").json()["login"] == "yoshida"
    told = [body for _, body in world.entries("oidc.linked") if body["name"] == "吉田 恵"]
    assert [(one["subject"], one["created"]) for one in told] == [("unknown", False)]
    assert yoshida.delete(OWN).status_code == 204
    assert yoshida.get(OWN).json()["subject"] is None
    assert code_of(yoshida.delete(OWN)) == (404, "oidc.link_not_found")
    with Traveller(world) as after:
        assert code_of(after.come("unknown")) == (403, "oidc.no_account")
    assert [body["subject"] for _, body in world.entries("oidc.unlinked") if body["name"] == "吉田 恵"] == ["unknown"]


def test_nobody_takes_a_user_who_is_linked_or_a_second_one(world: World, yoshida: httpx.Client) -> None:
    with Traveller(world) as sato:
        assert sato.come("sato").status_code == 200
    assert code_of(linked(world, yoshida, "sato")) == (409, "oidc.subject_taken")
    assert linked(world, yoshida, "unknown").status_code == 200
    assert code_of(linked(world, yoshida, "outside")) == (409, "oidc.linked_otherwise")
    assert yoshida.get(OWN).json()["subject"] == "unknown"
    assert "oidc.subject_taken" in [body["reason"] for _, body in world.entries("oidc.refused")]


def test_a_journey_for_a_link_is_good_for_nothing_else(world: World, yoshida: httpx.Client) -> None:
    came = go(world, yoshida, "unknown")
    assert code_of(yoshida.post("/api/oidc/finish", json=came)) == (409, "oidc.journey_over")
    with closing(world.server.sign_in("sato", PASSWORD)) as sato:
        assert code_of(sato.post(OWN + "/finish", json=came)) == (409, "oidc.journey_over")
        # The same browser, but another person signed in there meanwhile.
        for cookie in yoshida.cookies.jar:
            if "journey" in cookie.name.lower():
                sato.cookies.set(cookie.name, str(cookie.value))
        assert code_of(sato.post(OWN + "/finish", json=came)) == (409, "oidc.journey_over")
    assert yoshida.post(OWN + "/finish", json=came).status_code == 200
    assert code_of(yoshida.post(OWN + "/finish", json=came)) == (409, "oidc.replayed")


def test_a_journey_for_signing_in_links_nobody(world: World, yoshida: httpx.Client) -> None:
    address = yoshida.post("/api/oidc/start", json={"organization": world.cast.city}).json()["url"]
    with httpx.Client(timeout=30) as there:
        came = world.provider.sign_in(address, "unknown", there)
    assert code_of(yoshida.post(OWN + "/finish", json=came)) == (409, "oidc.journey_over")
    assert yoshida.get(OWN).json()["subject"] is None


def test_a_provider_that_ignores_the_wish_links_nobody_whose_session_was_open(
    world: World, yoshida: httpx.Client
) -> None:
    """On a shared computer somebody else is signed in there still, and the provider sends back without asking."""
    with httpx.Client(timeout=30) as there:
        before = yoshida.post(OWN + "/start").raise_for_status().json()["url"]
        world.provider.sign_in(before, "unknown", there)  # somebody signs in there, and goes away
        for unheard in (("prompt", "max_age"), ("prompt",)):
            address = httpx.URL(yoshida.post(OWN + "/start").raise_for_status().json()["url"])
            wanted = {name: value for name, value in address.params.items() if name not in unheard}
            if "max_age" in wanted:
                wanted["max_age"] = "3600"  # it says when, but the session may be old
            answer = there.get(address.copy_with(params=wanted))
            assert answer.status_code in {302, 303}
            assert "/interaction/" not in answer.headers["location"]
            came = dict(httpx.URL(answer.headers["location"]).params)
            with world.db() as db:  # as if they had set out ten minutes after somebody signed in there
                db.execute(update(journey_table).values(started_at=journey_table.c.started_at + 600_000))
            assert code_of(yoshida.post(OWN + "/finish", json=came)) == (403, "oidc.not_signed_in_anew")
    assert yoshida.get(OWN).json()["subject"] is None
    assert "oidc.not_signed_in_anew" in [body["reason"] for _, body in world.entries("oidc.refused")]


def test_linking_and_unlinking_want_a_fresh_proof_and_a_fresh_sign_in_there(
    world: World, yoshida: httpx.Client
) -> None:
    asked = httpx.URL(yoshida.post(OWN + "/start").json()["url"]).params
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")
    with world.db() as db:
        mine = session_table.c.member_id != world.cast.sato.member_id
        db.execute(update(session_table).where(mine).values(proved_at=0))
    with closing(world.server.sign_in("yoshida", PASSWORD)) as fresh:
        assert fresh.post(OWN + "/start").status_code == 200
    stale = httpx.Client(base_url=world.server.url, headers=yoshida.headers, cookies=yoshida.cookies)
    world.server.stop()  # what a node remembers of a session is asked anew
    world.server.start()
    with stale:
        for method, path in (("POST", OWN + "/start"), ("DELETE", OWN)):
            assert code_of(stale.request(method, path)) == (403, "session.proof_needed")
        assert stale.get(OWN).status_code == 200


def test_guests_and_bodies_without_a_provider_link_nobody(world: World) -> None:
    for login in ("guest", "neighbour"):
        organization = world.cast.neighbour.organization_id if login == "neighbour" else world.cast.city
        with closing(world.server.sign_in(login, PASSWORD, organization)) as client:
            assert client.get(OWN).json()["label"] is None
            assert code_of(client.post(OWN + "/start")) == (404, "oidc.none")


def test_an_administrator_undoes_the_link_of_somebody_as_before(world: World, yoshida: httpx.Client) -> None:
    with closing(world.server.sign_in("sato", PASSWORD)) as sato:
        sato.delete(OWN)
        assert linked(world, sato, "sato").status_code == 200
        assert yoshida.delete(f"{CONNECTION}/links/{world.cast.sato.member_id}").status_code == 204
        assert sato.get(OWN).json()["subject"] is None
