"""What applicants get to see of what they submitted (受付の控え)."""

import msgspec
from sqlalchemy import or_, select

from kairan.applications.attachments import files_in, refused_of
from kairan.applications.model import (
    SITTING_MS,
    Applicant,
    ApplicationId,
    Confirmation,
    Receipt,
    application_table,
)
from kairan.applications.numbers import in_groups, read_number
from kairan.applications.problems import ApplicationNotFound
from kairan.applications.seats import seats_said
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.secrets import SecretBox
from kairan.forms.conditions import Value
from kairan.forms.document import decoded
from kairan.forms.model import form_table, form_version_table
from kairan.people import organization_table

_a, _f, _v, _o = application_table.c, form_table.c, form_version_table.c, organization_table.c
_Answers = dict[str, Value]


def receipt_of(db: Db, applicant: Applicant, box: SecretBox, address: str, application_id: ApplicationId) -> Receipt:
    """Return what the applicant submitted, to who submitted it alone. Problems: ApplicationNotFound.

    The cookie outlives the sitting, and on a shared computer another person may sit there: answers that need care are
    given in the sitting alone.
    """
    row = db.first(
        select(application_table, _v.document)
        .select_from(application_table)
        .join(form_table, _f.id == _a.form_id)
        .join(form_version_table, (_v.form_id == _a.form_id) & (_v.number == _a.version))
        .where(_a.id == application_id, _a.applicant == applicant.key, _f.address == address)
    )
    if row is None:
        raise ApplicationNotFound
    document = decoded(row.document)
    every, plain = all_answers(row, box), plain_answers(row)
    is_sitting = now_ms() - row.submitted_at <= SITTING_MS
    answers = every if is_sitting else plain
    refused = refused_of(db, application_id)
    return Receipt(
        id=row.id,
        number=row.number,
        submitted_at=row.submitted_at,
        document=document,
        answers=answers,
        refused_files=[one.name for one in files_in(document.questions(), answers or {}) if one.id in refused],
        withheld=frozenset() if is_sitting else frozenset(every or ()) - frozenset(plain or ()),
        is_withdrawn=row.withdrawn_at is not None,
        seats=seats_said(db, document, row.id, answers or {}),
    )


def confirmation_of(db: Db, applicant: Applicant, typed: str) -> Confirmation:
    """Return that something came in under a number, whoever asks; of an internal form to the body's staff alone.

    Numbers are drawn from 6·10^11 and limited by address, so that nobody finds one by trying. Problems:
    ApplicationNotFound.
    """
    number = read_number(typed[:40])
    own = (_f.organization_id == applicant.organization_id) if applicant.member_id else (_f.audience != "staff")
    row = db.first(
        select(_a.number, _a.submitted_at, _v.document, _o.name.label("organization"))
        .select_from(application_table)
        .join(form_table, _f.id == _a.form_id)
        .join(form_version_table, (_v.form_id == _a.form_id) & (_v.number == _a.version))
        .join(organization_table, _o.id == _a.organization_id)
        .where(_a.number == number, or_(_f.audience != "staff", own), _o.suspended_at.is_(None))
    )
    if number is None or row is None:
        raise ApplicationNotFound
    document = decoded(row.document)
    return Confirmation(
        organization=row.organization,
        title=document.title,
        contact=document.contact,
        number=in_groups(row.number),
        submitted_at=row.submitted_at,
    )


def plain_answers(row: Record) -> _Answers | None:
    """Return the answers that lie open; None once erased."""
    return None if row.answers is None else msgspec.json.decode(row.answers, type=_Answers)


def all_answers(row: Record, box: SecretBox) -> _Answers | None:
    """Return every answer, also those that are sealed; None once erased."""
    plain = plain_answers(row)
    if plain is None or row.sealed is None:
        return plain
    return plain | msgspec.json.decode(box.open(row.sealed, f"application:{row.id}"), type=_Answers)
