"""Entering for somebody: staff fill in the same pages as residents; what they submit next is marked, and let go of.

Promises: the mark is made in the transaction of the submission; an hour after it, when the receipt was handed over, the
member who entered it is not its applicant any more: number and code open it to whoever has them.
"""

from sqlalchemy import bindparam, delete, insert, select, update

from kairan.applications.applicants import applicant_of_member
from kairan.applications.arrivals import Arrival
from kairan.applications.model import SITTING_MS, ApplicationId, application_table
from kairan.applications.offering import form_of
from kairan.applications.streams import application_stream
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.prepared import Prepared
from kairan.core.kit.randomness import random_bytes
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import Viewer
from kairan.counter.entering.entries import CaseEntered
from kairan.counter.entering.model import (
    BEGUN_MS,
    CaseEntry,
    Entering,
    EnteringBegun,
    entering_table,
    entry_table,
)
from kairan.counter.entering.problems import EnteringNotPossible
from kairan.counter.finding import require_case
from kairan.forms.model import FormId
from kairan.forms.rights import require_form
from kairan.people import labels
from kairan.policy import require

_a, _g, _e = application_table.c, entering_table.c, entry_table.c
AT_ONCE = 300
_BEGUN = Prepared(
    select(_g.how, _g.member_id)
    .where(_g.applicant == bindparam("of_applicant"), _g.form_id == bindparam("of_form"))
    .where(_g.begun_at > bindparam("begun_after"))
)


def begin_entering(db: Db, viewer: Viewer, form_id: FormId, what: EnteringBegun) -> Entering:
    """Let the next application of a form that the viewer submits be one they enter for somebody.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, EnteringNotPossible.
    """
    require(viewer, "read_answers")
    require_form(db, viewer, form_id, "work")
    form = form_of(db, form_id)
    if form is None or not form.is_open or form.audience == "staff":
        raise EnteringNotPossible
    values = {"how": what.how, "member_id": viewer.member_id, "begun_at": now_ms()}
    put = upsert(db, entering_table).values(applicant=applicant_of_member(viewer).key, form_id=form_id, **values)
    db.execute(put.on_conflict_do_update(index_elements=["applicant", "form_id"], set_=values))
    return Entering(f"/f/{form.address}")


def mark_entered(db: Db, _box: SecretBox, arrival: Arrival) -> None:
    """Note of an application that is just being submitted that staff entered it, where they did."""
    whose = {"of_applicant": arrival.applicant.key, "of_form": arrival.form_id, "begun_after": arrival.at - BEGUN_MS}
    begun = _BEGUN.first(db, whose)
    if begun is None:
        return
    how, member_id = begun
    this = (_g.applicant == arrival.applicant.key) & (_g.form_id == arrival.form_id)
    db.execute(delete(entering_table).where(this))
    values = {"how": how, "member_id": member_id, "at": arrival.at}
    db.execute(insert(entry_table).values(application_id=arrival.application_id, **values))
    entered = CaseEntered(how=how, member=member_id)
    append(db, application_stream(arrival.application_id), entered, None)


def case_entry(db: Db, viewer: Viewer, case_id: ApplicationId) -> CaseEntry:
    """Return who entered a case. Problems: RefusedByPolicy, ApplicationNotFound."""
    require_case(db, viewer, case_id)
    row = db.first(select(entry_table).where(_e.application_id == case_id))
    if row is None:
        return CaseEntry(how=None, by="", at=None)
    names = labels(db, [row.member_id])
    return CaseEntry(how=row.how, by=names[row.member_id].name if row.member_id in names else "", at=row.at)


def release_entered(db: Db) -> int:
    """Let what staff entered an hour ago be theirs as applicants no more, some hundred at once; return how many."""
    now = now_ms()
    due = select(_e.application_id).where(_e.released_at.is_(None), _e.at <= now - SITTING_MS)
    found = list(db.scalars(due.order_by(_e.application_id).limit(AT_ONCE)))
    for application_id in found:
        nobody = random_bytes(32).hex()
        db.execute(update(application_table).where(_a.id == application_id).values(applicant=nobody))
    db.execute(update(entry_table).where(_e.application_id.in_(found)).values(released_at=now))
    db.execute(delete(entering_table).where(_g.begun_at <= now - BEGUN_MS))
    return len(found)
