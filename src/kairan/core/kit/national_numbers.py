"""Numbers the State gives: My Number (個人番号), which belongs in no free text, and 法人番号.

Check digits: 行政手続における特定の個人を識別するための番号の利用等に関する法律の規定による通知カード及び
個人番号カード並びに情報提供ネットワークシステムによる特定個人情報の提供等に関する省令（平成26年総務省令第85号）第5条;
法人番号の指定等に関する省令（平成26年財務省令第70号）第2条.

One in eleven numbers of twelve digits has the right check digit. So what reads as something else is let through, where
that is far likelier than a My Number that happens to look like it: a time, a telephone with its country code, years, a
column of figures, a card, a 法人番号 in groups. It protects from mistakes, not from who means to evade it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kairan.core.kit.problems import Problem, Refused
from kairan.core.kit.text import compatible

LENGTH = 12

# What people put between digits: spaces, hyphens, points, line ends, what cannot be seen; not what lists are made with.
_BETWEEN = re.compile(r"(?:[^\w、。,;\t]|[_ー]){1,3}")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_SHAPES = ((12,), (4, 8), (8, 4), (4, 4, 4), (1,) * 12)
_TIME = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_JAPANS_TELEPHONE = re.compile(r"81[1-9]\d{9}")


class MyNumberRefused(Refused, Problem):
    """What was written holds a My Number; it is not kept, and the refusal does not repeat it."""

    status = 422
    code = "my_number.refused"
    ja = (
        "マイナンバー（個人番号）とみられる12桁の番号が含まれているため、受け付けていません。"
        "番号を除いて、もう一度お試しください。業務で記載が必要なルームは、管理者が設定できます。"
    )
    en = (
        "This holds twelve digits that look like a My Number (個人番号), so it was not accepted. Please take them out. "
        "For rooms whose work needs them, an administrator can allow it."
    )


class _Run(NamedTuple):
    digits: str
    before: str  # what stands between it and the run before, or the beginning


def is_my_number(digits: str) -> bool:
    """Whether twelve digits end in the check digit of an Individual Number."""
    if len(digits) != LENGTH or not digits.isascii() or not digits.isdigit():
        return False
    total = sum(int(digit) * (at + 1 if at <= 6 else at - 5) for at, digit in enumerate(reversed(digits[:11]), 1))
    rest = total % 11
    return int(digits[11]) == (0 if rest <= 1 else 11 - rest)


def is_corporate_number(digits: str) -> bool:
    """Whether thirteen digits begin with the check digit of a corporate number."""
    if len(digits) != 13 or not digits.isascii() or not digits.isdigit():
        return False
    total = sum(int(digit) * (1 if at % 2 else 2) for at, digit in enumerate(reversed(digits[1:]), 1))
    return int(digits[0]) == 9 - total % 9


def refuse_my_number(*texts: str | None) -> None:
    """Refuse what holds a My Number. Problems: MyNumberRefused."""
    if any(text and holds_my_number(text) for text in texts):
        raise MyNumberRefused


def holds_my_number(text: str) -> bool:
    """Whether twelve digits in a text could be an Individual Number: in full width, in groups, apart, over lines."""
    plain = compatible(text)
    if len(_DIGIT.findall(plain)) < LENGTH:
        return False
    runs = list(_runs(plain))
    return any(
        is_my_number(number) and not _is_something_else(runs, first, end, number)
        for first, end, number in _candidates(runs)
    )


def _runs(text: str) -> Iterator[_Run]:
    end = 0
    for found in _DIGITS.finditer(text):
        yield _Run(found[0], text[end : found.start()])
        end = found.end()


def _candidates(runs: Sequence[_Run]) -> Iterator[tuple[int, int, str]]:
    """Yield what may be one number of twelve digits: its first run, the one after its last, and the digits."""
    for first in range(len(runs)):
        for shape in _SHAPES:
            some = runs[first : first + len(shape)]
            if tuple(len(run.digits) for run in some) == shape and all(_joins(run) for run in some[1:]):
                yield first, first + len(shape), "".join(run.digits for run in some)


def _joins(run: _Run) -> bool:
    return _BETWEEN.fullmatch(run.before) is not None


def _is_something_else(runs: Sequence[_Run], first: int, end: int, number: str) -> bool:
    some = runs[first:end]
    before = runs[first - 1] if first and _joins(some[0]) else None
    after = runs[end] if end < len(runs) and _joins(runs[end]) else None
    if _TIME.fullmatch(number) or (some[0].before.endswith("+") and _JAPANS_TELEPHONE.fullmatch(number)):
        return True
    if before is not None and (is_corporate_number(before.digits + number) or _is_decimal(some)):
        return True
    if len(some) != 3:
        return False
    if all(_YEAR.fullmatch(run.digits) for run in some) or _is_column(some, before, after):
        return True
    between = some[1].before
    cards = [before.digits + number] if before is not None and some[0].before == between else []
    cards += [number + after.digits] if after is not None and after.before == between else []
    return any(_is_card(card) for card in cards)


def _is_decimal(some: Sequence[_Run]) -> bool:
    return len(some) == 1 and some[0].before == "."


def _is_column(some: Sequence[_Run], before: _Run | None, after: _Run | None) -> bool:
    """Whether three groups stand below each other with more of their kind: figures, not one number."""
    if not all("\n" in run.before for run in some[1:]):
        return False
    above = before is not None and len(before.digits) == 4 and "\n" in some[0].before
    return above or (after is not None and len(after.digits) == 4 and "\n" in after.before)


def _is_card(digits: str) -> bool:
    """Whether digits are sixteen, and those of a card (Luhn)."""
    if len(digits) != 16 or digits[0] not in "3456":
        return False
    doubled = [int(digit) * (2 - at % 2) for at, digit in enumerate(digits)]
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0
