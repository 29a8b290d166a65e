"""A matrix (表形式): rows that are each answered by one of the same options: how content, how often, how important."""

from datetime import date
from typing import Annotated

import msgspec

from kairan.forms.complaints import NotAccepted
from kairan.forms.conditions import Value
from kairan.forms.questions.base import Column, Label, Question, Typed, said_plainly
from kairan.forms.questions.choices import Option

ROWS_MOST = 30
SCALE_MOST = 11
RowId = Annotated[str, msgspec.Meta(pattern="^[a-z0-9]{1,13}$")]


class MatrixRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked in a row; its id stays over all versions."""

    id: RowId
    label: Label


class Matrix(Question, frozen=True, kw_only=True, tag="matrix"):
    """Rows on one scale. Stored as the chosen option's id by the row's id."""

    rows: Annotated[list[MatrixRow], msgspec.Meta(max_length=ROWS_MOST)] = []
    options: Annotated[list[Option], msgspec.Meta(max_length=SCALE_MOST)] = []
    every_row: bool = True  # where it is required: each row is, else one of them is enough

    def fields(self) -> list[str]:
        """Return a field for each row."""
        return [self.field(row.id) for row in self.rows]

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return what was chosen in the rows that are answered. Raises NotAccepted."""
        found = {row.id: chosen for row in self.rows if (chosen := self._chosen(typed, row))}
        if not found:
            return None
        missing = next((row for row in self.rows if row.id not in found), None)
        if self.required and self.every_row and missing is not None:
            raise NotAccepted("row_missing", missing.id, row=missing.label)
        return found

    def _chosen(self, typed: Typed, row: MatrixRow) -> str:
        chosen = self.typed_in(typed, row.id)
        if chosen and all(one.id != chosen for one in self.options):
            raise NotAccepted("no_such_choice", row.id)
        return chosen

    def missing(self) -> str:
        """Return that nothing was chosen."""
        return "not_chosen"

    def label_of(self, chosen: str) -> str:
        """Return what is read for an option."""
        return next((one.label for one in self.options if one.id == chosen), chosen)

    def _own(self, value: Value | None) -> dict[str, str] | None:
        """Return an answer by row, where it is of this kind, not of one the question was before."""
        known = {row.id for row in self.rows}
        return value if isinstance(value, dict) and not known.isdisjoint(value) else None

    def shown(self, value: Value) -> str:
        """Return a line for each row that is answered."""
        own = self._own(value)
        if own is None:
            return said_plainly(value)
        return "\n".join(f"{row.label}：{self.label_of(own[row.id])}" for row in self.rows if row.id in own)

    def columns(self) -> list[Column]:
        """Return a column for each row."""
        return [Column(row.id, f"{self.label}（{row.label}）") for row in self.rows] or [Column("", self.label)]

    def cells(self, value: Value | None) -> list[str]:
        """Return what was chosen in each row, in words."""
        own = self._own(value)
        if own is None:
            return ["" if value is None else said_plainly(value), *[""] * (len(self.columns()) - 1)]
        return [self.label_of(own[row.id]) if row.id in own else "" for row in self.rows]

    def with_older(self, older: Question) -> Question:
        """Return it with the rows and options that an earlier version had."""
        if not isinstance(older, Matrix):
            return self
        rows, options = ({one.id for one in some} for some in (self.rows, self.options))
        return msgspec.structs.replace(
            self,
            rows=[*self.rows, *(one for one in older.rows if one.id not in rows)],
            options=[*self.options, *(one for one in older.options if one.id not in options)],
        )

    def typed_again(self, value: Value) -> dict[str, list[str]]:
        """Return the rows that are answered."""
        return {self.field(row): [chosen] for row, chosen in (self._own(value) or {}).items()}
