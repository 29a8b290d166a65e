"""Calculated values: exact, rounded once, the same in the browser, and never a reason to fail."""

import json
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kairan.forms.calculations import (
    CountIn,
    FixedAmount,
    Formula,
    NumberIn,
    Only,
    Plus,
    PriceOf,
    Rounding,
    SumOfMembers,
    Times,
    Within,
    calculated,
)
from kairan.forms.conditions import AgeOf, Answered, Compare, Constant, Value
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.faults import faults_of
from kairan.forms.questions import (
    AnyQuestion,
    Calculated,
    Group,
    MultipleChoice,
    Number,
    Option,
    ShortText,
    SingleChoice,
)
from tests.forms.formulas import AMOUNTS, formulas

WEB = Path(__file__).parents[2] / "web"
TODAY = date(2026, 11, 30)
A, B = NumberIn(question="a"), NumberIn(question="b")


def amount(value: float) -> Formula:
    return FixedAmount(value=value)


PER_ITEM = SumOfMembers(
    group="g", of=Times(of=[PriceOf(question="what", prices={"bed": 1000, "other": 500}), NumberIn(question="n")])
)
OF_AGE = Compare(left=AgeOf(question="born"), by="≥", right=Constant(value=65))
TWO_THINGS: dict[str, Value] = {
    "g": 2, "g.1.what": "bed", "g.1.n": 2, "g.2.what": {"other": "琴"}, "g.2.n": 1, "g.3.what": "bed", "g.3.n": 9,
}  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "values", "comes_to"),
    [
        (None, {}, 0),
        (Plus(of=[]), {}, 0),
        (Times(of=[]), {}, 1),
        (Plus(of=[A, A, A]), {"a": 0.1}, 0.3),
        (Times(of=[A, amount(3)]), {"a": 0.1}, 0.3),
        (Plus(of=[A, B]), {"a": 5}, 5),  # what is unanswered counts as nothing
        (A, {"a": "5"}, 0),
        (A, {"a": True}, 0),
        (CountIn(question="a"), {"a": ["x", "other:y"]}, 2),
        (CountIn(question="g"), {"g": 3}, 3),
        (PriceOf(question="a", prices={"x": 100, "other": 30}), {"a": ["x", "gone", "other:ほか"]}, 130),
        (PriceOf(question="a", prices={"yes": 200}), {"a": True}, 200),
        (PER_ITEM, TWO_THINGS, 2500),
        (PER_ITEM, {**TWO_THINGS, "g": 99}, 0),  # no group has so many
        (SumOfMembers(group="g", of=Times(of=[A, NumberIn(question="n")])), {**TWO_THINGS, "a": 10}, 30),
        (
            SumOfMembers(group="g", of=Only(when=OF_AGE, gives=amount(1))),
            {"g": 2, "g.1.born": "1950-01-01", "g.2.born": "1999-01-01"},
            1,
        ),
        (Only(when=Answered(question="a"), gives=amount(1), otherwise=amount(7)), {}, 7),
        (Within(of=A, least=100, most=3000), {"a": 5000}, 3000),
        (Within(of=A, least=100, most=3000), {}, 100),
        (Times(of=[A, A]), {"a": 999_999_999}, None),
    ],
)
def test_what_a_formula_comes_to(formula: Formula | None, values: dict[str, Value], comes_to: float | None) -> None:
    assert calculated(formula, values, TODAY, decimals=6 if comes_to == 0.3 else 0, rounding="half_up") == comes_to


@pytest.mark.parametrize(
    ("value", "decimals", "half_up", "down", "up"),
    [(2.5, 0, 3, 2, 3), (-2.5, 0, -3, -2, -3), (1.005, 2, 1.01, 1, 1.01), (0.000001, 0, 0, 0, 1), (7, 2, 7, 7, 7)],
)
def test_how_it_is_rounded(value: float, decimals: int, half_up: float, down: float, up: float) -> None:
    wanted: dict[Rounding, float] = {"half_up": half_up, "down": down, "up": up}
    for rounding, rounded in wanted.items():
        assert calculated(amount(value), {}, TODAY, decimals=decimals, rounding=rounding) == rounded


