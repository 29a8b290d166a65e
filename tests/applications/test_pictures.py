"""The picture of an explanation: made anew, shown without a script, to who may fill in a version that shows it."""

import io
import os
import re
from html import unescape
from typing import Any

import httpx
import pytest
from PIL import Image

from kairan.people import set_password
from tests.applications.conftest import PASSWORD, Offered, Town
from tests.files.samples import photo, png, saved
from tests.forms.documents import DOG
from tests.support.passwords import quickly_hashed

HOSTILE = '"><script>alert(1)</script><img src=x onerror="alert(2)'
WORDS = {"title": "側溝の通報", "contact": "土木課 0123-45-6789"}


@pytest.fixture(scope="module")
def staff(town: Town) -> httpx.Client:
    return town.staff()


def sent(staff: httpx.Client, form: Offered, content: bytes, name: str = "図.png") -> httpx.Response:
    """Send a file, and ask that it be made a picture of a form."""
    file = staff.post("/api/files", params={"name": name}, content=content)
    file.raise_for_status()
    return staff.post(f"/api/forms/{form.id}/pictures", json={"file_id": file.json()["id"]})


def explained(picture: dict[str, Any] | None, alt: str) -> dict[str, Any]:
    told = {
        "kind": "explanation",
        "id": "where",
        "label": "場所",
        "help": "図の所です。",
        "picture": picture,
        "alt": alt,
    }
    asked = {"kind": "paragraph", "id": "q", "label": "どうなっていますか"}
    english = {"where.alt": {"of": alt, "text": "A “map”"}} if alt else {}
    return {**WORDS, "pages": [{"id": "p1", "questions": [told, asked]}], "translations": {"en": english}}


def shown(staff: httpx.Client, form: Offered, picture: dict[str, Any] | None, alt: str = HOSTILE) -> int:
    """Let the draft show a picture; return its revision."""
    revision = staff.get(f"/api/forms/{form.id}").json()["revision"]
    change = {"revision": revision, "document": explained(picture, alt)}
    answer = staff.put(f"/api/forms/{form.id}/draft", json=change)
    assert answer.status_code == 200, answer.text
    return int(answer.json()["revision"])


def published(staff: httpx.Client, form: Offered, picture: dict[str, Any], alt: str = HOSTILE) -> None:
    what = {"revision": shown(staff, form, picture, alt)}
    staff.post(f"/api/forms/{form.id}/publish", json=what).raise_for_status()


def picture_tag(page: str) -> str:
    (tag,) = re.findall(r'<img class="picture".*?>', page)
    return str(tag)


def test_it_is_made_anew_and_shown_with_its_words_and_its_size(town: Town, staff: httpx.Client) -> None:
    form = town.form(DOG)
    made = sent(staff, form, photo(3_000, 2_000), "IMG_0001.jpg")
    assert made.status_code == 201, made.text
    assert (made.json()["width"], made.json()["height"]) == (800, 1_200)
    published(staff, form, made.json())
    one = town.resident()
    page = one.begin(form.address)
    tag = picture_tag(page)
    path = f"/f/{form.address}/pictures/{made.json()['id']}"
    assert f'src="{path}"' in tag
    assert 'width="800" height="1200"' in tag
    assert "<script" not in page.replace("<script src=", "")
    assert "onerror=" not in re.sub(r'alt="[^"]*"', "", page)
    (alt,) = re.findall(r'alt="([^"]*)"', tag)
    assert unescape(alt) == HOSTILE
    got = one.client.get(path)
    assert (got.status_code, got.headers["content-type"]) == (200, "image/jpeg")
    assert got.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert "sandbox" in got.headers["content-security-policy"]
    assert b"Secret" not in got.content
    assert Image.open(io.BytesIO(got.content)).getexif().get_ifd(0x8825) == {}
    english = town.resident(**{"Accept-Language": "en"}).begin(form.address)
    assert 'alt="A “map”" lang="en"' in picture_tag(english)


