"""A position (地図上の位置): coordinates, or in words where it is; nothing is fetched from anybody's map.

With a script the browser gives where it is, once a button was pressed, and a map of the server's own may be pressed.
Without one people type what their phone shows (35.6895, 139.6917), degrees with minutes and seconds, or the address.
Coordinates are of the world geodetic system.
"""

import re
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import ClassVar

from kairan.core.kit.national_numbers import holds_my_number
from kairan.core.kit.text import graphemes
from kairan.forms.complaints import NotAccepted
from kairan.forms.conditions import Value
from kairan.forms.questions.base import Column, Question, Typed, narrow, said_plainly

PLACE_LIMIT = 200
DECIMALS = 6  # a tenth of a metre
JAPAN = ((Decimal(20), Decimal(46)), (Decimal(122), Decimal(155)))
"""From 沖ノ鳥島 (20°25′N) to 弁天島 (45°31′N), from 与那国島 (122°56′E) to 南鳥島 (153°59′E): latitudes, longitudes."""
_NOWHERE = Decimal(999)
_NUMBER = r"([0-9]{1,3}(?:\.[0-9]{1,15})?)"
_DEGREES = re.compile(
    rf"(?:北緯|東経|[NEne])?\s*{_NUMBER}\s*[°度]?"
    rf"(?:\s*{_NUMBER}\s*['′’分](?:\s*{_NUMBER}\s*(?:\"|″|′′|”|''|秒))?)?\s*[NEne]?"
)
_BETWEEN = re.compile(r"\s*[,、\t]\s*|(?<=[0-9°度'′’分\"″”秒NEne])\s+(?=[0-9NEne北東])|(?<=[度分秒])(?=東)")


class Position(Question, frozen=True, kw_only=True, tag="position"):
    """Where something is. Stored as latitude, longitude and what was written, those of them that were given."""

    PARTS: ClassVar[tuple[str, ...]] = ("latitude", "longitude", "place")
    TITLES: ClassVar[dict[str, str]] = {"latitude": "緯度", "longitude": "経度", "place": "場所の説明"}

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return the parts that are given. Raises NotAccepted."""
        latitude, longitude, place = (" ".join(self.typed_in(typed, part).split("\n")) for part in self.PARTS)
        if graphemes(place) > PLACE_LIMIT:
            raise NotAccepted("too_long", "place", most=PLACE_LIMIT)
        if holds_my_number(place):
            raise NotAccepted("my_number", "place")
        found = self._coordinates(narrow(latitude), narrow(longitude))
        if place:
            found["place"] = place
        return found or None

    def _coordinates(self, latitude: str, longitude: str) -> dict[str, str]:
        if not longitude and len(both := _BETWEEN.split(latitude)) == 2:  # copied from a map in one piece
            latitude, longitude = both
        if not latitude and not longitude:
            return {}
        if not latitude or not longitude:
            raise NotAccepted("half_position", "latitude" if not latitude else "longitude")
        north, east = self._degrees(latitude, "latitude"), self._degrees(longitude, "longitude")
        if _is_in_japan(east, north):
            north, east = east, north
        if not _is_in_japan(north, east):
            raise NotAccepted("outside_japan", "latitude")
        return {"latitude": _written(north), "longitude": _written(east)}

    @staticmethod
    def _degrees(text: str, part: str) -> Decimal:
        match = _DEGREES.fullmatch(text)
        degrees, minutes, seconds = (Decimal(one or 0) for one in match.groups()) if match else (_NOWHERE,) * 3
        if minutes >= 60 or seconds >= 60:
            raise NotAccepted("coordinates", part)
        return degrees + minutes / 60 + seconds / 3600

    def missing(self) -> str:
        """Return that neither was given."""
        return "no_position"

    def _is_own(self, value: Value | None) -> bool:
        return isinstance(value, dict) and not set(value).isdisjoint(self.PARTS)

    def shown(self, value: Value) -> str:
        """Return where it is, with the coordinates behind it."""
        if not self._is_own(value) or not isinstance(value, dict):
            return said_plainly(value)
        at = f"北緯{value['latitude']}度、東経{value.get('longitude', '')}度" if "latitude" in value else ""
        place = value.get("place", "")
        return f"{place}（{at}）" if place and at else place or at

    def coordinates(self, value: Value | None) -> tuple[float, float] | None:
        """Return latitude and longitude, where they were given."""
        if not self._is_own(value) or not isinstance(value, dict) or "latitude" not in value:
            return None
        return float(value["latitude"]), float(value["longitude"])

    def columns(self) -> list[Column]:
        """Return a column for latitude, longitude and what was written."""
        return [Column(part, f"{self.label}（{title}）") for part, title in self.TITLES.items()]

    def cells(self, value: Value | None) -> list[str]:
        """Return the parts; coordinates as numbers."""
        if self._is_own(value) and isinstance(value, dict):
            return [value.get(part, "") for part in self.PARTS]
        return ["", "", "" if value is None else said_plainly(value)]

    def typed_again(self, value: Value) -> dict[str, list[str]]:
        """Return the fields."""
        parts = value if isinstance(value, dict) else {}
        return {self.field(part): [parts[part]] for part in self.PARTS if part in parts}


def _is_in_japan(north: Decimal, east: Decimal) -> bool:
    (south_end, north_end), (west_end, east_end) = JAPAN
    return south_end <= north <= north_end and west_end <= east <= east_end


def _written(degrees: Decimal) -> str:
    return f"{degrees.quantize(Decimal(1).scaleb(-DECIMALS), ROUND_HALF_EVEN):f}"
