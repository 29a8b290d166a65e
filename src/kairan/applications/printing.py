"""What staff print (書面): one application, a form on a poster, the counts as a report."""

import msgspec
from sqlalchemy import select

from kairan.applications.entries import ApplicationPrinted
from kairan.applications.figures import form_figures
from kairan.applications.letters import said_at
from kairan.applications.model import ApplicationId, ApplicationView
from kairan.applications.paper.poster import Announced
from kairan.applications.paper.report import Reported
from kairan.applications.problems import FormNotPublished
from kairan.applications.queries import application
from kairan.applications.sealed_answers import open_sealed
from kairan.applications.streams import application_stream
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Viewer
from kairan.forms.document import decoded
from kairan.forms.model import FormId, form_table, form_version_table
from kairan.forms.rights import require_form
from kairan.people import department_table, labels, organization_of, organization_table
from kairan.policy import require

_f, _v, _d, _o = form_table.c, form_version_table.c, department_table.c, organization_table.c


class Printed(msgspec.Struct, frozen=True):
    """An application on its way to paper: its body, and who printed it when."""

    view: ApplicationView
    organization: str
    printed: str
    printed_at: int


def print_application(
    db: Db, viewer: Viewer, box: SecretBox, application_id: ApplicationId, with_sealed: bool
) -> Printed:
    """Take out an application, with the answers that need care only where it is asked for; noted in its record.

    Problems: RefusedByPolicy, ApplicationNotFound, FormRightNeeded.
    """
    require(viewer, "export_answers")
    before = application(db, viewer, application_id)
    view = open_sealed(db, viewer, box, application_id) if with_sealed else before
    sealed = [one.question_id for page in before.pages for one in page.answers if one.is_sealed]
    append(db, application_stream(application_id), ApplicationPrinted(questions=sealed if with_sealed else []), viewer)
    name = labels(db, [viewer.member_id])[viewer.member_id].name
    now = now_ms()
    return Printed(view, organization_of(db, viewer).name, f"{said_at(now)}　{name}", now)


def announced(db: Db, viewer: Viewer, form_id: FormId) -> Announced:
    """Return a published form as it is put up on a wall. Problems: FormNotFound, FormNotPublished."""
    form = require_form(db, viewer, form_id)
    around = _around(db, form)
    if around is None:
        raise FormNotPublished
    document = decoded(around.document)
    return Announced(
        title=document.title,
        summary=document.summary,
        organization=around.organization,
        department=around.department,
        contact=document.contact,
        url=f"/f/{form.address}",
        is_for_staff=form.audience == "staff",
        opens_at=form.opens_at,
        ends_at=form.ends_at,
    )


def reported(db: Db, viewer: Viewer, form_id: FormId, hides_few: bool) -> Reported:
    """Return the counts with what they are about.

    Problems: RefusedByPolicy, FormNotFound, FormNotPublished, FormRightNeeded.
    """
    figures = form_figures(db, viewer, form_id, hides_few=hides_few)
    around = _around(db, require_form(db, viewer, form_id))
    if around is None:
        raise FormNotPublished
    return Reported(
        title=decoded(around.document).title,
        organization=around.organization,
        department=around.department,
        figures=figures,
        hides_few=hides_few or figures.is_survey,
        made_at=now_ms(),
    )


def _around(db: Db, form: Record) -> Record | None:
    """Return the version that is filled in now, and whose it is; None for a form that was never published."""
    return db.first(
        select(_v.document, _o.name.label("organization"), _d.path.label("department"))
        .select_from(form_table)
        .join(form_version_table, (_v.form_id == _f.id) & (_v.number == _f.version))
        .join(department_table, _d.id == _f.department_id)
        .join(organization_table, _o.id == _f.organization_id)
        .where(_f.id == form.id)
    )
