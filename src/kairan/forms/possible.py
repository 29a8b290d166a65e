"""Whether a condition can ever hold (成り立たない条件の点検), told while a form is built.

Promise: what is told never to hold never does. The other way round nothing is promised: only what follows from the
choices and bounds of single questions is looked at, and two answers to one question at once.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from kairan.forms.conditions import (
    OTHER,
    AnswerOf,
    Compare,
    Comparison,
    Condition,
    Constant,
    Contains,
    Every,
    Some,
    Term,
    holds,
)
from kairan.forms.questions import AnyQuestion, MultipleChoice, Number, SingleChoice, YesNo

Questions = Mapping[str, AnyQuestion]
_MIRRORED: Mapping[Comparison, Comparison] = {"=": "=", "≠": "≠", "<": ">", "≤": "≥", ">": "<", "≥": "≤"}
_SOME_DAY = date(2026, 4, 1)  # no constant asks it


def can_hold(condition: Condition | None, questions: Questions) -> bool:
    """Whether some answers to these questions may let a condition hold; the condition is within its bounds."""
    match condition:
        case Compare(left=left, by=by, right=right):
            return _can_compare(condition, left, by, right, questions)
        case Contains(question=question, value=value):
            asked = questions.get(question)
            return value in _options(asked) if isinstance(asked, MultipleChoice) else True
        case Every(of=of):
            return all(can_hold(one, questions) for one in of) and not _contradicts(of)
        case Some(of=of):
            return any(can_hold(one, questions) for one in of)
        case _:
            return True


def _can_compare(condition: Compare, left: Term, by: Comparison, right: Term, questions: Questions) -> bool:
    if isinstance(left, Constant):
        if isinstance(right, Constant):
            return holds(condition, {}, _SOME_DAY)
        left, by, right = right, _MIRRORED[by], left
    if not isinstance(left, AnswerOf) or not isinstance(right, Constant) or left.part:
        return True
    return _may_be(questions.get(left.question), by, right.value)


def _may_be(question: AnyQuestion | None, by: Comparison, value: str | float | bool) -> bool:
    """Whether the answer to a question may compare so with a value."""
    match question:
        case SingleChoice():
            options = _options(question)
            return by not in {"=", "≠"} or (value in options if by == "=" else bool(options - {str(value)}))
        case YesNo():
            return isinstance(value, bool) and by in {"=", "≠"}
        case Number() if isinstance(value, bool | str):
            return False
        case Number(least=least, most=most):
            return _is_within(by, float(value), least, most)
        case MultipleChoice():
            return False  # several are never compared as one: it is asked what is among them
        case _:
            return True


def _is_within(by: Comparison, value: float, least: float | None, most: float | None) -> bool:
    """Whether a number between the bounds may compare so with a value."""
    low, high = float("-inf") if least is None else least, float("inf") if most is None else most
    return {
        "=": low <= value <= high,
        "≠": not low == high == value,
        "<": low < value,
        "≤": low <= value,
        ">": high > value,
        "≥": high >= value,
    }[by]


def _options(question: SingleChoice | MultipleChoice) -> set[str]:
    return {one.id for one in question.options} | ({OTHER} if question.has_other else set())


def _contradicts(of: list[Condition]) -> bool:
    """Whether one question is to be two things at once."""
    wanted: dict[str, str | float | bool] = {}
    return any(wanted.setdefault(question, value) != value for question, value in _equalities(of))


def _equalities(of: list[Condition]) -> Iterator[tuple[str, str | float | bool]]:
    for one in of:
        match one:
            case Compare(left=AnswerOf(question=question, part=""), by="=", right=Constant(value=value)):
                yield question, value
            case _:
                pass
