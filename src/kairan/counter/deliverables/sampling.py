"""Samples of letters (見本): what would be printed, before anything is ordered; nothing of it is kept."""

from sqlalchemy import select

from kairan.applications.model import ApplicationId
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.counter.deliverables import fields
from kairan.counter.deliverables.issuing import letter_text
from kairan.counter.deliverables.model import LetterTemplate, LetterText
from kairan.counter.deliverables.problems import LetterTemplateUnknown
from kairan.counter.deliverables.templates import checked_template, document_now, require_template
from kairan.counter.finding import require_case, require_works
from kairan.forms.model import FormId
from kairan.forms.rights import require_form
from kairan.people import organization_table

_o = organization_table.c
UNNUMBERED = "000000000"
_SERIAL = "（通し番号）"


def letter_sample(db: Db, viewer: Viewer, case_id: ApplicationId, letter_id: str) -> LetterText:
    """Return what a letter about a case would say.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, LetterTemplateUnknown, LetterFieldUnknown,
    DeliverableNotNow.
    """
    row = require_case(db, viewer, case_id)
    require_works(db, viewer, row.form_id)
    template_row, template = require_template(db, viewer, letter_id)
    if template_row.form_id != row.form_id:
        raise LetterTemplateUnknown
    return letter_text(db, row, template, number=UNNUMBERED, serial=_SERIAL, at=now_ms(), base="")


def template_sample(db: Db, viewer: Viewer, form_id: FormId, template: LetterTemplate) -> LetterText:
    """Return a template with the names of the fields in their places.

    Problems: FormNotFound, FormRightNeeded, LetterFieldUnknown, NameEmpty, TextTooLong, TextNotStorable.
    """
    require_form(db, viewer, form_id, "publish")
    clean = checked_template(db, form_id, template)
    names = (*fields.BUILT_IN, *fields.asked_in(document_now(db, form_id)))
    told = fields.filled(clean, {name: f"（{name}）" for name in names})
    return LetterText(
        organization=db.scalar(select(_o.name).where(_o.id == viewer.organization_id)) or "",
        title=told.title,
        mark=told.mark,
        number=UNNUMBERED,
        issued_at=now_ms(),
        addressee=told.addressee,
        body=told.body,
        facts=told.facts,
        sender=told.sender,
        url="",
    )
