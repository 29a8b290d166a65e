"""Handing over (交付): letters of a template, for one case or for many at once, and files that were uploaded.

Promises: what a letter says is frozen with the order, in the same transaction as its number, so that it is made once,
however often the server is killed; of many letters all are ordered or none.
"""

from datetime import date, timedelta

import msgspec
from sqlalchemy import func, insert, select, update

from kairan.applications.model import ApplicationId, application_table
from kairan.applications.numbers import in_groups, new_number
from kairan.applications.receipts import plain_answers
from kairan.applications.streams import application_stream
from kairan.core.journal import append
from kairan.core.kit.blobs import new_key
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.days import day_of
from kairan.core.kit.ids import new_id
from kairan.core.kit.jobs import enqueue
from kairan.core.kit.problems import Problem
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.text import bounded_name, bounded_text
from kairan.core.viewer import Viewer
from kairan.counter.deliverables import fields
from kairan.counter.deliverables.entries import CaseDeliverableWithdrawn, CaseDelivered, CaseLetterOrdered
from kairan.counter.deliverables.model import (
    DELIVERABLES_MOST,
    REASON_LIMIT,
    TITLE_LIMIT,
    DeliverableId,
    DeliverableWithdrawal,
    FileHandedOver,
    LetterTemplate,
    LetterText,
    ManyLetters,
    deliverable_table,
    letter_template_table,
)
from kairan.counter.deliverables.problems import (
    DeliverableNotFound,
    DeliverableNotNow,
    DeliverablesTooMany,
    LetterTemplateUnknown,
)
from kairan.counter.deliverables.templates import require_template
from kairan.counter.finding import procedure_of, require_case, require_work, require_works
from kairan.counter.letters import tell_delivered
from kairan.counter.problems import CaseReasonNeeded, CasesNotAll
from kairan.counter.procedure import Procedure
from kairan.counter.states import State
from kairan.files import FileId, attach
from kairan.files.queries import require_file
from kairan.forms.document import decoded
from kairan.people import organization_table

_a, _d, _t, _o = application_table.c, deliverable_table.c, letter_template_table.c, organization_table.c
MAKE = "counter.make_letter"


class MakeLetter(msgspec.Struct, frozen=True):
    """A letter that was ordered and is to be made."""

    deliverable_id: str


def may_deliver(procedure: Procedure, state: State) -> bool:
    """Whether something may be handed over in a state: where an approval is needed, only what it decided."""
    if procedure.needs_approval:
        return state in {"delivering", "done", "refused"}
    return state not in {"correcting", "withdrawn"}


def order_letters(db: Db, viewer: Viewer, box: SecretBox, base: str, what: ManyLetters) -> int:
    """Order a letter for each of many cases, numbered in the order in which they came in; return how many.

    `base` is where the page lies that confirms them. The transaction is given up as a whole when one cannot.
    Problems: RefusedByPolicy, LetterTemplateUnknown, CasesNotAll.
    """
    template_row, template = require_template(db, viewer, what.letter_id)
    ids = sorted({ApplicationId(one) for one in what.case_ids})
    last = _take_serials(db, template_row.id, len(ids))
    refused = 0
    for serial, case_id in enumerate(ids, last - len(ids) + 1):
        try:
            _order(db, viewer, box, base, case_id, template_row, template, serial)
        except Problem:
            refused += 1
    if refused:
        raise CasesNotAll(count=refused)
    return len(ids)


def order_letter(
    db: Db, viewer: Viewer, box: SecretBox, base: str, case_id: ApplicationId, letter_id: str
) -> DeliverableId:
    """Order a letter for one case.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, LetterTemplateUnknown, DeliverableNotNow,
    DeliverablesTooMany, LetterFieldUnknown.
    """
    require_works(db, viewer, require_case(db, viewer, case_id).form_id)
    template_row, template = require_template(db, viewer, letter_id)
    serial = _take_serials(db, template_row.id, 1)
    return _order(db, viewer, box, base, case_id, template_row, template, serial)


def _take_serials(db: Db, template_id: str, count: int) -> int:
    """Return the last of so many numbers, which nobody else gets; who comes at the same moment waits here."""
    more = update(letter_template_table).where(_t.id == template_id).values(serial=_t.serial + count)
    db.execute(more)
    return int(db.scalar(select(_t.serial).where(_t.id == template_id)))


def _order(
    db: Db,
    viewer: Viewer,
    box: SecretBox,
    base: str,
    case_id: ApplicationId,
    template_row: Record,
    template: LetterTemplate,
    serial: int,
) -> DeliverableId:
    row, held = require_work(db, viewer, case_id)
    if row.form_id != template_row.form_id:
        raise LetterTemplateUnknown
    _require_now(db, row)
    number, now = new_number(), now_ms()
    text = letter_text(db, row, template, number=number, serial=str(serial), at=now, base=base)
    deliverable_id = DeliverableId(new_id())
    content = box.seal(msgspec.json.encode(text).decode(), f"letter:{deliverable_id}")
    letter = {"template_id": template_row.id, "content": content, "blob_key": new_key()}
    _insert(db, viewer, row, deliverable_id, number, template.title, template.keep_days, **letter)
    ordered = CaseLetterOrdered(
        deliverable=deliverable_id,
        number=number,
        title=template.title,
        template=template_row.id,
        revision=template_row.revision,
    )
    append(db, application_stream(case_id), ordered, viewer, held=held)
    enqueue(db, MAKE, MakeLetter(deliverable_id))
    return deliverable_id


