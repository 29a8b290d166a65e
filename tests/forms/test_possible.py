"""What is told never to hold never does, whatever is answered."""

from datetime import date
from itertools import product

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from kairan.forms.conditions import (
    Answered,
    AnswerOf,
    Compare,
    Comparison,
    Condition,
    Constant,
    Contains,
    Every,
    Negation,
    Some,
    Value,
    holds,
)
from kairan.forms.faults import faults_of
from kairan.forms.possible import can_hold
from kairan.forms.questions import AnyQuestion, MultipleChoice, Number, Option, SingleChoice, YesNo
from tests.forms.documents import HOUSEHOLD

TODAY = date(2026, 11, 30)
OPTIONS = [Option(id="x", label="甲"), Option(id="y", label="乙")]
QUESTIONS: dict[str, AnyQuestion] = {
    "one": SingleChoice(id="one", label="どちら", options=OPTIONS),
    "open": SingleChoice(id="open", label="どれ", options=OPTIONS, has_other=True),
    "many": MultipleChoice(id="many", label="いくつでも", options=OPTIONS),
    "yes": YesNo(id="yes", label="はいですか"),
    "n": Number(id="n", label="人数", least=1, most=3),
}
ANSWERS: dict[str, list[Value | None]] = {
    "one": [None, "x", "y"],
    "open": [None, "x", {"other": "その他"}],
    "many": [None, ["x"], ["x", "y"]],
    "yes": [None, True, False],
    "n": [None, 1, 2, 3],
}
EVERYTHING = [
    {name: value for name, value in zip(ANSWERS, values, strict=True) if value is not None}
    for values in product(*ANSWERS.values())
]
BY: list[Comparison] = ["=", "≠", "<", "≤", ">", "≥"]
NAMES = some.sampled_from(list(QUESTIONS))
CONSTANTS = some.builds(Constant, value=some.sampled_from(["x", "y", "z", "other", 0, 1, 2, 3, 4, True, False]))
TERMS = some.one_of(some.builds(AnswerOf, question=NAMES), CONSTANTS)
LEAVES: some.SearchStrategy[Condition] = some.one_of(
    some.builds(Compare, left=TERMS, by=some.sampled_from(BY), right=TERMS),
    some.builds(Contains, question=NAMES, value=some.sampled_from(["x", "z", "other"])),
    some.builds(Answered, question=NAMES),
)
CONDITIONS = some.recursive(
    LEAVES,
    lambda inner: some.one_of(
        some.builds(Every, of=some.lists(inner, max_size=3)),
        some.builds(Some, of=some.lists(inner, max_size=3)),
        some.builds(Negation, of=inner),
    ),
    max_leaves=4,
)


@given(CONDITIONS)
def test_what_is_told_never_to_hold_never_does(condition: Condition) -> None:
    if not can_hold(condition, QUESTIONS):
        assert not any(holds(condition, values, TODAY) for values in EVERYTHING)


def be(name: str, by: Comparison, value: str | float | bool) -> Compare:
    return Compare(left=AnswerOf(question=name), by=by, right=Constant(value=value))


@pytest.mark.parametrize(
    "condition",
    [
        be("one", "=", "z"),  # an option that is gone
        be("one", "=", "other"),
        Contains(question="many", value="z"),
        be("many", "=", "x"),
        be("yes", "=", "yes"),
        be("n", ">", 3),
        be("n", "=", 0),
        Compare(left=Constant(value=4), by="<", right=AnswerOf(question="n")),
        Every(of=[be("one", "=", "x"), be("one", "=", "y")]),
        Some(of=[]),
        Some(of=[be("n", "<", 1), be("one", "=", "z")]),
        Every(of=[Answered(question="one"), Some(of=[be("one", "=", "z")])]),
    ],
)
def test_what_can_never_hold_is_found(condition: Condition) -> None:
    assert not can_hold(condition, QUESTIONS)


def test_a_condition_that_never_holds_is_told_where_it_stands_and_keeps_nothing_from_being_published() -> None:
    first, *rest = HOUSEHOLD.pages
    vain = msgspec.structs.replace(first.questions[-1], show_if=Some(of=[]))
    page = msgspec.structs.replace(first, questions=[*first.questions[:-1], vain])
    found = faults_of(msgspec.structs.replace(HOUSEHOLD, pages=[page, *rest]))
    (told,) = [one for one in found if one.code == "never_holds"]
    assert (told.at, told.is_error) == (vain.id, False)
    assert not [one for one in faults_of(HOUSEHOLD) if one.code == "never_holds"]
