"""What comes from the sky: warnings in all generations of the format, landslides, rivers, rain, tornadoes, heat."""

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
from kairan.hazards.telegrams.ladders import grade_of_river, grade_of_warning, phenomenon_of
from kairan.hazards.telegrams.titles import Family
from kairan.hazards.telegrams.value import Area, Change, HazardKind, Item
from kairan.hazards.telegrams.xml import Node
from kairan.people.municipalities import municipalities

_OF_CITIES = "（市町村等）"
_LOWERED = "から"  # 警報から注意報, 特別警報から警報
_HOKKAIDO = (
    "宗谷",
    "上川",
    "留萌",
    "網走",
    "北見",
    "紋別",
    "釧路",
    "根室",
    "十勝",
    "胆振",
    "日高",
    "石狩",
    "空知",
    "後志",
    "渡島",
    "檜山",
)
_OKINAWA = ("沖縄", "大東島", "宮古島", "八重山")
_REGIONS: Mapping[str, tuple[str, ...]] = {"01": _HOKKAIDO, "46": ("奄美",), "47": _OKINAWA}
"""府県予報区 that bear no name of a prefecture, by how they begin."""
_TAGS: Mapping[str, tuple[HazardKind, int, str]] = {
    "記録雨": ("record_rain", 1, "記録的短時間大雨"),
    "竜巻": ("tornado", 2, "竜巻目撃"),
    "竜巻目撃": ("tornado", 2, "竜巻目撃"),
}
"""情報タグ of 気象防災速報 that warn by themselves; the others are told in words only."""


def change_of(status: str) -> Change:
    """Return what became of a warning, by `Kind/Status` or `Kind/Condition`."""
    if _LOWERED in status or "引下げ" in status or "切替" in status:
        return "lowered"
    if "解除" in status:
        return "lifted"
    return "continued" if "継続" in status else "issued"


def _warnings(head: Node, body: Node, _: str) -> Iterable[Item]:
    """Read 気象警報・注意報 of every generation: by city where the body has them, else as the headline says."""
    by_city = [
        (item, area_of(area, "city"))
        for warning in body.all("Warning")
        if _OF_CITIES in warning.attribute("type")
        for item in warning.all("Item")
        if (area := item.first("Area")) is not None
    ]
    if by_city:
        return together(said for item, area in by_city for said in _said_of(item, (area,)))
    named = of_schemes(headline_items(head), "city", "forecast")
    return together(said for item, areas in named for said in _said_of(item, areas))


def _said_of(item: Node, areas: tuple[Area, ...]) -> Iterator[Said]:
    for kind in item.all("Kind"):
        name, condition = kind.said("Name"), kind.said("Condition")
        change = change_of(kind.said("Status") or ("解除" if name == "解除" else ""))
        if name == "解除":
            yield Said("weather", name, 0, "lifted", areas)
        elif grade := grade_of_warning(name):
            for phenomenon in _phenomena(name, condition):
                yield Said(phenomenon, name, grade, change, areas)


def _phenomena(name: str, condition: str) -> Iterator[HazardKind]:
    """Yield what a warning warns of: a 大雨警報 of the older scheme says of what kind it is (土砂災害、浸水害)."""
    first = phenomenon_of(name)
    if first == "rain" and "土砂災害" in condition:
        yield "landslide"
        if "浸水" not in condition:
            return
    yield first


def _landslide(_: Node, body: Node, __: str) -> Iterable[Item]:
    return together(
        Said("landslide", "土砂災害警戒情報", 3, change_of(item.said("Kind", "Status")), (area_of(area, "city"),))
        for item in body.all("Warning", "Item")
        if (area := item.first("Area")) is not None and item.said("Kind", "Name") in {"警戒", "解除"}
    )


def _river(head: Node, body: Node, _: str) -> Iterable[Item]:
    """Read a river's stage: for the prefectures in the headline, and for the cities it would flood."""
    items = list(headline_items(head))
    if not items:
        return ()
    name = items[0][0].said("Kind", "Name")
    grade = grade_of_river(name)
    change: Change = "issued" if grade else "lifted"
    flooded = (_parts(areas) for item in body.all("Warning", "Item") if (areas := areas_in(item)))
    listed = (*(areas for _, areas in items), *flooded)
    return together(Said("flood", name, grade, change, areas) for areas in listed)


def _parts(areas: tuple[Area, ...]) -> tuple[Area, ...]:
    return tuple(area for area in areas if area.scheme == "city")


def _named(kind: HazardKind, grade: int) -> Read:
    """Return a reader of what has one rung, by what the headline names."""

    def read(head: Node, _: Node, __: str) -> Iterable[Item]:
        warned = (
            Said(kind, item.said("Kind", "Name"), grade, change_of(item.said("Kind", "Condition")), areas)
            for item, areas in of_schemes(headline_items(head), "city", "forecast")
        )
        return together(warned)

    return read


def _tornado(head: Node, body: Node, title: str) -> Iterable[Item]:
    seen = "目撃" in title or "目撃" in head.said("Headline", "Text")
    return _named("tornado", 2 if seen else 1)(head, body, title)


def _prompt(head: Node, body: Node, _: str) -> Iterable[Item]:
    """Read 気象防災速報 (2026): by its tags, for the regions of the headline and the cities where it was measured."""
    near = tuple(
        area_of(area, "city")
        for item in body.all("MeteorologicalInfos", "MeteorologicalInfo", "Item")
        for area in item.all("Area")
        if area.attribute("codeType") == "気象・地震・火山情報／市町村等"
    )
    said = []
    for item, areas in headline_items(head):
        for tag in item.said("Kind", "Condition").split():
            if tag in _TAGS:
                kind, grade, name = _TAGS[tag]
                said.append(Said(kind, name, grade, "issued", (*areas, *near)))
    return together(said)


def _heat(_: Node, __: Node, title: str) -> Iterable[Item]:
    """Read an alert of heat, whose place stands in its title only: 埼玉県熱中症警戒アラート."""
    special = "特別" in title
    name = "熱中症特別警戒アラート" if special else "熱中症警戒アラート"
    return together([Said("heat", name, 2 if special else 1, "issued", _titled(title))])


def _titled(title: str) -> tuple[Area, ...]:
    for one in municipalities().values():
        if one.kind == "prefecture" and title.startswith(one.name):
            return (Area("prefecture", one.code[:2], one.name),)
    for code, regions in _REGIONS.items():
        if title.startswith(regions):
            return (Area("prefecture", code, title.partition("熱中症")[0][:60]),)
    return ()


def _typhoon(_: Node, __: Node, title: str) -> Iterable[Item]:
    return together([Said("typhoon", title, 1, "issued", (NATION,))])


WEATHER: Mapping[Family, Read] = {
    "weather": _warnings,
    "landslide": _landslide,
    "river": _river,
    "record_rain": _named("record_rain", 1),
    "tornado": _tornado,
    "prompt": _prompt,
    "heat": _heat,
    "typhoon": _typhoon,
}
