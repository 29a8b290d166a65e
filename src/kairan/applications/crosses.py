"""Two questions crossed (クロス集計), with totals; of surveys nothing is told that fewer than five said."""

from collections.abc import Sequence

from sqlalchemy import func, select

from kairan.applications.counting_model import FEW, CrossedQuestion, CrossFigures
from kairan.applications.figures import counted_documents, tallies_of
from kairan.applications.model import application_table
from kairan.applications.problems import CrossErased, NotCrossable
from kairan.applications.searching import chosen_in
from kairan.applications.small_numbers import Cell, hidden_in_table
from kairan.applications.tallies import Tally, is_choosable, is_exclusive
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.forms.model import FormId

CROSSED_MOST = 100_000  # applications, the newest; of a survey all
CHOICES_MOST = 60  # of one question

_a = application_table.c


def cross_figures(db: Db, viewer: Viewer, form_id: FormId, rows: str, columns: str) -> CrossFigures:
    """Return how those who chose something in one question answered another.

    A survey of which answers were erased is not crossed: taken from what all had said, it would tell what these said.
    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, NotCrossable, CrossErased, QueryTooLong.
    """
    documents = counted_documents(db, viewer, form_id)
    asked = {one.question.id: one for one in tallies_of(db, form_id, documents)}
    down, across = _crossable(asked.get(rows)), _crossable(asked.get(columns))
    one, other = down.question, across.question
    if one.id == other.id or not (is_exclusive(one) or is_exclusive(other)):
        raise NotCrossable
    is_survey = any(document.is_survey for document in documents.values())
    has_erased = db.first(select(_a.id).where(_a.form_id == form_id, _a.erased_at.is_not(None)).limit(1)) is not None
    if is_survey and has_erased:
        raise CrossErased
    table = _Table(down, across)
    stand = (_a.form_id == form_id) & _a.withdrawn_at.is_(None)
    came = db.scalar(select(func.count()).select_from(application_table).where(stand)) or 0
    most = came if is_survey else CROSSED_MOST  # of a survey all or none: the rest could be taken from the whole
    for left, right in chosen_in(db, form_id, [one.id, other.id], most):
        table.add(left, right)
    return table.told(table.hidden() if is_survey else set(), is_partial=has_erased or came > CROSSED_MOST)


def _crossable(tally: Tally | None) -> Tally:
    if tally is None or not is_choosable(tally.question) or not 0 < len(tally.choices) <= CHOICES_MOST:
        raise NotCrossable
    return tally


class _Table:
    """Counts of two questions, who did not answer at the end of each.

    Of a question that lets choose several, a line stands for itself and does not add up with the others.
    """

    def __init__(self, down: Tally, across: Tally) -> None:
        self.down, self.across = down, across
        self._rows = {key: at for at, (key, _) in enumerate(down.choices)}
        self._columns = {key: at for at, (key, _) in enumerate(across.choices)}
        rows, columns = len(self._rows) + 1, len(self._columns) + 1
        self.cells = [[0] * columns for _ in range(rows)]
        self.row_totals, self.column_totals = [0] * rows, [0] * columns
        self.total = 0

    def add(self, left: Sequence[str], right: Sequence[str]) -> None:
        """Count an application."""
        rows = [self._rows[key] for key in left if key in self._rows] or [len(self._rows)]
        columns = [self._columns[key] for key in right if key in self._columns] or [len(self._columns)]
        self.total += 1
        for i in rows:
            self.row_totals[i] += 1
            for j in columns:
                self.cells[i][j] += 1
        for j in columns:
            self.column_totals[j] += 1

    def hidden(self) -> set[Cell]:
        """Return which cells are kept back, totals at the end of each line."""
        rows, columns = len(self.row_totals), len(self.column_totals)
        if 0 < self.total < FEW:
            return {(i, j) for i in range(rows + 1) for j in range(columns + 1)}
        if is_exclusive(self.down.question) and is_exclusive(self.across.question):
            return hidden_in_table(self.cells)
        if is_exclusive(self.down.question):
            return _hidden_by_choice(self.cells, self.row_totals)
        turned = [list(column) for column in zip(*self.cells, strict=True)]
        return {(i, j) for j, i in _hidden_by_choice(turned, self.column_totals)}

    def told(self, hidden: set[Cell], *, is_partial: bool) -> CrossFigures:
        """Return the table without what is kept back."""
        rows, columns = len(self.row_totals), len(self.column_totals)
        return CrossFigures(
            rows=_crossed(self.down),
            columns=_crossed(self.across),
            cells=[
                [None if (i, j) in hidden else count for j, count in enumerate(row)] for i, row in enumerate(self.cells)
            ],
            row_totals=[None if (i, columns) in hidden else count for i, count in enumerate(self.row_totals)],
            column_totals=[None if (rows, j) in hidden else count for j, count in enumerate(self.column_totals)],
            total=None if (rows, columns) in hidden else self.total,
            is_partial=is_partial,
        )


def _hidden_by_choice(cells: Sequence[Sequence[int]], row_totals: Sequence[int]) -> set[Cell]:
    """Return what is kept back where columns may be chosen together.

    Each choice is a table of its own: who chose it, who chose others only, who did not answer. They share their rows.
    """
    silent = len(cells[0]) - 1
    hidden: set[Cell] = set()
    for j in range(silent):
        parted = [[row[j], total - row[j] - row[-1], row[-1]] for row, total in zip(cells, row_totals, strict=True)]
        places = {0: j, 2: silent, 3: silent + 1}  # who chose others only is told by the rest, and nowhere itself
        hidden |= {(i, places[k]) for i, k in hidden_in_table(parted) if k in places}
    return hidden


def _crossed(tally: Tally) -> CrossedQuestion:
    labels = [*(label for _, label in tally.choices), ""]
    return CrossedQuestion(question_id=tally.question.id, label=tally.question.label, choices=labels)
