"""The map of an incident for a template: the ground, numbered marks, and a list that says what each number is."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kairan.core.kit.bounds import bounded
from kairan.core.kit.typesetting.glyphs import Printable
from kairan.emergency.incidents.table import DAMAGE_WORDS, SEVERITY_WORDS, STATUS_WORDS
from kairan.emergency.maps.model import HazardArea, IncidentMap
from kairan.emergency.maps.picture import draw, source
from kairan.emergency.places.model import PlaceState
from kairan.people.evidence import written

MARKS_MOST = bounded("emergency.printed_marks", 150, "drop", "the older reports; the list says how many")
STATES: dict[PlaceState | None, str] = {"open": "開設", "full": "満員", "closed": "閉鎖", None: ""}
HEAD = ("番号", "種別", "名前・内容", "状況")


class _Mark(NamedTuple):
    look: str
    kind: str
    name: str
    said: str
    latitude: float
    longitude: float


def drawn(
    ink: Printable, found: IncidentMap, hazards: Sequence[HazardArea], size_mm: tuple[float, float]
) -> dict[str, object] | None:
    """Return the map, where anything stands on it. Who shares a position is left out: paper does not forget."""
    every = list(_marks(found))
    if not every:
        return None
    marks = every[:MARKS_MOST]
    picture = draw([(one.latitude, one.longitude) for one in marks], *size_mm)
    warned = {one.code for one in hazards}
    left_out = len(every) - len(marks)
    return {
        "width": picture.width_mm,
        "height": picture.height_mm,
        "areas": [
            {"is_warned": one.code in warned, "name": ink(one.name), "at": one.middle, "rings": one.rings}
            for one in picture.areas
        ],
        "marks": [
            {"number": str(number), "look": one.look, "at": picture.at(one.latitude, one.longitude)}
            for number, one in enumerate(marks, 1)
        ],
        "head": [ink(cell) for cell in HEAD],
        "rows": [
            [ink(cell) for cell in (str(number), one.kind, one.name, one.said)] for number, one in enumerate(marks, 1)
        ],
        "hazards": ink(_warned(hazards)),
        "left_out": ink(f"ほかに{left_out:,}件あります。" if left_out else ""),
        "source": ink(source()),
    }


def _marks(found: IncidentMap) -> Iterator[_Mark]:
    for place in found.places:
        people = "" if place.people is None or place.state == "closed" else f"{place.people:,}人"
        said = "　".join(filter(None, (STATES[place.state], people)))
        yield _Mark(place.state or "closed", "避難所", place.name, said, place.latitude, place.longitude)
    for one in found.reports:
        words = (SEVERITY_WORDS[one.severity], STATUS_WORDS[one.status], written(one.happened_at))
        name = "　".join(filter(None, (f"No.{one.number}", one.place, one.text[:60])))
        said = "　".join(filter(None, words))
        yield _Mark("report", DAMAGE_WORDS[one.damage] or "記録", name, said, one.latitude, one.longitude)


def _warned(hazards: Sequence[HazardArea]) -> str:
    """Return the areas of warnings in words, the same warnings together."""
    found: dict[str, dict[str, None]] = {}
    for one in hazards:
        found.setdefault("・".join(one.warnings), {})[one.name] = None
    return "　".join(f"{warnings}: {'、'.join(names)}" for warnings, names in found.items())
