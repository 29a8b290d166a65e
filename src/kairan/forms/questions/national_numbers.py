"""Numbers the State gives: My Number (個人番号), which is never wanted in a form, and 法人番号.

Check digits: 行政手続における特定の個人を識別するための番号の利用等に関する法律の規定による通知カード及び
個人番号カード並びに情報提供ネットワークシステムによる特定個人情報の提供等に関する省令（平成26年総務省令第85号）第5条;
法人番号の指定等に関する省令（平成26年財務省令第70号）第2条.
"""

import re

from kairan.forms.questions.base import narrow

_BETWEEN = r"[\W_ー]"  # what people put between digits: spaces, hyphens, points, and what cannot be seen
_TWELVE = re.compile(rf"(?<!\d)(\d{{4}}){_BETWEEN}{{0,3}}(\d{{4}}){_BETWEEN}{{0,3}}(\d{{4}})(?!\d)")
_APART = re.compile(rf"(?<!\d)\d(?:{_BETWEEN}{{1,3}}\d){{11}}(?!\d)")


def is_my_number(digits: str) -> bool:
    """Whether twelve digits end in the check digit of an Individual Number."""
    if len(digits) != 12 or not digits.isascii() or not digits.isdigit():
        return False
    total = sum(int(digit) * (at + 1 if at <= 6 else at - 5) for at, digit in enumerate(reversed(digits[:11]), 1))
    rest = total % 11
    return int(digits[11]) == (0 if rest <= 1 else 11 - rest)


def holds_my_number(text: str) -> bool:
    """Whether twelve digits in a text could be an Individual Number, in full width, in groups of four, or apart."""
    plain = narrow(text)
    runs = [*("".join(found.groups()) for found in _TWELVE.finditer(plain)), *_APART.findall(plain)]
    return any(is_my_number(re.sub(r"\D", "", run)) for run in runs)


def is_corporate_number(digits: str) -> bool:
    """Whether thirteen digits begin with the check digit of a corporate number."""
    if len(digits) != 13 or not digits.isascii() or not digits.isdigit():
        return False
    total = sum(int(digit) * (1 if at % 2 else 2) for at, digit in enumerate(reversed(digits[1:]), 1))
    return int(digits[0]) == 9 - total % 9