def letter_text(
    db: Db, row: Record, template: LetterTemplate, *, number: str, serial: str, at: int, base: str
) -> LetterText:
    """Return what a letter about a case says. Problems: DeliverableNotNow, LetterFieldUnknown."""
    stored = db.first(select(application_table).where(_a.id == row.id))
    answers = None if stored is None else plain_answers(stored)
    if answers is None:
        raise DeliverableNotNow
    document = decoded(row.document)
    fields.require_known(template, document)
    known = fields.answers_in(document, answers) | {
        fields.NAME: row.who,
        fields.NUMBER: in_groups(row.number),
        fields.RECEIVED_ON: said_day(row.received_at),
        fields.PROCEDURE: row.title,
        fields.ISSUED_ON: said_day(at),
        fields.DOCUMENT_NUMBER: in_groups(number),
        fields.SERIAL: serial,
    }
    told = fields.filled(template, known)
    return LetterText(
        organization=db.scalar(select(_o.name).where(_o.id == row.organization_id)) or "",
        title=told.title,
        mark=told.mark,
        number=in_groups(number),
        issued_at=at,
        addressee=told.addressee,
        body=told.body,
        facts=told.facts,
        sender=told.sender,
        url=f"{base}/f/-/documents/{in_groups(number)}",
    )


def said_day(at: int) -> str:
    """Return the day of an instant as letters say it: 2026年12月1日."""
    year, month, day = day_of(at).split("-")
    return f"{int(year)}年{int(month)}月{int(day)}日"


def hand_over_file(
    db: Db, viewer: Viewer, box: SecretBox, case_id: ApplicationId, what: FileHandedOver
) -> DeliverableId:
    """Hand over a file that was sent before.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, DeliverableNotNow, DeliverablesTooMany, NameEmpty,
    TextTooLong, TextNotStorable, FileNotFound, FileNotClean.
    """
    row, held = require_work(db, viewer, case_id)
    _require_now(db, row)
    title = bounded_name(what.title, TITLE_LIMIT)
    file = require_file(db, viewer, FileId(what.file_id))
    digest = (file.digest or b"").hex()
    deliverable_id, number = DeliverableId(new_id()), new_number()
    made = {"file_id": file.id, "digest": digest, "made_at": now_ms()}
    until_on = _insert(db, viewer, row, deliverable_id, number, title, what.keep_days, **made)
    given = CaseDelivered(deliverable=deliverable_id, number=number, digest=digest, until_on=until_on)
    entry = append(db, application_stream(case_id), given, viewer, held=held)
    attach(db, viewer, [file.id], application_stream(case_id), entry.seq)
    tell_delivered(db, box, row, title)
    return deliverable_id


def withdraw_deliverable(
    db: Db, viewer: Viewer, case_id: ApplicationId, deliverable_id: DeliverableId, what: DeliverableWithdrawal
) -> None:
    """Let something be fetched no more, and be valid no more; a second time changes nothing.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, DeliverableNotFound, CaseReasonNeeded.
    """
    _, held = require_work(db, viewer, case_id)
    found = db.first(select(_d.withdrawn_at).where(_d.id == deliverable_id, _d.application_id == case_id))
    if found is None:
        raise DeliverableNotFound
    if found.withdrawn_at is not None:
        return
    reason = bounded_text(what.reason, REASON_LIMIT).strip()
    if not reason:
        raise CaseReasonNeeded
    gone = {"withdrawn_at": now_ms(), "withdrawn_by": viewer.member_id, "reason": reason, "content": None}
    db.execute(update(deliverable_table).where(_d.id == deliverable_id).values(gone))
    append(db, application_stream(case_id), CaseDeliverableWithdrawn(deliverable=deliverable_id), viewer, held=held)


def _require_now(db: Db, row: Record) -> None:
    if not may_deliver(procedure_of(row), row.state):
        raise DeliverableNotNow
    if db.scalar(select(_a.erased_at).where(_a.id == row.id)) is not None:
        raise DeliverableNotNow
    count = db.scalar(select(func.count()).select_from(deliverable_table).where(_d.application_id == row.id)) or 0
    if count >= DELIVERABLES_MOST:
        raise DeliverablesTooMany(most=DELIVERABLES_MOST)


def _insert(
    db: Db, viewer: Viewer, row: Record, deliverable_id: str, number: str, title: str, days: int, **values: object
) -> str:
    """Write the row; return the last day on which it can be fetched."""
    now = now_ms()
    until_on = (date.fromisoformat(day_of(now)) + timedelta(days=days)).isoformat()
    about = {
        "id": deliverable_id,
        "application_id": row.id,
        "organization_id": row.organization_id,
        "number": number,
        "title": title,
        "issued_at": now,
        "issued_by": viewer.member_id,
        "until_on": until_on,
        "fetches": 0,
        "reason": "",
    }
    db.execute(insert(deliverable_table).values(about | values))
    return until_on
