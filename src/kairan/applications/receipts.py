"""What applicants get to see of what they submitted (受付の控え)."""

import msgspec
from sqlalchemy import select

from kairan.applications.model import Applicant, ApplicationId, Receipt, application_table
from kairan.applications.problems import ApplicationNotFound
from kairan.applications.seats import seats_said
from kairan.core.kit.database import Db, Record
from kairan.core.kit.secrets import SecretBox
from kairan.forms.conditions import Value
from kairan.forms.document import decoded
from kairan.forms.model import form_table, form_version_table

_a, _f, _v = application_table.c, form_table.c, form_version_table.c
_Answers = dict[str, Value]


def receipt_of(db: Db, applicant: Applicant, box: SecretBox, address: str, application_id: ApplicationId) -> Receipt:
    """Return what the applicant submitted, to who submitted it alone. Problems: ApplicationNotFound."""
    row = db.first(
        select(application_table, _v.document)
        .select_from(application_table)
        .join(form_table, _f.id == _a.form_id)
        .join(form_version_table, (_v.form_id == _a.form_id) & (_v.number == _a.version))
        .where(_a.id == application_id, _a.applicant == applicant.key, _f.address == address)
    )
    if row is None:
        raise ApplicationNotFound
    document, answers = decoded(row.document), all_answers(row, box)
    return Receipt(
        id=row.id,
        number=row.number,
        submitted_at=row.submitted_at,
        document=document,
        answers=answers,
        is_withdrawn=row.withdrawn_at is not None,
        seats=seats_said(db, document, row.id, answers or {}),
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
