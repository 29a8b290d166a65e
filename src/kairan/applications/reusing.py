"""Another application in the same sitting (続けて申請する): earlier answers are offered, never taken unasked.

Promises: they are offered to the browser that submitted them, for an hour, and always to who is known by more than its
cookie; what needs care, what is agreed to, files, and what the form asks every time are never among them; a form
somebody has begun already is not touched.
"""

from collections.abc import Callable, Iterable

import msgspec
from sqlalchemy import update

from kairan.applications.filling import begin, sealed_typed
from kairan.applications.model import Applicant, ApplicationId, Draft, OpenForm, TypedIn, application_draft_table
from kairan.applications.offering import offered_form
from kairan.applications.problems import ApplicationNotFound
from kairan.applications.receipts import receipt_of
from kairan.core.extension import ExtensionPoint
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.forms.conditions import Value
from kairan.forms.questions import AnyQuestion, Consent, FileUpload, Photo

SITTING_MS = 60 * 60_000

KNOWN_BY_MORE: ExtensionPoint[Callable[[Db, Applicant], bool]] = ExtensionPoint("applications.known_by_more")
"""Whether an applicant is known by more than the cookie of a browser in which others may sit."""

_d = application_draft_table.c


class Offered(msgspec.Struct, frozen=True):
    """What may be taken over from an earlier application: questions of the form as it is now, with what was said."""

    form: OpenForm
    answers: list[tuple[AnyQuestion, Value]]


def offered_answers(
    db: Db, applicant: Applicant, box: SecretBox, address: str, application_id: ApplicationId
) -> Offered:
    """Return what may be taken over, as long as the sitting lasts. Problems: FormNotOffered, ApplicationNotFound."""
    form = offered_form(db, applicant, address)
    receipt = receipt_of(db, applicant, box, address, application_id)
    is_sitting = now_ms() - receipt.submitted_at <= SITTING_MS
    if not is_sitting and not any(ask(db, applicant) for ask in KNOWN_BY_MORE.given()):
        raise ApplicationNotFound
    before = {one.id: one for one in receipt.document.questions()}
    answers = receipt.answers or {}
    return Offered(
        form,
        [
            (one, answers[one.id])
            for one in form.document.questions()
            if one.id in answers and _may_be_taken(one) and _may_be_taken(before[one.id])
        ],
    )


def _may_be_taken(question: AnyQuestion) -> bool:
    is_once = isinstance(question, Consent | FileUpload | Photo)  # a file belongs to the application it was sent with
    return question.ASKS and not (question.ask_again or question.needs_care or is_once)


def begin_another(
    db: Db,
    applicant: Applicant,
    box: SecretBox,
    address: str,
    application_id: ApplicationId,
    taken: Iterable[str],
) -> Draft:
    """Begin another application with these answers of an earlier one.

    Problems: FormNotOffered, FormNotOpen, ApplicationNotFound.
    """
    offered = offered_answers(db, applicant, box, address, application_id)
    draft = begin(db, applicant, box, address)
    wanted = set(taken)
    typed: TypedIn = {
        field: values
        for question, value in offered.answers
        if question.id in wanted
        for field, values in question.typed_again(value).items()
        if field in question.fields()
    }
    if not draft.is_new or not typed:
        return draft
    this = _d.id == draft.id
    db.execute(update(application_draft_table).where(this).values(typed=sealed_typed(box, draft.id, typed)))
    return msgspec.structs.replace(draft, typed=typed)
