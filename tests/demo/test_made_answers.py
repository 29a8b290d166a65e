"""Made answers are always the same for a seed, and stay within what was said of them."""

from datetime import date, timedelta
from random import Random

from kairan.demo.forms import read_forms, read_names
from kairan.demo.made_answers import Answering, Said, filled_in
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.questions import AnyQuestion, Day, Place, Places, SingleChoice
from kairan.forms.questions.choices import Option
from kairan.forms.templates import template

TODAY = date(2026, 11, 30)
NAMES = read_names()


def test_the_same_seed_gives_the_same_answers() -> None:
    for form in read_forms():
        document = template(form.template)
        once, again = (
            filled_in(document, TODAY, Answering(NAMES, Random("a seed"), TODAY, form.answers))[0] for _ in range(2)
        )
        assert once == again


def test_everybody_comes_to_the_end_on_any_day_of_two_years() -> None:
    for form in (one for one in read_forms() if one.published is not None):
        document = template(form.template)
        for ahead in range(0, 730, 73):
            today = TODAY + timedelta(ahead)
            for seed in range(8):
                own = dict.fromkeys(form.days, (today - timedelta(12)).isoformat())
                answer = Answering(NAMES, Random(seed), today, form.answers, own=own)
                _, walked = filled_in(document, today, answer)
                assert walked.is_complete, (form.address, today, walked.ended, walked.complaints)


def test_what_is_full_is_never_chosen_and_what_has_no_weight_neither() -> None:
    places = [Place("a", "午前", 1), Place("b", "午後", 1)]
    options = [Option("x", "はい"), Option("y", "いいえ")]
    questions: list[AnyQuestion] = [
        Places(id="slot", label="回", places=places),
        SingleChoice(id="q", label="参加", options=options),
        Day(id="d", label="月", latest=""),
    ]
    document = FormDocument(title="試し", pages=[QuestionPage(id="p", questions=questions)])
    said = {"q": Said(choose={"x": 1}), "d": Said(is_first_of_month=True)}
    for seed in range(40):
        answer = Answering(NAMES, Random(seed), TODAY, said, full={"a"})
        _, walked = filled_in(document, TODAY, answer)
        assert (walked.values["slot"], walked.values["q"]) == ("b", "x")
        assert str(walked.values["d"]).endswith("-01")
