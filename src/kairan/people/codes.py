"""Codes of local governments (全国地方公共団体コード): two digits of the prefecture, three of the body, a check digit.

Source: 総務省「全国地方公共団体コード仕様」. The check digit is the last digit of 11 − (sum mod 11), the first five
digits weighted 6, 5, 4, 3, 2.
"""

import re
import unicodedata

from kairan.core.kit.problems import Problem
from kairan.people.model import OrganizationKind

_CODE = re.compile(r"(0[1-9]|[1-3][0-9]|4[0-7])[0-9]{3}[0-9]?", re.ASCII)
_WEIGHTS = (6, 5, 4, 3, 2)


class CodeMalformed(Problem):
    """Not a code: other than five or six digits, or no such prefecture."""

    status = 422
    code = "organization.code_malformed"
    ja = (
        "全国地方公共団体コードは、都道府県番号（01〜47）で始まる5桁または6桁の数字です。"
        "「{typed}」を確かめて、入力し直してください。"
    )
    en = (
        "The local government code has five or six digits and begins with a prefecture (01 to 47). "
        "Please check “{typed}”."
    )


class CheckDigitWrong(Problem):
    """The sixth digit does not fit the other five: something was mistyped."""

    status = 422
    code = "organization.check_digit_wrong"
    ja = "全国地方公共団体コード「{typed}」の検査数字（6桁目）が合いません。打ち間違いがないか確かめてください。"
    en = "The check digit (the sixth) of the local government code “{typed}” does not fit. Please check for a slip."


def checked_code(typed: str) -> str:
    """Return a code with all six digits, whether five or six were typed. Problems: CodeMalformed, CheckDigitWrong."""
    code = unicodedata.normalize("NFKC", typed).strip()
    if not _CODE.fullmatch(code):
        raise CodeMalformed(typed=typed)
    whole = code[:5] + check_digit(code[:5])
    if not whole.startswith(code):
        raise CheckDigitWrong(typed=typed)
    return whole


def check_digit(five: str) -> str:
    """Return the sixth digit for the first five."""
    weighted = sum(int(digit) * weight for digit, weight in zip(five, _WEIGHTS, strict=True))
    return str(11 - weighted % 11)[-1]


def kind_of_code(code: str) -> OrganizationKind:
    """Tell a prefecture (都道府県) from a municipality (市区町村) by its code."""
    return "prefecture" if code[2:5] == "000" else "municipality"
