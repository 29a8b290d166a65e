"""Repeating groups: each member is asked what it must be, nothing is lost, and nothing off its path goes along."""

import pytest
from hypothesis import HealthCheck, given, settings

from kairan.applications.members import after_act
from kairan.forms.conditions import Answered, Condition
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.faults import faults_of
from kairan.forms.journey import journey
from kairan.forms.members import MemberScope, members_in, nested, question_named, read_member_name
from kairan.forms.questions import (
    AnyQuestion,
    Day,
    Explanation,
    Group,
    LinkValue,
    LongText,
    MultipleChoice,
    Number,
    Option,
    ShortText,
)
from tests.forms.documents import HOUSEHOLD
from tests.forms.test_journey import TODAY, documents, typed_in

MANY = settings(max_examples=75, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@MANY
@given(documents(), typed_in)
def test_every_member_is_asked_what_is_shown_of_it_and_nothing_else_goes_along(
    document: FormDocument, typed: dict[str, list[str]]
) -> None:
    walked = journey(document, typed, TODAY)
    on_path = {one.id: one for one in walked.questions()}
    for name in walked.values:
        place = read_member_name(name)
        assert place is None or place.number in members_in(walked.values[place.group])
    for group in [one for one in on_path.values() if isinstance(one, Group)]:
        assert group.least <= len(members_in(walked.values[group.id])) <= group.most
        for number in members_in(walked.values[group.id]):
            scope = MemberScope(walked.values, group.id, number)
            for inner in group.questions:
                name = group.of_member(inner, number).id
                assert not isinstance(inner.show_if, Answered) or (name in on_path) == (inner.show_if.question in scope)
                if name in on_path and inner.required and inner.ASKS:
                    assert name in walked.values or name in walked.complaints


TYPED = {
    "family": ["2"],
    "family.1.name.family": ["山田"], "family.1.works": ["yes"], "family.1.pay": ["1200"],
    "family.2.name.family": ["佐藤"], "family.2.works": ["no"], "family.2.pay": ["99"],
    "family.3.name.family": ["鈴木"], "family.3.works": ["yes"],
}  # fmt: skip


def test_a_condition_within_a_member_sees_that_member() -> None:
    walked = journey(HOUSEHOLD, TYPED, TODAY)
    assert walked.is_complete, walked.complaints
    assert walked.values == {
        "family": 2,
        "family.1.name": {"family": "山田"}, "family.1.works": True, "family.1.pay": 1200,
        "family.2.name": {"family": "佐藤"}, "family.2.works": False,
        "fee": 420,
    }  # fmt: skip
    assert nested(walked.values, {"family"}) == {
        "family": [
            {"name": {"family": "山田"}, "works": True, "pay": 1200},
            {"name": {"family": "佐藤"}, "works": False},
        ],
        "fee": 420,
    }
    assert nested({"family": 0, "x": 1}, {"family"}) == {"family": [], "x": 1}


def test_a_member_that_is_added_is_asked_for() -> None:
    walked = journey(HOUSEHOLD, {**TYPED, "family": ["3"], "family.3.works": []}, TODAY)
    assert {name: one.code for name, one in walked.complaints.items()} == {"family.3.works": "not_chosen"}
    sentence = walked.complaints["family.3.works"].sentence(
        next(one.label for one in walked.questions() if one.id == "family.3.works"), "ja"
    )
    assert sentence == "「世帯員3：働いている」を選んでください。"


@pytest.mark.parametrize("count", ["", "x", "-1", "0", "1e2", "٣", "9" * 1_000])
def test_however_many_are_said_to_be_there_are_as_many_as_there_may(count: str) -> None:
    walked = journey(HOUSEHOLD, {"family": [count]}, TODAY)
    assert walked.values["family"] in {1, 4}


def test_members_are_added_and_taken_out() -> None:
    added = after_act(HOUSEHOLD, TYPED, "add:family")
    assert added["family"] == ["3"]
    assert "family.3.works" not in added, "who is added begins empty"
    first = {"family.1.name.family": ["佐藤"], "family.1.works": ["no"], "family.1.pay": ["99"]}
    last = {"family.2.name.family": ["鈴木"], "family.2.works": ["yes"]}
    assert after_act(HOUSEHOLD, TYPED, "remove:family:1") == {"family": ["1"], **first, **last}
    for act in ("remove:family:3", "remove:family:0", "remove:family:x", "remove:family:²", "remove:fee:1", "add:gone",
                "add", "next", "remove:family"):  # fmt: skip
        assert after_act(HOUSEHOLD, TYPED, act) == TYPED
    assert after_act(HOUSEHOLD, {"family": ["4"]}, "add:family") == {"family": ["4"]}
    assert after_act(HOUSEHOLD, {"family": ["1"]}, "remove:family:1") == {"family": ["1"]}


def test_names_of_members() -> None:
    assert read_member_name("family.12.born") == ("family", 12, "born")
    assert question_named("family.12.born") == "born"
    assert question_named("born") == "born"
    for name in ("born", "family.0.born", "family.1", "family.1.born.year", "family.100.born", "a.1.b\n"):
        assert read_member_name(name) is None
    assert HOUSEHOLD.named("family.9.works") is None, "there are never so many"
    assert HOUSEHOLD.named("fee.1.works") is None


def asked(*questions: AnyQuestion, **more: object) -> Group:
    return Group(id="g", label="品", questions=list(questions), **more)  # type: ignore[arg-type]


TEXT = ShortText(id="t", label="文")
T: Condition = Answered(question="t")
AB = [Option("a", "甲"), Option("b", "乙")]


@pytest.mark.parametrize(
    ("questions", "found"),
    [
        ([asked(TEXT)], set()),
        ([asked(TEXT, ShortText(id="u", label="文", show_if=T))], set()),
        ([asked(ShortText(id="u", label="文", show_if=T), TEXT)], {("asks_later", "u")}),
        ([asked(TEXT), ShortText(id="u", label="文", show_if=T)], {("asks_inside", "u")}),
        ([asked(TEXT), Number(id="t", label="数")], {("same_id", "t")}),
        ([asked()], {("group_empty", "g")}),
        ([asked(Explanation(id="e", label="説"))], {("group_empty", "g")}),
        ([asked(ShortText(id="t", label=" "))], {("no_label", "t")}),
        ([asked(TEXT, least=3, most=2)], {("bounds_crossed", "g")}),
        ([asked(*(Day(id=f"d{n}", label="日") for n in range(30)), most=30)], {("group_too_large", "g")}),
        ([Number(id="n", label="数", least=5, most=4)], {("bounds_crossed", "n")}),
        ([ShortText(id="n", label="文", least=5, most=4)], {("bounds_crossed", "n")}),
        ([LongText(id="n", label="文", most=0)], {("bounds_crossed", "n")}),
        ([MultipleChoice(id="n", label="選", options=AB, least=2, most=1)], {("bounds_crossed", "n")}),
        ([MultipleChoice(id="n", label="選", options=AB, least=3)], {("bounds_crossed", "n")}),
        ([MultipleChoice(id="n", label="選", options=AB, least=3, has_other=True)], set()),
        ([Day(id="n", label="日", earliest="2026-04-02", latest="2026-04-01")], {("bounds_crossed", "n")}),
        ([Day(id="n", label="日", earliest="2026-04-01", latest="2026-04-01")], set()),
        ([Day(id="n", label="日", earliest="2026-02-30")], {("no_such_day", "n")}),
        ([TEXT, LinkValue(id="l", label="経路")], {("no_parameter", "l")}),
        ([TEXT, LinkValue(id="l", label="経路", parameter="why")], {("same_parameter", "l")}),
        (
            [TEXT, *(LinkValue(id=name, label="経路", parameter="from") for name in "lm")],
            {("same_parameter", "l"), ("same_parameter", "m")},
        ),
        ([LinkValue(id="l", label="経路", parameter="from")], {("no_questions", "")}),
    ],
)
def test_what_is_wrong_is_told_while_it_is_built(questions: list[AnyQuestion], found: set[tuple[str, str]]) -> None:
    document = FormDocument(title="題", contact="課", privacy="用途", pages=[QuestionPage(id="p", questions=questions)])
    assert {(one.code, one.at) for one in faults_of(document) if one.is_error} == found
