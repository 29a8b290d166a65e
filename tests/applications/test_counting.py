"""What came in is counted as it comes, over versions and days; crossed; in words; and stays counted once erased."""

from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from kairan.applications.counting_model import application_sum_table
from kairan.applications.crosses import cross_figures
from kairan.applications.erasing import erase_answers
from kairan.applications.figures import Selection, form_figures
from kairan.applications.frequent_words import frequent_words
from kairan.applications.jobs import sweep
from kairan.applications.listing_model import application_search_table
from kairan.applications.model import AnswerCount, FormFigures
from kairan.applications.problems import CrossErased, NotCrossable, NotFreeText
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS, day_of, midnight
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.text import fold
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.model import RightHeld, RightsChange
from kairan.forms.problems import FormRightNeeded
from kairan.forms.questions import AnyQuestion, LongText, MultipleChoice, Number, Option, ShortText, SingleChoice, YesNo
from kairan.forms.sharing import share_form
from kairan.selfaudit.applications import SUMS_DIFFER, application_faults, sum_faults
from tests.applications.filing import file, published, published_again
from tests.cast import Cast, assemble

START = midnight("2026-03-30") or 0


def survey(*, is_survey: bool, more: tuple[Option, ...] = ()) -> FormDocument:
    options = [Option("a", "賛成"), Option("b", "反対"), Option("c", "わからない"), *more]
    questions: list[AnyQuestion] = [
        SingleChoice(id="view", label="計画", options=options, has_other=True, required=False),
        MultipleChoice(
            id="use", label="使うもの", options=[Option("bus", "バス"), Option("car", "車")], required=False
        ),
        YesNo(id="live", label="市内に住んでいる", required=False),
        Number(id="age", label="年齢", required=False, decimals=1),
        LongText(id="say", label="意見", required=False),
        ShortText(id="ill", label="病歴", needs_care=True, required=False),
    ]
    page = QuestionPage(id="p", questions=questions)
    return FormDocument(title="調査", contact="企画課", pages=[page], is_survey=is_survey)


@pytest.fixture
def cast(db: Db) -> Cast:
    return assemble(db)


@pytest.fixture
def box(tmp_path: Path) -> SecretBox:
    return SecretBox(tmp_path / "key")


def counts(figures: FormFigures, question: str) -> dict[str, int | None]:
    (found,) = [one for one in figures.questions if one.question_id == question]
    return {one.label: one.count for one in found.counts if one.count != 0}


