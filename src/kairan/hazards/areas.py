"""Whether an area of a telegram is, or holds, the place a rule is for.

A place is a prefecture (two digits) or a municipality (five), from the 全国地方公共団体コード. The code of a city in
telegrams is its five digits and two more (`00`: the whole of it). Regions of forecasts begin with the prefecture, those
of earthquakes and stretches of coast have tables. Which municipalities a region holds is not known here: it is told as
"somewhere in the prefecture", for better told once too often than not at all.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal, NamedTuple

from kairan.hazards.telegrams import Area

Nearness = Literal["here", "prefecture", "nation"]
"""How exactly a warning names a place: itself, a region of its prefecture, the whole country."""
CLOSEST: Mapping[Nearness, int] = {"here": 0, "prefecture": 1, "nation": 2}

_QUAKE = (
    "20:02 21:03 22:04 23:05 24:06 25:07 30:08 31:09 32:10 33:11 34:12 35:13 36:14 37:15 38:16 39:17 40:18 41:19 42:20 "
    "43:21 44:22 45:23 46:24 50:25 51:26 52:27 53:28 54:29 55:30 56:31 57:32 58:33 59:34 60:36 61:37 62:38 63:39 70:35 "
    "71:40 72:41 73:42 74:43 75:44 76:45 77:46 80:47"
)
"""地震情報／細分区域 by the first two of three digits; 100 to 199 are Hokkaido."""
_TSUNAMI = (
    "10:01 11:01 12:01 20:02 21:03 22:04 23:05 24:06 25:07 30:08 31:12 32:13 33:14 34:15 35:16 36:17 37:18 38:22 39:23 "
    "40:24 50:26 51:27 52:28 53:30 54:31 55:32 56:33 57:34 58:36 59:37 60:38 61:39 70:35 71:40 72:41 73:42 74:43 75:44 "
    "76:45 77:46 80:47"
)
"""津波予報区 by the first two of three digits."""
_SHARED_COASTS: Mapping[str, frozenset[str]] = {
    "312": frozenset({"12", "13", "14"}),  # 東京湾内湾
    "391": frozenset({"23", "24"}),  # 伊勢・三河湾
    "712": frozenset({"40", "41", "42", "43", "46"}),  # 有明・八代海
}
_DESIGNATED = (
    "01100 04100 11100 12100 14100 14130 14150 15100 22100 22130 23100 26100 27100 27140 28100 33100 34100 40100 40130 "
    "43100"
)
"""政令指定都市: their wards follow them in the list of codes, and are theirs."""


def _pairs(text: str) -> Mapping[str, str]:
    return dict(pair.split(":") for pair in text.split())


_OF_QUAKE, _OF_TSUNAMI = _pairs(_QUAKE), _pairs(_TSUNAMI)


class Near(NamedTuple):
    """How exactly some areas name a place, and their names."""

    nearness: Nearness
    names: list[str]


class Whereabouts(NamedTuple):
    """Where some areas are, looked up by place: thousands of rules ask the same telegram."""

    cities: dict[str, list[str]]
    """Names by five digits."""
    prefectures: dict[str, list[str]]
    """Names of cities and regions by two digits."""
    regions: dict[str, list[str]]
    """Names of regions alone by two digits."""
    nation: list[str]

    @classmethod
    def of_areas(cls, areas: Iterable[Area]) -> "Whereabouts":
        """Put areas in order."""
        found = cls({}, {}, {}, [])
        for area in areas:
            found.add(area)
        return found

    def add(self, area: Area) -> None:
        """Put an area where it is looked for; rivers and volcanoes name no place."""
        if area.scheme == "nation":
            self.nation.append(area.name)
        elif area.scheme == "city":
            _put(self.cities, area.code[:5], area.name)
            _put(self.prefectures, area.code[:2], area.name)
        else:
            for prefecture in prefectures_of(area):
                _put(self.regions, prefecture, area.name)
                _put(self.prefectures, prefecture, area.name)

    def of(self, place: str) -> Near | None:
        """Return how exactly these areas name a place; None when they are elsewhere."""
        if here := self.prefectures.get(place) if len(place) == 2 else self._of_city(place):
            return Near("here", here)
        if around := self.regions.get(place[:2]):
            return Near("prefecture", around)
        return Near("nation", self.nation) if self.nation else None

    def _of_city(self, place: str) -> list[str]:
        own = self.cities.get(place, [])
        wards = wards_of(place)
        return own + [name for code, names in self.cities.items() if code in wards for name in names] if wards else own


def _put(names: dict[str, list[str]], key: str, name: str) -> None:
    names.setdefault(key, []).append(name)


def nearness(area: Area, place: str) -> Nearness | None:
    """Return how exactly an area names a place; None when it is elsewhere."""
    near = Whereabouts.of_areas([area]).of(place)
    return None if near is None else near.nearness


def prefectures_of(area: Area) -> frozenset[str]:
    """Return the prefectures (two digits) an area lies in; none for rivers and volcanoes."""
    if area.scheme in {"forecast", "prefecture"}:
        return frozenset({area.code[:2]})
    if area.scheme == "quake":
        return _prefecture("01" if area.code[:1] == "1" else _OF_QUAKE.get(area.code[:2]))
    if area.scheme == "tsunami":
        return _SHARED_COASTS.get(area.code) or _prefecture(_OF_TSUNAMI.get(area.code[:2]))
    return frozenset()


def _prefecture(code: str | None) -> frozenset[str]:
    return frozenset() if code is None else frozenset({code})


@cache
def _wards() -> Mapping[str, frozenset[str]]:
    """Return the wards' codes of every designated city: those after it, before the next one and before 200."""
    cities = _DESIGNATED.split()
    found: dict[str, frozenset[str]] = {}
    for city in cities:
        ends = min((one for one in cities if one > city and one[:2] == city[:2]), default=f"{city[:2]}200")
        found[city] = frozenset(f"{code:05}" for code in range(int(city) + 1, int(ends)))
    return found


def wards_of(place: str) -> frozenset[str]:
    """Return the codes of a designated city's wards; of any other place, none."""
    return _wards().get(place, frozenset())


def place_of_code(code: str) -> str:
    """Return the place of a body's own code (six digits): its prefecture, or itself."""
    return code[:2] if code[2:5] == "000" else code[:5]
