"""Reading lists of shelters (指定避難所一覧, 開設状況): a CSV as bodies publish it becomes rows.

Promise: no cell is passed over silently. What cannot be understood is told with its line; the place is taken all the
same, for a shelter without a position is better than none.
"""

import re
import unicodedata
from collections.abc import Mapping

import msgspec

from kairan.core.kit.problems import Problem
from kairan.core.kit.text import TextTooLong, bounded_name, bounded_text
from kairan.emergency.places.columns import DANGERS, PEOPLE, STANDARD, heading_of, score
from kairan.emergency.places.model import (
    ADDRESS_LIMIT,
    CODE_LIMIT,
    NAME_LIMIT,
    PEOPLE_MOST,
    PLACES_MOST,
    Listed,
    PlaceFault,
)
from kairan.emergency.places.problems import PlaceListTooLarge, PlaceListUnfit
from kairan.people.codes import check_digit
from kairan.roster.tables import read_table, typed_of

CELL_LIMIT = 500
CODES = ("全国地方公共団体コード", "所在地_全国地方公共団体コード")
_YES = frozenset({"1", "○", "◯", "〇", "有", "あり", "はい", "true", "yes", "y", "●", "◎", "該当"})
_NO = frozenset({"", "0", "×", "✕", "x", "無", "なし", "いいえ", "false", "no", "n", "-", "ー", "―", "非該当"})
_NUMBER = re.compile(r"\d[\d,]*")
_INDOORS = re.compile(r"屋内\D{0,3}(\d[\d,]*)")
_WHOLE = re.compile(r"-?\d+\.0+")
_WORDS = {
    "not_named": ("名称が空欄です。この行は取り込みません。", "There is no name; this line is not taken."),
    "name": ("名称を読み取れません。この行は取り込みません。", "The name cannot be read; this line is not taken."),
    "twice": ("同じ避難所の行が前にあります。この行は取り込みません。", "It stood before; this line is not taken."),
    "position": ("緯度・経度を読み取れません。位置なしで取り込みます。", "No position can be read; taken without one."),
    "swapped": ("緯度と経度が逆のため、入れ替えて取り込みます。", "Latitude and longitude were swapped."),
    "abroad": ("緯度・経度が日本の外です。位置なしで取り込みます。", "The position is not in Japan; taken without it."),
    "hazard": ("○か×か（1か空欄か）を読み取れません。空欄とします。", "Neither yes nor no; taken as no."),
    "capacity": ("人数を読み取れません。文字のまま取り込みます。", "No number can be read; kept as text."),
    "people": (
        "人数を読み取れません。人数なしで取り込みます。",
        "No number can be read; taken as not counted.",
    ),
    "code": ("団体コードを読み取れません。そのまま取り込みます。", "This is no code of a body; kept as it stands."),
    "unstorable": ("使えない文字があります。空欄とします。", "It holds what cannot be stored; taken as empty."),
    "cut": ("長すぎるため、途中までを取り込みます。", "Too long; only the beginning is taken."),
}


class ListedPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a list, as it would be stored."""

    line: int
    code: str
    name: str
    address: str
    latitude: float | None
    longitude: float | None
    capacity: int | None
    people: int | None
    listed: Listed


class PlaceList(msgspec.Struct, frozen=True, kw_only=True):
    """A list that was read."""

    encoding: str
    has_people: bool
    rows: list[ListedPlace]
    unknown: list[str]
    faults: list[tuple[int, str, str, str]]  # line, column, value, which of the words

    def told(self, language: str, most: int) -> list[PlaceFault]:
        """Return what was not taken as it stands, in words; the first so many."""
        which = 1 if language == "en" else 0
        return [
            PlaceFault(line=line, column=column, value=value[:60], sentence=_WORDS[why][which])
            for line, column, value, why in self.faults[:most]
        ]


def read_places(data: bytes) -> PlaceList:
    """Read a list; takes a fraction of a second for thousands. Problems: PlaceListUnfit, PlaceListTooLarge, Roster…"""
    table = read_table(data, score)
    headings = [heading_of(cell) for cell in table.heading]
    if "名称" not in headings:
        found = "、".join(cell.strip()[:20] for cell in table.heading if cell.strip())[:200] or "－"
        raise PlaceListUnfit(found=found)
    if len(table.lines) > PLACES_MOST:
        raise PlaceListTooLarge(most=PLACES_MOST, unit="件")
    reader = _Reader(headings)
    for line, cells in table.lines:
        reader.read(line, cells)
    return PlaceList(
        encoding=table.encoding,
        has_people=PEOPLE in headings,
        rows=reader.rows,
        unknown=[one for one in headings if one and one not in STANDARD and one != PEOPLE],
        faults=reader.faults,
    )


class _Reader:
    """Reads line after line; remembers which IDs there were."""

    def __init__(self, headings: list[str]) -> None:
        self.headings = headings
        self.rows: list[ListedPlace] = []
        self.faults: list[tuple[int, str, str, str]] = []
        self._seen: set[str] = set()
        self._line = 0

    def read(self, line: int, cells: list[str]) -> None:
        """Take a line in, or say why not."""
        self._line = line
        row = self._cells(cells)
        name = self._name(row.get("名称", ""))
        if name is None:
            return
        code = self._cut("ID", _whole(row.get("ID", "")), CODE_LIMIT)
        address = self._cut("所在地_連結表記", _address(row), ADDRESS_LIMIT)
        if (key := code or f"{name}\n{address}") in self._seen:
            self._fault("ID" if code else "名称", code or name, "twice")
            return
        self._seen.add(key)
        latitude, longitude = self._position(row)
        capacity = row.get("想定収容人数", "")
        self.rows.append(
            ListedPlace(
                line=line,
                code=code,
                name=name,
                address=address,
                latitude=latitude,
                longitude=longitude,
                capacity=self._capacity(capacity),
                people=self._people(row.get(PEOPLE, "")),
                listed=Listed(
                    cells={key: self._kept(key, value) for key, value in row.items() if value and key != PEOPLE},
                    dangers=[danger for column, danger in DANGERS.items() if self._is_yes(column, row)],
                    capacity_text=capacity,
                ),
            )
        )

    def _cells(self, cells: list[str]) -> dict[str, str]:
        """Return what stands under each heading; the first of two that is not empty."""
        row: dict[str, str] = {}
        for heading, cell in zip(self.headings, cells, strict=False):
            value = self._text(heading, cell)
            if heading and not row.get(heading):
                row[heading] = value
        return row

    def _text(self, column: str, cell: str) -> str:
        typed = self._cut(column, typed_of(cell)[0].strip(), CELL_LIMIT)
        try:
            return bounded_text(typed, CELL_LIMIT).replace("\n", " ").strip()
        except Problem:
            self._fault(column, typed, "unstorable")
            return ""

    def _name(self, typed: str) -> str | None:
        if not typed:
            self._fault("名称", "", "not_named")
            return None
        try:
            return bounded_name(self._cut("名称", typed, NAME_LIMIT), NAME_LIMIT, TextTooLong)
        except Problem:
            self._fault("名称", typed, "name")
            return None

    def _kept(self, column: str, value: str) -> str:
        if column not in CODES:
            return value
        code = whole_code(value)
        if code is None:
            self._fault(column, value, "code")
        return code or value

    def _position(self, row: Mapping[str, str]) -> tuple[float | None, float | None]:
        typed = row.get("緯度", ""), row.get("経度", "")
        if not any(typed):
            return None, None
        said = "、".join(typed)
        north, east = (_degrees(one) for one in typed)
        if north is None or east is None:
            self._fault("緯度", said, "position")
            return None, None
        if _is_in_japan(east, north):
            self._fault("緯度", said, "swapped")
            return east, north
        if not _is_in_japan(north, east):
            self._fault("緯度", said, "abroad")
            return None, None
        return north, east

    def _is_yes(self, column: str, row: Mapping[str, str]) -> bool:
        typed = row.get(column, "")
        plain = _whole(typed).lower()
        if plain in _YES:
            return True
        if plain not in _NO:
            self._fault(column, typed, "hazard")
        return False

    def _capacity(self, typed: str) -> int | None:
        if not typed:
            return None
        found = capacity_of(typed)
        if found is None:
            self._fault("想定収容人数", typed, "capacity")
        return found

    def _people(self, typed: str) -> int | None:
        if not typed:
            return None
        number = _NUMBER.search(unicodedata.normalize("NFKC", typed))
        count = None if number is None else int(number[0].replace(",", ""))
        if count is None or count > PEOPLE_MOST:
            self._fault(PEOPLE, typed, "people")
            return None
        return count

    def _cut(self, column: str, text: str, most: int) -> str:
        if len(text) > most:
            self._fault(column, text, "cut")
        return text[:most]

    def _fault(self, column: str, value: str, why: str) -> None:
        self.faults.append((self._line, column, value, why))


def capacity_of(typed: str) -> int | None:
    """Return how many find room indoors, or at all where the text tells no such difference; None for no number.

    Written as 191, "50,700 " or 屋内1,371人／屋外5,470人（面積の1/2）.
    """
    plain = unicodedata.normalize("NFKC", typed)
    found = _INDOORS.search(plain)
    number = found[1] if found else (first[0] if (first := _NUMBER.search(plain)) else "")
    count = int(number.replace(",", "")) if number else PEOPLE_MOST + 1
    return count if count <= PEOPLE_MOST else None


def whole_code(typed: str) -> str | None:
    """Return a body's code with all six digits, also where a spreadsheet dropped its zero or a list its last digit."""
    plain = _whole(typed)
    if not plain.isascii() or not plain.isdigit() or not 4 <= len(plain) <= 6:
        return None
    six = plain.zfill(6)
    if len(plain) > 4 and six[-1] == check_digit(six[:5]) and "01" <= six[:2] <= "47":
        return six
    five = plain.zfill(5)
    return five + check_digit(five) if len(five) == 5 and "01" <= five[:2] <= "47" else None


def _whole(typed: str) -> str:
    """Return a cell in half-width, without the decimals a spreadsheet added (1.0, 172022.0)."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    return plain.partition(".")[0] if _WHOLE.fullmatch(plain) else plain


def _degrees(typed: str) -> float | None:
    plain = unicodedata.normalize("NFKC", typed).strip().rstrip("°度NEne ")
    try:
        found = float(plain)
    except ValueError:
        return None
    return found if -180 <= found <= 180 else None


def _is_in_japan(north: float, east: float) -> bool:
    return 20 <= north <= 46 and 122 <= east <= 155


def _address(row: Mapping[str, str]) -> str:
    if joined := row.get("所在地_連結表記", ""):
        return joined
    parts = ("所在地_都道府県", "所在地_市区町村", "所在地_町字", "所在地_番地以下", "建物名等(方書)")
    return "".join(row.get(part, "") for part in parts)
