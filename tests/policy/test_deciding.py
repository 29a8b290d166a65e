"""What follows from what was set: levels, what an act rests on, what guests never may."""

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kairan.core.edge.networks import is_inside

from kairan.core.viewer import MemberId, MemberKind, OrganizationId, Screen, Viewer
from kairan.policy import may, require, upto_of
from kairan.policy.compiling import rules_of
from kairan.policy.model import ACTS, NEVER_FOR_GUESTS, RESTS_ON, UNGRADED, Act, decide
from kairan.policy.problems import RefusedByPolicy

LEVELS = st.dictionaries(st.sampled_from(ACTS), st.integers(0, 3))
KINDS = st.sampled_from(("staff", "guest"))


def viewer(kind: MemberKind, levels: dict[Act, int]) -> Viewer:
    rules = rules_of(levels, Screen(), kind)
    return Viewer(member_id=MemberId("m"), organization_id=OrganizationId("o"), kind=kind, rules=rules)


@given(LEVELS, KINDS)
def test_nothing_is_allowed_further_than_what_it_rests_on(levels: dict[Act, int], kind: MemberKind) -> None:
    who = viewer(kind, levels)
    for act, base in RESTS_ON.items():
        assert upto_of(who, act) <= upto_of(who, base)


@given(LEVELS, KINDS, st.sampled_from(ACTS), st.integers(1, 3))
def test_what_the_viewer_carries_is_what_the_decision_says(
    levels: dict[Act, int], kind: MemberKind, act: Act, room_class: int
) -> None:
    who, decision = viewer(kind, levels), decide(levels, kind, act)
    assert upto_of(who, act) == decision.upto
    assert may(who, act, room_class) == (room_class <= decision.upto)
    if may(who, act, room_class):
        require(who, act, room_class)
    else:
        with pytest.raises(RefusedByPolicy):
            require(who, act, room_class)


@given(LEVELS)
def test_a_guest_never_may_what_is_of_the_body(levels: dict[Act, int]) -> None:
    assert not any(may(viewer("guest", levels), act) for act in NEVER_FOR_GUESTS)


@given(LEVELS, KINDS, st.sampled_from(sorted(UNGRADED)))
def test_what_is_not_of_a_room_is_allowed_or_not(levels: dict[Act, int], kind: MemberKind, act: Act) -> None:
    assert upto_of(viewer(kind, levels), act) in {0, 3}


def test_where_nothing_is_set_staff_may_everything() -> None:
    assert all(may(viewer("staff", {}), act, 3) for act in ACTS)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_each_refused_act_is_told_in_words(language: str) -> None:
    for act in ACTS:
        sentence = RefusedByPolicy(act=act).sentence(language)
        assert "{" not in sentence
        assert act not in sentence.split()


@pytest.mark.parametrize(
    ("address", "networks", "inside"),
    [
        ("192.0.2.9", ["192.0.2.0/24"], True),
        ("192.0.3.9", ["192.0.2.0/24"], False),
        ("::ffff:192.0.2.9", ["192.0.2.0/24"], True),
        ("2001:db8::1", ["192.0.2.0/24", "2001:db8::/32"], True),
        ("2001:db8::/64", ["2001:db8::/56"], True),
        ("fe80::1%eth0", ["fe80::/10"], True),
        ("testclient", ["192.0.2.0/24"], False),
        ("", ["192.0.2.0/24"], False),
        ("anywhere", [], True),
    ],
)
def test_an_address_lies_inside_or_not(address: str, networks: list[str], inside: bool) -> None:
    assert is_inside(address, tuple(map(ip_network, networks))) is inside
