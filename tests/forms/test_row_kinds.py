"""Matrices, rankings and places as a form is built, exported over versions, and counted."""

from datetime import date

from kairan.applications.counting_model import Sums
from kairan.applications.model import QuestionFigures
from kairan.applications.tallies import Tally, add_answer
from kairan.forms.conditions import AnswerOf, Compare, Constant, Value
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.faults import faults_of
from kairan.forms.journey import journey
from kairan.forms.questions import AnyQuestion, Matrix, MatrixRow, Option, Place, Places, Ranking, ShortText
from kairan.forms.templates import template
from tests.forms.row_answers import ABC, FIRST_TWO, MATRIX, NO_ROWS, NOTHING_RANKED, POSITION, RANKING, ROWS, SCALE

TODAY = date(2026, 11, 30)


def errors(*questions: AnyQuestion) -> list[tuple[str, str]]:
    document = FormDocument(title="題", pages=[QuestionPage(id="p", questions=list(questions))])
    return sorted((one.code, one.at) for one in faults_of(document) if one.is_error)


def test_what_cannot_be_asked_is_told_while_it_is_built() -> None:
    assert errors(MATRIX) == errors(RANKING) == errors(POSITION) == errors(FIRST_TWO) == []
    assert errors(NO_ROWS) == [("no_rows", "q"), ("too_few_options", "q")]
    assert errors(NOTHING_RANKED) == [("too_few_options", "q")]
    assert errors(Matrix(id="q", label="表", rows=[*ROWS, ROWS[0]], options=SCALE)) == [("same_row", "q")]
    assert errors(Matrix(id="q", label="表", rows=[MatrixRow("a", " ")], options=SCALE)) == [("same_row", "q")]
    other = [MatrixRow("other", "ほか")]  # this part of an answer stands for その他
    assert errors(Matrix(id="q", label="表", rows=other, options=SCALE)) == [("same_row", "q")]
    assert errors(Ranking(id="q", label="順", options=[Option("a", "甲"), Option("b", "甲")])) == [("same_option", "q")]
    sealed = Places(id="q", label="枠", places=[Place("a", "午前", 1)], needs_care=True)
    assert errors(sealed) == [("sealed_places", "q")]
    rows = [MatrixRow(f"r{at}", f"行{at}") for at in range(30)]
    many = [Matrix(id=f"m{at}", label="表", rows=rows, options=SCALE) for at in range(120)]
    assert ("too_many_questions", "") in errors(*many), "more fields than a draft holds"


def test_a_condition_asks_a_row_and_nothing_is_kept_off_the_path() -> None:
    why = ShortText(
        id="why",
        label="理由",
        show_if=Compare(left=AnswerOf(question="q", part="bus"), by="=", right=Constant(value="lo")),
    )
    document = FormDocument(title="題", pages=[QuestionPage(id="p", questions=[MATRIX, why])])
    typed = {"q.bus": ["lo"], "q.road": ["mid"], "q.park": ["hi"], "why": ["本数"]}
    assert journey(document, typed, TODAY).values["why"] == "本数"
    walked = journey(document, {**typed, "q.bus": ["hi"]}, TODAY)
    assert walked.is_complete
    assert set(walked.values) == {"q"}
    missing = journey(document, {"q.bus": ["hi"]}, TODAY).complaints["q"]
    assert missing.sentence("満足度", "ja") == "「満足度」の「道路」を選んでください。"


def test_what_an_earlier_version_asked_stays_in_the_table() -> None:
    newer = Matrix(id="q", label="満足度", rows=ROWS[:1], options=SCALE[:2])
    both = newer.with_older(MATRIX)
    assert [one.key for one in both.columns()] == ["bus", "road", "park"]
    assert both.cells({"bus": "hi", "road": "lo"}) == ["満足", "不満", ""]
    assert newer.with_older(RANKING) is newer
    ranked = Ranking(id="q", label="順", options=ABC[:1]).with_older(RANKING)
    assert ranked.cells(["c", "a", "b"]) == ["2", "3", "1"]


def counted(question: AnyQuestion, *values: Value) -> QuestionFigures:
    sums: Sums = {}
    for value in (*values, *values):
        add_answer(sums, question, value)
    for value in values:
        add_answer(sums, question, value, -1)
    return Tally(question, sums.get(question.id)).figures()


def test_rows_and_places_are_counted() -> None:
    figures = counted(MATRIX, {"bus": "hi", "road": "lo"}, {"bus": "hi"})
    assert (figures.answered, figures.counts) == (2, [])
    assert [(one.label, one.count) for one in figures.rows[0].counts] == [("不満", 0), ("ふつう", 0), ("満足", 2)]
    assert [one.answered for one in figures.rows] == [2, 1, 0]
    other = counted(MATRIX, "of another kind", ["a"], {"family": "山田", "bus": "山田"})
    assert [one.answered for one in other.rows] == [0, 0, 0], "nobody's words are kept in a sum"
    first, second, third = counted(FIRST_TWO, ["a", "b"], ["b", "a"], ["a", "c"]).rows
    assert [(one.label, one.count) for one in first.counts] == [("1番", 2), ("2番", 1)]
    assert (first.mean, second.mean, third.mean) == (4 / 3, 1.5, 2.0)
    assert counted(POSITION, {"place": "公園"}).rows == []


def test_rows_of_an_earlier_version_are_counted_where_somebody_answered_them() -> None:
    sums: Sums = {}
    add_answer(sums, MATRIX, {"bus": "hi", "road": "lo"})
    newer = Matrix(id="q", label="満足度", rows=ROWS[:1], options=SCALE[1:])
    tally = Tally(newer, sums["q"])
    tally.know(MATRIX)
    found = [(row.label, [(one.label, one.count) for one in row.counts]) for row in tally.figures().rows]
    columns = [("ふつう", 0), ("満足", 1), ("不満", 0)]
    assert found == [("バス", columns), ("道路", [("ふつう", 0), ("満足", 0), ("不満", 1)])]


def test_the_templates_show_what_there_is() -> None:
    kinds = {one.id: one for one in template("citizen-survey").questions()}
    assert isinstance(kinds["life"], Matrix)
    assert isinstance(kinds["town"], Matrix)
    waited, drawn = template("event").question("slot"), template("training").question("slot")
    assert isinstance(waited, Places)
    assert isinstance(drawn, Places)
    assert waited.waiting > 0
    assert drawn.is_drawn
