"""What is owed for a case and what came in, as the section sees it."""

from sqlalchemy import select

from kairan.applications.model import ApplicationId, application_table
from kairan.applications.receipts import all_answers
from kairan.core.kit.database import Db, Record
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Viewer
from kairan.counter.finding import require_case, works_on
from kairan.payments.finding import charge_of, terms_of
from kairan.payments.model import (
    PAYMENTS_MOST,
    ChargeView,
    PaymentView,
    RefundView,
    payment_refund_table,
    payment_table,
)
from kairan.payments.refunding import refundable
from kairan.payments.terms import PaymentTerms, first_amount
from kairan.people import labels

_a, _p, _r = application_table.c, payment_table.c, payment_refund_table.c


def charge_view(db: Db, viewer: Viewer, box: SecretBox, case_id: ApplicationId) -> ChargeView:
    """Return the charge of a case the viewer reads, with its payments and refunds.

    Problems: RefusedByPolicy, ApplicationNotFound.
    """
    case = require_case(db, viewer, case_id)
    charge, terms = charge_of(db, case_id), terms_of(db, case.form_id)
    waived_by = None if charge is None else charge.waived_by
    return ChargeView(
        case_id=case_id,
        has_terms=terms is not None,
        revision=0 if charge is None else charge.revision,
        state=None if charge is None else charge.state,
        amount=None if charge is None else charge.amount,
        calculated=None if terms is None else _calculated(db, box, terms, case_id),
        is_after=False if charge is None else charge.is_after,
        asked_at=None if charge is None else charge.asked_at,
        due_on=None if charge is None else charge.due_on,
        waived_by=_name(db, waived_by),
        waiver="" if charge is None else charge.waiver,
        net=0 if charge is None else charge.net,
        payments=_payments(db, case_id),
        ways=[] if terms is None else list(dict.fromkeys(terms.ways)),
        is_worked_by_viewer=works_on(db, viewer, case.form_id),
    )


def _calculated(db: Db, box: SecretBox, terms: PaymentTerms, case_id: str) -> int | None:
    """Return what the answers come to as they stand now: they may have been corrected since."""
    row = db.first(select(application_table).where(_a.id == case_id))
    answers = None if row is None else all_answers(row, box)
    return first_amount(terms, answers or {})


def _name(db: Db, member_id: str | None) -> str:
    found = labels(db, [member_id] if member_id else [])
    return found[member_id].name if member_id in found else ""


def _payments(db: Db, case_id: str) -> list[PaymentView]:
    rows = db.all(select(payment_table).where(_p.application_id == case_id).order_by(_p.id).limit(PAYMENTS_MOST))
    refunds = db.all(
        select(payment_refund_table).where(_r.payment_id.in_([row.id for row in rows])).order_by(_r.id).limit(1_000)
    )
    people = {row.recorded_by for row in rows} | {row.asked_by for row in refunds}
    names = {one: label.name for one, label in labels(db, {one for one in people if one}).items()}
    return [_payment(db, row, [one for one in refunds if one.payment_id == row.id], names) for row in rows]


def _payment(db: Db, row: Record, refunds: list[Record], names: dict[str, str]) -> PaymentView:
    return PaymentView(
        id=row.id,
        way=row.way,
        state=row.state,
        amount=row.amount,
        received=row.received,
        refunded=row.refunded,
        created_at=row.created_at,
        received_on=row.received_on,
        by=names.get(row.recorded_by or "", ""),
        note=row.note,
        refundable=refundable(db, row),
        refunds=[
            RefundView(
                id=one.id,
                amount=one.amount,
                reason=one.reason,
                by=names.get(one.asked_by, ""),
                asked_at=one.asked_at,
                done_at=one.done_at,
                failed_at=one.failed_at,
            )
            for one in refunds
        ],
    )
