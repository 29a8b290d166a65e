"""What comes from the ground and the sea: earthquakes, early warnings, tsunami, the troughs, volcanoes."""

from collections.abc import Iterable, Iterator, Mapping

from kairan.hazards.telegrams.items import (
    NATION,
    Read,
    Said,
    area_of,
    areas_in,
    headline_items,
    of_schemes,
    together,
)
from kairan.hazards.telegrams.ladders import grade_of_intensity, grade_of_volcano, intensity_name
from kairan.hazards.telegrams.titles import Family
from kairan.hazards.telegrams.value import Area, Change, Item
from kairan.hazards.telegrams.xml import Node

_NO_REPORT = "震度５弱以上未入電"
"""No report has come in from a place that shook at 5弱 or more: silence that counts as that."""
_NUMBERS = {"１": 1, "２": 2, "３": 3, "４": 4}


def _intensity(_: Node, body: Node, __: str) -> Iterable[Item]:
    """Read intensities as observed: of every region, and of every city where the telegram has them."""
    return together(_shaken(body))


def _shaken(body: Node) -> Iterator[Said]:
    for region in body.all("Intensity", "Observation", "Pref", "Area"):
        yield from _observed(region, area_of(region, "quake"))
        for city in region.all("City"):
            yield from _observed(city, area_of(city, "city"))


def _observed(node: Node, area: Area) -> Iterator[Said]:
    grade = grade_of_intensity(node.said("MaxInt"))
    if grade:
        yield Said("earthquake", intensity_name(grade), grade, "issued", (area,))
    elif "未入電" in node.said("Condition"):
        yield Said("earthquake", _NO_REPORT, grade_of_intensity("5-"), "issued", (area,))


def _long_period(head: Node, _: Node, __: str) -> Iterable[Item]:
    found = ((item.said("Kind", "Name"), areas) for item, areas in of_schemes(headline_items(head), "quake"))
    return together(Said("long_period", name, _NUMBERS.get(name[-1:], 0), "issued", areas) for name, areas in found)


def _early_warning(head: Node, body: Node, _: str) -> Iterable[Item]:
    """Read where strong shaking is expected; a forecast (予報) names them in its body, a warning also above."""
    expected = [
        (area.said("Category", "Kind", "Name"), (area_of(area, "quake"),))
        for area in body.all("Intensity", "Forecast", "Pref", "Area")
    ]
    above = [(item.said("Kind", "Name"), areas) for item, areas in of_schemes(headline_items(head), "quake")]
    return together(
        Said("early_warning", name, 2 if "警報" in name else 1, "issued", areas) for name, areas in expected or above
    )


def _tsunami(head: Node, body: Node, _: str) -> Iterable[Item]:
    stretches = [
        (item.first("Category"), (area_of(area, "tsunami"),))
        for item in body.all("Tsunami", "Forecast", "Item")
        if (area := item.first("Area")) is not None
    ]
    if stretches:
        return together(_expected(category, areas) for category, areas in stretches if category is not None)
    return together(
        Said("tsunami", name, _tsunami_grade(name), "issued", areas)
        for item, areas in headline_items(head)
        if (name := item.said("Kind", "Name")) and areas
    )


def _expected(category: Node, areas: tuple[Area, ...]) -> Said:
    name, last = category.said("Kind", "Name"), category.said("LastKind", "Name")
    grade, before = _tsunami_grade(name), _tsunami_grade(last)
    change: Change = "issued" if grade > before else "continued"
    if not grade:
        change = "lifted"
    elif grade < before:
        change = "lowered"
    return Said("tsunami", name.partition("：")[0], grade, change, areas)


def _tsunami_grade(name: str) -> int:
    if "解除" in name or "なし" in name:
        return 0
    for grade, word in ((4, "大津波警報"), (3, "津波警報"), (2, "津波注意報"), (1, "津波予報")):
        if word in name:
            return grade
    return 0


def _trough(_: Node, body: Node, __: str) -> Iterable[Item]:
    """Read 南海トラフ地震臨時情報 by the word that stands in brackets behind its name."""
    word = body.said("EarthquakeInfo", "InfoSerial", "Name")
    grade = {"調査中": 1, "巨大地震注意": 2, "巨大地震警戒": 3}.get(word, 0)
    name = f"南海トラフ地震臨時情報（{word}）" if word else "南海トラフ地震臨時情報"
    return together([Said("trough", name, grade, "issued" if grade else "lifted", (NATION,))])


def _late_quake(_: Node, __: Node, title: str) -> Iterable[Item]:
    return together([Said("trough", title, 2, "issued", (NATION,))])


def _volcano(head: Node, _: Node, __: str) -> Iterable[Item]:
    """Read a volcano's level, for the volcano and for the cities the warning names (対象市町村等)."""
    items = list(headline_items(head))
    mountains = of_schemes(items, "volcano")
    if not mountains:
        return ()
    kind = mountains[0][0].first("Kind") or Node("Kind", {})
    grade = grade_of_volcano(kind.said("Code"), kind.said("Name"))
    condition = kind.said("Condition")
    cities = tuple(area for _, areas in of_schemes(items, "city") for area in areas)
    places = (*(area for _, areas in mountains for area in areas), *cities)
    return together([Said("volcano", kind.said("Name"), grade, _volcano_change(condition, grade), places)])


def _volcano_change(condition: str, grade: int) -> Change:
    if "解除" in condition or (grade <= 1 and "引下げ" in condition):
        return "lifted"
    if "引下げ" in condition:
        return "lowered"
    return "continued" if "継続" in condition else "issued"


def _eruption(_: Node, body: Node, __: str) -> Iterable[Item]:
    return together(
        Said("eruption", item.said("Kind", "Name"), 1, "issued", areas)
        for item in body.all("VolcanoInfo", "Item")
        if (areas := areas_in(item))
    )


def _ashfall(head: Node, _: Node, __: str) -> Iterable[Item]:
    """Read where ash will fall, and how much; small stones (小さな噴石) count as much ash."""
    grades = {"70": 1, "71": 1, "72": 2, "73": 3, "75": 3}
    return together(
        Said("ashfall", kind.said("Name"), grades.get(kind.said("Code"), 0), "issued", areas)
        for item, areas in of_schemes(headline_items(head), "city")
        for kind in item.all("Kind")
    )


EARTH: Mapping[Family, Read] = {
    "intensity": _intensity,
    "long_period": _long_period,
    "early_warning": _early_warning,
    "tsunami": _tsunami,
    "trough": _trough,
    "late_quake": _late_quake,
    "volcano": _volcano,
    "eruption": _eruption,
    "ashfall": _ashfall,
}
