"""Calculated values (計算): fees and totals, computed by the server from earlier answers; nobody types them."""

from datetime import date
from typing import Annotated, ClassVar

import msgspec

from kairan.forms.calculations import DECIMALS_MOST, Formula, Rounding, calculated
from kairan.forms.complaints import NotAccepted
from kairan.forms.conditions import Value, Values
from kairan.forms.questions.base import Question, Typed, said_plainly
from kairan.forms.questions.numbers import plainly, said

_Unit = Annotated[str, msgspec.Meta(max_length=20)]


class Calculated(Question, frozen=True, kw_only=True, tag="calculated"):
    """A value that follows from answers before it; shown, and computed anew whenever they change and at submission."""

    PARTS: ClassVar[tuple[str, ...]] = ()
    GIVEN: ClassVar[bool] = True

    required: bool = False
    formula: Formula | None = None
    unit: _Unit = "円"
    decimals: Annotated[int, msgspec.Meta(ge=0, le=DECIMALS_MOST)] = 0
    rounding: Rounding = "down"

    def computed(self, values: Values, today: date) -> Value:
        """Return the value. Raises NotAccepted where it has more digits than a number keeps."""
        found = calculated(self.formula, values, today, decimals=self.decimals, rounding=self.rounding)
        if found is None:
            raise NotAccepted("calculated_too_large")
        return found

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return nothing: whatever was sent under its name is not looked at."""
        return None

    def shown(self, value: Value) -> str:
        """Return the number with its unit: 1,500円."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return said(value) + self.unit if is_number else said_plainly(value)  # type: ignore[arg-type]

    def cells(self, value: Value | None) -> list[str]:
        """Return the number as spreadsheets add it up."""
        if value is None:
            return [""]
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return [plainly(value) if is_number else said_plainly(value)]  # type: ignore[arg-type]

    def typed_again(self, value: Value) -> dict[str, list[str]]:
        """Return nothing: it follows from the other answers."""
        return {}
