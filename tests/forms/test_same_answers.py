"""The browser and the server give the same answers to a condition: one is written in TypeScript, one in Python."""

import json
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from kairan.forms.conditions import (
    AgeOf,
    Answered,
    AnswerOf,
    Compare,
    Condition,
    Constant,
    Contains,
    CountOf,
    Every,
    Negation,
    Some,
    SumOf,
    Value,
    holds,
)

WEB = Path(__file__).parents[2] / "web"

IDS = some.sampled_from(["a", "b", "c", "constructor", "other"])
DAYS = some.dates(date(1873, 1, 1), date(2100, 12, 31)).map(date.isoformat)
LEAPS = some.sampled_from(["2024-02-29", "2000-02-29", "1900-02-28", "2026-02-30", "2026-04-01", "2026-03-31"])
TEXTS = some.sampled_from(
    ["", "m", "other", "𠮷田", "\ufb01", "髙", "20260401", "2026-W14-3", "２０２６-04-01", "10", "9"]
)
NUMBERS = some.sampled_from([0, 1, -1, 0.1, 0.2, 0.3, 0.7, 1e15, 999_999_999_999_999, 0.000001, 5, 6, 18, 1.5])
SINGLE = some.one_of(
    TEXTS, DAYS, LEAPS, NUMBERS, some.booleans(), some.text(some.characters(codec="utf-8"), max_size=4)
)
PARTS = some.dictionaries(some.sampled_from(["", "other", "city", "toString"]), TEXTS, max_size=3)
VALUES = some.dictionaries(IDS, some.one_of(SINGLE, some.lists(TEXTS, max_size=3), PARTS), max_size=5)

TERMS = some.one_of(
    some.builds(AnswerOf, question=IDS, part=some.sampled_from(["", "other", "city", "toString"])),
    some.builds(Constant, value=SINGLE),
    some.builds(AgeOf, question=IDS, on=some.one_of(some.just(""), DAYS, LEAPS), is_legal=some.booleans()),
    some.builds(CountOf, question=IDS),
    some.builds(SumOf, questions=some.lists(IDS, min_size=1, max_size=5)),
)
LEAVES: some.SearchStrategy[Condition] = some.one_of(
    some.builds(Compare, left=TERMS, by=some.sampled_from(["=", "≠", "<", "≤", ">", "≥"]), right=TERMS),
    some.builds(Contains, question=IDS, value=TEXTS),
    some.builds(Answered, question=IDS),
)
CONDITIONS = some.recursive(
    LEAVES,
    lambda inner: some.one_of(
        some.builds(Every, of=some.lists(inner, max_size=3)),
        some.builds(Some, of=some.lists(inner, max_size=3)),
        some.builds(Negation, of=inner),
    ),
    max_leaves=8,
)


class Browser:
    """The client's evaluator in one process of Node.js, asked line by line."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            ["node", "tools/conditions.mjs"], cwd=WEB, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def holds(self, condition: Condition | None, values: dict[str, Value], today: date) -> bool:
        """Return what the client says."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(msgspec.json.encode([condition, values, today.isoformat()]) + b"\n")
        self.process.stdin.flush()
        answer: bool = json.loads(self.process.stdout.readline())
        return answer

    def close(self) -> None:
        """End the process."""
        self.process.communicate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    one = Browser()
    yield one
    one.close()


SIX_TENTHS = Compare(left=SumOf(questions=["a", "b", "c"]), by="=", right=Constant(value=0.6))
OF_AGE = Compare(left=AgeOf(question="a", is_legal=True), by="≥", right=Constant(value=20))


@given(condition=CONDITIONS, values=VALUES, today=some.dates(date(2020, 1, 1), date(2040, 12, 31)))
@example(condition=SIX_TENTHS, values={"a": 0.1, "b": 0.2, "c": 0.3}, today=date(2026, 4, 1))
@example(condition=OF_AGE, values={"a": "2006-04-02"}, today=date(2026, 4, 1))
@example(condition=OF_AGE, values={"a": "20060401"}, today=date(2026, 4, 1))
@settings(max_examples=300, deadline=None)
def test_the_browser_and_the_server_agree(
    browser: Browser, condition: Condition, values: dict[str, Value], today: date
) -> None:
    assert browser.holds(condition, values, today) is holds(condition, values, today)


def test_without_a_condition_everything_is_shown(browser: Browser) -> None:
    assert browser.holds(None, {}, date(2026, 4, 1)) is True


def test_a_sum_is_rounded_once(browser: Browser) -> None:
    for numbers, total in (([0.1, 0.2, 0.3], 0.6), ([1e15, 0.1, -1e15], 0.1), ([0.1] * 3, 0.3)):
        condition = Compare(left=SumOf(questions=["a", "b", "c"]), by="=", right=Constant(value=total))
        values: dict[str, Value] = dict(zip("abc", numbers, strict=True))
        assert holds(condition, values, date(2026, 4, 1)) is browser.holds(condition, values, date(2026, 4, 1))


def test_only_days_as_answers_hold_them_are_days(browser: Browser) -> None:
    for written, is_day in (("2006-04-01", True), ("20060401", False), ("2006-W13-6", False), ("2006-02-30", False)):
        values: dict[str, Value] = {"a": written}
        assert holds(OF_AGE, values, date(2026, 4, 1)) is is_day
        assert browser.holds(OF_AGE, values, date(2026, 4, 1)) is is_day
