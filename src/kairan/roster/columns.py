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
_ALSO: dict[Column, tuple[str, ...]] = {  # as other systems call them
    "number": (
        "社員番号", "職員コード", "職員CD", "職員No", "職員No.", "職員ID", "職番", "社員コード", "社員No",
        "number", "staff number",
    ),
    "login": ("ログイン", "ログインID", "ユーザーID", "ユーザID", "利用者ID", "アカウント", "login"),
    "name": ("名前", "職員氏名", "職員名", "漢字氏名", "氏名漢字", "name"),
    "kana": (
        "カナ", "フリガナ", "ふりがな", "よみがな", "氏名かな", "カナ氏名", "職員氏名カナ", "氏名フリガナ",
        "氏名ふりがな", "読み", "読み仮名", "kana",
    ),
    "department": ("部署", "所属部署", "所属名", "部署名", "所属名称", "department"),
    "post": ("職", "職名", "補職名", "役職名", "職位", "post"),
    "concurrent": ("兼職", "併任", "concurrent"),
    "mail": ("メールアドレス", "eメール", "e-mail", "mail"),
    "extension": ("内線番号", "extension"),
    "status": ("在職状態", "status"),
}  # fmt: skip

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


LEVELS: dict[int, tuple[str, ...]] = {
    1: ("部", "局", "部局", "部名", "局名", "部局名", "部名称", "所属部", "部等"),
    2: ("課", "室", "課室", "課名", "課室名", "課名称", "所属課", "課等", "所属課室"),
    3: ("係", "班", "係名", "班名", "係名称", "所属係", "係等", "グループ"),
}
Half = Literal["family", "given", "family_kana", "given_kana"]
_HALVES: dict[Half, tuple[str, ...]] = {
    "family": ("姓", "氏", "名字", "苗字"),
    "given": ("名",),
    "family_kana": ("セイ", "せい", "姓カナ", "姓かな", "氏カナ", "姓フリガナ", "姓(カナ)"),
    "given_kana": ("メイ", "めい", "名カナ", "名かな", "名フリガナ", "名(カナ)"),
}
_REMARK = re.compile(r"\s*[（(【［\[〔].*[）)】］\]〕]\s*$|[:：*＊※]+$")
_SIGNS = re.compile(r"[ 　]*[＞>＼\\￥¥›»→][ 　]*")
_SPACES = re.compile(r"[ 　]+")
_DEPARTMENT = re.compile(
    r".+(部|局|課|室|係|班|所|館|園|校|院|場|署|隊|担当|センター|委員会|グループ|チーム|会|支所|本部)$"
)


def divided_otherwise(path: Path) -> Path | None:
    """Return a path divided at ＞ > ＼ \\, and at spaces between departments; None where nothing divides it.

    A name with such a sign in it is looked up first: what the body has is never divided.
    """
    parts = [part for name in path for part in _SIGNS.split(name)]
    found = tuple(piece for part in parts for piece in _at_spaces(part.strip()) if piece)
    return found if found and found != path else None


def _at_spaces(part: str) -> list[str]:
    pieces = [piece for piece in _SPACES.split(part) if piece]
    return pieces if len(pieces) > 1 and all(_DEPARTMENT.fullmatch(piece) for piece in pieces) else [part]


def _key(heading: str) -> str:
    """Return a heading as it is compared: width, case and spaces do not matter."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", heading)).lower()


_BY_HEADING: dict[str, Column] = {
    _key(word): column for column, heading in HEADINGS.items() for word in (heading, *_ALSO[column])
}


def column_of(heading: str) -> Column | None:
    """Return what a heading means; a remark behind it in brackets does not matter."""
    return _BY_HEADING.get(_key(heading)) or _BY_HEADING.get(_key(_REMARK.sub("", heading)))


def level_of(heading: str) -> int | None:
    """Return which level of the tree a column of its own is for: 1 for 部, 2 for 課, 3 for 係."""
    key = _key(_REMARK.sub("", heading))
    return next((level for level, words in LEVELS.items() if key in words), None)


def half_of(heading: str) -> Half | None:
    """Return which half of a name a column of its own is for."""
    key = _key(_REMARK.sub("", heading))
    return next((half for half, words in _HALVES.items() if key in words), None)


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
