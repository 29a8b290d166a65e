"""Numbers (数値・金額・法人番号)."""

import re
from datetime import date
from typing import Annotated, ClassVar

import msgspec

from kairan.core.kit.national_numbers import (
    holds_my_number,
    is_corporate_number,
    is_my_number,
)
from kairan.forms.complaints import NotAccepted
from kairan.forms.conditions import Value
from kairan.forms.questions.base import Question, Typed, narrow, said_plainly
from kairan.forms.questions.texts import only_digits

_NUMBER = re.compile(r"[-+]?(\d{1,15})(\.(\d{1,6}))?")
DIGITS_MOST = 15  # before and behind the point: what a number keeps exactly
_MINUS = re.compile("^[‐‑‒–—―−ー▲△]")
_Unit = Annotated[str, msgspec.Meta(max_length=20)]
_Bound = Annotated[float, msgspec.Meta(ge=-1e15, le=1e15)]


def read_number(text: str) -> tuple[float, int] | None:
    """Return a number as people write it (１，２００, △5, 3.50) with how many decimals; None for what is none."""
    plain = _MINUS.sub("-", narrow(text).replace(",", "").replace(" ", ""))
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None
    number = float(plain)
    return (int(number) if match[2] is None else number), len(match[3] or "")


def said(number: float) -> str:
    """Return a number as people read it: 1,200."""
    return f"{int(number):,}" if float(number).is_integer() else f"{number:,.6f}".rstrip("0")


def plainly(number: float) -> str:
    """Return a number as it would be typed: 1200, 0.00001."""
    return said(number).replace(",", "")


class Number(Question, frozen=True, kw_only=True, tag="number"):
    """A number (数値), with its unit and bounds."""

    unit: _Unit = ""
    least: _Bound | None = None
    most: _Bound | None = None
    decimals: Annotated[int, msgspec.Meta(ge=0, le=6)] = 0

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return the number. Raises NotAccepted."""
        text = self.typed_in(typed)
        if not text:
            return None
        if holds_my_number(text) or is_my_number(re.sub("[^0-9.]", "", narrow(text))):  # also 123,456,789,018
            raise NotAccepted("my_number")
        found = read_number(narrow(text).removesuffix(narrow(self.unit)))
        if found is None:
            raise NotAccepted("number")
        number, decimals = found
        if decimals > self.decimals:
            raise NotAccepted("whole", most=self.decimals)
        if abs(number) >= 10 ** (DIGITS_MOST - decimals):  # more than is kept exactly
            raise NotAccepted("too_large", most=said(10 ** (DIGITS_MOST - decimals) - 1) + self.unit)
        if self.least is not None and number < self.least:
            raise NotAccepted("too_small", least=said(self.least) + self.unit)
        if self.most is not None and number > self.most:
            raise NotAccepted("too_large", most=said(self.most) + self.unit)
        return number

    def shown(self, value: Value) -> str:
        """Return the number with its unit."""
        number = _number(value)
        return said_plainly(value) if number is None else said(number) + self.unit

    def cells(self, value: Value | None) -> list[str]:
        """Return the number as spreadsheets add it up."""
        return [one for typed in self.typed_again(value).values() for one in typed] if value is not None else [""]

    def typed_again(self, value: Value) -> dict[str, list[str]]:
        """Return the number without its unit."""
        number = _number(value)
        return {self.field(): [said_plainly(value) if number is None else plainly(number)]}


def _number(value: Value) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


class CorporateNumber(Question, frozen=True, kw_only=True, tag="corporate_number"):
    """法人番号: thirteen digits, checked by the first."""

    PARTS: ClassVar[tuple[str, ...]] = ("",)

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return the digits. Raises NotAccepted."""
        text = self.typed_in(typed)
        if not text:
            return None
        if not is_corporate_number(digits := only_digits(text).upper().removeprefix("T")):  # T…: of an invoice
            if holds_my_number(text):
                raise NotAccepted("my_number")
            raise NotAccepted("corporate_number")
        return digits
