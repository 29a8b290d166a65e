"""What the readers of all products share: areas with their code tables, and items of the same warning put together."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from kairan.core.kit.bounds import bounded
from kairan.hazards.telegrams.ladders import alert_level_of
from kairan.hazards.telegrams.value import Area, Change, HazardKind, Item, Scheme
from kairan.hazards.telegrams.xml import Node

AREAS_MOST = bounded("hazards.areas", 6_000, "drop", "areas of a telegram beyond these are not looked at")
NAME_MOST, CODE_MOST = 60, 20
Read = Callable[[Node, Node, str], Iterable[Item]]
"""Reads the head, the body and the title."""

SCHEMES: Mapping[str, Scheme] = {
    "気象・地震・火山情報／市町村等": "city",
    "気象情報／府県予報区・細分区域等": "forecast",
    "地震情報／細分区域": "quake",
    "津波予報区": "tsunami",
    "火山名": "volcano",
    "河川": "river",
    "指定河川洪水予報（予報区域）": "river",
    "水位周知河川に関する情報（発表区間）": "river",
}
"""Code tables by `Areas/@codeType`; areas of others (地方 …) are named coarser elsewhere in the same telegram."""
NATION = Area("nation", "", "全国")


class Said(NamedTuple):
    """A warning as it stands for one area, or several."""

    kind: HazardKind
    name: str
    grade: int
    change: Change
    areas: tuple[Area, ...]


def together(said: Iterable[Said]) -> Iterator[Item]:
    """Put together what says the same of several areas; in the order in which each was said first."""
    areas: dict[tuple[HazardKind, str, int, Change], dict[Area, None]] = {}
    left = AREAS_MOST
    for one in said:
        left -= len(one.areas)
        if left < 0:
            break
        areas.setdefault((one.kind, one.name[:NAME_MOST], one.grade, one.change), {}).update(dict.fromkeys(one.areas))
    for (kind, name, grade, change), where in areas.items():
        level = alert_level_of(kind, grade, name) if change != "lifted" else None
        yield Item(kind=kind, name=name, grade=grade, alert_level=level, change=change, areas=tuple(where))


def area_of(node: Node, scheme: Scheme) -> Area:
    """Return an area with a name and a code in it."""
    return Area(scheme, node.said("Code")[:CODE_MOST], node.said("Name")[:NAME_MOST])


def areas_in(item: Node) -> tuple[Area, ...]:
    """Return the areas of an item that are of a known table; a part of a city (市町村の一部) is the city."""
    return tuple(
        area_of(area, scheme)
        for group in item.all("Areas")
        if (scheme := SCHEMES.get(group.attribute("codeType"))) is not None
        for area in group.all("Area")
    )


def headline_items(head: Node) -> Iterator[tuple[Node, tuple[Area, ...]]]:
    """Yield the items of the headline with their areas."""
    for information in head.all("Headline", "Information"):
        for item in information.all("Item"):
            yield item, areas_in(item)


def of_schemes(found: Iterable[tuple[Node, tuple[Area, ...]]], *schemes: Scheme) -> list[tuple[Node, tuple[Area, ...]]]:
    """Return the items of the first of these tables that the telegram uses at all."""
    listed = list(found)
    for scheme in schemes:
        chosen = [(item, only) for item, areas in listed if (only := tuple(a for a in areas if a.scheme == scheme))]
        if chosen:
            return chosen
    return []
