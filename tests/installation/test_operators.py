"""Operators add, let in again and end each other; one always remains, and what they show to come in can be demanded."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pyotp
import pytest
from sqlalchemy import select

from kairan.administration.sign_in import Bounds
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.kit.problems import NotFound
from kairan.core.viewer import INSTALLATION, Entrance, MemberId, Viewer
from kairan.installation.actions import add_operator
from kairan.installation.operators import (
    NewOperator,
    OperatorDemand,
    add_another,
    demand_of_operators,
    end_operator,
    operators,
    reset_operator,
)
from kairan.installation.problems import LastOperator, OperatorNotFound, OwnOperator, ReasonMissing
from kairan.people import member_table
from kairan.people.problems import LoginTaken
from kairan.sessions.actions import open_session
from kairan.sessions.factor_model import totp_table
from kairan.sessions.queries import viewer_of
from tests.installation.conftest import Installation, operator_of
from tests.installation.test_bodies import told
from tests.support.passwords import quickly_hashed
from tests.support.server import Server

PASSWORD = "correct horse battery"
UNYO = NewOperator(name="運用 花子", login="unyo")
BOUNDS = Bounds(absolute_hours=24, idle_hours=8, issued_days=14, faces=["internet", "lgwan"])
AT = Entrance("lgwan", "pc")


def unyo(db: Db, operator: Viewer) -> Viewer:
    """Let the operator add 運用 花子."""
    assert add_another(db, operator, UNYO, "first") == (UNYO.name, UNYO.login)
    found = next(one for one in operators(db, operator).operators if one.login == "unyo")
    return Viewer(member_id=found.id, organization_id=INSTALLATION)


def test_an_added_operator_must_change_the_password_and_is_on_record(db: Db, installation: Installation) -> None:
    added = unyo(db, installation.operator)
    listed = operators(db, installation.operator).operators
    assert [(one.name, one.is_password_issued, one.is_me) for one in listed] == [
        ("設楽 運", False, True),
        ("運用 花子", True, False),
    ]
    assert [one["name"] for one in told(db, INSTALLATION, "operator.added")] == ["設楽 運", "運用 花子"]
    guarded = viewer_of(db, open_session(db, added.member_id, AT), "lgwan")
    assert guarded is not None
    assert guarded.viewer.gates == ("new_password",)
    with pytest.raises(LoginTaken):
        add_another(db, installation.operator, UNYO, "first")


def test_an_ended_operator_is_out_at_once(db: Db, installation: Installation) -> None:
    added = unyo(db, installation.operator)
    token = open_session(db, added.member_id, AT)
    left = end_operator(db, installation.operator, added.member_id)
    assert [one.name for one in left.operators] == ["設楽 運"]
    assert viewer_of(db, token, "lgwan") is None
    (entry,) = told(db, INSTALLATION, "operator.ended")
    assert (entry["name"], entry["sessions"]) == ("運用 花子", 1)
    with pytest.raises(OperatorNotFound):
        end_operator(db, installation.operator, added.member_id)


def test_one_operator_always_remains(db: Db, installation: Installation) -> None:
    added = unyo(db, installation.operator)
    with pytest.raises(OwnOperator):
        end_operator(db, added, added.member_id)
    end_operator(db, installation.operator, added.member_id)
    with pytest.raises(OwnOperator):
        end_operator(db, installation.operator, installation.operator.member_id)
    with pytest.raises(LastOperator):  # of two who end each other at once, the second comes too late
        end_operator(db, added, installation.operator.member_id)
    assert [one.name for one in operators(db, installation.operator).operators] == ["設楽 運"]


def test_whoever_lost_everything_gets_a_first_password_for_a_reason(db: Db, installation: Installation) -> None:
    added = unyo(db, installation.operator)
    db.execute(
        totp_table.insert().values(member_id=added.member_id, secret="x", created_at=1, confirmed_at=1, last_step=0)
    )
    with pytest.raises(ReasonMissing):
        reset_operator(db, installation.operator, added.member_id, " ", "second")
    assert reset_operator(db, installation.operator, added.member_id, "紛失", "second") == ("運用 花子", "unyo")
    assert db.scalar(select(member_table.c.password_hash).where(member_table.c.id == added.member_id)) == "second"
    assert not any(one.has_app for one in operators(db, installation.operator).operators)
    assert told(db, INSTALLATION, "person.password_reset")[-1]["name"] == "運用 花子"
    with pytest.raises(OwnOperator):
        reset_operator(db, installation.operator, installation.operator.member_id, "紛失", "second")


def test_nobody_of_a_body_is_an_operator_or_finds_one(db: Db, installation: Installation) -> None:
    office = installation.office
    for stranger in (office.yoshida, office.auditor, office.cast.sato, office.cast.guest):
        for act in (_list, _add, _end, _demand):
            with pytest.raises(NotFound):
                act(db, stranger, installation.operator.member_id)
    for outside in (office.yoshida.member_id, MemberId("0000000000000")):
        with pytest.raises(OperatorNotFound):
            end_operator(db, installation.operator, outside)


def _list(db: Db, viewer: Viewer, _: MemberId) -> object:
    return operators(db, viewer)


def _add(db: Db, viewer: Viewer, _: MemberId) -> object:
    return add_another(db, viewer, UNYO, "hash")


def _end(db: Db, viewer: Viewer, member_id: MemberId) -> object:
    return end_operator(db, viewer, member_id)


def _demand(db: Db, viewer: Viewer, _: MemberId) -> object:
    return demand_of_operators(db, viewer, OperatorDemand(demand="any"), BOUNDS)


def test_a_second_factor_is_demanded_of_every_operator_and_of_nobody_else(db: Db, installation: Installation) -> None:
    other = operator_of(db, "unyo", "運用 花子")
    demand_of_operators(db, installation.operator, OperatorDemand(demand="any", grace_days=0), BOUNDS)
    for face in BOUNDS.faces:
        guarded = viewer_of(db, open_session(db, other.member_id, Entrance(face, "pc")), face)
        assert guarded is not None
        assert guarded.viewer.gates == ("enrol_factor",)
    sato = viewer_of(db, open_session(db, installation.office.cast.sato.member_id, AT), "lgwan")
    assert sato is not None
    assert sato.viewer.gates == ()
    seen = operators(db, installation.operator)
    assert (seen.demand, seen.grace_days) == ("any", 0)
    *_, entry = told(db, INSTALLATION, "sign_in.rules_changed")
    after = {one["face"]: one["after"] for one in entry["demands"]}
    assert after == {"internet": "any", "lgwan": "any", "single": "none"}  # instead of the one entrance of before
    demand_of_operators(db, installation.operator, OperatorDemand(demand="none", grace_days=0), BOUNDS)
    again = viewer_of(db, open_session(db, other.member_id, AT), "lgwan")
    assert again is not None
    assert again.viewer.gates == ()


def test_over_http_an_operator_registers_an_app_and_is_asked_for_it(databases: Any, tmp_path: Path) -> None:
    url = databases.fresh()
    server = Server(tmp_path, database=url, rate_limits="false")
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        add_operator(db, "設楽 運", "shitara", quickly_hashed(PASSWORD))
    engine.dispose()
    server.start()
    with closing(server.sign_in("shitara", PASSWORD, INSTALLATION)) as first:
        wanted = {"demand": "any", "grace_days": 0}
        assert first.put("/api/operator/operators/demand", json=wanted).raise_for_status().json()["demand"] == "any"
        stopped = first.get("/api/operator/bodies")
        assert (stopped.status_code, stopped.json()["code"]) == (403, "session.gate")
        offer = first.post("/api/me/totp").raise_for_status().json()
        app = pyotp.TOTP(offer["secret"])
        first.post("/api/me/totp/confirm", json={"sealed": offer["sealed"], "code": app.now()}).raise_for_status()
        listed = first.get("/api/operator/operators").raise_for_status().json()
        assert [one["has_app"] for one in listed["operators"]] == [True]
    with closing(server.sign_in("shitara", PASSWORD, INSTALLATION)) as again:
        assert again.get("/api/operator/bodies").json()["code"] == "session.gate"
    server.stop()
