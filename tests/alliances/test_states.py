"""The consent of both sides as a table: whatever happens in whichever order, nobody is in without both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kairan.alliances.states import (
    ACTS,
    CROSSED,
    IN,
    STATES,
    STEPS,
    TAKES_TERMS,
    ConsentAct,
    NotFollowing,
    OtherTerms,
    Side,
    Standing,
    after,
    meant,
    open_acts,
)

SIDES: tuple[Side, ...] = ("host", "body")
moves = st.lists(
    st.tuples(st.sampled_from(SIDES), st.sampled_from(ACTS), st.integers(1, 3), st.integers(1, 3)), max_size=40
)


@given(moves)
def test_nobody_is_in_without_the_consent_of_both_sides(played: list[tuple[Side, ConsentAct, int, int]]) -> None:
    standing, consents, current = Standing(), set[str](), 1
    for side, act, seen, newest in played:
        current = max(current, newest)
        before = standing
        try:
            standing = after(before, side, act, seen=seen, current=current)
        except (NotFollowing, OtherTerms):
            continue
        did = meant(act, before.state)
        assert STEPS[did].by == side  # neither side acts for the other
        if standing.state not in IN and standing.state not in {"invited", "asked"}:
            consents.clear()
        elif did in {"invite", "accept", "ask", "admit"}:
            consents.add(side)
        if did in TAKES_TERMS:
            assert standing.accepted == current == seen
        if standing.state in IN:
            assert consents == {"host", "body"}
            assert standing.accepted is not None
        if before.state not in IN and standing.state == "joined":
            assert standing.accepted == current


@given(st.sampled_from(STATES), st.sampled_from(SIDES), st.integers(1, 2), st.integers(1, 2))
def test_what_is_offered_is_what_is_accepted(state: str, side: Side, accepted: int, current: int) -> None:
    standing = Standing(next(one for one in STATES if one == state), accepted)
    offered = open_acts(standing, side, current)
    for act in ACTS:
        try:
            after(standing, side, act, seen=current, current=current)
        except (NotFollowing, OtherTerms):
            assert act not in offered
        else:
            is_idle = act == "accept_terms" and accepted == current
            assert (act in offered) != (is_idle or (act, state) in CROSSED)


def test_each_state_is_reached_and_none_is_a_trap() -> None:
    reached, border = {"none"}, ["none"]
    while border:
        here = border.pop()
        for step in STEPS.values():
            if here in step.before and step.after is not None and step.after not in reached:
                reached.add(step.after)
                border.append(step.after)
    assert reached == set(STATES)
    assert all(any(state in step.before and step.after for step in STEPS.values()) for state in STATES)


def test_invitations_that_cross_are_a_consent() -> None:
    asked = after(Standing(), "body", "ask", seen=1, current=1)
    assert after(asked, "host", "invite", seen=None, current=1).state == "joined"
    invited = after(Standing(), "host", "invite", seen=None, current=1)
    assert after(invited, "body", "ask", seen=1, current=1) == Standing("joined", 1)


def test_whoever_was_expelled_comes_back_only_when_invited() -> None:
    expelled = Standing("expelled", 1)
    with pytest.raises(NotFollowing):
        after(expelled, "body", "ask", seen=1, current=1)
    assert after(expelled, "host", "invite", seen=None, current=1).state == "invited"


def test_a_request_upon_old_terms_waits_until_the_new_ones_are_accepted() -> None:
    asked = after(Standing(), "body", "ask", seen=1, current=1)
    with pytest.raises(OtherTerms):
        after(asked, "host", "admit", seen=None, current=2)
    renewed = after(asked, "body", "accept_terms", seen=2, current=2)
    assert after(renewed, "host", "admit", seen=None, current=2) == Standing("joined", 2)


def test_only_who_suspended_lifts_it() -> None:
    suspended = after(Standing("joined", 1), "host", "suspend", seen=None, current=1)
    with pytest.raises(NotFollowing):
        after(suspended, "body", "return", seen=None, current=1)
    paused = after(Standing("joined", 1), "body", "pause", seen=None, current=1)
    with pytest.raises(NotFollowing):
        after(paused, "host", "resume", seen=None, current=1)
