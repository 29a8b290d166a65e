"""Counting what has rows (表形式・順位付け): a matrix by row and option, a ranking by option and place.

A sum keeps each cell under the key `row:option`; of a ranking `option:place`, the first place being 1.
"""

from collections.abc import Mapping
from typing import NamedTuple, TypeGuard

from kairan.applications.model import AnswerCount, RowFigures
from kairan.forms.conditions import Value
from kairan.forms.questions import Matrix, Question, Ranking

InRows = Matrix | Ranking


class Head(NamedTuple):
    """A row or a column: what it is kept as, and what is read for it."""

    key: str
    label: str


def has_rows(question: Question) -> TypeGuard[InRows]:
    """Whether the answers are counted row by row."""
    return isinstance(question, Matrix | Ranking)


def keys_in_rows(question: InRows, value: Value) -> list[str]:
    """Return under which keys an answer counts; none for one of another kind, from before the question had rows."""
    known = {key for key, _ in cells_of_rows(question)}
    given: list[str] = []
    if isinstance(question, Matrix) and isinstance(value, dict):
        given = [f"{row}:{chosen}" for row, chosen in value.items()]
    elif isinstance(question, Ranking) and isinstance(value, list):
        given = [f"{one}:{place}" for place, one in enumerate(value, 1)]
    return [one for one in given if one in known]


def cells_of_rows(question: InRows) -> list[tuple[str, str]]:
    """Return every cell, by key and label."""
    columns = _columns(question)
    return [(f"{row.key}:{one.key}", f"{row.label}：{one.label}") for row in _rows(question) for one in columns]


def rows_counted(newest: InRows, every: Question, counts: Mapping[str, int]) -> list[RowFigures]:
    """Return what was counted, row by row.

    `every` is the question with the rows and options of all versions: of those that are asked no more, what was chosen.
    """
    if not has_rows(every):
        return []
    rows, columns = {one.key for one in _rows(newest)}, {one.key for one in _columns(newest)}
    for key, count in counts.items():
        row, _, column = key.rpartition(":")
        if count:
            rows.add(row)
            columns.add(column)
    shown = [one for one in _columns(every) if one.key in columns]
    return [_row(every, one, shown, counts) for one in _rows(every) if one.key in rows]


def _rows(question: InRows) -> list[Head]:
    rows = question.rows if isinstance(question, Matrix) else question.options
    return [Head(one.id, one.label) for one in rows]


def _columns(question: InRows) -> list[Head]:
    if isinstance(question, Matrix):
        return [Head(one.id, one.label) for one in question.options]
    return [Head(str(place), f"{place}番") for place in range(1, question.places + 1)]


def _row(question: InRows, row: Head, columns: list[Head], counts: Mapping[str, int]) -> RowFigures:
    cells = [counts.get(f"{row.key}:{one.key}", 0) for one in columns]
    answered = sum(cells)
    mean = None
    if isinstance(question, Ranking) and answered:
        mean = sum(int(one.key) * count for one, count in zip(columns, cells, strict=True)) / answered
    told = [AnswerCount(one.label, count) for one, count in zip(columns, cells, strict=True)]
    return RowFigures(label=row.label, answered=answered, counts=told, mean=mean)
