"""The form of a table of moves: its headings as offices write them, and the words for what happens to somebody."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

import msgspec

from kairan.roster.columns import column_of, half_of, level_of, path_cell
from kairan.roster.notices import Noted, Notice
from kairan.roster.tables import typed_of
from kairan.transfers.model import MoveKind

Meaning = Literal[
    "number", "name", "kind", "department", "title", "added", "removed", "extension", "predecessor", "day"
]
SheetKind = MoveKind | Literal["hire"]

HEADINGS: dict[Meaning, tuple[str, ...]] = {
    "number": ("職員番号",),
    "name": ("氏名",),
    "kind": ("区分", "異動区分", "異動種別", "発令区分", "発令種別", "異動事由", "事由"),
    "department": ("新所属", "異動先", "異動先所属", "異動後所属", "所属", "配属先", "新所属名"),
    "title": ("新役職", "新職", "新職名", "役職", "職", "職名", "新補職名", "補職名", "異動後役職", "異動後職名"),
    "added": ("兼務", "兼務追加", "新兼務", "併任"),
    "removed": ("兼務解除", "併任解除"),
    "extension": ("内線", "新内線", "内線番号", "新内線番号"),
    "predecessor": ("前任者", "前任者番号", "前任者職員番号", "前任", "前任者氏名"),
    "day": ("発令日", "発令年月日", "異動日", "異動年月日", "施行日", "適用日", "発令日付"),
}
KINDS: dict[str, SheetKind] = {
    **dict.fromkeys(("", "異動"), "move"),
    **dict.fromkeys(
        (
            "転任", "昇任", "昇格", "降任", "降格", "配置換", "配置換え", "配置転換", "所属替", "所属替え", "所属変更",
            "人事異動", "定期異動", "役職変更", "職名変更", "兼務", "併任", "兼務解除", "併任解除",
        ),
        "move",
    ),
    **dict.fromkeys(
        (
            "退職", "転出", "退職・転出", "定年退職", "普通退職", "早期退職", "勧奨退職", "自己都合退職", "任期満了",
            "任期満了退職", "依願退職", "辞職", "離職", "死亡退職", "免職",
        ),
        "leave",
    ),
    **dict.fromkeys(("復帰", "再任用", "復職", "復帰・再任用"), "return"),
    **dict.fromkeys(("採用", "新規採用", "新採", "新採用", "任用", "転入", "着任"), "hire"),
}  # fmt: skip
PLAIN = frozenset({"異動", "退職", "転出", "退職・転出", "復帰", "再任用", "復帰・再任用"})
"""Words that mean what they are read as; others are told."""

_NEW = re.compile(r"^(新|異動後|異動先|新しい)")


def kind_of(typed: str) -> SheetKind | None:
    """Return what a word for a move means."""
    return KINDS.get(unicodedata.normalize("NFKC", typed).strip().replace(" ", ""))


def meaning_of(heading: str) -> Meaning | None:
    """Return what a heading means."""
    typed = re.sub(r"\s", "", unicodedata.normalize("NFKC", heading))
    found: Meaning | None = next((meaning for meaning, words in HEADINGS.items() if typed in words), None)
    if found is not None:
        return found
    column = column_of(heading)
    return column if column in ("number", "name") else None  # as a roster calls them


def score(cells: Sequence[str]) -> int:
    """Return how many headings a row holds; 0 where it names nobody, or nothing that happens."""
    found = {meaning for cell in cells if (meaning := meaning_of(cell)) is not None}
    return len(found) if found & {"number", "name"} else 0


class SheetLayout(msgspec.Struct, frozen=True, kw_only=True):
    """What each column is; the levels of the new department are columns that are joined."""

    heading: list[str]
    meanings: list[Meaning | None]
    levels: list[int]
    names: list[int]

    @classmethod
    def of(cls, heading: Sequence[str]) -> "SheetLayout":
        """Read a row of headings; the first column of a meaning counts, later ones are told as not used."""
        meanings: list[Meaning | None] = []
        for cell in heading:
            found = meaning_of(cell)
            meanings.append(None if found in meanings else found)
        halves = {half: place for place, cell in enumerate(heading) if (half := half_of(cell)) is not None}
        both = [halves["family"], halves["given"]] if "family" in halves and "given" in halves else []
        return cls(
            heading=list(heading),
            meanings=meanings,
            levels=[] if "department" in meanings else _levels(heading, meanings),
            names=[] if "name" in meanings else both,
        )

    @property
    def unused(self) -> list[str]:
        """The headings of what is not read."""
        used = {*self.levels, *self.names}
        pairs = enumerate(zip(self.heading, self.meanings, strict=True))
        return [cell.strip() for place, (cell, known) in pairs if known is None and place not in used and cell.strip()]

    @property
    def notices(self) -> list[Notice]:
        """What is to be told of the headings."""
        called = "、".join(self.heading[place].strip() for place in self.levels)
        return [Notice("joined", len(self.levels), called[:80])] if self.levels else []

    def typed(self, cells: Sequence[str], noted: Noted) -> dict[Meaning, str]:
        """Return what stands in a line, by meaning."""
        plain: list[str] = []
        for cell in (*cells, *[""] * (len(self.heading) - len(cells))):
            text, was_wrapped = typed_of(cell)
            if was_wrapped:
                noted.note("unwrapped", cell.strip())
            plain.append(text)
        typed = {meaning: cell for meaning, cell in zip(self.meanings, plain, strict=False) if meaning is not None}
        if self.levels:
            typed["department"] = path_cell(tuple(plain[place] for place in self.levels if plain[place]))
        if self.names:
            typed["name"] = "\u3000".join(plain[place] for place in self.names if plain[place])
        return typed


def _levels(heading: Sequence[str], meanings: Sequence[Meaning | None]) -> list[int]:
    found: dict[int, int] = {}
    for place, cell in enumerate(heading):
        level = level_of(_NEW.sub("", cell.strip())) if meanings[place] is None else None
        if level is not None:
            found.setdefault(level, place)
    return [found[level] for level in sorted(found)]
