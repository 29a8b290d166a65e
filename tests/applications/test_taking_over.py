"""A number by which a form is gone on with elsewhere opens one draft, to who has it, and nothing to who guesses."""

import re

import pytest

from tests.applications.conftest import Offered, Town
from tests.applications.resident import Resident
from tests.applications.test_filling_in import DOG_FIELDS, OWNER
from tests.forms.documents import DOG


@pytest.fixture(scope="module")
def dog(town: Town) -> Offered:
    return town.form(DOG)


def saved(town: Town, form: Offered) -> tuple[Resident, str]:
    """Return somebody who saved the first page, and the number they were given."""
    one = town.resident(Accept="text/html")
    one.begin(form.address)
    one.press("save", **OWNER)
    code = re.findall(r"[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}", one.page.text)
    assert len(set(code)) == 1
    return one, code[0]


def resumed(town: Town, form: Offered, code: str, other: Resident | None = None) -> Resident:
    other = other or town.resident(Accept="text/html")
    other.page = other.client.post(f"/f/{form.address}/resume", data={"code": code})
    return other


def test_who_has_begun_here_too_goes_on_with_what_they_asked_for(town: Town, dog: Offered) -> None:
    _, code = saved(town, dog)
    other = town.resident(Accept="text/html")
    other.begin(dog.address)
    other.press("save", **{**OWNER, "name__family": "別人"})
    resumed(town, dog, code, other)
    assert "髙橋" in other.open(f"/f/{dog.address}/p/owner")


def test_a_number_is_taken_over_once_and_no_more_here(town: Town, dog: Offered) -> None:
    one, code = saved(town, dog)
    other = resumed(town, dog, code)
    assert "髙橋" in other.open(f"/f/{dog.address}/p/owner")
    assert "髙橋" not in one.open(f"/f/{dog.address}/p/owner")


@pytest.mark.parametrize(
    "code", ["", "\x00", "AAA-AAA-AAA-AAA", "あ" * 1_000, "x" * 100_000, "' or 1=1 --", "½½½½½½½½½½½½", "%", "_" * 12]
)
def test_a_number_that_was_made_up_opens_nothing(town: Town, dog: Offered, code: str) -> None:
    saved(town, dog)
    other = resumed(town, dog, code)
    assert other.page.status_code == 200
    assert other.path == f"/f/{dog.address}/resume?why=bad"
    assert "髙橋" not in other.open(f"/f/{dog.address}/p/owner")


def test_a_number_is_of_one_form_and_ends_with_it(town: Town, dog: Offered) -> None:
    one, code = saved(town, dog)
    another = town.form(DOG)
    assert "why=bad" in resumed(town, another, code).path
    one.open(f"/f/{dog.address}/p/owner")
    one.press()
    one.press(**DOG_FIELDS)
    one.press()
    assert "受け付けました" in one.page.text
    other = resumed(town, dog, code)
    assert "why=bad" in other.path
    assert "髙橋" not in other.page.text


def test_a_letter_with_the_number_goes_to_one_good_address_only(town: Town, dog: Offered) -> None:
    one, _ = saved(town, dog)
    for to in ("", "x", "a@b.jp\r\nBcc: c@d.jp", "a@b.jp,c@d.jp", "x" * 10_000 + "@example.jp"):
        answer = one.client.post(f"/f/{dog.address}/kept", data={"mail": to, "page": "\r\nX: y"})
        assert answer.status_code in {200, 400}
        assert "why=sent" not in str(answer.url)
        assert "x" not in answer.headers.get("x", "")
