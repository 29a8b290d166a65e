"""Tables for spreadsheets: the one writer of CSV, with the one guard against formulas.

Promise: nothing that somebody typed is read as a formula by Excel, LibreOffice, Google Sheets or Numbers, also not
with the full-width signs that Japanese Excel reads (OWASP, CSV injection); and what `unguarded` takes off again is
exactly what was put on. A standing test finds tables that are written elsewhere.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from kairan.core.kit.bounds import bounded

Encoding = Literal["utf-8", "cp932"]
Cell = str | int | float | None

MARK = "\ufeff"  # by which Excel knows UTF-8
MEDIA_TYPE = "text/csv"
CHARSETS: dict[Encoding, str] = {"utf-8": "utf-8", "cp932": "shift_jis"}
"""What is said of an encoding in the header, once: it is given to the answer beside `MEDIA_TYPE`."""

_SIGNS = "[=+\\-@＝＋－＠−﹢﹣﹦﹫⁺⁻⁼₊₋₌\t\r\n]"
_FORMULA = re.compile(f"'*\\s*{_SIGNS}")
_GUARDED = re.compile(f"'+\\s*{_SIGNS}")

TWINS = str.maketrans("〜−‖—¢£¬", "～－∥―￠￡￢")  # one character of JIS, two of Unicode; CP932 has the latter
GETA = "〓"  # what printers put where they had no type
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def guarded(cell: str) -> str:
    """Keep a spreadsheet from reading a cell as a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Take the guard off again."""
    return cell[1:] if _GUARDED.match(cell) else cell


def lines_of(rows: Iterable[Sequence[Cell]]) -> str:
    """Write rows; numbers are numbers, every text is guarded."""
    out = io.StringIO()
    csv.writer(out).writerows([_written(cell) for cell in row] for row in rows)
    return out.getvalue()


def _written(cell: Cell) -> Cell:
    return guarded(cell) if isinstance(cell, str) else cell


def table_of(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Write a whole table, behind the mark by which Excel knows UTF-8."""
    return MARK + lines_of([head]) + lines_of(rows)


def encoded(head: Sequence[str], rows: Iterable[Sequence[Cell]], encoding: Encoding) -> bytes:
    """Write a whole table in an encoding; see `encoded_rows`."""
    mark = MARK.encode() if encoding == "utf-8" else b""
    return mark + encoded_rows([head], encoding) + encoded_rows(rows, encoding)


def encoded_rows(rows: Iterable[Sequence[Cell]], encoding: Encoding) -> bytes:
    """Write rows in an encoding. What CP932 cannot carry becomes 〓, a variant loses its selector.

    Guarded is what will stand there: a minus of mathematics becomes a sign of formulas on its way.
    """
    if encoding == "utf-8":
        return lines_of(rows).encode()
    return lines_of([carried(cell) if isinstance(cell, str) else cell for cell in row] for row in rows).encode("cp932")


def carried(text: str) -> str:
    """Return what CP932 can carry of a text: a variant loses its selector, what is missing becomes 〓."""
    plain = SELECTORS.sub("", text).translate(TWINS)
    return "".join(one if fits(one) else GETA for one in plain)


def lost_in(text: str) -> list[str]:
    """Return the characters that CP932 cannot carry, each with its variation selector."""
    found: list[str] = []
    for place, one in enumerate(text):
        follower = text[place + 1 : place + 2]
        if SELECTORS.fullmatch(follower):
            found.append(one + follower)
        elif not SELECTORS.fullmatch(one) and not fits(one.translate(TWINS)):
            found.append(one)
    return list(dict.fromkeys(found))


@lru_cache(maxsize=bounded("roster.characters", 65_536, "evict", "encoded once more"))
def fits(character: str) -> bool:
    """Whether a character comes back from CP932 as it went."""
    try:
        return character.encode("cp932").decode("cp932") == character
    except UnicodeEncodeError:
        return False
