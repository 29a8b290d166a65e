"""Every kind of question with what people type, what they mistype, and what nobody should: nothing fails or lies."""

import ast
import re
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kairan.forms
from kairan.core.kit.national_numbers import is_my_number
from kairan.forms.complaints import WORDS, Complaint, NotAccepted
from kairan.forms.conditions import Value
from kairan.forms.file_complaints import FILE_WORDS
from kairan.forms.questions import (
    AnyQuestion,
    LongText,
    Number,
    ShortText,
)
from tests.forms.answers import (
    ASCII,
    BAD,
    DAY,
    DIGITS,
    EVERY,
    GOOD,
    HOME,
    LINES,
    MANY,
    MY_NUMBER,
    NAME,
    ONE_OR_OTHER,
    TEXT,
    TODAY,
    Typed,
    day,
    fields,
)


def read(question: AnyQuestion, typed: Typed) -> Value | None:
    return question.answer(fields(question, typed), TODAY)


def refused(question: AnyQuestion, typed: Typed) -> str:
    with pytest.raises(NotAccepted) as caught:
        read(question, typed)
    return caught.value.complaint.code


def id_of(value: object) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", repr(value))[:30] if not isinstance(value, ShortText) else "text"


@pytest.mark.parametrize(("question", "typed", "answer"), GOOD, ids=id_of)
def test_what_is_plainly_meant_is_understood(question: AnyQuestion, typed: Typed, answer: Value | None) -> None:
    found = read(question, typed)
    assert found == answer
    assert type(found) is type(answer)


@pytest.mark.parametrize(("question", "typed", "answer"), GOOD, ids=id_of)
def test_an_answer_that_is_typed_again_is_the_same(question: AnyQuestion, typed: Typed, answer: Value | None) -> None:
    if answer is None:
        return
    again = question.answer(question.typed_again(answer), TODAY)
    assert again == answer
    assert len(question.cells(answer)) == len(question.columns())
    assert any(question.cells(answer))
    assert question.shown(answer)


@pytest.mark.parametrize(("question", "typed", "code"), BAD, ids=id_of)
def test_what_is_not_accepted_is_explained(question: AnyQuestion, typed: Typed, code: str) -> None:
    if code == "?":
        read_or_refused(question, fields(question, typed))
        return
    assert refused(question, typed) == code


@pytest.mark.parametrize("question", [TEXT, LINES, ONE_OR_OTHER, MANY, NAME, HOME, DIGITS, ASCII], ids=id_of)
@pytest.mark.parametrize(
    "number",
    ["123456789018", "1234 5678 9018", "1234-5678-9018", "１２３４　５６７８　９０１８", "1234－5678－9018",
     "1234ー5678ー9018", "1234 - 5678 - 9018", "1234・5678・9018", "1234/5678/9018", "1234.5678.9018",
     "1234\u200b5678\u200b9018", "1 2 3 4 5 6 7 8 9 0 1 8", "私の番号は123456789018です", "①②③④⑤⑥⑦⑧⑨⓪①⑧"],
)  # fmt: skip
def test_my_number_is_refused_wherever_one_types(question: AnyQuestion, number: str) -> None:
    assert is_my_number(MY_NUMBER)
    if question in [DIGITS, ASCII] and not re.fullmatch(r"[\d\s\-－　]+", number):
        return
    part = "family" if question is NAME else "street" if question is HOME else ""
    typed = {"": "other", "other": number} if question in (ONE_OR_OTHER, MANY) else {part: number}
    if question is HOME:
        typed |= {"prefecture": "東京都", "city": "千代田区"}
    assert refused(question, typed) == "my_number"


@pytest.mark.parametrize(
    "text",
    ["123456789012", "1234567890180", "0123456789018", "090-1234-5678 と 03-1234-5678", "2026-04-01 1234",
     "1234-5678", "7000012050002"],
)  # fmt: skip
def test_what_is_no_my_number_is_not_taken_for_one(text: str) -> None:
    assert read(TEXT, text) == text


def test_a_limit_that_is_told_is_the_one_that_holds() -> None:
    for question, typed, most in (
        (TEXT, "x" * 5_000, 100),
        (TEXT, "x" * 101, 100),
        (LongText(id="q", label="文", most=1_000_000), "x" * 4_001, 4_000),
    ):
        with pytest.raises(NotAccepted) as caught:
            read(question, typed)
        assert caught.value.complaint.detail == {"most": most}


