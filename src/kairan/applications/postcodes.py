"""Addresses by postal code (郵便番号から住所), from Japan Post's file, where the operator laid it into the data folder.

Promise: nobody outside is asked, and what is asked here is three digits: not even the log knows a whole code.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

import msgspec

FILE = "postcodes.csv"
"""`utf_ken_all.csv` of Japan Post, under this name in the data folder; read once, when it is first needed."""
PREFIX = 3
_CODE, _PREFECTURE, _CITY, _TOWN = 2, 6, 7, 8  # columns
_ELSEWHERE = "以下に掲載がない場合"

Address = tuple[str, str, str]
"""Prefecture, city, town; what codes of several places do not have in common is empty."""


class Postcodes:
    """Gives addresses out by the first three digits of their codes."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def under(self, prefix: str) -> bytes | None:
        """Return every address whose code begins so, as JSON by code; None where there is none."""
        return self._found.get(prefix)

    @cached_property
    def _found(self) -> Mapping[str, bytes]:
        addresses = sorted(_rows(self._file))
        under = groupby(addresses, lambda row: row[0][:PREFIX])
        return MappingProxyType({prefix: _encoded(rows) for prefix, rows in under})


def _rows(file: Path) -> Iterator[tuple[str, Address]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.reader(lines):
                if len(row) > _TOWN and row[_CODE].isdecimal():
                    yield row[_CODE], (row[_PREFECTURE], row[_CITY], _town(row[_TOWN]))
    except (OSError, UnicodeDecodeError, csv.Error):
        return  # without the file, or with half of one, addresses are typed by hand


def _town(text: str) -> str:
    """Return a town as it begins an address; empty for what is none: "everything else", "all of the village"."""
    is_none = text == _ELSEWHERE or text.endswith("の次に番地がくる場合") or "、" in text
    is_all = text.endswith("一円") and text != "一円"  # but a town of 多賀町 is called so
    return "" if is_none or is_all else text.partition("（")[0]


def _encoded(rows: Iterator[tuple[str, Address]]) -> bytes:
    by_code = groupby(rows, lambda row: row[0])
    return msgspec.json.encode({code: _common([address for _, address in same]) for code, same in by_code})


def _common(addresses: list[Address]) -> Address:
    """Return what addresses of one code have in common, from the left."""
    prefecture, city, town = (set(parts) for parts in zip(*addresses, strict=True))
    is_one = len(prefecture) == 1
    is_city = is_one and len(city) == 1
    first = addresses[0]
    return (first[0] if is_one else "", first[1] if is_city else "", first[2] if is_city and len(town) == 1 else "")
