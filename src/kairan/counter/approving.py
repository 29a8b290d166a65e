"""Approval (決裁): a route of stages, each of which approves whole before the next is asked.

Promises: who asked does not approve; each approves once; what was proposed follows by itself with the last approval;
a deputy's approval (代決) names both, and who was away sees it afterwards (後閲).
"""

from collections.abc import Sequence

from sqlalchemy import func, insert, select, update

from kairan.applications.model import ApplicationId
from kairan.applications.streams import application_stream
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.counter.entries import CaseApprovalAsked, CaseApproved, CaseReturned, CaseSeenAfterwards
from kairan.counter.extending import require_may_move
from kairan.counter.finding import procedure_of, require_case, require_work
from kairan.counter.letters import tell_state
from kairan.counter.model import TEXT_LIMIT, ApprovalAsked, Approving, case_approval_table
from kairan.counter.moving import put_state
from kairan.counter.problems import (
    CaseMoveNotAllowed,
    CaseReasonNeeded,
    NoRoute,
    NotTheirApproval,
    OwnProposal,
)
from kairan.counter.states import NEEDS_REASON, State, may_follow
from kairan.counter.telling import tell, tell_approvers

_r = case_approval_table.c
PROPOSED: frozenset[State] = frozenset({"delivering", "done", "refused"})


def ask_approval(db: Db, viewer: Viewer, case_id: ApplicationId, what: ApprovalAsked) -> None:
    """Begin the route; `proposed` is what follows when all have approved.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, CaseChangedMeanwhile, CaseMoveNotAllowed, NoRoute,
    CaseReasonNeeded, OwnProposal.
    """
    row, _ = require_work(db, viewer, case_id, what.revision)
    procedure = procedure_of(row)
    if not procedure.route:
        raise NoRoute
    if what.proposed not in PROPOSED or (what.proposed == "delivering" and "delivering" not in procedure.uses):
        raise CaseMoveNotAllowed
    note = bounded_text(what.note, TEXT_LIMIT).strip()
    if what.proposed in NEEDS_REASON and not note:
        raise CaseReasonNeeded
    if any(one.member_id == viewer.member_id and one.deputy_id is None for s in procedure.route for one in s.approvers):
        raise OwnProposal
    for state in ("deciding", what.proposed):  # an approver is not asked for what then cannot follow
        require_may_move(db, row, state)
    put_state(db, row, "deciding", viewer)
    now, number = now_ms(), _last_round(db, case_id) + 1
    rows = [
        {
            "id": new_id(),
            "application_id": case_id,
            "round": number,
            "stage": at,
            "member_id": one.member_id,
            "deputy_id": one.deputy_id,
            "proposed": what.proposed,
            "asked_at": now,
            "asked_by": viewer.member_id,
            "note": note,
        }
        for at, stage in enumerate(procedure.route)
        for one in stage.approvers
    ]
    db.execute(insert(case_approval_table), rows)
    stages = [[one.member_id for one in stage.approvers] for stage in procedure.route]
    asked = append(db, application_stream(case_id), CaseApprovalAsked(proposed=what.proposed, stages=stages), viewer)
    tell_approvers(db, row, asked)


def approve(db: Db, viewer: Viewer, box: SecretBox, case_id: ApplicationId, what: Approving) -> None:
    """Approve, or return with a reason.

    Problems: RefusedByPolicy, ApplicationNotFound, NotTheirApproval, OwnProposal, CaseReasonNeeded.
    """
    require_case(db, viewer, case_id)
    held = hold(db, application_stream(case_id))
    row = require_case(db, viewer, case_id)
    mine, rest = _due_to(db, viewer, row)
    if mine.asked_by == viewer.member_id:
        raise OwnProposal
    note = bounded_text(what.note, TEXT_LIMIT).strip()
    if not what.is_approved and not note:
        raise CaseReasonNeeded
    outcome = "approved" if what.is_approved else "returned"
    told = {"outcome": outcome, "acted_at": now_ms(), "acted_by": viewer.member_id}
    db.execute(update(case_approval_table).where(_r.id == mine.id).values(told))
    if not what.is_approved:
        _drop(db, rest)
        back = append(db, application_stream(case_id), CaseReturned(stage=mine.stage, reason=note), viewer, held=held)
        put_state(db, row, "examining", viewer)
        tell(db, row, back, [mine.asked_by])
        return
    instead_of = None if mine.member_id == viewer.member_id else mine.member_id
    said = CaseApproved(stage=mine.stage, instead_of=instead_of)
    approved = append(db, application_stream(case_id), said, viewer, held=held)
    if rest:
        if all(one.stage > mine.stage for one in rest):
            tell_approvers(db, row, approved)
    else:
        put_state(db, row, mine.proposed, viewer, mine.note)
        tell_state(db, box, row, mine.proposed, mine.note)


def withdraw_approval(db: Db, viewer: Viewer, case_id: ApplicationId) -> None:
    """Take a case back from the route.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, CaseMoveNotAllowed.
    """
    row, _ = require_work(db, viewer, case_id)
    if row.state != "deciding" or not may_follow(row.state, "examining"):
        raise CaseMoveNotAllowed
    _drop(db, _open_rows(db, case_id))
    put_state(db, row, "examining", viewer)


def see_afterwards(db: Db, viewer: Viewer, case_id: ApplicationId) -> None:
    """Note that who was away has seen what their deputies approved; a second time changes nothing.

    Problems: RefusedByPolicy, ApplicationNotFound.
    """
    require_case(db, viewer, case_id)
    held = hold(db, application_stream(case_id))
    unseen = db.all(
        select(case_approval_table).where(
            _r.application_id == case_id,
            _r.member_id == viewer.member_id,
            _r.outcome == "approved",
            _r.acted_by != viewer.member_id,
            _r.seen_at.is_(None),
        )
    )
    if not unseen:
        return
    seen = _r.id.in_([one.id for one in unseen])
    db.execute(update(case_approval_table).where(seen).values(seen_at=now_ms()))
    append(db, application_stream(case_id), CaseSeenAfterwards(stage=unseen[-1].stage), viewer, held=held)


def _due_to(db: Db, viewer: Viewer, row: Record) -> tuple[Record, list[Record]]:
    """Return what the viewer is asked now, and what is still open besides. Problems: NotTheirApproval."""
    waiting = _open_rows(db, row.id) if row.state == "deciding" else []
    stage = min((one.stage for one in waiting), default=0)
    due = [one for one in waiting if one.stage == stage]
    own = [one for one in due if one.member_id == viewer.member_id]
    own = own or [one for one in due if one.deputy_id == viewer.member_id]
    if not own:
        raise NotTheirApproval
    return own[0], [one for one in waiting if one.id != own[0].id]


def _open_rows(db: Db, case_id: str) -> list[Record]:
    still = (_r.application_id == case_id) & _r.outcome.is_(None)
    return list(db.all(select(case_approval_table).where(still).order_by(_r.stage, _r.id)))


def _drop(db: Db, rows: Sequence[Record]) -> None:
    dropped = _r.id.in_([one.id for one in rows])
    db.execute(update(case_approval_table).where(dropped).values(outcome="dropped"))


def _last_round(db: Db, case_id: str) -> int:
    return db.scalar(select(func.max(_r.round)).where(_r.application_id == case_id)) or 0
