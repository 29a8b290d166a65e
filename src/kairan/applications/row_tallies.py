"""Counting what has rows (表形式・順位付け): a matrix by row and option, a ranking by option and place."""

from collections import Counter
from collections.abc import Sequence

from kairan.applications.model import AnswerCount, QuestionFigures, RowFigures
from kairan.forms.conditions import Value
from kairan.forms.questions import AnyQuestion, Matrix, Ranking


class RowTally:
    """The answers to a question with rows, counted one by one."""

    def __init__(self, question: Matrix | Ranking) -> None:
        self.question = question
        self.answered = 0
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, value: Value) -> None:
        """Count an answer; one of another kind, from before the question had rows, counts nowhere."""
        if isinstance(self.question, Matrix) and isinstance(value, dict):
            self.answered += 1
            self._counts.update(value.items())
        elif isinstance(self.question, Ranking) and isinstance(value, list):
            self.answered += 1
            self._counts.update((one, str(place)) for place, one in enumerate(value, 1))

    def figures(self) -> QuestionFigures:
        """Return what was counted."""
        return QuestionFigures(
            question_id=self.question.id,
            label=self.question.label,
            kind=str(self.question.__struct_config__.tag),
            answered=self.answered,
            rows=[self._row(key, label) for key, label in self._rows()],
        )

    def _rows(self) -> Sequence[tuple[str, str]]:
        rows = self.question.rows if isinstance(self.question, Matrix) else self.question.options
        return [(one.id, one.label) for one in rows]

    def _columns(self) -> Sequence[tuple[str, str]]:
        if isinstance(self.question, Matrix):
            return [(one.id, one.label) for one in self.question.options]
        return [(str(place), f"{place}番") for place in range(1, self.question.places + 1)]

    def _row(self, key: str, label: str) -> RowFigures:
        counts = [AnswerCount(name, self._counts[key, column]) for column, name in self._columns()]
        answered = sum(one.count for one in counts)
        places = sum(place * one.count for place, one in enumerate(counts, 1))
        is_ranked = isinstance(self.question, Ranking) and answered > 0
        return RowFigures(label=label, answered=answered, counts=counts, mean=places / answered if is_ranked else None)


def tally_of(question: AnyQuestion) -> RowTally | None:
    """Return what counts a question with rows; None for every other."""
    return RowTally(question) if isinstance(question, Matrix | Ranking) else None
