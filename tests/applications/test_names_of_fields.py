"""The names under which a page of a form sends things: those of questions, and those of its own buttons."""

import re

from kairan.applications.pages.rendering import FOLDER
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.questions import ShortText, SingleChoice
from kairan.forms.questions.choices import Option
from tests.applications.conftest import Town

WITH_QUESTIONS = (
    FOLDER / "templates/page.html",
    FOLDER / "templates/groups.html",
    FOLDER / "templates/questions.html",
    FOLDER / "templates/rows.html",
    FOLDER.parents[1] / "counter/pages/templates/case_correct.html",
)

FORM = FormDocument(
    title="名前の届出",
    pages=[
        QuestionPage(
            id="p",
            questions=[
                SingleChoice(id="to", label="行き先", options=[Option("save", "市内"), Option("b", "県外")]),
                ShortText(id="remove", label="外すもの"),
                ShortText(id="number", label="番号"),
            ],
        ),
        QuestionPage(id="q", questions=[ShortText(id="how", label="方法")]),
    ],
)  # fmt: skip


def test_what_a_page_sends_by_itself_never_has_the_name_of_a_question() -> None:
    for template in WITH_QUESTIONS:
        for name in re.findall(r'name="([^"{]+)"', template.read_text("utf-8")):
            assert name.startswith("-"), f"{template.name}: {name} may be the id of a question"


def test_questions_called_as_the_buttons_were_are_answered_like_any_other(town: Town) -> None:
    one = town.resident()
    one.begin(town.form(FORM).address)
    one.press("save", to="save", remove="ふとん", number="12")
    assert "kept?page=p" in one.path
    one.open(one.path.replace("kept?page=p", "p/p"))
    one.press(to="save")
    assert one.path.endswith("/p/q")
    one.press("back")
    assert one.path.endswith("/p/p")
    assert one.sent()["to"] == ["save"]
    assert one.sent()["remove"] == ["ふとん"]