def test_counts_follow_versions_and_days_and_stay_when_the_answers_are_erased(
    db: Db, cast: Cast, box: SecretBox
) -> None:
    form_id = published(db, cast, survey(is_survey=False), keep_days=30)
    with as_of(START):
        for who in "12345":
            file(db, box, {"view": ["a"], "use": ["bus", "car"], "age": ["30.1"], "say": ["駅前に図書館"]}, who)
        file(db, box, {"view": ["other"], "view.other": ["秘密の答え"], "live": ["no"], "ill": ["病名"]}, "6")
    published_again(db, cast, form_id, survey(is_survey=False, more=(Option("d", "条件つき"),)))
    with as_of(START + 3 * DAY_MS):  # the next month
        file(db, box, {"view": ["d"], "use": ["car"], "age": ["20"]}, "7")
    whole = form_figures(db, cast.sato, form_id)
    assert (whole.total, whole.versions, whole.is_partial) == (7, [1, 2], False)
    assert [(one.day, one.count) for one in whole.days] == [("2026-03-30", 6), ("2026-04-02", 1)]
    assert counts(whole, "view") == {"賛成": 5, "条件つき": 1, "その他": 1}
    assert counts(whole, "use") == {"バス": 5, "車": 6}
    age = next(one for one in whole.questions if one.question_id == "age")
    assert (age.answered, age.least, age.most) == (6, 20, 30.1)
    assert age.mean == pytest.approx(170.5 / 6)
    assert "ill" not in {one.question_id for one in whole.questions}
    assert form_figures(db, cast.sato, form_id, Selection(version=2)).total == 1
    march = form_figures(db, cast.sato, form_id, Selection(until="2026-03-31"))
    assert (march.total, counts(march, "view")) == (6, {"賛成": 5, "その他": 1})
    written = "".join(map(str, db.all(select(application_sum_table))))
    assert "秘密" not in written
    assert "図書館" not in written
    assert not list(sum_faults(db))

    with as_of(START + 31 * DAY_MS):
        assert erase_answers(db) == 6
    after = form_figures(db, cast.sato, form_id)
    assert (after.total, after.days, after.questions) == (whole.total, whole.days, whole.questions)
    part = form_figures(db, cast.sato, form_id, Selection(since="2026-03-30"))
    assert (part.total, part.is_partial, counts(part, "view")) == (7, True, {"条件つき": 1})
    assert not list(sum_faults(db))
    assert not list(application_faults(db))
    assert [row.application_id for row in db.all(select(application_search_table))] != []
    with as_of(START + 40 * DAY_MS):
        assert erase_answers(db) == 1
    assert form_figures(db, cast.sato, form_id).questions == whole.questions
    assert db.all(select(application_search_table)) == []
    assert not list(sum_faults(db))
    db.execute(update(application_sum_table).values(applications=application_sum_table.c.applications + 1))
    assert [one.what for one in sum_faults(db)] == [SUMS_DIFFER]


def test_what_few_had_said_is_not_told_any_more_once_it_is_erased(db: Db, cast: Cast, box: SecretBox) -> None:
    form_id = published(db, cast, survey(is_survey=False), keep_days=1)
    for who in "1234":
        file(db, box, {"view": ["a"]}, who)
    with as_of(now_ms() + DAY_MS + 1):
        erase_answers(db)
    figures = form_figures(db, cast.sato, form_id)
    assert (figures.total, figures.is_partial, counts(figures, "view")) == (4, True, {})


def test_applications_from_before_there_were_sums_are_counted_and_found(db: Db, cast: Cast, box: SecretBox) -> None:
    form_id = published(db, cast, survey(is_survey=False))
    other_id = published(db, cast, survey(is_survey=False), "other")
    file(db, box, {"view": ["a"]}, "1")
    file(db, box, {"view": ["b"]}, "2", "other")
    for table in (application_sum_table, application_search_table):
        db.execute(delete(table))
    file(db, box, {"view": ["a"]}, "3")
    assert counts(form_figures(db, cast.sato, form_id), "view") == {"賛成": 2}
    assert [one.what for one in sum_faults(db)] == []
    sweep(db)
    assert counts(form_figures(db, cast.sato, other_id), "view") == {"反対": 1}
    assert len(db.all(select(application_search_table))) == 3
    assert [one.what for one in sum_faults(db)] == []


def test_two_questions_are_crossed_with_totals_and_who_did_not_answer(db: Db, cast: Cast, box: SecretBox) -> None:
    form_id = published(db, cast, survey(is_survey=False))
    file(db, box, {"view": ["a"], "live": ["yes"], "use": ["bus", "car"]}, "1")
    file(db, box, {"view": ["b"], "live": ["yes"]}, "2")
    file(db, box, {"view": ["b"], "use": ["car"]}, "3")
    crossed = cross_figures(db, cast.sato, form_id, "view", "live")
    assert crossed.columns.choices == ["はい", "いいえ", ""]
    assert crossed.cells[:2] == [[1, 0, 0], [1, 0, 1]]
    assert (crossed.row_totals[:2], crossed.column_totals, crossed.total) == ([1, 2], [2, 0, 1], 3)
    several = cross_figures(db, cast.sato, form_id, "view", "use")
    assert several.cells[:2] == [[1, 1, 0], [0, 1, 1]]
    assert several.column_totals == [1, 2, 1]
    for rows, columns in (("use", "use"), ("view", "view"), ("view", "ill"), ("say", "view"), ("view", "gone")):
        with pytest.raises(NotCrossable):
            cross_figures(db, cast.sato, form_id, rows, columns)
    builds = RightHeld(cast.sato.member_id, is_department=False, rights=["edit", "publish"])
    share_form(db, cast.sato, form_id, RightsChange(rights=[builds]))
    with pytest.raises(FormRightNeeded):
        cross_figures(db, cast.sato, form_id, "view", "live")