def test_a_version_keeps_its_picture_and_a_draft_shows_its_own_to_nobody(town: Town, staff: httpx.Client) -> None:
    form = town.form(DOG)
    first, second = (sent(staff, form, png(colour=one)).json() for one in ("navy", "red"))
    base = f"/f/{form.address}/pictures"
    published(staff, form, first)
    begun, stranger = town.resident(), town.resident()
    begun.begin(form.address)
    shown(staff, form, second)
    assert stranger.client.get(f"{base}/{first['id']}").status_code == 200
    assert stranger.client.get(f"{base}/{second['id']}").status_code == 404
    published(staff, form, second)
    assert stranger.client.get(f"{base}/{second['id']}").status_code == 200
    assert stranger.client.get(f"{base}/{first['id']}").status_code == 404
    assert begun.client.get(f"{base}/{first['id']}").status_code == 200
    staff.post(f"/api/forms/{form.id}/close").raise_for_status()
    assert stranger.client.get(f"{base}/{second['id']}").status_code == 404
    assert begun.client.get(f"{base}/{first['id']}").status_code == 200
    assert begun.client.get(f"{base}/{second['id']}").status_code == 404
    other = town.form(DOG)
    for address in (other.address, "nothing-here"):
        assert begun.client.get(f"/f/{address}/pictures/{first['id']}").status_code == 404


def test_a_form_for_the_staff_or_for_invited_people_shows_it_to_nobody_else(town: Town, staff: httpx.Client) -> None:
    for audience in ("staff", "invited"):
        form = town.form(DOG, audience=audience)
        made = sent(staff, form, png()).json()
        published(staff, form, made)
        path = f"/f/{form.address}/pictures/{made['id']}"
        assert town.resident().client.get(path).status_code == 404
        assert staff.get(path).status_code == (200 if audience == "staff" else 404)


def test_what_is_no_picture_or_too_large_is_not_taken(town: Town, staff: httpx.Client) -> None:
    form = town.form(DOG)
    gif = saved(Image.new("RGB", (4, 4)), "GIF")
    for name, content in (("a.txt", b"words"), ("a.gif", gif), ("a.png", png()[:40] + b"\x00" * 40)):
        refused = sent(staff, form, content, name)
        assert (refused.status_code, refused.json()["code"]) == (422, "form.picture_wrong"), name
    noise = Image.frombytes("RGB", (2_000, 1_900), os.urandom(2_000 * 1_900 * 3))
    large = sent(staff, form, saved(noise, "PNG", compress_level=0))
    assert (large.status_code, large.json()["code"]) == (413, "file.too_large")
    unknown = staff.post(f"/api/forms/{form.id}/pictures", json={"file_id": "0" * 13})
    assert unknown.status_code == 404


def test_who_builds_sees_it_in_the_preview_and_another_body_does_not(town: Town, staff: httpx.Client) -> None:
    form = town.form(DOG)
    made = sent(staff, form, png()).json()
    what = {"document": explained(made, "図"), "page_id": "p1"}
    html = staff.post(f"/api/forms/{form.id}/preview", json=what).json()["html"]
    path = f"/api/files/{made['id']}/content"
    assert f'src="{path}"' in picture_tag(html)
    assert staff.get(path).status_code == 200
    with town.database() as db:
        set_password(db, town.cast.neighbour, quickly_hashed(PASSWORD))
    neighbour = town.server.sign_in("neighbour", PASSWORD, town.cast.neighbour.organization_id)
    town.clients.append(neighbour)
    for who in (neighbour, town.staff("tanaka"), town.staff("guest")):
        assert who.get(path).status_code == 404
        assert who.post(f"/api/forms/{form.id}/pictures", json={"file_id": made["id"]}).status_code in {403, 404}


def test_without_words_it_is_not_published_and_an_unknown_one_is_not_kept(town: Town, staff: httpx.Client) -> None:
    form = town.form(DOG)
    revision = shown(staff, form, sent(staff, form, png()).json(), "")
    faults = staff.get(f"/api/forms/{form.id}").json()["faults"]
    assert [(one["code"], one["at"]) for one in faults if one["is_error"]] == [("no_alt", "where")]
    assert staff.post(f"/api/forms/{form.id}/publish", json={"revision": revision}).status_code == 422
    gone = {"id": "0" * 13, "width": 4, "height": 4}
    refused = staff.put(f"/api/forms/{form.id}/draft", json={"revision": revision, "document": explained(gone, "図")})
    assert refused.json()["code"] == "form.picture_unknown"
    new = {"department_id": town.cast.welfare, "document": explained(gone, "図")}
    begun = staff.post("/api/forms", json=new).json()
    assert begun["draft"]["pages"][0]["questions"][0]["picture"] is None
    assert "no_picture" in [one["code"] for one in begun["faults"]]
