"""Telling people what became of their place (結果のお知らせ): by mail, where they gave an address; in pieces, as a job.

Promise: whoever moved up or was drawn is written to once, in the transaction that forgets that they are to be.
"""

import msgspec
from sqlalchemy import select, update

from kairan.applications.letters import place_letter
from kairan.applications.model import application_table
from kairan.applications.receipts import all_answers
from kairan.applications.seats_model import place_seat_table
from kairan.applications.submitting import mailed_to
from kairan.core.kit.database import Db, Record
from kairan.core.kit.jobs import enqueue
from kairan.core.kit.mail import post_letter
from kairan.core.kit.secrets import SecretBox
from kairan.forms.document import decoded
from kairan.forms.model import form_table, form_version_table
from kairan.people import department_table, organization_table

KIND = "applications.tell"
AT_ONCE = 100

_s, _a, _f, _v = place_seat_table.c, application_table.c, form_table.c, form_version_table.c
_d, _o = department_table.c, organization_table.c


class Telling(msgspec.Struct, frozen=True):
    """The body of the job: whoever is to be told."""


def tell_later(db: Db) -> None:
    """Have everybody told who is to be; one job waits at a time."""
    enqueue(db, KIND, Telling(), key="all")


def tell(db: Db, box: SecretBox, *, is_mailed: bool) -> None:
    """Write to a hundred who are to be told, and leave the others to the next run."""
    rows = db.all(
        select(
            application_table,
            _s.question_id,
            _s.tell,
            _v.document,
            _d.path.label("department"),
            _o.name.label("organization"),
        )
        .select_from(place_seat_table)
        .join(application_table, _a.id == _s.application_id)
        .join(form_table, _f.id == _s.form_id)
        .join(form_version_table, (_v.form_id == _a.form_id) & (_v.number == _a.version))
        .join(department_table, _d.id == _f.department_id)
        .join(organization_table, _o.id == _f.organization_id)
        .where(_s.tell.is_not(None))
        .order_by(_s.application_id, _s.question_id)
        .limit(AT_ONCE)
    )
    for row in rows:
        own = (_s.application_id == row.id) & (_s.question_id == row.question_id)
        told = update(place_seat_table).where(own, _s.tell == row.tell).values(tell=None)
        if db.execute(told).rowcount and is_mailed:
            _write_to(db, box, row)
    if len(rows) == AT_ONCE:
        tell_later(db)


def _write_to(db: Db, box: SecretBox, row: Record) -> None:
    document = decoded(row.document)
    to = mailed_to(document, all_answers(row, box) or {})
    if to:
        office = f"{row.organization}　{row.department}"
        letter = place_letter(document, row.number, row.tell, row.organization, office, to, row.id)
        post_letter(db, row.organization_id, letter)
