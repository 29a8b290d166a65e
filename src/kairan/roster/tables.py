"""A table as offices write it: the one reader of everything that is imported, rosters and lists of moves alike.

Promise: what is read otherwise than it stands there is told as a notice, in words; what cannot be read is refused in
words; nothing of a file is passed over silently.
"""

import csv
import hashlib
import io
from collections.abc import Callable, Sequence

import msgspec

from kairan.core.kit.spreadsheet import unguarded
from kairan.roster.cells import composed, unwrapped
from kairan.roster.decoding import Encoding, decode
from kairan.roster.notices import Notice
from kairan.roster.problems import RosterEmpty, RosterQuotesBroken

SEPARATORS = (",", "\t", ";")
TITLES_MOST = 20  # rows above the headings: a title, a date, who made it
CELL_MOST = 100_000  # characters; the standard library refuses more than 131,072

_NAMED = {"\t": "tabs", ";": "semicolons"}
Score = Callable[[Sequence[str]], int]
"""How many headings a row holds; 0 where it cannot be the row of headings."""
Line = tuple[int, list[str]]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was read: its headings, and the rows below them by the number a spreadsheet gives them."""

    encoding: Encoding
    digest: str  # SHA-256 of the file
    heading: list[str]
    lines: list[Line]
    notices: list[Notice]


def read_table(data: bytes, score: Score) -> Table:
    """Read a table whose row of headings is known by its score. Problems: those of a whole file.

    Where no row can be the headings, the first row that holds anything is given back as if it were: the caller says
    what it lacks.
    """
    decoded = decode(data)
    separator, records = _separated(decoded.text, score)
    filled = [(line, cells) for line, cells in records if any(cell.strip() for cell in cells)]
    if not filled:
        raise RosterEmpty
    place = _place_of_headings(filled, score)
    notices = [Notice(_NAMED[separator])] if separator in _NAMED else []
    if place:
        words = " ".join(cell.strip() for _, cells in filled[:place] for cell in cells if cell.strip())
        notices.append(Notice("titles", count=place, example=words[:60]))
    return Table(
        encoding=decoded.encoding,
        digest=hashlib.sha256(data).hexdigest(),
        heading=[composed(cell) for cell in filled[place][1]],
        lines=filled[place + 1 :],  # as they stand: what is stored is composed, what is there already is compared
        notices=notices,
    )


def typed_of(cell: str) -> tuple[str, bool]:
    """Return what stands in a cell, without the guard against formulas or Excel's ="…"; whether it had the latter."""
    plain = unguarded(cell)
    if plain != cell:
        return plain.strip(), False
    inner = unwrapped(cell)
    return inner.strip(), inner != cell


def _separated(text: str, score: Score) -> tuple[str, list[Line]]:
    """Return the rows by the separator that shows headings; commas where none does. Problems: RosterQuotesBroken."""
    broken: RosterQuotesBroken | None = None
    for separator in SEPARATORS:
        try:
            records = _records(text, separator)
        except RosterQuotesBroken as problem:
            broken = broken or problem
            continue
        if any(score(cells) for _, cells in records[: 3 * TITLES_MOST]):
            return separator, records
    if broken is not None:
        raise broken
    return ",", _records(text, ",")


def _records(text: str, separator: str) -> list[Line]:
    """Return the rows as a spreadsheet numbers them, the first is 1. Problems: RosterQuotesBroken."""
    found: list[Line] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            found.append((len(found) + 1, cells))  # one by one: the refusal tells how far it came
    except csv.Error as error:
        raise RosterQuotesBroken(line=len(found) + 1) from error
    return found


def _place_of_headings(filled: Sequence[Line], score: Score) -> int:
    return next((place for place, (_, cells) in enumerate(filled[: TITLES_MOST + 1]) if score(cells)), 0)