class Browser:
    """The client's calculations in one process of Node.js, asked line by line."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            ["node", "tools/calculations.mjs"], cwd=WEB, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def calculated(self, question: Calculated, values: dict[str, Value]) -> float | None:
        """Return what the client says."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(msgspec.json.encode([question, values, TODAY.isoformat()]) + b"\n")
        self.process.stdin.flush()
        found: float | None = json.loads(self.process.stdout.readline())
        return found

    def close(self) -> None:
        """End the process."""
        self.process.communicate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    one = Browser()
    yield one
    one.close()


IDS = ["a", "b", "g", "constructor"]
NAMES = [*IDS, *(f"g.{n}.{one}" for n in (1, 2, 3) for one in ("a", "b"))]
SINGLE = st.one_of(
    AMOUNTS,
    st.integers(-5, 40),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.sampled_from(["a", "m", "2026-04-01"]),
    st.lists(st.sampled_from(["a", "b", "other:ほか"]), max_size=3),
    st.just({"other": "ほか"}),
)


@settings(max_examples=250, deadline=None)
@given(
    formula=formulas(st.sampled_from(IDS)),
    values=st.dictionaries(st.sampled_from(NAMES), SINGLE, max_size=7),
    decimals=st.integers(0, 6),
    rounding=st.sampled_from(["half_up", "down", "up"]),
)
def test_the_browser_and_the_server_come_to_the_same(
    browser: Browser, formula: Formula, values: dict[str, Value], decimals: int, rounding: Rounding
) -> None:
    question = Calculated(id="sum", label="合計", formula=formula, decimals=decimals, rounding=rounding)
    ours = calculated(formula, values, TODAY, decimals=decimals, rounding=rounding)
    assert browser.calculated(question, values) == ours
    assert ours is None or abs(ours) < 10 ** (15 - decimals)


NUMBER = Number(id="n", label="数")
INNER = Group(id="g", label="品", questions=[Number(id="i", label="数"), ShortText(id="t", label="名")])
CHOICE = SingleChoice(id="c", label="選", options=[Option("a", "甲"), Option("b", "乙")])
DEEP: Formula = NumberIn(question="n")
for _ in range(9):
    DEEP = Plus(of=[DEEP])


def total(formula: Formula | None, *, needs_care: bool = False) -> Calculated:
    return Calculated(id="sum", label="合計", formula=formula, needs_care=needs_care)


def inner(question: str) -> Formula:
    return SumOfMembers(group="g", of=NumberIn(question=question))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ([NUMBER, total(NumberIn(question="n"))], set()),
        ([INNER, total(inner("i"))], set()),
        ([INNER, total(CountIn(question="g"))], set()),
        ([CHOICE, total(PriceOf(question="c", prices={"a": 1}))], set()),
        ([NUMBER, total(None)], {"no_formula"}),
        ([NUMBER, total(amount(5))], {"no_formula"}),
        ([NUMBER, total(DEEP)], {"formula_too_large"}),
        ([NUMBER, total(NumberIn(question="gone"))], {"formula_asks_unknown"}),
        ([INNER, total(NumberIn(question="i"))], {"formula_asks_unknown"}),  # of which of them?
        ([total(NumberIn(question="n")), NUMBER], {"formula_asks_later"}),
        ([total(NumberIn(question="sum")), NUMBER], {"formula_asks_later"}),
        ([INNER, total(inner("t"))], {"formula_asks_no_number"}),
        ([CHOICE, total(NumberIn(question="c"))], {"formula_asks_no_number"}),
        ([NUMBER, total(SumOfMembers(group="n", of=amount(1)))], {"formula_asks_no_number"}),
        ([NUMBER, total(Within(of=NumberIn(question="n"), least=5, most=1))], {"bounds_crossed"}),
        ([msgspec.structs.replace(NUMBER, needs_care=True), total(NumberIn(question="n"))], {"formula_tells_sealed"}),
        ([msgspec.structs.replace(NUMBER, needs_care=True), total(NumberIn(question="n"), needs_care=True)], set()),
        ([msgspec.structs.replace(INNER, needs_care=True), total(inner("i"))], {"formula_tells_sealed"}),
        ([MultipleChoice(id="m", label="選", options=CHOICE.options), total(CountIn(question="m"))], set()),
    ],
)
def test_what_is_wrong_with_a_calculation_is_told_while_it_is_built(asked: list[AnyQuestion], found: set[str]) -> None:
    document = FormDocument(
        title="題", contact="課", privacy="健康の用途", pages=[QuestionPage(id="p", questions=asked)]
    )
    assert {one.code for one in faults_of(document)} - {"no_receipt"} == found
