"""What was begun on one device is gone on with on another, by a number."""

import re

from tests.applications.conftest import Town
from tests.forms.documents import DOG


def code_of(page: str) -> str:
    found = re.search(r'<p class="number">(.*?)</p>', page)
    assert found is not None
    return found[1]


def test_a_draft_goes_on_on_another_device_and_is_no_longer_on_the_first(town: Town) -> None:
    dog = town.form(DOG)
    one = town.resident()
    one.begin(dog.address)
    one.press("save", name__family="髙橋", phone="12")
    code = code_of(one.page.text)
    assert re.fullmatch(r"([2-9A-Z]{3}-){3}[2-9A-Z]{3}", code)
    one.open(one.path)
    assert code_of(one.page.text) == code
    other = town.resident()
    other.open(f"/f/{dog.address}/resume")
    other.press(code=code.lower().replace("-", " "))
    assert other.sent()["name.family"] == ["髙橋"]
    assert other.sent()["phone"] == ["12"]
    one.open(f"/f/{dog.address}/check")
    assert "記入を始める" in one.page.text


def test_a_number_that_opens_nothing_is_told_alike(town: Town) -> None:
    dog, cat = town.form(DOG), town.form(DOG)
    one = town.resident()
    one.begin(dog.address)
    one.press("save", name__family="髙橋")
    code = code_of(one.page.text)
    for address, typed in (
        (cat.address, code),
        (dog.address, "222-222-222-222"),
        (dog.address, ""),
        (dog.address, "あ"),
    ):
        other = town.resident()
        other.open(f"/f/{address}/resume")
        other.press(code=typed)
        assert "この番号の続きは見つかりません" in other.page.text
        assert "髙橋" not in other.page.text
