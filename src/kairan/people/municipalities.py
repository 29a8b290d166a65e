"""The list of real bodies (都道府県・市区町村) in `municipalities.txt`, to be found by code, name or reading."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from kairan.core.kit.bounds import bounded
from kairan.core.kit.problems import Problem
from kairan.core.kit.text import fold
from kairan.people.codes import kind_of_code
from kairan.people.model import OrganizationKind

FOUND_MOST = bounded("municipalities.found", 50, "drop", "not shown; more letters find it")


class Municipality(msgspec.Struct, frozen=True, kw_only=True):
    """A body as the list has it. The district (郡) and the prefecture tell apart those that share a name."""

    code: str
    name: str
    kana: str
    prefecture: str
    district: str | None

    @property
    def kind(self) -> OrganizationKind:
        """Prefecture or municipality."""
        return kind_of_code(self.code)


class CodeUnknown(Problem):
    """The check digit fits, but no body has this code: it may have merged with another one."""

    status = 422
    code = "organization.code_unknown"
    ja = "全国地方公共団体コード「{typed}」の団体は、一覧にありません。合併などで変わっていないか確かめてください。"
    en = "There is no body with the local government code “{typed}” in the list. It may have merged; please check."


@cache
def municipalities() -> Mapping[str, Municipality]:
    """Return every body by its code, in the order of the codes."""
    text = files("kairan.people").joinpath("municipalities.txt").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    prefectures = {code[:2]: name for code, name, *_ in rows if code[2:5] == "000"}
    return {
        code: Municipality(
            code=code,
            name=name,
            kana=kana,
            prefecture=prefectures[code[:2]],
            district=district[0] if district else None,
        )
        for code, name, kana, *district in rows
    }


def require_municipality(code: str) -> Municipality:
    """Return the body with a checked code. Problems: CodeUnknown."""
    found = municipalities().get(code)
    if found is None:
        raise CodeUnknown(typed=code)
    return found


@cache
def _sought() -> Mapping[str, str]:
    return {
        one.code: " ".join((one.code, *map(fold, (one.name, one.kana, one.prefecture, one.district or ""))))
        for one in municipalities().values()
    }


def find_municipalities(sought: str) -> list[Municipality]:
    """Search by code, name, reading, district and prefecture; every word must occur, and names that begin so lead."""
    words = fold(sought).split()
    if not words:
        return []
    found = [municipalities()[code] for code, text in _sought().items() if all(word in text for word in words)]
    return sorted(found, key=lambda one: not fold(one.name).startswith(words[-1]))[:FOUND_MOST]