OTHERS: list[Value] = [
    "", "文", "2026-04-01", "13:05", 0, -1.5, True, False, [], ["a"], ["other:ほか"], {}, {"other": "ほか"},
    {"family": "山田"}, {"postcode": "100-0001", "city": "市"}, {"unknown": "x"}, "x" * 4_000, "<b>",
]  # fmt: skip


@pytest.mark.parametrize("question", EVERY, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("value", OTHERS, ids=id_of)
def test_a_question_shows_what_was_answered_when_it_was_of_another_kind(question: AnyQuestion, value: Value) -> None:
    assert isinstance(question.shown(value), str)
    assert len(question.cells(value)) == len(question.columns())
    assert all(isinstance(cell, str) for cell in question.cells(value))
    read_or_refused(question, question.typed_again(value))
    if question.ASKS and isinstance(value, str) and value:
        assert any(question.cells(value)), "what was answered is lost from the table"
    assert len(question.cells(None)) == len(question.columns())
    assert not any(question.cells(None))


def read_or_refused(question: AnyQuestion, typed: dict[str, list[str]]) -> Value | None:
    """Return the answer; where it is not accepted, see that it can be said why."""
    try:
        return question.answer(typed, TODAY)
    except NotAccepted as caught:
        said(question, caught.complaint)
        return None


def said(question: AnyQuestion, complaint: Complaint) -> None:
    assert not complaint.part or question.field(complaint.part) in question.fields()
    for language in ("ja", "en"):
        sentence = complaint.sentence("名{}", language)
        assert "名{}" in sentence
        assert "None" not in sentence


@pytest.mark.parametrize("question", EVERY, ids=lambda one: type(one).__name__)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_whatever_is_typed_is_read_or_explained(question: AnyQuestion, data: st.DataObject) -> None:
    text = st.one_of(
        st.text(max_size=30),
        st.text("0123456789０１２３ー-－./年月日 令和元R+", max_size=14),
        st.sampled_from(["a", "b", "other", "yes", "no", "1", "5", "am", "令和", "西暦", "元"]),
    )
    typed = data.draw(st.dictionaries(st.sampled_from(question.fields() or ["q"]), st.lists(text, max_size=3)))
    value = read_or_refused(question, typed)
    if value is None:
        return
    assert question.answer(question.typed_again(value), TODAY) == value
    assert question.shown(value)
    assert len(question.cells(value)) == len(question.columns())


@settings(deadline=None)
@given(st.dates(date(1873, 1, 1), date(2900, 12, 31)))
def test_every_day_is_shown_in_both_ways_and_read_in_both(given_day: date) -> None:
    shown = re.fullmatch(r"(\d+)年(\d+)月(\d+)日（(\D\D)(元|\d+)年\2月\3日）", DAY.shown(given_day.isoformat()))
    assert shown
    year, month, of_month, era, of_era = shown.groups()
    assert read(DAY, day(of_era, month, of_month, era)) == given_day.isoformat()
    assert read(DAY, day(f"{era}{of_era}年", month, of_month)) == given_day.isoformat()
    assert read(DAY, day(year, month, of_month)) == given_day.isoformat()


@settings(deadline=None)
@given(st.floats(-99_999, 99_999), st.integers(0, 6))
def test_every_number_is_shown_and_typed_again(number: float, decimals: int) -> None:
    question = Number(id="q", label="数", unit="円", decimals=decimals)
    typed = f"{number:.{decimals}f}"
    value = read(question, typed)
    assert isinstance(value, int | float)
    assert "e" not in question.shown(value) + question.cells(value)[0]
    assert float(question.cells(value)[0]) == float(typed)
    assert question.answer(question.typed_again(value), TODAY) == value


def codes_used() -> Iterator[str]:
    for file in Path(kairan.forms.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"NotAccepted", "Complaint"}:
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant):
                    yield str(first.value)


def test_every_complaint_has_its_words_and_no_words_are_idle() -> None:
    used = {*codes_used(), *(one.missing() for one in EVERY), "kana", "hiragana", "digits", "ascii"}
    assert used <= set(WORDS)
    assert set(WORDS) - used <= {"full", *FILE_WORDS}  # those of files are told where they are received


@pytest.mark.parametrize("code", WORDS)
def test_the_sentences_of_a_complaint_name_the_same_things_in_both_languages(code: str) -> None:
    japanese, english = ({part for _, part, _, _ in string.Formatter().parse(one) if part} for one in WORDS[code])
    assert "label" in japanese
    assert english <= japanese