def test_a_survey_tells_no_small_number_whatever_is_asked_for(db: Db, cast: Cast, box: SecretBox) -> None:
    form_id = published(db, cast, survey(is_survey=True), keep_days=30)
    said = ["a"] * 12 + ["b"] * 6 + ["c"] * 3
    with as_of(START):
        for at, view in enumerate(said):
            typed = {"view": [view], "live": ["yes" if at % 7 else "no"], "age": ["40"], "say": ["図書館"] * (at < 4)}
            file(db, box, {**typed, "use": ["bus"]}, f"{at:02}")
    figures = form_figures(db, cast.sato, form_id, Selection(since="2026-03-30", until="2026-03-30", version=1))
    assert figures.is_survey
    views = next(one for one in figures.questions if one.question_id == "view")
    # わからない (3) is kept back, and the next smallest with it: 21 minus the others would tell it.
    assert views.counts == [
        AnswerCount("賛成", 12), AnswerCount("反対", None), AnswerCount("わからない", None), AnswerCount("その他", 0)
    ]  # fmt: skip
    age = next(one for one in figures.questions if one.question_id == "age")
    assert (age.mean, age.least, age.most) == (40, None, None)
    say = next(one for one in figures.questions if one.question_id == "say")
    assert say.answered is None
    crossed = cross_figures(db, cast.sato, form_id, "view", "live")
    shown = [one for row in crossed.cells for one in row if one is not None]
    assert all(one == 0 or one >= 5 for one in [*shown, *(one or 0 for one in crossed.row_totals)])
    assert crossed.row_totals[:3] == [12, None, None]
    assert frequent_words(db, cast.sato, form_id, "say").words == []
    with as_of(START + 31 * DAY_MS):
        erase_answers(db)
    assert form_figures(db, cast.sato, form_id).questions == figures.questions
    with pytest.raises(CrossErased):
        cross_figures(db, cast.sato, form_id, "view", "live")


def test_words_count_by_answers_whatever_their_spelling(db: Db, cast: Cast, box: SecretBox) -> None:
    form_id = published(db, cast, survey(is_survey=False))
    said = [
        "図書館の駐車場が狭い。駐車場を広げて。",
        "駐車場とバスがほしい。髙齢者のため",
        "ﾊﾞｽをふやして。高齢者 (65)",
        "WiFi、Ｗｉｆｉ",
        "wifi",
    ]
    for at, text in enumerate(said):
        file(db, box, {"say": [text]}, str(at))
    found = frequent_words(db, cast.sato, form_id, "say")
    assert found.answers == 5
    words = {fold(one.word): one.answers for one in found.words}
    assert words == {"駐車場": 2, "ばす": 2, "高齢者": 2, "wifi": 2}
    for question in ("view", "ill", "gone"):
        with pytest.raises(NotFreeText):
            frequent_words(db, cast.sato, form_id, question)


def test_a_day_is_one_of_japan(db: Db, cast: Cast, box: SecretBox) -> None:
    form_id = published(db, cast, survey(is_survey=False))
    with as_of(START - 1):
        file(db, box, {"view": ["a"]}, "1")
    with as_of(START):
        file(db, box, {"view": ["a"]}, "2")
    days = form_figures(db, cast.sato, form_id).days
    assert [one.day for one in days] == [day_of(START - 1), "2026-03-30"] == ["2026-03-29", "2026-03-30"]
