"""The list of real bodies: whole, with codes that fit, and found as people ask."""

import pytest

from kairan.people.codes import check_digit, checked_code
from kairan.people.municipalities import CodeUnknown, find_municipalities, municipalities, require_municipality


def test_every_body_of_japan_is_there_with_a_code_that_fits() -> None:
    bodies = municipalities()
    assert len(bodies) == 1_788
    assert sum(one.kind == "prefecture" for one in bodies.values()) == 47
    assert [code for code in bodies if checked_code(code) != code or code[5] != check_digit(code[:5])] == []
    assert all(one.name and one.kana and one.prefecture for one in bodies.values())


def test_bodies_that_share_a_name_are_told_apart() -> None:
    found = {(one.name, one.prefecture, one.district) for one in find_municipalities("ふちゅう")}
    assert found == {("府中市", "東京都", None), ("府中市", "広島県", None), ("府中町", "広島県", "安芸郡")}


@pytest.mark.parametrize("sought", ["宮崎 日向", "452068", "ひゅうが", "ﾋｭｳｶﾞｼ"])
def test_a_body_is_found_by_name_code_or_reading(sought: str) -> None:
    assert find_municipalities(sought)[0].name == "日向市"


def test_nothing_asked_finds_nothing_and_never_too_much() -> None:
    assert find_municipalities("  ") == []
    assert len(find_municipalities("県")) == 50


def test_a_code_that_fits_but_is_nobodys_is_refused() -> None:
    assert require_municipality("132063").name == "府中市"
    with pytest.raises(CodeUnknown):
        require_municipality(checked_code("13999"))
