"""Operators work where the installation wants them, and with more than a password."""

import pytest

from kairan.administration.sign_in import Bounds
from kairan.core.edge.authentication import SessionRules
from kairan.core.edge.networks import is_inside
from kairan.core.edge.problems import AddressRefused
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Entrance
from kairan.installation.operators import OperatorDemand, demand_of_operators, operators
from kairan.sessions.actions import open_session
from kairan.sessions.problems import OperatorsElsewhere
from kairan.sessions.queries import viewer_of
from kairan.sessions.rules import DAY_MS
from tests.installation.conftest import Installation

INSIDE = SessionRules(operator_faces=("lgwan",), operator_from=("10.1.0.0/24",))
LGWAN, INTERNET = Entrance("lgwan", "pc"), Entrance("internet", "pc")


def test_operators_come_in_through_their_entrance_and_from_their_network_only(
    db: Db, installation: Installation
) -> None:
    operator = installation.operator.member_id
    with pytest.raises(OperatorsElsewhere):
        open_session(db, operator, INTERNET, INSIDE, "10.1.0.9")
    for outside in ("203.0.113.9", ""):
        with pytest.raises(AddressRefused):
            open_session(db, operator, LGWAN, INSIDE, outside)
    token = open_session(db, operator, LGWAN, INSIDE, "10.1.0.9")
    guarded = viewer_of(db, token, "lgwan", INSIDE)
    assert guarded is not None
    assert not is_inside("203.0.113.9", guarded.networks)  # asked at each request


def test_a_session_from_before_the_setting_is_over_where_it_forbids_it(db: Db, installation: Installation) -> None:
    token = open_session(db, installation.operator.member_id, INTERNET)
    assert viewer_of(db, token, "internet") is not None
    assert viewer_of(db, token, "internet", INSIDE) is None


def test_others_are_not_held_up_by_it(db: Db, installation: Installation) -> None:
    token = open_session(db, installation.office.yoshida.member_id, INTERNET, INSIDE, "203.0.113.9")
    assert viewer_of(db, token, "internet", INSIDE) is not None


def test_a_second_factor_is_demanded_of_operators_from_the_first_day_and_stands_after_the_grace(
    db: Db, installation: Installation
) -> None:
    assert operators(db, installation.operator).demand == "any"
    for face in ("single", "internet"):
        token = open_session(db, installation.operator.member_id, Entrance(face, "pc"))
        guarded = viewer_of(db, token, face)
        assert guarded is not None
        assert guarded.viewer.gates == ()
    with as_of(now_ms() + 15 * DAY_MS):
        token = open_session(db, installation.operator.member_id, INTERNET)
        guarded = viewer_of(db, token, "internet")
        assert guarded is not None
        assert guarded.viewer.gates == ("enrol_factor",)


def test_operators_may_decide_otherwise_and_that_is_their_decision(db: Db, installation: Installation) -> None:
    bounds = Bounds.of(SessionRules(), ["lgwan", "internet"])
    assert demand_of_operators(db, installation.operator, OperatorDemand(demand="none"), bounds).demand == "none"
