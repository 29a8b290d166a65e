"""What personal data a form asks for is held against what its privacy notice says."""

import msgspec
import pytest

from kairan.demo.forms import read_forms
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.faults import faults_of
from kairan.forms.personal_data import KINDS, PersonalData, unexplained_data
from kairan.forms.questions import (
    Address,
    AnyQuestion,
    Day,
    Group,
    LinkValue,
    LongText,
    MailAddress,
    PersonName,
    Phone,
    Photo,
    Position,
    ShortText,
    YesNo,
)
from kairan.forms.templates import KEYS, template

ASKING: dict[PersonalData, AnyQuestion] = {
    "name": PersonName(id="q", label="だれ"),
    "address": Address(id="q", label="どこ"),
    "phone": Phone(id="q", label="かける先", required=False),
    "mail": MailAddress(id="q", label="送る先"),
    "birth": Day(id="q", label="いつ", is_birth=True),
    "account": ShortText(id="q", label="振り込む口座の番号"),
    "photo": Photo(id="q", label="ようす"),
    "position": Position(id="q", label="こわれたところ"),
    "care": YesNo(id="q", label="困っていますか", needs_care=True),
}


def asking(*questions: AnyQuestion, privacy: str = "") -> FormDocument:
    return FormDocument(
        title="届出", contact="市民課", privacy=privacy, pages=[QuestionPage(id="p", questions=[*questions])]
    )


def kinds(document: FormDocument) -> list[PersonalData]:
    return [kind for kind, _ in unexplained_data(document)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_that_the_notice_does_not_name_is_told_at_its_question_and_stops_nothing(kind: PersonalData) -> None:
    for privacy in ("", "この手続きにだけ使います。"):
        found = [one for one in faults_of(asking(ASKING[kind], privacy=privacy)) if one.code == "data_unexplained"]
        assert [(one.at, one.asks, one.is_error) for one in found] == [("q", kind, False)]


@pytest.mark.parametrize(
    ("kind", "privacy"),
    [
        ("name", "お名前は、受付に使います。"),
        ("address", "住所は、送付に使います。"),
        ("phone", "電話番号は、連絡に使います。"),
        ("phone", "ﾃﾞﾝﾜではなく、携帯番号に連絡します。"),
        ("mail", "めーるで連絡します。"),
        ("mail", "連絡先は、結果のお知らせに使います。"),
        ("birth", "生年月日は、年度の確認に使います。"),
        ("account", "振込先は、還付に使います。"),
        ("photo", "写真は、修理に使います。"),
        ("position", "地図の場所は、修理に使います。"),
        ("care", "健康についての答えは、担当者だけが見ます。"),
        ("care", "「困っていますか」の答えは、担当者だけが見ます。"),
        ("mail", "Your E-MAIL address is used to answer."),
    ],
)
def test_a_kind_that_the_notice_names_is_not_told(kind: PersonalData, privacy: str) -> None:
    assert kinds(asking(ASKING[kind], privacy=privacy)) == []


def test_each_kind_is_told_once_also_inside_a_group_and_what_is_not_asked_is_not() -> None:
    group = Group(id="g", label="家族", questions=[PersonName(id="n", label="だれ"), Day(id="d", label="いつ")])
    given = LinkValue(id="l", label="お知らせの番号", parameter="no")
    free = LongText(id="t", label="意見")
    twice = asking(free, given, group, PersonName(id="m", label="だれ"), ASKING["phone"])
    assert [*unexplained_data(twice)] == [("name", "n"), ("phone", "q")]


def test_the_templates_and_the_forms_of_the_demo_ask_for_nothing_that_they_do_not_explain() -> None:
    assert {key: found for key in KEYS if (found := kinds(template(key)))} == {}
    for form in read_forms():  # they ask and say what their templates do, and some in other languages, too
        document = template(form.template)
        told = [texts["privacy"] for texts in form.translations.values() if "privacy" in texts]
        assert [kinds(msgspec.structs.replace(document, privacy=one)) for one in told] == [[] for _ in told]


def test_without_its_notice_a_template_is_told_of_all_it_asks() -> None:
    bare = msgspec.structs.replace(template("nursery"), privacy="")
    assert set(kinds(bare)) == {"name", "birth", "care", "address", "phone", "mail"}
