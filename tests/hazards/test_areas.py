"""Areas: the codes of telegrams against a body's own code."""

import pytest

from kairan.hazards.areas import Nearness, nearness, place_of_code, prefectures_of
from kairan.hazards.telegrams import Area
from kairan.people.municipalities import municipalities
from tests.hazards.conftest import samples, telegram

CASES: list[tuple[Area, str, Nearness | None]] = [
    (Area("city", "3220900", "雲南市"), "32209", "here"),
    (Area("city", "3220900", "雲南市"), "32201", None),
    (Area("city", "3220900", "雲南市"), "32", "here"),
    (Area("city", "4220201", "佐世保市（宇久地域を除く）"), "42202", "here"),  # a part of a city
    (Area("city", "1411000", "横浜戸塚区"), "14100", "here"),  # a ward of a designated city
    (Area("city", "1413200", "川崎幸区"), "14100", None),
    (Area("city", "1413200", "川崎幸区"), "14130", "here"),
    (Area("city", "1310100", "千代田区"), "13101", "here"),  # a special ward is a body of its own
    (Area("forecast", "320010", "東部"), "32209", "prefecture"),
    (Area("forecast", "320010", "東部"), "32", "here"),
    (Area("forecast", "011000", "宗谷地方"), "01214", "prefecture"),
    (Area("quake", "571", "島根県西部"), "32505", "prefecture"),
    (Area("quake", "571", "島根県西部"), "31201", None),
    (Area("quake", "101", "石狩地方中部"), "01100", "prefecture"),
    (Area("tsunami", "312", "東京湾内湾"), "14100", "prefecture"),
    (Area("tsunami", "312", "東京湾内湾"), "12100", "prefecture"),
    (Area("tsunami", "300", "茨城県"), "08", "here"),
    (Area("prefecture", "11", "埼玉県"), "11100", "prefecture"),
    (Area("volcano", "315", "箱根山"), "14382", None),
    (Area("nation", "", "全国"), "32209", "nation"),
]


@pytest.mark.parametrize(("area", "place", "expected"), CASES)
def test_an_area_names_a_place_or_its_prefecture_or_neither(area: Area, place: str, expected: Nearness | None) -> None:
    assert nearness(area, place) == expected


def areas() -> set[Area]:
    return {area for one in samples() for item in telegram(one).items for area in item.areas}


def test_the_names_of_regions_and_coasts_agree_with_the_prefecture_of_their_code() -> None:
    names = {code[:2]: one.name for code, one in municipalities().items() if one.kind == "prefecture"}
    seen = {area for area in areas() if area.scheme in {"quake", "tsunami"}}
    named = [a for a in seen if any(a.name.startswith(name) for name in names.values())]
    assert len(named) > 100
    for area in named:
        assert any(area.name.startswith(names[code]) for code in prefectures_of(area)), area
    assert all(prefectures_of(area) for area in seen)


def test_every_city_of_the_samples_is_a_body_or_a_ward_of_one() -> None:
    bodies = {place for place in map(place_of_code, municipalities()) if len(place) == 5}
    cities = {area for area in areas() if area.scheme == "city"}
    assert len(cities) > 300
    others = {area for area in cities if area.code[:5] not in bodies}
    unknown = {area for area in others if not any(nearness(area, place) == "here" for place in bodies)}
    assert len(unknown) < 30, unknown  # towns that have merged since
