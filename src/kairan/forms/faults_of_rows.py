"""What is wrong with a matrix, a ranking, or places, as one question."""

from collections.abc import Iterator, Sequence
from typing import Literal

from kairan.core.kit.text import is_blank
from kairan.forms.conditions import OTHER
from kairan.forms.questions import AnyQuestion, Matrix, MatrixRow, Option, Places, Ranking

RowFault = Literal["no_rows", "same_row", "too_few_options", "same_option", "sealed_places"]


def faults_of_rows(question: AnyQuestion) -> Iterator[RowFault]:
    """Yield what keeps a question of these kinds from being asked."""
    match question:
        case Matrix(rows=rows, options=options):
            if not rows:
                yield "no_rows"
            if _is_doubled(rows) or any(row.id == OTHER for row in rows):  # that part of an answer means その他
                yield "same_row"
            yield from _of_options(options)
        case Ranking(options=options):
            yield from _of_options(options)
        case Places(needs_care=True):  # who has which place lies open where places are counted
            yield "sealed_places"
        case _:
            pass


def _of_options(options: Sequence[Option]) -> Iterator[RowFault]:
    if len(options) < 2:
        yield "too_few_options"
    if _is_doubled(options):
        yield "same_option"


def _is_doubled(some: Sequence[Option] | Sequence[MatrixRow]) -> bool:
    """Whether two are called the same, or one is not called at all."""
    labels = [one.label for one in some]
    ids = {one.id for one in some}
    return len(set(labels)) < len(labels) or len(ids) < len(labels) or any(map(is_blank, labels))
