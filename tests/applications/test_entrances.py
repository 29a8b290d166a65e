"""Two worlds behind one server: what is for members is not there for residents, and the other way round."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from litestar.routes import HTTPRoute, WebSocketRoute

from kairan.app import build_litestar
from kairan.core.setting_reading import load_settings
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.questions import ShortText
from kairan.people import set_password
from tests.applications.conftest import PASSWORD, Town
from tests.forms.documents import DOG
from tests.support.databases import Databases
from tests.support.passwords import quickly_hashed

PUBLIC, LGWAN, INTERNET = "shinsei.example.lg.jp", "kairan.lgwan.example", "kairan.example"
INTERNAL = FormDocument(
    title="庁内アンケート", pages=[QuestionPage(id="p1", questions=[ShortText(id="q1", label="ご意見")])]
)


@pytest.fixture(scope="module")
def parted(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town with an entrance for residents, and two for members."""
    url = databases.fresh()
    town = Town(url, tmp_path_factory.mktemp("parted"))
    faces = json.dumps({PUBLIC: "public", LGWAN: "lgwan", INTERNET: "internet"})
    town.server.environment |= {"KAIRAN_FACES": faces, "KAIRAN_URL": f"http://{INTERNET}"}
    town.server.start()
    yield town
    town.close()
    databases.drop(url)


def at(town: Town, host: str, **headers: str) -> httpx.Client:
    """Ask at an entrance."""
    given = {"Host": host, "Origin": f"http://{host}", "Accept": "text/html", **headers}
    return httpx.Client(base_url=f"http://127.0.0.1:{town.server.port}", headers=given, timeout=30)


def session_at(town: Town, host: str) -> str:
    """Return the cookies of somebody who signed in at an entrance."""
    with closing(at(town, host)) as client:
        body = {"login": "sato", "password": PASSWORD, "organization": town.cast.city}
        answer = client.post("/api/session", json=body)
        answer.raise_for_status()
        return "; ".join(f"{name}={value}" for name, value in answer.cookies.items())


def ways(tmp_path: Path) -> list[tuple[str, str]]:
    """Return every route there is, with something for each parameter."""
    app = build_litestar(load_settings(None, {"KAIRAN_DATA": str(tmp_path)}))
    found: list[tuple[str, str]] = []
    for route in app.routes:
        path = route.path_format.replace("{", "").replace("}", "")
        if isinstance(route, HTTPRoute):
            found.extend((method, path) for method in route.methods if method != "OPTIONS")
        elif isinstance(route, WebSocketRoute):
            found.append(("WEBSOCKET", path))
    return found


OF_PROVIDERS = {"/api/payments/hook/organization_id"}
"""What card providers call, signed, where their messages come in from the Internet."""


def test_no_route_of_members_answers_at_the_entrance_of_residents(parted: Town, tmp_path: Path) -> None:
    session = session_at(parted, INTERNET)
    answered = []
    for cookie in ("", session):
        with closing(at(parted, PUBLIC, **({"Cookie": cookie} if cookie else {}))) as client:
            for method, path in ways(tmp_path):
                if path.startswith("/f") or path in {"/", "/health", "/ready", "/metrics"} or path in OF_PROVIDERS:
                    continue
                if method == "WEBSOCKET":
                    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
                               "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}  # fmt: skip
                    answer = client.get(path, headers=upgrade)
                    good = answer.status_code in {403, 404}
                else:
                    answer = client.request(method, path)
                    good = answer.status_code == 404 and b"<script" not in answer.content
                if not good:
                    answered.append((method, path, answer.status_code))
    assert answered == []


def test_the_address_alone_leads_residents_to_their_pages_and_members_to_the_client(
    parted: Town,
) -> None:
    with closing(at(parted, PUBLIC)) as resident, closing(at(parted, INTERNET)) as member:
        there = resident.get("/")
        assert (there.status_code, there.headers["location"], there.content) == (303, "/f", b"")
        assert resident.head("/").status_code == 303
        assert resident.post("/").status_code in {404, 405}
        assert member.get("/").status_code == 200
        assert b"<!doctype html" in member.get("/").content.lower()


