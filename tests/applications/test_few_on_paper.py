"""No count of one to four can be read from a report, nor computed from what it shows."""

from itertools import product
from typing import Any

import pytest

from kairan.applications.figures import FEW
from kairan.applications.model import AnswerCount, DayCount, FormFigures, QuestionFigures
from kairan.applications.paper.report import Reported, report_paper
from kairan.applications.paper.small_numbers import is_small, shown_counts


def possible(shown: list[int | None], answered: int) -> set[tuple[int, ...]]:
    """Return every set of counts that who knows the rule could have before them."""
    rest = answered - sum(one for one in shown if one is not None)
    gaps = [at for at, one in enumerate(shown) if one is None]
    found = set()
    for guess in product(range(rest + 1), repeat=len(gaps)):
        whole = list(shown)
        for at, count in zip(gaps, guess, strict=True):
            whole[at] = count
        counts = [one for one in whole if one is not None]
        if sum(counts) == answered and shown_counts(counts, answered, is_exclusive=True) == shown:
            found.add(tuple(counts))
    return found


@pytest.mark.parametrize("options", [2, 3])
def test_no_small_count_is_computed_by_subtraction(options: int) -> None:
    for counts in product(range(10), repeat=options):
        answered = sum(counts)
        shown = shown_counts(counts, answered, is_exclusive=True)
        assert not any(one is not None and is_small(one) for one in shown)
        if None not in shown or answered < FEW:
            continue
        might = possible(shown, answered)
        for at, count in enumerate(counts):
            if is_small(count):
                assert len({one[at] for one in might}) > 1, (counts, shown)


def test_several_answers_of_one_person_add_up_to_nothing_and_hide_alone() -> None:
    assert shown_counts([3, 40, 0], 41, is_exclusive=False) == [None, 40, 0]
    assert shown_counts([3, 40, 0], 43, is_exclusive=True) == [None, None, 0]
    assert shown_counts([5, 0], 5, is_exclusive=True) == [5, 0]
    assert shown_counts([2, 1], 3, is_exclusive=True) == [None, None]


def test_a_report_tells_neither_bounds_nor_means_of_few() -> None:
    numbers = QuestionFigures(question_id="n", label="年齢", kind="number", answered=4, mean=33.25, least=19, most=87)
    many = QuestionFigures(question_id="m", label="回数", kind="number", answered=40, mean=12.5, least=1, most=98)
    steps = [AnswerCount("1", 2), AnswerCount("2", 30), AnswerCount("3", 8)]
    scale = QuestionFigures(question_id="s", label="満足", kind="scale", answered=40, counts=steps, mean=2.15)
    figures = FormFigures(
        total=44,
        begun=0,
        days=[DayCount(f"2026-0{1 + at // 20}-{1 + at % 20:02}", 1) for at in range(44)],
        questions=[numbers, many, scale],
        is_partial=False,
    )
    about: Any = {"title": "調査", "organization": "あおば市", "department": "", "figures": figures, "made_at": 0}
    few = told(report_paper(Reported(hides_few=True, **about), "ja"))
    assert few == ["月ごとの件数", "回答 ＊ / 44", "回答 40 / 44　平均 12.50", "回答 40 / 44"]
    every = told(report_paper(Reported(hides_few=False, **about), "en"))
    assert every[1:] == [
        "Answered 4 / 44　mean 33.25　least 19, most 87",
        "Answered 40 / 44　mean 12.50　least 1, most 98",
        "Answered 40 / 44　mean 2.15",
    ]
    paper: Any = report_paper(Reported(hides_few=True, **about), "ja")
    (part,) = paper["questions"][-1]["parts"]
    assert [(row["count"], row["share"]) for row in part["rows"]] == [("＊", "＊"), ("30", "75.0%"), ("＊", "＊")]
    assert 'width="' in part["chart"]
    assert part["chart"].count("<rect") == 1, "what is hidden has no bar"


def told(paper: Any) -> list[str]:
    """What stands under the name of each question; of the days their heading."""
    return [one["about"] or one["label"][0][1] for one in paper["questions"]]
