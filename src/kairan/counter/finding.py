"""Which cases somebody may see and work on. The one place that says so."""

from sqlalchemy import ColumnElement, exists, or_, select

from kairan.applications.model import ApplicationId, application_table
from kairan.applications.problems import ApplicationNotFound
from kairan.applications.queries import READING
from kairan.applications.streams import application_stream
from kairan.core.journal import Held, hold
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.counter.joined import whole_cases
from kairan.counter.model import case_approval_table, case_table
from kairan.counter.problems import CaseChangedMeanwhile, CaseWorkNeeded
from kairan.counter.procedure import Procedure, decoded
from kairan.forms.model import form_table, form_version_table
from kairan.forms.rights import readable, rights_in
from kairan.policy import require

_a, _c, _f, _v, _r = (
    application_table.c,
    case_table.c,
    form_table.c,
    form_version_table.c,
    case_approval_table.c,
)


def forms_read_by(db: Db, viewer: Viewer) -> list[str]:
    """Return the forms whose applications the viewer reads."""
    return list(db.scalars(select(_f.id).where(readable(db, viewer, *READING))))


def require_case(db: Db, viewer: Viewer, case_id: ApplicationId) -> Record:
    """Return a case the viewer may read, with its application's document.

    Who is asked to approve reads it, too, whatever their rights with the form are.

    Problems: RefusedByPolicy, ApplicationNotFound.
    """
    require(viewer, "read_answers")
    row = db.first(
        whole_cases()
        .where(_c.id == case_id, _c.organization_id == viewer.organization_id)
        .where(or_(readable(db, viewer, *READING), is_asked(viewer)))
    )
    if row is None:
        raise ApplicationNotFound
    return row


def case_of(db: Db, case_id: ApplicationId) -> Record | None:
    """Return the case of an application that was found already for who asks; none of one that came in before cases."""
    return db.first(whole_cases().where(_c.id == case_id))


def application_of(db: Db, case_id: ApplicationId) -> Record:
    """Return the application of a case that was found, with its answers and the document it answered."""
    found = db.first(
        select(application_table, _v.document)
        .join(form_version_table, (_v.form_id == _a.form_id) & (_v.number == _a.version))
        .where(_a.id == case_id)
    )
    if found is None:  # pragma: no cover  # a case has an application
        raise LookupError(case_id)
    return found


def is_asked(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict cases to those the viewer was asked to approve, themselves or as a deputy."""
    theirs = or_(_r.member_id == viewer.member_id, _r.deputy_id == viewer.member_id)
    return exists(select(_r.id).where(_r.application_id == _c.id, theirs))


def require_work(db: Db, viewer: Viewer, case_id: ApplicationId, revision: int | None = None) -> tuple[Record, Held]:
    """Return a case the viewer may work on, held until the commit, as it is now.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, CaseChangedMeanwhile.
    """
    before = require_case(db, viewer, case_id)
    require_works(db, viewer, before.form_id)
    held = hold(db, application_stream(case_id))
    row = require_case(db, viewer, case_id)
    if revision is not None and row.revision != revision:
        raise CaseChangedMeanwhile
    return row, held


def require_works(db: Db, viewer: Viewer, form_id: str) -> None:
    """Let pass who works on a form's applications. Problems: CaseWorkNeeded."""
    if not works_on(db, viewer, form_id):
        raise CaseWorkNeeded


def works_on(db: Db, viewer: Viewer, form_id: str) -> bool:
    """Whether the viewer works on a form's applications."""
    return "work" in rights_in(db, viewer, [form_id])[form_id]


def procedure_of(row: Record) -> Procedure:
    """Return the procedure of a case."""
    return decoded(row.procedure)
