"""The row of headings of a roster: which column is what, which are joined, which are not used."""

from collections.abc import Sequence

import msgspec

from kairan.roster.columns import Column, Half, column_of, half_of, level_of, path_cell
from kairan.roster.notices import Noted, Notice
from kairan.roster.tables import typed_of


def score(cells: Sequence[str]) -> int:
    """Return how many headings a row holds; 0 where it names nobody, so that it cannot be the row of headings."""
    columns = [column_of(cell) for cell in cells]
    has_name = "name" in columns or any(half_of(cell) == "family" for cell in cells)
    has_key = bool({"number", "login"} & {*columns})
    return len([column for column in columns if column is not None]) if has_name and has_key else 0


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """What each column is. Levels of the tree, and halves of a name, are columns that are joined."""

    heading: list[str]
    columns: list[Column | None]
    levels: list[int]  # places of columns, from the top of the tree down
    names: list[int]  # places of family and given name
    readings: list[int]

    @classmethod
    def of(cls, heading: Sequence[str]) -> "Layout":
        """Read a row of headings."""
        columns = [column_of(cell) for cell in heading]
        halves = {half: place for place, cell in enumerate(heading) if (half := half_of(cell)) is not None}
        return cls(
            heading=list(heading),
            columns=columns,
            levels=[] if "department" in columns else _levels(heading, columns),
            names=[] if "name" in columns else _both(halves, "family", "given"),
            readings=[] if "kana" in columns else _both(halves, "family_kana", "given_kana"),
        )

    @property
    def given(self) -> frozenset[Column]:
        """The columns the table has, joined ones too."""
        joined: dict[Column, list[int]] = {"department": self.levels, "name": self.names, "kana": self.readings}
        found = {column for column in self.columns if column is not None}
        return frozenset(found | {column for column, places in joined.items() if places})

    @property
    def twice(self) -> Column | None:
        """A column that stands there twice."""
        return next((one for one in self.columns if one is not None and self.columns.count(one) > 1), None)

    @property
    def unused(self) -> list[str]:
        """The headings of what is not read."""
        used = {*self.levels, *self.names, *self.readings}
        return [
            cell.strip()
            for place, (cell, column) in enumerate(zip(self.heading, self.columns, strict=True))
            if column is None and place not in used and cell.strip()
        ]

    @property
    def notices(self) -> list[Notice]:
        """What is to be told of the headings."""
        found = [Notice("joined", len(self.levels), self._called(self.levels))] if self.levels else []
        return [*found, *([Notice("names_joined", len(self.names), self._called(self.names))] if self.names else [])]

    def _called(self, places: Sequence[int]) -> str:
        return "、".join(self.heading[place].strip() for place in places)[:80]

    def typed(self, cells: Sequence[str], noted: Noted) -> dict[Column, str]:
        """Return what stands in a line, by column."""
        plain = [self._plain(cell, noted) for cell in cells] + [""] * (len(self.heading) - len(cells))
        typed = {column: cell for column, cell in zip(self.columns, plain, strict=False) if column is not None}
        if self.levels:
            typed["department"] = path_cell(tuple(plain[place] for place in self.levels if plain[place]))
        for column, places in (("name", self.names), ("kana", self.readings)):
            if places:
                typed[column] = "\u3000".join(plain[place] for place in places if plain[place])  # type: ignore[index]
        return typed

    def _plain(self, cell: str, noted: Noted) -> str:
        plain, was_wrapped = typed_of(cell)
        if was_wrapped:
            noted.note("unwrapped", cell.strip())
        return plain


def _levels(heading: Sequence[str], columns: Sequence[Column | None]) -> list[int]:
    """Return the columns for 部, 課 and 係 from the top down, one for each level."""
    found: dict[int, int] = {}
    for place, cell in enumerate(heading):
        level = level_of(cell) if columns[place] is None else None
        if level is not None:
            found.setdefault(level, place)
    return [found[level] for level in sorted(found)]


def _both(halves: dict[Half, int], first: Half, second: Half) -> list[int]:
    return [halves[first], halves[second]] if first in halves and second in halves else []
