"""A letter's way over HTTP: ordered by the section, made by the server, fetched and confirmed without scripts."""

import hashlib
import time

import httpx
import pytest

from tests.applications.conftest import Offered, Town
from tests.counter.conftest import MOVING
from tests.counter.test_own_pages import submitted
from tests.support.paper import squeezed, text_of


@pytest.fixture(scope="module")
def form(town: Town) -> Offered:
    return town.form(MOVING)


def made(staff: httpx.Client, case_id: str) -> dict[str, str]:
    """Wait until the letter is made."""
    for _ in range(600):
        (found,) = staff.get(f"/api/cases/{case_id}/deliverables").json()["deliverables"]
        if found["file_id"] is not None:
            return dict(found)
        time.sleep(0.1)
    raise AssertionError(found)


def test_a_letter_comes_to_its_applicant_and_proves_itself(town: Town, form: Offered) -> None:
    resident, case, _, _ = submitted(town, form)
    staff, case_id = town.staff(), case.rpartition("/")[2]
    template = {
        "title": "転出証明書",
        "body": "{{新しい住所}} #への転出*",
        "facts": [{"name": "氏名", "value": "{{氏名}}"}],
    }
    sample = staff.post(f"/api/forms/{form.id}/letters/sample", json=template)
    assert "見本" in squeezed(text_of(sample.content))
    kept = staff.post(f"/api/forms/{form.id}/letters", json={"revision": 0, "template": template}).json()
    order = {"letter_id": kept["templates"][0]["id"]}
    shown = staff.post(f"/api/cases/{case_id}/letters/sample", json=order)
    assert "県外市1-2#への転出*" in squeezed(text_of(shown.content))
    assert staff.post(f"/api/cases/{case_id}/letters", json=order).status_code == 200
    found = made(staff, case_id)
    page = resident.open(case)
    assert "転出証明書 を受け取る" in page
    answer = resident.client.post(f"{case}/documents/{found['id']}")
    assert answer.headers["content-type"] == "application/pdf"
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.content.startswith(b"%PDF-")
    stranger = town.resident()
    assert stranger.client.post(f"{case}/documents/{found['id']}").url.path == "/f/-/cases"
    confirming = f"/f/-/documents/{found['number']}"
    told = stranger.open(confirming)
    assert "転出証明書" in told
    assert hashlib.sha256(answer.content).hexdigest()[:32] in told
    assert "めぐみ" not in told
    same = stranger.client.post(confirming, files={"file": ("a.pdf", answer.content, "application/pdf")})
    assert "変わっていません" in same.text
    differs = stranger.client.post(confirming, files={"file": ("a.pdf", answer.content + b" ", "application/pdf")})
    assert "発行したファイルと内容が違います" in differs.text
    assert stranger.client.post(confirming, files={}).status_code == 200
    assert stranger.client.get("/f/-/documents/AAA-AAA-AAA").status_code == 404
    assert staff.get(f"/api/cases/{case_id}/deliverables").json()["deliverables"][0]["fetches"] == 1
