"""The journey through any form with anything typed: it ends, and holds what is on the path, all of it, and no more."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
    Term,
    Value,
    age_on,
    asked_by,
    depth_of,
    holds,
    is_too_large,
    nodes,
)
from kairan.forms.document import END, Branch, FormDocument, QuestionPage, decoded, digest_of, encoded
from kairan.forms.faults import faults_of
from kairan.forms.journey import journey
from kairan.forms.questions import (
    AnyQuestion,
    Calculated,
    Consent,
    Day,
    Explanation,
    Group,
    LinkValue,
    MultipleChoice,
    Number,
    Option,
    PersonName,
    Place,
    Places,
    ShortText,
    SingleChoice,
    YesNo,
)
from tests.forms.formulas import formulas

TODAY = date(2026, 11, 30)
IDS = [f"q{n}" for n in range(6)]
PAGES = [f"p{n}" for n in range(5)]
AB = [Option("a", "甲"), Option("b", "乙")]
MANY = settings(max_examples=75, deadline=None, suppress_health_check=[HealthCheck.too_slow])

ids = st.sampled_from([*IDS, "gone"])
terms: st.SearchStrategy[Term] = st.one_of(
    st.builds(AnswerOf, question=ids, part=st.sampled_from(["", "family", "other", "nothing"])),
    st.builds(
        Constant,
        value=st.one_of(
            st.booleans(),
            st.floats(allow_nan=False, allow_infinity=False),
            st.sampled_from(["", "a", "other", "2026-04-01", "髙"]),
        ),
    ),
    st.builds(
        AgeOf, question=ids, on=st.sampled_from(["", "2026-12-01", "2026-02-29", "9999-12-31"]), is_legal=st.booleans()
    ),
    st.builds(CountOf, question=ids),
    st.builds(SumOf, questions=st.lists(ids, min_size=1, max_size=3)),
)
leaves: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Compare, left=terms, by=st.sampled_from(["=", "≠", "<", "≤", ">", "≥"]), right=terms),
    st.builds(Contains, question=ids, value=st.sampled_from(["", "a", "other", "髙"])),
    st.builds(Answered, question=ids),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Every, of=st.lists(inner, max_size=3)),
        st.builds(Some, of=st.lists(inner, max_size=3)),
        st.builds(Negation, of=inner),
    ),
    max_leaves=5,
)
perhaps = st.one_of(st.none(), conditions)
values: st.SearchStrategy[Value] = st.one_of(
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "a", "other", "2008-05-05", "2026-02-29", "髙"]),
    st.lists(st.sampled_from(["a", "b", "other:ほか"]), max_size=3),
    st.dictionaries(st.sampled_from(["family", "other", "city"]), st.text(max_size=3), max_size=2),
)


inner_conditions = st.one_of(
    st.none(), st.sampled_from([Answered(question="i0"), Answered(question="i1"), Answered(question="q0")])
)


@st.composite
def questions(draw: st.DrawFn, question_id: str) -> AnyQuestion:
    """Draw a question of some kind."""
    more: dict[str, Any] = {"id": question_id, "label": "問", "show_if": draw(perhaps), "required": draw(st.booleans())}
    made: list[AnyQuestion] = [
        ShortText(**more), Number(**more), YesNo(**more), Day(**more), Consent(**more),
        PersonName(**more, with_reading=False),
        SingleChoice(**more, options=AB, has_other=True), MultipleChoice(**more, options=AB, has_other=True),
        Places(**more, places=[Place("a", "枠", 1)]),
        Explanation(id=question_id, label="説明", show_if=more["show_if"]),
        Calculated(**more, formula=draw(formulas(ids))), LinkValue(**more, parameter="from"),
        Group(**more, least=draw(st.integers(0, 1)), most=draw(st.integers(1, 3)), questions=[
            ShortText(id="i0", label="文", required=more["required"]), YesNo(id="i1", label="はい", required=False),
            Number(id="i2", label="数", show_if=draw(inner_conditions)),
        ]),
    ]  # fmt: skip
    return draw(st.sampled_from(made))


@st.composite
def documents(draw: st.DrawFn) -> FormDocument:
    """Draw a form, with whatever mistakes in it."""
    at = iter(IDS)
    rules = st.lists(
        st.builds(
            Branch, when=perhaps, to=st.sampled_from([*PAGES, END, "gone"]), text=st.sampled_from(["", "終わり"])
        ),
        max_size=2,
    )
    pages = [
        QuestionPage(
            id=page,
            questions=[draw(questions(one)) for _ in range(draw(st.integers(0, 2))) if (one := next(at, "")) != ""],
            show_if=draw(perhaps),
            rules=draw(rules),
        )
        for page in PAGES[: draw(st.integers(0, 5))]
    ]
    return FormDocument(title="題", pages=pages)


texts = st.sampled_from(["", "1", "2", "a", "b", "other", "yes", "no", "12", "2008", "x", "髙", "123456789018"])
PARTS = ("", ".other", ".family", ".year", ".month", ".day", *(f".{n}.i{inner}" for n in (1, 2) for inner in (0, 1, 2)))
typed_in = st.dictionaries(
    st.sampled_from([f"{one}{part}" for one in IDS for part in PARTS]),
    st.lists(texts, min_size=1, max_size=2),
)


@MANY
@given(documents(), typed_in)
def test_every_journey_ends_and_is_what_it_says(document: FormDocument, typed: dict[str, list[str]]) -> None:
    walked = journey(document, typed, TODAY)
    places = [document.pages.index(one.page) for one in walked.pages]
    assert places == sorted(set(places)), "it goes forward only"
    on_path = {one.id: one for one in walked.questions()}
    assert set(walked.values) <= set(on_path)
    assert set(walked.complaints) <= set(on_path)
    assert not set(walked.values) & set(walked.complaints)
    if walked.is_complete:
        for one in on_path.values():
            assert one.id in walked.values or not one.required or not one.ASKS or one.GIVEN
    before: dict[str, Value] = {}
    for page in walked.pages:
        assert holds(page.page.show_if, before, TODAY)
        for question in page.page.questions:
            is_shown = holds(question.show_if, before, TODAY)
            assert is_shown == (question.id in {one.id for one in page.questions})
            if is_shown and question.id in walked.values:
                before[question.id] = walked.values[question.id]
    assert before == {name: value for name, value in walked.values.items() if "." not in name}
    first = walked.first_to_mend()
    assert (first is None) == (not walked.complaints)
    for complaint in walked.complaints.values():
        assert complaint.sentence("問", "ja")


@MANY
@given(documents(), typed_in, typed_in)
def test_going_back_and_changing_leaves_nothing_off_the_path(
    document: FormDocument, first: dict[str, list[str]], then: dict[str, list[str]]
) -> None:
    """What was typed on a path that was left is kept, and is as if it had never been typed."""
    walked = journey(document, {**first, **then}, TODAY)
    seen = {field for one in walked.questions() for field in one.fields()}
    only = {name: given_values for name, given_values in {**first, **then}.items() if name in seen}
    assert journey(document, only, TODAY) == walked


@MANY
@given(conditions, st.dictionaries(ids, values))
def test_a_condition_never_fails(condition: Condition, answers: dict[str, Value]) -> None:
    for today in (TODAY, date.min, date.max):
        found = holds(condition, answers, today)
        assert isinstance(found, bool)
        assert holds(Negation(of=condition), answers, today) is not found
    known = {name: value for name, value in answers.items() if name in set(asked_by(condition))}
    assert holds(condition, known, TODAY) is holds(condition, answers, TODAY), "it sees what it asks, and nothing else"
    assert depth_of(condition) <= sum(1 for _ in nodes(condition))


@MANY
@given(documents())
def test_a_document_is_stored_as_it_is(document: FormDocument) -> None:
    again = decoded(encoded(document))
    assert again == document
    assert digest_of(encoded(again).decode()) == digest_of(encoded(document).decode())


@MANY
@given(documents(), typed_in)
def test_a_form_without_errors_has_no_page_nobody_sees_first(
    document: FormDocument, typed: dict[str, list[str]]
) -> None:
    faults = faults_of(document)
    if any(one.is_error for one in faults):
        return
    walked = journey(document, typed, TODAY)
    assert walked.pages
    known = {one.id for one in document.questions()}
    for page in document.pages:
        for rule in page.rules:
            assert set(asked_by(rule.when)) <= known


OTHER = Compare(left=AnswerOf(question="q0"), by="=", right=Constant(value="other"))


@pytest.mark.parametrize(
    ("condition", "value", "is_so"),
    [
        (OTHER, {"other": "ほか"}, True),  # その他 of a choice is chosen as any other
        (OTHER, "other", True),
        (OTHER, "a", False),
        (OTHER, {"family": "other"}, False),
        (
            Compare(left=AnswerOf(question="q0", part="other"), by="=", right=Constant(value="ほか")),
            {"other": "ほか"},
            True,
        ),
        (Contains(question="q0", value="other"), ["a", "other:ほか"], True),
        (Contains(question="q0", value="other"), {"other": "ほか"}, True),
        (Contains(question="q0", value="other"), ["a"], False),
        (Contains(question="q0", value="a"), ["a", "other:b"], True),
        (Contains(question="q0", value="b"), ["a", "other:b"], False),
        (Compare(left=AnswerOf(question="q0"), by="=", right=Constant(value=1)), True, False),  # yes is no number
        (Compare(left=AnswerOf(question="q0"), by="<", right=Constant(value="2026-04-02")), "2026-04-01", True),
        (Compare(left=AgeOf(question="q0"), by="=", right=Constant(value=0)), "2030-01-01", True),
        (Compare(left=AgeOf(question="q0"), by="≥", right=Constant(value=0)), "no day", False),
        (Compare(left=CountOf(question="q0"), by="=", right=Constant(value=2)), ["a", "other:x"], True),
        (Compare(left=SumOf(questions=["q0", "gone"]), by="=", right=Constant(value=3)), 3, True),
    ],
)
def test_what_a_condition_means(condition: Condition, value: Value, is_so: bool) -> None:
    assert holds(condition, {"q0": value}, TODAY) is is_so


@pytest.mark.parametrize(
    ("born", "then", "birthdays", "legal"),
    [
        (date(2020, 4, 1), date(2026, 3, 31), 5, 6),
        (date(2020, 4, 2), date(2026, 3, 31), 5, 5),
        (date(2020, 2, 29), date(2026, 2, 28), 5, 6),
        (date(2020, 2, 29), date(2024, 2, 28), 3, 4),
        (date(2020, 2, 29), date(2026, 3, 1), 6, 6),
        (date(2026, 12, 1), date(2026, 11, 30), 0, 0),
        (date(1873, 1, 1), date(9999, 12, 31), 8126, 8126),
    ],
)
def test_how_old_somebody_is(born: date, then: date, birthdays: int, legal: int) -> None:
    assert age_on(born, then) == birthdays
    assert age_on(born, then, is_legal=True) == legal


ASKED = Answered(question="q0")
TEXT = ShortText(id="q0", label="問")


def page(page_id: str, *asked: AnyQuestion, **more: object) -> QuestionPage:
    return QuestionPage(id=page_id, questions=list(asked), **more)  # type: ignore[arg-type]


def faults(*pages: QuestionPage, **more: object) -> set[tuple[str, str]]:
    document = FormDocument(title="題", contact="課", privacy="用途", pages=list(pages), **more)  # type: ignore[arg-type]
    return {(one.code, one.at) for one in faults_of(document) if one.is_error}


def deep(levels: int) -> Condition:
    made: Condition = ASKED
    for _ in range(levels):
        made = Negation(of=made)
    return made


NEVER = Some(of=[])
GONE, Q1 = Answered(question="gone"), Answered(question="q1")
READ = Explanation(id="e", label="説")
WITH_OTHER = [*AB, Option("other", "他")]
LATER = ShortText(id="q1", label="後")


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ([page("p0", TEXT)], set()),
        ([page("p0", TEXT, rules=[Branch(when=ASKED, to="p1")]), page("p1", LATER)], set()),
        ([page("p0", TEXT), page("p1", LATER, rules=[Branch(when=ASKED, to="p0")])], {("leads_back", "p1")}),
        ([page("p0", TEXT, rules=[Branch(when=ASKED, to="p0")])], {("leads_back", "p0")}),
        ([page("p0", TEXT, rules=[Branch(when=ASKED, to="p9")])], {("leads_nowhere", "p0")}),
        ([page("p0", TEXT, rules=[Branch(when=ASKED, to=END)])], {("end_without_text", "p0")}),
        ([page("p0", TEXT, rules=[Branch(when=ASKED, to=END, text=" \u200b")])], {("end_without_text", "p0")}),
        ([page("p0", TEXT, rules=[Branch(when=GONE, to=END, text="x")])], {("asks_unknown", "p0")}),
        ([page("p0", TEXT, rules=[Branch(when=Q1, to="p1")]), page("p1", LATER)], {("asks_later", "p0")}),
        ([page("p0", TEXT, show_if=ASKED), page("p1", LATER)], {("asks_later", "p0"), ("unreachable", "p0")}),
        ([page("p0", ShortText(id="q0", label="問", show_if=ASKED))], {("asks_later", "q0")}),
        ([page("p0", READ), page("p1", TEXT, show_if=Answered(question="e"))], {("asks_unknown", "p1")}),
        ([page("p0", TEXT, rules=[Branch(to="p2")]), page("p1", LATER), page("p2")], {("unreachable", "p1")}),
        ([page("p0", TEXT, rules=[Branch(to=END, text="x")]), page("p1", LATER)], {("unreachable", "p1")}),
        ([page("p0", TEXT, show_if=NEVER), page("p1", LATER)], {("unreachable", "p0")}),
        ([page("p0", show_if=NEVER, text="x"), page("p1", LATER)], set()),
        ([page("p0", TEXT, show_if=deep(9))], {("condition_too_large", "p0"), ("asks_later", "p0")}),
        ([page("p0", TEXT), page("q0", LATER)], {("same_id", "q0")}),
        ([page("end", TEXT)], {("same_id", "end")}),
        ([page("p0", SingleChoice(id="q0", label="選", options=WITH_OTHER, has_other=True))], {("same_option", "q0")}),
        ([page("p0", SingleChoice(id="q0", label="選", options=WITH_OTHER))], set()),
        ([page("p0", Places(id="q0", label="枠", places=[Place("a", " ", 1)]))], {("same_option", "q0")}),
        ([page("p0", TEXT, text="\x00")], {("text_not_good", "")}),
        ([page("p0", ShortText(id="q0", label="\ud800"))], None),
        ([], {("no_questions", "")}),
        ([page("p0", text="x")], {("no_questions", "")}),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_form_is_told_where_it_is(
    pages: list[QuestionPage], found: set[tuple[str, str]] | None
) -> None:
    if found is None:
        with pytest.raises((UnicodeEncodeError, ValueError)):
            faults(*pages)
        return
    assert faults(*pages) == found


def test_a_condition_nested_without_end_is_refused_and_breaks_nothing() -> None:
    assert is_too_large(deep(300))
    with pytest.raises((msgspec.ValidationError, RecursionError)):
        decoded(
            b'{"title":"x","pages":[{"id":"p","show_if":' + b'{"is":"not","of":' * 100_000 + b"}" * 100_000 + b"}]}"
        )
    assert holds(deep(300), {}, TODAY) in {True, False}


def test_pages_that_lead_back_are_walked_once() -> None:
    """Such a form is never published; its preview ends all the same."""
    back = FormDocument(
        title="題",
        pages=[page("p0", TEXT), page("p1", LATER, rules=[Branch(to="p0")]), page("p2", rules=[Branch(to="gone")])],
    )
    assert [one.page.id for one in journey(back, {}, TODAY).pages] == ["p0", "p1", "p2"]
