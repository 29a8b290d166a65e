"""The table of states: no sequence of acts leads where it forbids."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kairan.counter.period import day_after, working_days_between
from kairan.counter.states import (
    AFTER,
    CLOSED,
    NEEDS_REASON,
    OPTIONAL,
    STATES,
    State,
    may_follow,
    reachable_by_hand,
    turn_of,
)

USED = st.sets(st.sampled_from(OPTIONAL)).map(frozenset)


@given(USED, st.booleans(), st.lists(st.integers(0, 7), max_size=30))
def test_by_hand_a_case_goes_only_where_the_table_leads(
    used: frozenset[State], needs_approval: bool, choices: list[int]
) -> None:
    state: State = "received"
    for choice in choices:
        moves = reachable_by_hand(state, used, needs_approval=needs_approval)
        assert all(may_follow(state, one) for one in moves)
        assert not set(moves) & {"received", "correcting", "deciding", "withdrawn"}
        if needs_approval:
            assert state == "delivering" or not set(moves) & {"delivering", "done", "refused"}
        if not moves:
            return
        state = moves[choice % len(moves)]


def test_from_every_state_the_end_is_reached() -> None:
    for begin in STATES:
        reached, left = {begin}, [begin]
        while left:
            new = AFTER[left.pop()] - reached
            reached |= new
            left += new
        assert "done" in reached
    assert all(turn_of(one) == "nobody" for one in CLOSED)
    assert NEEDS_REASON <= CLOSED


def test_while_the_applicant_has_it_nothing_is_decided() -> None:
    assert not AFTER["correcting"] & {"done", "refused", "delivering", "deciding"}


@pytest.mark.parametrize(
    ("begins", "days", "ends"),
    [
        ("2026-11-30", 1, "2026-12-01"),
        ("2026-11-27", 1, "2026-11-30"),  # over a weekend
        ("2026-12-28", 1, "2027-01-04"),  # offices are closed over the New Year
        ("2027-04-28", 2, "2027-05-06"),  # 昭和の日, 憲法記念日 … the golden week
        ("2026-09-18", 1, "2026-09-24"),  # 敬老の日, 国民の休日, 秋分の日
        ("2028-02-28", 1, "2028-02-29"),
    ],
)
def test_a_period_is_counted_in_working_days(begins: str, days: int, ends: str) -> None:
    assert day_after(date.fromisoformat(begins), days).isoformat() == ends
    assert working_days_between(date.fromisoformat(begins), date.fromisoformat(ends)) == days


@given(st.dates(date(2020, 1, 1), date(2029, 12, 31)), st.integers(1, 60))
def test_a_period_ends_after_exactly_its_days(begins: date, days: int) -> None:
    assert working_days_between(begins, day_after(begins, days)) == days
