"""When a task comes again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kairan.notifications import is_working_day
from kairan.tasks.repeating import Repeat, next_due

DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2060, 12, 31))


@pytest.mark.parametrize(
    ("due", "anchor", "repeat", "then"),
    [
        ("2026-11-30", "2026-11-30", "weekly", "2026-12-07"),
        ("2026-01-31", "2026-01-31", "monthly", "2026-02-28"),
        ("2026-02-28", "2026-01-31", "monthly", "2026-03-31"),
        ("2026-12-15", "2026-12-15", "monthly", "2027-01-15"),
        ("2024-02-29", "2024-02-29", "yearly", "2025-02-28"),
        ("2027-02-28", "2024-02-29", "yearly", "2028-02-29"),
        ("2026-11-20", "2026-11-20", "workdays", "2026-11-24"),  # over a weekend and 勤労感謝の日
        ("2026-12-28", "2026-12-28", "workdays", "2027-01-04"),
    ],
)
def test_it_comes_again_on_the_day_it_began_with(due: str, anchor: str, repeat: Repeat, then: str) -> None:
    days = date.fromisoformat(due), date.fromisoformat(anchor)
    assert next_due(*days, repeat, days[0]) == date.fromisoformat(then)


def test_what_does_not_repeat_does_not_come_again() -> None:
    assert next_due(date(2026, 11, 30), date(2026, 11, 30), "none", date(2026, 11, 30)) is None


@given(due=DAYS, late=st.integers(min_value=0, max_value=800), repeat=st.sampled_from(["weekly", "monthly", "yearly"]))
def test_what_was_missed_is_not_made_up_for(due: date, late: int, repeat: Repeat) -> None:
    today = due + timedelta(late)
    following = next_due(due, due, repeat, today)
    assert following is not None
    assert following > due
    assert following >= today
    assert following - today <= timedelta(366)


@given(due=DAYS)
def test_workdays_are_working_days(due: date) -> None:
    following = next_due(due, due, "workdays", due)
    assert following is not None
    assert is_working_day(following)
