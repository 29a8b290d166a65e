"""The tables of states: what is known only grows, and in any order it comes to the same."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kairan.payments.states import (
    AFTER,
    DONE,
    PAYABLE,
    SETTLED,
    Facts,
    PaymentState,
    charge_state,
    joined,
    net_of,
    payment_state,
)

INSTANTS = st.none() | st.integers(1, 9)
FACTS = st.builds(
    Facts,
    succeeded_at=INSTANTS,
    failed_at=INSTANTS,
    expired_at=INSTANTS,
    received=st.integers(0, 3),
    refunded=st.integers(0, 3),
    intent=st.none() | st.sampled_from(["pi_1", "pi_2"]),
)


@given(FACTS, FACTS, FACTS)
def test_what_is_known_is_the_same_in_any_order_and_however_often(one: Facts, two: Facts, three: Facts) -> None:
    assert joined(one, two) == joined(two, one)
    assert joined(joined(one, two), three) == joined(one, joined(two, three))
    assert joined(one, one) == one
    assert joined(joined(one, two), two) == joined(one, two)


@given(st.lists(FACTS, max_size=8))
def test_a_payment_goes_only_where_the_table_leads(told: list[Facts]) -> None:
    known, states = Facts(), [payment_state(Facts())]
    for one in told:
        known = joined(known, one)
        states.append(payment_state(known))
    for before, after in pairwise(states):
        assert after == before or after in reachable(before)
    assert 0 <= net_of(known) <= known.received


def reachable(state: PaymentState) -> set[PaymentState]:
    """Return everything that may follow a state, also past others."""
    found, left = set[PaymentState](), [state]
    while left:
        new = AFTER[left.pop()] - found
        found |= new
        left += new
    return found


def test_what_was_received_is_never_unpaid_again() -> None:
    assert all(reachable(one) <= DONE for one in DONE)


@given(st.none() | st.integers(0, 3), st.integers(0, 4), st.booleans(), st.booleans())
def test_a_charge_is_either_settled_or_to_be_paid_or_not_asked(
    amount: int | None, net: int, is_asked: bool, is_waived: bool
) -> None:
    state = charge_state(amount, net, is_asked=is_asked, is_waived=is_waived)
    assert (state in SETTLED) + (state in PAYABLE) + (state == "planned") == 1
    if state in PAYABLE:
        assert amount is not None
        assert net < amount
    if state in SETTLED and not is_waived and amount is not None:
        assert net >= amount


@pytest.mark.parametrize(
    ("amount", "net", "waived", "state"),
    [
        (1_500, 0, False, "due"),
        (1_500, 1_500, False, "paid"),
        (1_500, 500, False, "short"),
        (1_500, 3_000, False, "over"),
        (1_500, 0, True, "waived"),
        (1_500, 1_500, True, "over"),  # paid, then waived: it is to be given back
        (0, 0, False, "free"),
        (None, 0, False, "planned"),
    ],
)
def test_a_charge_stands_where_its_money_leads(amount: int | None, net: int, waived: bool, state: str) -> None:
    assert charge_state(amount, net, is_asked=True, is_waived=waived) == state
