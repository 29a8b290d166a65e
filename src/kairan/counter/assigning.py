"""Who works on a case (担当)."""

from sqlalchemy import select, update

from kairan.applications.model import ApplicationId
from kairan.applications.streams import application_stream
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.counter.conversation import note_read
from kairan.counter.entries import CaseAssigned
from kairan.counter.finding import require_work
from kairan.counter.model import AT_ONCE, Assignment, case_table
from kairan.counter.moving import touch
from kairan.counter.problems import CaseOwnerUnknown
from kairan.counter.telling import tell
from kairan.forms.model import form_right_table
from kairan.people import department_ids_of, departments_above, member_table

_c, _r, _m = case_table.c, form_right_table.c, member_table.c


def assign_case(db: Db, viewer: Viewer, case_id: ApplicationId, what: Assignment) -> None:
    """Say who works on a case; the same again changes nothing.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, CaseOwnerUnknown.
    """
    row, held = require_work(db, viewer, case_id)
    if row.owner_id == what.owner_id:
        return
    if what.owner_id is not None:
        require_worker(db, viewer, row.form_id, MemberId(what.owner_id))
    touch(db, row, owner_id=what.owner_id)
    assigned = append(db, application_stream(case_id), CaseAssigned(owner=what.owner_id), viewer, held=held)
    tell(db, row, assigned, [what.owner_id])


def require_worker(db: Db, viewer: Viewer, form_id: str, member_id: MemberId) -> None:
    """Let pass staff of the body in use who hold the right to work on a form. Problems: CaseOwnerUnknown."""
    in_use = (_m.organization_id == viewer.organization_id) & (_m.kind == "staff") & (_m.status == "active")
    if db.scalar(select(_m.id).where(_m.id == member_id, in_use)) is None:
        raise CaseOwnerUnknown
    held = department_ids_of(db, member_id)
    holders = {member_id, *held, *departments_above(db, held)}
    works = (_r.form_id == form_id) & (_r.right == "work") & _r.holder_id.in_(holders)
    if db.first(select(_r.form_id).where(works).limit(1)) is None:
        raise CaseOwnerUnknown


def look_at_case(db: Db, viewer: Viewer, case_id: ApplicationId) -> None:
    """Note that somebody who works on it has looked, and has read what the applicant wrote.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded.
    """
    row, _ = require_work(db, viewer, case_id)
    if not row.is_opened:
        db.execute(update(case_table).where(_c.id == case_id).values(is_opened=True))
    note_read(db, case_id, of_applicant=True)


def give_back_cases(db: Db) -> int:
    """Let open cases of people who have left go back to the section, some hundred at once; return how many."""
    gone = select(_c.id).join(member_table, _m.id == _c.owner_id).where(_m.status != "active", _c.turn != "nobody")
    found = list(db.scalars(gone.order_by(_c.id).limit(AT_ONCE)))
    for case_id in found:
        append(db, application_stream(case_id), CaseAssigned(owner=None), None)
    changed = {"owner_id": None, "changed_at": now_ms(), "revision": _c.revision + 1}
    db.execute(update(case_table).where(_c.id.in_(found)).values(changed))
    return len(found)
