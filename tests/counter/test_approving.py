"""Approvals: a route of stages, deputies, returns; who asked does not approve."""

import pytest

from kairan.applications.model import ApplicationId
from kairan.core.kit.database import Db
from kairan.counter.approving import approve, ask_approval, see_afterwards, withdraw_approval
from kairan.counter.inbox import inbox
from kairan.counter.model import ApprovalAsked, Approving, CaseMove, ProcedureChange
from kairan.counter.moving import move_case
from kairan.counter.problems import (
    ApproverUnknown,
    CaseMoveNotAllowed,
    CaseReasonNeeded,
    NoRoute,
    NotTheirApproval,
    OwnProposal,
    ProcedureChangedMeanwhile,
)
from kairan.counter.procedure import Approver, Procedure, Stage
from kairan.counter.procedures import change_procedure, procedure_view
from kairan.counter.states import State
from tests.counter.conftest import Desk

YES = Approving(is_approved=True)


def routed(desk: Desk) -> ApplicationId:
    """Set up 鈴木, then 田中 or in their absence 他所; examine a case and return it."""
    cast = desk.cast
    route = [
        Stage([Approver(member_id=cast.suzuki.member_id)]),
        Stage([Approver(member_id=cast.tanaka.member_id, deputy_id=cast.stranger.member_id)]),
    ]
    desk.works_by(uses=["examining", "deciding"], route=route)
    return desk.submitted()


def ask(db: Db, desk: Desk, case_id: ApplicationId, proposed: State = "done", note: str = "") -> None:
    what = ApprovalAsked(proposed=proposed, revision=desk.case(case_id).case.revision, note=note)
    ask_approval(db, desk.cast.sato, case_id, what)


def test_what_was_proposed_follows_with_the_last_approval(db: Db, desk: Desk) -> None:
    case_id, cast = routed(desk), desk.cast
    assert desk.case(case_id).moves == ["examining"]  # nothing is decided by hand
    ask(db, desk, case_id)
    assert [one.id for one in inbox(db, cast.suzuki, "approval").cases] == [case_id]
    assert inbox(db, cast.tanaka, "approval").cases == []
    with pytest.raises(NotTheirApproval):
        approve(db, cast.tanaka, desk.box, case_id, YES)
    approve(db, cast.suzuki, desk.box, case_id, YES)
    with pytest.raises(NotTheirApproval):
        approve(db, cast.suzuki, desk.box, case_id, YES)
    assert [one.id for one in inbox(db, cast.tanaka, "approval").cases] == [case_id]
    assert inbox(db, cast.tanaka, "open").cases[0].state == "deciding"  # an approver reads what they are asked
    approve(db, cast.tanaka, desk.box, case_id, YES)
    assert desk.case(case_id).case.state == "done"
    kinds = [one.kind for one in desk.case(case_id).history]
    assert kinds == [
        "application.submitted",
        "case.moved",
        "case.approval_asked",
        "case.approved",
        "case.approved",
        "case.moved",
    ]


def test_a_deputy_approves_and_who_was_away_sees_it_afterwards(db: Db, desk: Desk) -> None:
    case_id, cast = routed(desk), desk.cast
    ask(db, desk, case_id)
    approve(db, cast.suzuki, desk.box, case_id, YES)
    approve(db, cast.stranger, desk.box, case_id, YES)
    last = desk.case(case_id).approvals[-1]
    assert (last.name, last.acted_by) == ("田中 一郎", "他所 三郎")
    see_afterwards(db, cast.tanaka, case_id)
    see_afterwards(db, cast.tanaka, case_id)
    assert [one.kind for one in desk.case(case_id).history].count("case.seen_afterwards") == 1


def test_a_return_ends_the_route_with_a_reason(db: Db, desk: Desk) -> None:
    case_id, cast = routed(desk), desk.cast
    ask(db, desk, case_id)
    with pytest.raises(CaseReasonNeeded):
        approve(db, cast.suzuki, desk.box, case_id, Approving(is_approved=False))
    approve(db, cast.suzuki, desk.box, case_id, Approving(is_approved=False, note="書類が足りません"))
    assert desk.case(case_id).case.state == "examining"
    with pytest.raises(NotTheirApproval):
        approve(db, cast.tanaka, desk.box, case_id, YES)
    ask(db, desk, case_id)  # a second round asks everybody anew
    assert {one.round for one in desk.case(case_id).approvals} == {1, 2}
    approve(db, cast.suzuki, desk.box, case_id, YES)
    approve(db, cast.tanaka, desk.box, case_id, YES)
    assert desk.case(case_id).case.state == "done"


def test_a_refusal_is_proposed_with_its_reason_and_the_section_may_take_it_back(db: Db, desk: Desk) -> None:
    case_id = routed(desk)
    with pytest.raises(CaseReasonNeeded):
        ask(db, desk, case_id, "refused")
    with pytest.raises(CaseMoveNotAllowed):
        ask(db, desk, case_id, "withdrawn", "理由")
    ask(db, desk, case_id, "refused", "要件を満たしません")
    withdraw_approval(db, desk.cast.sato, case_id)
    assert desk.case(case_id).case.state == "examining"
    with pytest.raises(CaseMoveNotAllowed):
        withdraw_approval(db, desk.cast.sato, case_id)
    revision = desk.case(case_id).case.revision
    with pytest.raises(CaseMoveNotAllowed):
        move_case(db, desk.cast.sato, desk.box, case_id, CaseMove(to="refused", revision=revision, reason="手で"))


def test_who_asked_does_not_approve(db: Db, desk: Desk) -> None:
    cast = desk.cast
    route = [Stage([Approver(member_id=cast.sato.member_id, deputy_id=cast.suzuki.member_id)])]
    desk.works_by(uses=["deciding"], route=route)
    case_id = desk.submitted()
    ask(db, desk, case_id)
    with pytest.raises(OwnProposal):
        approve(db, cast.sato, desk.box, case_id, YES)
    approve(db, cast.suzuki, desk.box, case_id, YES)
    assert desk.case(case_id).case.state == "done"


def test_a_procedure_is_changed_on_what_it_was_and_names_people_of_the_body(db: Db, desk: Desk) -> None:
    cast = desk.cast
    with pytest.raises(NoRoute):
        desk.works_by(uses=["deciding"])
    with pytest.raises(ApproverUnknown):
        desk.works_by(uses=["deciding"], route=[Stage([Approver(member_id=cast.neighbour.member_id)])])
    with pytest.raises(ApproverUnknown):
        desk.works_by(uses=["deciding"], route=[Stage([Approver(member_id=cast.guest.member_id)])])
    desk.works_by(uses=["examining"], standard_days=5)
    desk_again = ProcedureChange(revision=0, procedure=Procedure())
    with pytest.raises(ProcedureChangedMeanwhile):
        change_procedure(db, cast.sato, desk.form_id, desk_again)
    assert procedure_view(db, cast.sato, desk.form_id).revision == 1
