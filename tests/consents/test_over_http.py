"""A request for a second person's consent as the console makes it: over HTTP, of one session and decided by another."""

from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

import httpx
import pytest

from kairan.core.kit.database import open_engine, transaction
from kairan.people import set_password
from tests.administration.conftest import Office, office_of, with_role
from tests.support.databases import Databases
from tests.support.passwords import quickly_hashed
from tests.support.server import Server

PASSWORD = "回覧の見本のパスワード"
CONSENTS = "/api/administration/consents"


class Place(NamedTuple):
    """A server, and the office with 森 as its second administrator."""

    server: Server
    office: Office


@pytest.fixture(scope="module")
def place(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    url = databases.fresh()
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        office = office_of(db)
        mori = with_role(db, office.cast.city, "mori", "森 陽子", "administrator")
        hashed = quickly_hashed(PASSWORD)
        for viewer in (office.yoshida, mori):
            set_password(db, viewer, hashed)
    engine.dispose()
    server = Server(tmp_path_factory.mktemp("consents"), database=url)
    server.start()
    yield Place(server, office)
    server.stop()


def ask(client: httpx.Client, wanted: object, act: str = "role") -> httpx.Response:
    return client.post(CONSENTS, json={"act": act, "wanted": wanted, "reason": "四月の異動で担当が替わるため"})


def test_a_role_is_asked_for_by_one_and_given_by_the_consent_of_another(place: Place) -> None:
    sato = place.office.cast.sato.member_id
    person = f"/api/administration/people/{sato}"
    with closing(place.server.sign_in("yoshida", PASSWORD)) as yoshida:
        asked = ask(yoshida, {"member_id": sato, "role": "auditor"})
        assert asked.status_code == 201, asked.text
        consent = f"{CONSENTS}/{asked.json()['id']}/consent"
        own = yoshida.post(consent)
        assert (own.status_code, own.json()["code"]) == (403, "consent.not_second"), own.text
        assert yoshida.get(person).json()["roles"] == []
        with closing(place.server.sign_in("mori", PASSWORD)) as mori:
            assert [one["state"] for one in mori.get(CONSENTS).json()["consents"]] == ["waiting"]
            assert mori.post(consent).json()["state"] == "done"
            again = mori.post(consent)
            assert (again.status_code, again.json()["code"]) == (409, "consent.settled"), again.text
        assert yoshida.get(person).json()["roles"] == ["auditor"]


@pytest.mark.parametrize("wanted", [{}, {"member_id": 1, "role": "auditor"}, {"role": "emperor"}, [], "x", None])
def test_what_is_no_request_is_refused_in_words(place: Place, wanted: object) -> None:
    with closing(place.server.sign_in("yoshida", PASSWORD)) as yoshida:
        answer = ask(yoshida, wanted)
        assert answer.status_code in {400, 422}, answer.text
        assert answer.json()["code"] in {"consent.unfit", "request.malformed"}


def test_a_clerk_asks_for_nothing(place: Place) -> None:
    engine = open_engine(place.server.environment["KAIRAN_DATABASE"], pool_size=1)
    with transaction(engine) as db:
        set_password(db, place.office.cast.sato, quickly_hashed(PASSWORD))
    engine.dispose()
    with closing(place.server.sign_in("sato", PASSWORD)) as sato:
        answer = ask(sato, {"member_id": place.office.cast.sato.member_id, "role": "administrator"})
        assert (answer.status_code, answer.json()["code"]) == (403, "role.needed"), answer.text
