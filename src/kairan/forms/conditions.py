"""Conditions (条件): when a question is shown or required, and where a page leads; a small typed tree, evaluated by the
server, which decides.

Promises: evaluating never fails and never loops; what compares an unanswered question, or values of two kinds, does not
hold. The client's preview evaluates the same tree (`web/src/forms/conditions.ts`), and a test holds both to the same
answers.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import fsum
from typing import Annotated, Literal, assert_never

import msgspec

QuestionId = Annotated[str, msgspec.Meta(pattern="^[a-z0-9]{1,13}$")]
Value = str | int | float | bool | list[str] | dict[str, str]
"""An answer as it is stored: a text, a number, yes or no, what was chosen, or parts by name."""
Values = Mapping[str, Value]
Comparison = Literal["=", "≠", "<", "≤", ">", "≥"]

OTHER = "other"
"""Of a choice: その他 was chosen, whatever was written there; what was written is its part of this name."""

DEPTH_MOST = 8  # of one condition
NODES_MOST = 60

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")  # the standard knows more ways to write one; answers know this one
_Text = Annotated[str, msgspec.Meta(max_length=400)]
_Day = Annotated[str, msgspec.Meta(pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]


class _Tree(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="is"):
    """A node; `is` says which."""


class AnswerOf(_Tree, frozen=True, tag="answer"):
    """What a question was answered with, or one part of it (the town of an address)."""

    question: QuestionId
    part: Annotated[str, msgspec.Meta(max_length=20)] = ""


class Constant(_Tree, frozen=True, tag="constant"):
    """A value that stands in the form."""

    value: _Text | float | bool


class AgeOf(_Tree, frozen=True, tag="age"):
    """How many years somebody born on the answered day is old, on a day that is stated, or on the day of filling in.

    Years are full on the day before the birthday, as the law on ages counts (年齢計算ニ関スル法律): who is born on
    1 April is as old as who is born on 31 March before. `is_legal` false counts birthdays, as people do.
    """

    question: QuestionId
    on: _Day = ""
    is_legal: bool = False


class CountOf(_Tree, frozen=True, tag="count"):
    """How many were chosen."""

    question: QuestionId


class SumOf(_Tree, frozen=True, tag="sum"):
    """The sum of numbers; what is unanswered counts as nothing."""

    questions: Annotated[list[QuestionId], msgspec.Meta(min_length=1, max_length=20)]


Term = AnswerOf | Constant | AgeOf | CountOf | SumOf


class Compare(_Tree, frozen=True, tag="compare"):
    """Two terms compared: numbers by size, days by date, texts letter by letter."""

    left: Term
    by: Comparison
    right: Term


class Contains(_Tree, frozen=True, tag="contains"):
    """One of what was chosen is this, or the text holds these words."""

    question: QuestionId
    value: _Text


class Answered(_Tree, frozen=True, tag="answered"):
    """The question was answered at all."""

    question: QuestionId


class Every(_Tree, frozen=True, tag="all"):
    """All of these hold; none named: yes."""

    of: Annotated[list["Condition"], msgspec.Meta(max_length=20)]


class Some(_Tree, frozen=True, tag="any"):
    """One of these holds; none named: no."""

    of: Annotated[list["Condition"], msgspec.Meta(max_length=20)]


class Negation(_Tree, frozen=True, tag="not"):
    """Something that does not hold."""

    of: "Condition"


Condition = Compare | Contains | Answered | Every | Some | Negation


def holds(condition: Condition | None, values: Values, today: date) -> bool:  # noqa: PLR0911  # one for each kind
    """Whether a condition holds for these answers on this day; without one: yes."""
    match condition:
        case None:
            return True
        case Compare(left=left, by=by, right=right):
            return _compared(_valued(left, values, today), by, _valued(right, values, today))
        case Contains(question=question, value=value):
            return _contains(values.get(question), value)
        case Answered(question=question):
            return question in values
        case Every(of=of):
            return all(holds(one, values, today) for one in of)
        case Some(of=of):
            return any(holds(one, values, today) for one in of)
        case Negation(of=one):
            return not holds(one, values, today)
        case _:  # pragma: no cover
            assert_never(condition)


def _contains(found: Value | None, value: str) -> bool:
    if isinstance(found, dict):
        return value == OTHER and OTHER in found
    if isinstance(found, list):
        return value in found or (value == OTHER and any(one.startswith(f"{OTHER}:") for one in found))
    return isinstance(found, str) and value in found


def _valued(term: Term, values: Values, today: date) -> str | float | bool | None:
    match term:
        case AnswerOf(question=question, part=part):
            found = values.get(question)
            if isinstance(found, dict):
                return found.get(part) if part or OTHER not in found else OTHER
            return None if part or isinstance(found, list) else found
        case Constant(value=value):
            return value
        case AgeOf(question=question, on=on, is_legal=is_legal):
            born = _day(values.get(question))
            then = _day(on) if on else today
            return None if born is None or then is None else age_on(born, then, is_legal=is_legal)
        case CountOf(question=question):
            found = values.get(question)
            return len(found) if isinstance(found, list) else int(found is not None)
        case SumOf(questions=questions):
            numbers = [found for one in questions if _is_number(found := values.get(one))]
            return fsum(numbers)  # type: ignore[arg-type]  # 0.1 ten times is 1, here as in the browser
        case _:  # pragma: no cover
            assert_never(term)


def _compared(left: str | float | bool | None, by: Comparison, right: str | float | bool | None) -> bool:
    if left is None or right is None:
        return False
    alike = (
        (_is_number(left) and _is_number(right))
        or (isinstance(left, str) and isinstance(right, str))
        or (isinstance(left, bool) and isinstance(right, bool))
    )
    if not alike:
        return False
    if by == "=":
        return left == right
    if by == "≠":
        return left != right
    if isinstance(left, bool):
        return False
    less, same = left < right, left == right  # type: ignore[operator]
    return {"<": less, "≤": less or same, ">": not less and not same, "≥": not less}[by]


def age_on(born: date, then: date, *, is_legal: bool = False) -> int:
    """Return the full years between two days; see `AgeOf`. Nobody is younger than 0."""
    if is_legal and then.toordinal() < date.max.toordinal():
        then = date.fromordinal(then.toordinal() + 1)
    return max(0, then.year - born.year - ((then.month, then.day) < (born.month, born.day)))


def asked_by(condition: Condition | None) -> Iterator[str]:
    """Yield the questions a condition asks."""
    for node in nodes(condition):
        match node:
            case AnswerOf() | AgeOf() | CountOf() | Contains() | Answered():
                yield node.question
            case SumOf(questions=questions):
                yield from questions
            case _:
                pass


def nodes(condition: Condition | None) -> Iterator[Condition | Term]:
    """Yield the nodes of a condition."""
    waiting: list[Condition | Term] = [] if condition is None else [condition]
    while waiting:
        node = waiting.pop()
        yield node
        match node:
            case Every(of=of) | Some(of=of):
                waiting.extend(of)
            case Negation(of=one):
                waiting.append(one)
            case Compare(left=left, right=right):
                waiting.extend([left, right])
            case _:
                pass


def depth_of(condition: Condition | None) -> int:
    """Return how deep a condition is nested; without recursion, since nobody has bounded it yet."""
    depth, level = 0, [] if condition is None else [condition]
    while level:
        depth += 1
        level = [inner for one in level for inner in _inside(one)]
    return depth


def _inside(condition: Condition) -> Sequence[Condition]:
    match condition:
        case Every(of=of) | Some(of=of):
            return of
        case Negation(of=one):
            return [one]
        case _:
            return []


def is_too_large(condition: Condition | None) -> bool:
    """Whether a condition is deeper or longer than anybody could read."""
    return depth_of(condition) > DEPTH_MOST or sum(1 for _ in nodes(condition)) > NODES_MOST


def all_of(conditions: Sequence[Condition]) -> Condition | None:
    """Return one condition for several; None for none."""
    if len(conditions) > 1:
        return Every(of=list(conditions))
    return conditions[0] if conditions else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
    except ValueError:
        return None
