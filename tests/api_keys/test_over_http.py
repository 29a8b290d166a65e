"""A system reads over HTTP with its key, from the networks the operator named, and from nowhere else."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.applications.conftest import Town
from tests.identity.test_accounts import WISH
from tests.support.databases import Databases


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("town")


@pytest.fixture(scope="module")
def town(databases: Databases, folder: Path) -> Iterator[Town]:
    """A town whose operator lets this machine read."""
    url = databases.fresh()
    one = Town(url, folder)
    one.server.environment["KAIRAN_API_FROM"] = '["127.0.0.0/8"]'
    one.server.start()
    yield one
    one.close()
    databases.drop(url)


def asked(town: Town, path: str, secret: str) -> httpx.Response:
    return httpx.get(f"{town.server.url}/api/read{path}", headers={"Authorization": f"Bearer {secret}"}, timeout=30)


def test_a_system_reads_with_a_key_of_the_form(town: Town) -> None:
    form = town.form(WISH)
    staff, own = town.staff(), {"Origin": town.server.url}
    path = f"/api/forms/{form.id}/api-keys"
    assert staff.get(path).json() == {"is_open": True, "keys": []}
    made = staff.post(path, json={"note": "基幹", "reads": "answers"}, headers=own).json()
    one = town.resident()
    one.begin(form.address)
    one.press(wish="議場")
    one.press()
    one.press()
    case = staff.get("/api/cases", params={"form_id": form.id}).json()["cases"][0]["id"]
    assert asked(town, "/cases", made["secret"]).json()["title"] == "見学の申込み"
    found = asked(town, f"/cases/{case}", made["secret"]).json()
    assert [answer["said"] for answer in found["answers"]] == ["議場"]
    for secret in ("x", "kairan_guess", made["secret"][:-1], "k" * 300):
        assert asked(town, "/cases", secret).status_code == 401
    assert httpx.get(f"{town.server.url}/api/read/cases", timeout=30).status_code == 401
    removed = staff.delete(f"{path}/{made['keys']['keys'][0]['id']}", headers=own)
    assert removed.json()["keys"] == []
    assert asked(town, "/cases", made["secret"]).status_code == 401


def test_from_elsewhere_and_where_nothing_is_named_no_key_opens_anything(town: Town) -> None:
    form = town.form(WISH)
    staff, own = town.staff(), {"Origin": town.server.url}
    made = staff.post(f"/api/forms/{form.id}/api-keys", json={"note": "基幹", "reads": "states"}, headers=own).json()
    for named in ('["10.1.0.0/24"]', "[]"):
        town.server.stop()
        town.server.environment["KAIRAN_API_FROM"] = named
        town.server.start()
        assert asked(town, "/cases", made["secret"]).status_code == 401
