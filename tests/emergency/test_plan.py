"""The plan: what of it cannot be, and what of it reaches nobody."""

import pytest

from kairan.emergency.broadcasts.plan import ORDINARY, URGENT, PlanFault, PlanRound, Way, due_at, faults_of

ALL: dict[Way, int] = {"app": 10, "push": 4, "mail": 3, "sms": 2, "voice": 2, "phone": 2}


@pytest.mark.parametrize("rounds", [ORDINARY, URGENT])
def test_what_is_proposed_is_a_plan(rounds: tuple[PlanRound, ...]) -> None:
    assert faults_of(rounds, ALL, is_mailed=True) == []


def test_a_way_that_reaches_nobody_is_told_and_hinders_nothing() -> None:
    faults = faults_of(URGENT, ALL | {"push": 0}, is_mailed=False)
    assert PlanFault(round=1, way="mail", why="no_mail") in faults
    assert {fault.why for fault in faults if fault.way == "push"} == {"nobody"}
    assert not any(fault.hinders for fault in faults)
    faults = faults_of(URGENT, ALL, is_mailed=True, outside=frozenset({"voice"}))
    assert faults == [PlanFault(round=2, way="sms", why="no_gateway")]


@pytest.mark.parametrize(
    ("rounds", "why"),
    [
        ([PlanRound(after_min=5, ways=["app"])], "first"),
        ([PlanRound(after_min=0, ways=["mail"])], "first"),
        ([PlanRound(after_min=0, ways=["app"]), PlanRound(after_min=0, ways=["mail"])], "order"),
    ],
)
def test_rounds_follow_one_another_from_now_on(rounds: list[PlanRound], why: str) -> None:
    assert [fault.why for fault in faults_of(rounds, ALL, is_mailed=True) if fault.hinders] == [why]


def test_rounds_begin_counted_from_the_sending() -> None:
    assert [due_at(URGENT, number, 1_000) for number in range(5)] == [1_000, 301_000, 601_000, 901_000, None]
