"""A map as it is drawn on paper: the outline of municipalities around the marks, in millimetres. Pure.

The outline is the one the client shows (`japan.json`, made by `tools/make_outline.py`), so paper needs no tiles.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

FILE = Path(__file__).with_name("japan.json")
LEAST_DEGREES = 0.06
"""A single mark is shown with about six kilometres around it."""
AROUND = 0.15
"""So much of the marks' extent is left free on each side."""
Point = tuple[float, float]


class Window(NamedTuple):
    """What part of the earth is drawn, in degrees."""

    west: float
    south: float
    east: float
    north: float


class Area(msgspec.Struct, frozen=True):
    """A municipality within the window: its outer rings in millimetres from the upper left."""

    code: str
    name: str
    rings: list[list[Point]]
    middle: Point


class Picture(msgspec.Struct, frozen=True):
    """The ground of a map, and how to put something on it."""

    width_mm: float
    height_mm: float
    window: Window
    areas: list[Area]

    def at(self, latitude: float, longitude: float) -> Point:
        """Return where a position is, in millimetres from the upper left."""
        return _placed(self.window, self.width_mm, self.height_mm, longitude, latitude)


class _Outline(msgspec.Struct, frozen=True):
    source: str
    scale: tuple[float, float]
    translate: tuple[float, float]
    arcs: list[list[int]]
    areas: list[tuple[str, str, list[list[list[int]]]]]


@cache
def _outline() -> tuple[_Outline, list[list[Point]]]:
    outline = msgspec.json.decode(FILE.read_bytes(), type=_Outline)
    return outline, [list(_line(arc, outline)) for arc in outline.arcs]


def source() -> str:
    """Return whose outline it is."""
    return _outline()[0].source


def municipalities(prefecture: str) -> list[tuple[str, str]]:
    """Return code (five digits) and name of each municipality of a prefecture, wards one by one."""
    return sorted((code, name) for code, name, _ in _outline()[0].areas if code.startswith(prefecture))


def extent(first: str, before: str) -> Window | None:
    """Return what part of the earth the areas lie in from one code on, before another; None where there are none."""
    outline, lines = _outline()
    rings = [ring for code, _, polygons in outline.areas if first <= code < before for ring, *_ in polygons]
    points = [point for ring in rings for point in _ring(ring, lines)]
    if not points:
        return None
    east, north = [x for x, _ in points], [y for _, y in points]
    return Window(min(east), min(north), max(east), max(north))


def _line(arc: Sequence[int], outline: _Outline) -> Iterator[Point]:
    x = y = 0
    for step in range(0, len(arc) - 1, 2):
        x, y = x + arc[step], y + arc[step + 1]
        yield x * outline.scale[0] + outline.translate[0], y * outline.scale[1] + outline.translate[1]


def _ring(numbers: Iterable[int], lines: Sequence[list[Point]]) -> list[Point]:
    ring: list[Point] = []
    for number in numbers:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        ring += line[1:] if ring else line
    return ring


def window_around(positions: Collection[tuple[float, float]]) -> Window:
    """Return the part of the earth that shows all of these (latitude, longitude), with some ground around them."""
    south, north = min(one[0] for one in positions), max(one[0] for one in positions)
    west, east = min(one[1] for one in positions), max(one[1] for one in positions)
    high = max((north - south) * (1 + 2 * AROUND), LEAST_DEGREES)
    wide = max((east - west) * (1 + 2 * AROUND), LEAST_DEGREES)
    x, y = (west + east) / 2, (south + north) / 2
    return Window(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def draw(positions: Collection[tuple[float, float]], width_mm: float, height_mm: float) -> Picture:
    """Draw the ground around some positions; at least one is given."""
    window = _fitted(window_around(positions), width_mm / height_mm)
    outline, lines = _outline()
    areas = []
    for code, name, polygons in outline.areas:
        rings = [ring for polygon in polygons if _meets(ring := _ring(polygon[0], lines), window)]
        if rings:
            placed = [[_placed(window, width_mm, height_mm, x, y) for x, y in ring] for ring in rings]
            areas.append(Area(code, name, placed, _middle(max(placed, key=len), width_mm, height_mm)))
    return Picture(width_mm, height_mm, window, areas)


def _fitted(window: Window, ratio: float) -> Window:
    """Widen or heighten a window to the shape of the paper: a degree of longitude is shorter than one of latitude."""
    shrink = math.cos(math.radians((window.south + window.north) / 2))
    wide, high = (window.east - window.west) * shrink, window.north - window.south
    wide, high = max(wide, high * ratio), max(high, wide / ratio)
    x, y = (window.west + window.east) / 2, (window.south + window.north) / 2
    return Window(x - wide / shrink / 2, y - high / 2, x + wide / shrink / 2, y + high / 2)


def _meets(ring: Sequence[Point], window: Window) -> bool:
    east = [x for x, _ in ring]
    north = [y for _, y in ring]
    return (
        max(east) >= window.west
        and min(east) <= window.east
        and max(north) >= window.south
        and min(north) <= window.north
    )


def _placed(window: Window, width_mm: float, height_mm: float, x: float, y: float) -> Point:
    return (
        round((x - window.west) / (window.east - window.west) * width_mm, 2),
        round((window.north - y) / (window.north - window.south) * height_mm, 2),
    )


def _middle(ring: Sequence[Point], width_mm: float, height_mm: float) -> Point:
    """Return where the name of an area stands: amid what of it is on the paper."""
    seen = [(x, y) for x, y in ring if 0 <= x <= width_mm and 0 <= y <= height_mm] or [(width_mm / 2, height_mm / 2)]
    return (round(sum(x for x, _ in seen) / len(seen), 2), round(sum(y for _, y in seen) / len(seen), 2))
