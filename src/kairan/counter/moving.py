"""Moving a case from one state to the next (状態の変更): by the table, once, whoever comes at the same moment."""

from datetime import date

from sqlalchemy import update

from kairan.applications.model import ApplicationId
from kairan.applications.streams import application_stream
from kairan.applications.withdrawing import reinstate
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.days import day_of
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.counter.entries import CaseAssigned, CaseMoved
from kairan.counter.extending import CaseEvent, CaseEventKind, require_may_move, tell_event
from kairan.counter.finding import procedure_of, require_work
from kairan.counter.letters import tell_state
from kairan.counter.model import TEXT_LIMIT, CaseMove, case_correction_table, case_table
from kairan.counter.period import day_after, working_days_between
from kairan.counter.problems import CaseMoveNotAllowed, CaseReasonNeeded
from kairan.counter.states import NEEDS_REASON, STOPS_CLOCK, State, may_follow, reachable_by_hand, turn_of

_c, _k = case_table.c, case_correction_table.c


def move_case(db: Db, viewer: Viewer, box: SecretBox, case_id: ApplicationId, move: CaseMove) -> None:
    """CaseMove a case by hand; the applicant is told where the procedure says so.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, CaseChangedMeanwhile, CaseMoveNotAllowed,
    CaseReasonNeeded, and what concerns above refuse (`extending.MOVE_RULES`).
    """
    row, _ = require_work(db, viewer, case_id, move.revision)
    procedure = procedure_of(row)
    if move.to not in reachable_by_hand(row.state, procedure.steps, needs_approval=procedure.needs_approval):
        raise CaseMoveNotAllowed
    reason = bounded_text(move.reason, TEXT_LIMIT).strip()
    is_reopened = turn_of(row.state) == "nobody"
    if (move.to in NEEDS_REASON or is_reopened) and not reason:
        raise CaseReasonNeeded
    require_may_move(db, row, move.to)
    if row.state == "withdrawn":
        reinstate(db, case_id, viewer)
    put_state(db, row, move.to, viewer, reason)
    tell_state(db, box, row, move.to, reason)


def put_state(db: Db, row: Record, to: State, by: Viewer | None, reason: str = "") -> None:
    """Let a case stand elsewhere; the clock stops and goes on with it. The caller holds its stream.

    Problems: CaseMoveNotAllowed.
    """
    if not may_follow(row.state, to):
        raise CaseMoveNotAllowed
    now = now_ms()
    values: dict[str, object] = {
        "state": to,
        "state_at": now,
        "turn": turn_of(to),
        "changed_at": now,
        "revision": row.revision + 1,
        **_clock(row, to, date.fromisoformat(day_of(now))),
    }
    if turn_of(to) == "nobody":
        values["reply_due_on"] = None
    db.execute(update(case_table).where(_c.id == row.id).values(values))
    if row.state == "correcting" and to == "withdrawn":
        # What was asked is asked no more, also when the case is taken up again.
        asked = (_k.application_id == row.id) & _k.answered_at.is_(None) & _k.withdrawn_at.is_(None)
        db.execute(update(case_correction_table).where(asked).values(withdrawn_at=now))
    append(db, application_stream(row.id), CaseMoved(before=row.state, after=to, reason=reason), by)
    tell_event(db, event_of(row, "case.moved", to, row.state))


def event_of(row: Record, kind: CaseEventKind, state: State, before: State | None = None) -> CaseEvent:
    """Return what other systems are told of a case."""
    return CaseEvent(
        kind=kind,
        case_id=row.id,
        organization_id=row.organization_id,
        form_id=row.form_id,
        number=row.number,
        state=state,
        before=before,
    )


def _clock(row: Record, to: State, today: date) -> dict[str, object]:
    """Return how the standard period goes on: it stops while the applicant has the case, and ends later for it."""
    if to in STOPS_CLOCK:
        return {"stopped_on": row.stopped_on or today.isoformat()}
    if row.stopped_on is None:
        return {}
    due_on = row.due_on
    if due_on is not None:
        stopped = working_days_between(date.fromisoformat(row.stopped_on), today)
        due_on = day_after(date.fromisoformat(due_on), stopped).isoformat()
    return {"stopped_on": None, "due_on": due_on}


def touch(db: Db, row: Record, **values: object) -> None:
    """Note that something happened with a case that leaves it where it stands."""
    changed = {"changed_at": now_ms(), "revision": row.revision + 1, **values}
    db.execute(update(case_table).where(_c.id == row.id).values(changed))


def take_if_nobodys(db: Db, row: Record, viewer: Viewer) -> None:
    """Let who begins to speak with the applicant work on the case, where nobody does yet: somebody reads the answer."""
    if row.owner_id is not None:
        return
    db.execute(update(case_table).where(_c.id == row.id).values(owner_id=viewer.member_id))
    append(db, application_stream(row.id), CaseAssigned(owner=viewer.member_id), viewer)