def test_nobody_signs_in_at_the_entrance_of_residents(parted: Town) -> None:
    with closing(at(parted, PUBLIC)) as client:
        body = {"login": "sato", "password": PASSWORD, "organization": parted.cast.city}
        assert client.post("/api/session", json=body).status_code == 404
        assert not client.cookies


def test_no_page_of_residents_is_at_an_entrance_of_members(parted: Town) -> None:
    form, inside = parted.form(DOG), parted.form(INTERNAL, audience="staff")
    for host in (LGWAN, INTERNET):
        with closing(at(parted, host)) as stranger:
            for address in (form.address, inside.address):
                for path in ("", "/p/owner", "/check", "/end", "/done/0000000000000"):
                    answer = stranger.get(f"/f/{address}{path}")
                    assert answer.status_code == 404, path
                    assert "犬" not in answer.text
                for path in ("/begin", "/p/owner", "/submit"):
                    assert stranger.post(f"/f/{address}{path}", data={}).status_code == 404
            assert stranger.get("/f").status_code == 404
            assert stranger.get(f"/f/-/{parted.cast.city}").status_code == 404
            assert not stranger.cookies


def test_a_form_for_staff_is_for_staff_at_their_entrance_alone(parted: Town) -> None:
    inside = parted.form(INTERNAL, audience="staff")
    session = session_at(parted, INTERNET)
    for host, cookie, found in (
        (INTERNET, session, True),
        (PUBLIC, session, False),
        (PUBLIC, "", False),
        (LGWAN, session, False),  # a session is of one entrance
        (INTERNET, "", False),
    ):
        with closing(at(parted, host, **({"Cookie": cookie} if cookie else {}))) as client:
            answer = client.get(f"/f/{inside.address}")
            assert (answer.status_code == 200) is found, (host, bool(cookie))
            assert ("庁内アンケート" in answer.text) is found
            posted = client.post(f"/f/{inside.address}/begin")
            assert (posted.status_code == 303) is found


def test_who_works_here_is_a_resident_like_any_other_at_the_entrance_of_residents(parted: Town) -> None:
    form = parted.form(INTERNAL, audience="listed")
    session = session_at(parted, INTERNET)
    with closing(at(parted, PUBLIC, Cookie=session)) as client:
        began = client.post(f"/f/{form.address}/begin")
        assert began.status_code == 303
        assert "kairan_applicant" in began.headers["set-cookie"]
    with closing(at(parted, INTERNET, Cookie=session)) as client:
        assert "続きから記入する" not in client.get(f"/f/{form.address}").text


def test_what_a_member_files_as_a_resident_does_not_bear_their_name(town: Town) -> None:
    """With one entrance the browser of a member is signed in; only a form for staff asks who they are."""
    for audience, by in (("listed", ""), ("link", ""), ("staff", "佐藤 美咲")):
        form = town.form(INTERNAL, audience=audience)
        staff = town.staff()
        staff.headers["Origin"] = town.server.url
        staff.post(f"/f/{form.address}/begin")
        staff.post(f"/f/{form.address}/p/p1", data={"-asked": "q1", "q1": "はい"})
        check = staff.get(f"/f/{form.address}/check").text
        sent = {name: check.split(f'name="{name}" value="')[1].split('"')[0] for name in ("draft", "checked")}
        done = staff.post(f"/f/{form.address}/submit", data=sent)
        assert "/done/" in done.headers["location"]
        assert "受け付けました" in staff.get(done.headers["location"]).text
        (row,) = staff.get(f"/api/forms/{form.id}/applications").json()["applications"]
        assert row["by"] == by
        assert staff.get(f"/api/applications/{row['id']}").json()["by"] == by


def test_a_form_for_staff_is_not_there_for_a_guest_another_body_or_a_stranger(town: Town) -> None:
    inside = town.form(INTERNAL, audience="staff")
    with town.database() as db:
        set_password(db, town.cast.neighbour, quickly_hashed(PASSWORD))
    guest = town.staff("guest")
    neighbour = town.server.sign_in("neighbour", PASSWORD, town.cast.neighbour.organization_id)
    town.clients.append(neighbour)
    for client in (guest, neighbour, town.resident().client):
        answer = client.get(f"/f/{inside.address}")
        assert answer.status_code == 404
        assert client.post(f"/f/{inside.address}/begin").status_code == 404
    assert town.staff("tanaka").get(f"/f/{inside.address}").status_code == 200
