"""The form of a roster: its headings, and how a department's path, several posts and a state stand in a cell.

What is written can be read again, whatever stands in a name: the signs that divide are preceded by "\\" inside one,
and a cell that a spreadsheet would take for a formula by an apostrophe.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal

from kairan.core.kit.spreadsheet import guarded, unguarded
from kairan.people.model import MemberStatus

__all__ = [
    "HEADINGS", "STATES", "Column", "Path", "column_of", "guarded", "hiragana", "katakana", "path_cell", "path_of",
    "posts_cell", "posts_of", "status_of", "unguarded",
]  # fmt: skip

Column = Literal["number", "login", "name", "kana", "department", "post", "concurrent", "mail", "extension", "status"]
Path = tuple[str, ...]

HEADINGS: dict[Column, str] = {
    "number": "職員番号",
    "login": "ログインID",
    "name": "氏名",
    "kana": "氏名カナ",
    "department": "所属",
    "post": "役職",
    "concurrent": "兼務",
    "mail": "メール",
    "extension": "内線",
    "status": "状態",
}
_ALSO: dict[Column, tuple[str, ...]] = {
    "number": ("社員番号", "number", "staff number"),
    "login": ("ログイン", "ユーザーID", "login"),
    "name": ("名前", "職員氏名", "name"),
    "kana": ("カナ", "フリガナ", "ふりがな", "よみがな", "氏名かな", "読み", "kana"),
    "department": ("部署", "所属部署", "所属名", "department"),
    "post": ("職", "職名", "補職名", "post"),
    "concurrent": ("兼職", "併任", "concurrent"),
    "mail": ("メールアドレス", "eメール", "e-mail", "mail"),
    "extension": ("内線番号", "extension"),
    "status": ("在職状態", "status"),
}

STATES: dict[MemberStatus, str] = {"active": "利用中", "suspended": "休止中", "left": "退職・転出"}
_STATES_READ: dict[str, MemberStatus] = {
    **{word: status for status, word in STATES.items()},
    **dict.fromkeys(("active", "在職"), "active"),
    **dict.fromkeys(("suspended", "休止", "休職"), "suspended"),
    **dict.fromkeys(("left", "退職", "転出", "離職"), "left"),
}

_DIVIDING = re.compile(r"[\\/／;；:：\n]")
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_HIRAGANA = {hiragana: katakana for katakana, hiragana in _KATAKANA.items()}


def _key(heading: str) -> str:
    """Return a heading as it is compared: width, case and spaces do not matter."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", heading)).lower()


_BY_HEADING: dict[str, Column] = {
    _key(word): column for column, heading in HEADINGS.items() for word in (heading, *_ALSO[column])
}


def column_of(heading: str) -> Column | None:
    """Return what a heading means."""
    return _BY_HEADING.get(_key(heading))


def status_of(cell: str) -> MemberStatus | None:
    """Return the state a word means."""
    return _STATES_READ.get(unicodedata.normalize("NFKC", cell).strip().lower())


def path_cell(path: Path) -> str:
    """Write a path: 総務部/情報政策課."""
    return "/".join(_DIVIDING.sub(lambda sign: f"\\{sign[0]}", name) for name in path)


def posts_cell(posts: Sequence[tuple[Path, str]]) -> str:
    """Write concurrent posts: 危機管理部/防災課:主査;福祉課."""
    return ";".join(
        path_cell(path) + (":" + _DIVIDING.sub(lambda sign: f"\\{sign[0]}", title) if title else "")
        for path, title in posts
    )


def path_of(cell: str) -> Path:
    """Read a path; a name may be empty, which is for the reader to refuse."""
    return tuple(_plain(part) for part in _divided(cell, "/／")) if cell.strip() else ()


def posts_of(cell: str) -> list[tuple[Path, str]]:
    """Read concurrent posts, divided by ";" or a line break; the title stands behind a colon."""
    found = []
    for one in _divided(cell, ";；\n"):
        if one.strip():
            path, _, title = _parted(one)
            found.append((path_of(path), _plain(title)))
    return found


def _divided(cell: str, signs: str) -> Iterator[str]:
    """Divide at these signs, but not behind a backslash; what is divided keeps its backslashes."""
    part, is_escaped = "", False
    for character in cell:
        if character in signs and not is_escaped:
            yield part
            part = ""
        else:
            part += character
        is_escaped = character == "\\" and not is_escaped
    yield part


def _parted(cell: str) -> tuple[str, str, str]:
    parts = list(_divided(cell, ":："))
    return parts[0], ":", ":".join(parts[1:])


def _plain(part: str) -> str:
    return re.sub(r"\\([\\/／;；:：\n])", r"\1", part).strip()


def hiragana(reading: str) -> str:
    """Return a reading as it is stored: ｻﾄｳ and サトウ become さとう."""
    return unicodedata.normalize("NFKC", reading).translate(_KATAKANA) if reading else ""


def katakana(reading: str) -> str:
    """Return a reading as it stands under 氏名カナ."""
    return reading.translate(_HIRAGANA)
