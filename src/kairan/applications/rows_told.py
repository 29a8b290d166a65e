"""What may be told of a question with rows of a survey (少数の秘匿): no number of a few people, nor what would tell it.

Besides the numbers themselves, this is known to whoever reads them: how many submitted; of a matrix whose rows must all
be answered, that as many answered each; of a ranking, that each place was given once by everybody who answered.
"""

import msgspec

from kairan.applications.counting_model import FEW
from kairan.applications.model import AnswerCount, QuestionFigures, RowFigures
from kairan.applications.small_numbers import hidden_among, hidden_in_table


def told_in_rows(figures: QuestionFigures, total: int) -> QuestionFigures:
    """Return what may be told; `total` is how many submitted the form."""
    answered = figures.answered or 0
    silent = max(0, total - answered)
    if figures.kind == "ranking":
        return _of_ranking(figures, answered, silent)
    return _of_matrix(figures, total, answered, silent)


def _of_matrix(figures: QuestionFigures, total: int, answered: int, silent: int) -> QuestionFigures:
    cells = [[one.count or 0 for one in row.counts] for row in figures.rows]
    lines = [[*row, max(0, total - sum(row))] for row in cells]
    hides_silent = bool(hidden_among([answered, silent]))
    hidden = [hidden_among(line) for line in lines]
    # As many may have answered each row: who did not is told of every row, or of none.
    if hides_silent or any(len(line) - 1 in one for line, one in zip(lines, hidden, strict=True)):
        hides_silent = True
        hidden = [hidden_among(line, {len(line) - 1}) for line in lines]
    rows = [_row(row, one, hides_answered=hides_silent) for row, one in zip(figures.rows, hidden, strict=True)]
    return msgspec.structs.replace(figures, answered=None if hides_silent else answered, rows=rows)


def _of_ranking(figures: QuestionFigures, answered: int, silent: int) -> QuestionFigures:
    """Rows and columns add up to how many answered, each of them; an option that was given no place has one beside."""
    if hidden_among([answered, silent]) or 0 < answered < FEW:
        every = [_row(row, set(range(len(row.counts))), hides_answered=True) for row in figures.rows]
        return msgspec.structs.replace(figures, answered=None, rows=every)
    cells = [[one.count or 0 for one in row.counts] for row in figures.rows]
    table = [[*row, max(0, answered - sum(row))] for row in cells]
    found = hidden_in_table(table) if table else set()
    last = len(table[0]) - 1 if table else 0
    rows = [
        _row(row, {j for i, j in found if i == at and j < last}, hides_answered=(at, last) in found)
        for at, row in enumerate(figures.rows)
    ]
    return msgspec.structs.replace(figures, rows=rows)


def _row(row: RowFigures, hidden: set[int], *, hides_answered: bool) -> RowFigures:
    counts = [AnswerCount(one.label, None if at in hidden else one.count) for at, one in enumerate(row.counts)]
    is_whole = not hidden and not hides_answered  # a mean is one more sum by which a count could be calculated
    return RowFigures(
        label=row.label,
        answered=None if hides_answered else row.answered,
        counts=counts,
        mean=row.mean if is_whole else None,
    )
