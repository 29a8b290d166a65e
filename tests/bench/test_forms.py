"""The load of forms runs, at a small size: exactly as many places as there are, nothing lost, every page answered."""

import pytest

from bench.form_builder import builder
from bench.forms import answers, large_document, large_form, opening, submissions
from kairan.forms.document import QUESTIONS_MOST
from kairan.forms.faults import faults_of


def test_a_first_come_opening_fills_exactly() -> None:
    (row,) = opening("", "SQLite", people=12, places=5, seconds=1)
    assert "exactly 5 have a place" in row.note


def test_every_submission_is_kept() -> None:
    (row,) = submissions("", "SQLite", count=20)
    assert row.value > 0


def test_a_large_form_can_be_published_and_shown() -> None:
    document = large_document(300, 100)
    assert len(list(document.questions())) == QUESTIONS_MOST
    ruled = [one.show_if for one in document.questions() if one.show_if] + [r for p in document.pages for r in p.rules]
    assert len(ruled) >= 100
    assert not [one for one in faults_of(document) if one.is_error]
    (row,) = large_form("", "SQLite", questions=30, rules=10, times=5)
    assert row.value > 0


def test_the_builder_of_a_form_is_opened() -> None:
    (row,) = builder(questions=20, rules=6, times=2)
    assert row.value > 0


@pytest.mark.parametrize("count", [300])
def test_many_answers_are_listed_counted_and_found(count: int) -> None:
    assert [row.unit for row in answers("", "SQLite", count=count, times=2)] == ["ms"] * 4
