"""What the answers to one question add up to: counted one by one, kept as sums, and told in the form's order."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import msgspec

from kairan.applications.counting_model import QuestionSum, Sums
from kairan.applications.model import AnswerCount, QuestionFigures
from kairan.applications.row_tallies import cells_of_rows, has_rows, keys_in_rows, rows_counted
from kairan.forms.conditions import OTHER, Value
from kairan.forms.document import FormDocument
from kairan.forms.members import question_named
from kairan.forms.questions import (
    AnyQuestion,
    Calculated,
    Group,
    Matrix,
    MultipleChoice,
    Number,
    Places,
    Question,
    Ranking,
    Scale,
    SingleChoice,
    YesNo,
)
from kairan.forms.questions.files import FILE_QUESTIONS

Choosable = SingleChoice | MultipleChoice | YesNo | Scale | Places
"""Kinds whose answers are counted one by one: what may be chosen has a key, and nobody's words."""


def counted_questions(document: FormDocument) -> Iterator[AnyQuestion]:
    """Yield the questions that are counted, those of a group over all its members: not what needs care, nor files."""
    for one in document.questions():
        if not one.ASKS or one.needs_care or isinstance(one, FILE_QUESTIONS):
            continue
        yield one
        if isinstance(one, Group):
            inner = (asked for asked in one.questions if asked.ASKS and not asked.needs_care)
            yield from (
                msgspec.structs.replace(asked, label=f"{one.noun or one.label}：{asked.label}") for asked in inner
            )


def counted_answers(document: FormDocument, answers: Mapping[str, Value]) -> Iterator[tuple[AnyQuestion, Value]]:
    """Yield what is counted of an application: each answer with the question it answers."""
    asked = {one.id: one for one in counted_questions(document)}
    named = ((question_named(name), value) for name, value in answers.items())
    return ((asked[question], value) for question, value in named if question in asked)


def choices_of(question: AnyQuestion) -> list[tuple[str, str]]:
    """Return what may be counted, by key and label, in the form's order; what people wrote themselves is not."""
    match question:
        case SingleChoice() | MultipleChoice() as asked:
            other = [(OTHER, "その他")] if asked.has_other else []
            return [*((one.id, one.label) for one in asked.options), *other]
        case YesNo(yes=yes, no=no):
            return [("yes", yes), ("no", no)]
        case Scale(steps=steps) as scale:
            return [(str(step), scale.shown(step)) for step in range(1, steps + 1)]
        case Places(places=places):
            return [(one.id, one.label) for one in places]
        case Matrix() | Ranking():
            return cells_of_rows(question)
        case _:
            return []


def is_choosable(question: AnyQuestion) -> bool:
    """Whether the answers are counted one by one."""
    return isinstance(question, Choosable)


def is_exclusive(question: AnyQuestion) -> bool:
    """Whether one answer is one choice, so that the counts add up to how many answered."""
    return is_choosable(question) and not isinstance(question, MultipleChoice)


def keys_of(question: AnyQuestion, value: Value) -> list[str]:
    """Return under which keys an answer counts; none for what was answered when the question was of another kind."""
    if isinstance(question, Matrix | Ranking):
        return keys_in_rows(question, value)
    if not is_choosable(question):
        return []
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, list):
        return [one.partition(":")[0] for one in value]
    if isinstance(value, dict):
        return [OTHER] if OTHER in value else []
    return [str(value)]


def number_of(question: AnyQuestion, value: Value) -> float | None:
    """Return what is added up of an answer."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number and isinstance(question, Number | Scale | Calculated | Group) else None  # type: ignore[return-value]


def add_answer(sums: Sums, question: AnyQuestion, value: Value, times: int = 1) -> None:
    """Count an answer; `times` -1 takes it back, but for the least and the most, which stay as they were."""
    found = sums.setdefault(question.id, QuestionSum())
    found.answered += times
    for key in keys_of(question, value):
        found.counts[key] = found.counts.get(key, 0) + times
        if not found.counts[key]:
            del found.counts[key]
    number = number_of(question, value)
    if number is not None:
        found.total = str(Decimal(found.total or 0) + times * Decimal(str(number)))
        found.least = number if found.least is None else min(found.least, number)
        found.most = number if found.most is None else max(found.most, number)
    if not found.answered:
        del sums[question.id]


def added(one: QuestionSum, more: QuestionSum) -> QuestionSum:
    """Return two sums added together."""
    counts = dict(one.counts)
    for key, count in more.counts.items():
        counts[key] = counts.get(key, 0) + count
    total = str(Decimal(one.total or 0) + Decimal(more.total or 0)) if one.total or more.total else ""
    least = min((found for found in (one.least, more.least) if found is not None), default=None)
    most = max((found for found in (one.most, more.most) if found is not None), default=None)
    return QuestionSum(one.answered + more.answered, counts, total, least, most)


class Tally:
    """The answers to one question over all versions, told in the order in which it was asked last."""

    def __init__(self, question: AnyQuestion, found: QuestionSum | None = None) -> None:
        """Take the question as it was asked last, and what its answers add up to."""
        self.question = question
        self.sum = found or QuestionSum()
        self._every: Question = question  # of a matrix or a ranking: with the rows and options of earlier versions
        self._labels: dict[str, str] = dict(choices_of(question))

    def know(self, earlier: AnyQuestion) -> None:
        """Take in what could be chosen in an earlier version and was: it stands behind what can be chosen now."""
        self._every = self._every.with_older(earlier)
        for key, label in choices_of(earlier):
            if key in self.sum.counts:
                self._labels.setdefault(key, label)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Return what is counted, by key and label."""
        return list(self._labels.items())

    def _counts(self) -> list[AnswerCount]:
        return [AnswerCount(label, self.sum.counts.get(key, 0)) for key, label in self._labels.items()]

    def figures(self) -> QuestionFigures:
        """Return what was counted."""
        found = self.sum
        return QuestionFigures(
            question_id=self.question.id,
            label=self.question.label,
            kind=str(self.question.__struct_config__.tag),
            answered=found.answered,
            counts=[] if has_rows(self.question) else self._counts(),
            rows=rows_counted(self.question, self._every, found.counts) if has_rows(self.question) else [],
            mean=float(Decimal(found.total) / found.answered) if found.total and found.answered else None,
            least=found.least if found.total else None,
            most=found.most if found.total else None,
        )
