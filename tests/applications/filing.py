"""Filing by the actions themselves, without a server."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, delete, select, update

from kairan.applications.counting_model import application_sum_table
from kairan.applications.filling import begin, keep, today
from kairan.applications.model import Applicant, ApplicationId, application_table, digest_of_answers
from kairan.applications.offering import offered_form
from kairan.applications.submitting import submit
from kairan.applications.sums import count_what_was_never_counted
from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS
from kairan.core.kit.secrets import SecretBox
from kairan.counter.model import case_table
from kairan.forms.actions import change_draft, change_terms, create_form, publish_form
from kairan.forms.document import FormDocument
from kairan.forms.journey import journey
from kairan.forms.model import DraftChange, FormId, FormTerms, NewForm, Publication
from kairan.forms.queries import form_view
from tests.cast import Cast

Typed = Mapping[str, Sequence[str]]


def published(db: Db, cast: Cast, document: FormDocument, address: str = "form", **terms: object) -> FormId:
    """Publish a form of the welfare section."""
    made = create_form(db, cast.sato, NewForm(department_id=cast.welfare, document=document, address=address))
    publish_form(db, cast.sato, made.form.id, Publication(revision=1))
    change_terms(db, cast.sato, made.form.id, FormTerms(address=address, **terms))  # type: ignore[arg-type]
    return made.form.id


def published_again(db: Db, cast: Cast, form_id: FormId, document: FormDocument) -> None:
    """Publish the next version."""
    view = form_view(db, cast.sato, form_id)
    saved = change_draft(db, cast.sato, form_id, DraftChange(revision=view.revision, document=document))
    publish_form(db, cast.sato, form_id, Publication(revision=saved.revision))


def applicant(name: str) -> Applicant:
    """Return somebody with a browser of their own."""
    return Applicant(key=(name * 64)[:64])


def file(
    db: Db, box: SecretBox, typed: Typed, who: str, address: str = "form", waits: Collection[str] = ()
) -> ApplicationId:
    """Begin, fill in and submit."""
    one = applicant(who)
    form = offered_form(db, one, address)
    begin(db, one, box, address)
    draft = keep(db, one, box, address, [each.id for each in form.document.questions()], typed)
    walked = journey(draft.document, draft.typed, today())
    assert walked.is_complete, walked.complaints
    checked = digest_of_answers(form.form_id, draft.version, walked.values)
    return submit(db, one, box, address, draft.id, checked, is_mailed=False, waits=waits)


def move_back(db: Db, which: ColumnElement[bool], days: int) -> None:
    """Let applications have come in so many days earlier, be counted so, and nothing have been done with them since."""
    earlier = application_table.c.submitted_at - days * DAY_MS
    these = select(application_table.c.id).where(which)
    acted = case_table.c.changed_at - days * DAY_MS
    db.execute(update(case_table).where(case_table.c.id.in_(these)).values(changed_at=acted))
    db.execute(update(application_table).where(which).values(submitted_at=earlier))
    db.execute(delete(application_sum_table))
    while count_what_was_never_counted(db):
        pass
