"""Refunds (返還): money is given back once, by the provider or as staff record it, and never more than came in."""

from sqlalchemy import func, insert, select, update

from kairan.applications.model import ApplicationId
from kairan.applications.streams import application_stream
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.jobs import enqueue
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.payments.books import settle
from kairan.payments.entries import RefundAsked, RefundFailed
from kairan.payments.finding import charge_of, held_payment, payment_of, require_charge_work
from kairan.payments.model import (
    REASON_LIMIT,
    PaymentId,
    RefundAsk,
    RefundId,
    facts_in,
    payment_refund_table,
    payment_table,
)
from kairan.payments.outgoing import REFUND, OneRefund
from kairan.payments.problems import ChargeReasonNeeded, RefundTooLarge
from kairan.payments.receiving import take_facts
from kairan.payments.states import Facts, net_of

_p, _r = payment_table.c, payment_refund_table.c


def ask_refund(db: Db, viewer: Viewer, box: SecretBox, case_id: ApplicationId, ask: RefundAsk) -> RefundId:
    """Give something back of a payment: by the provider where it came by card, else as it is recorded.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, ChargeChangedMeanwhile, PaymentUnknown,
    RefundTooLarge, ChargeReasonNeeded, TextNotStorable, TextTooLong.
    """
    _, charge, _ = require_charge_work(db, viewer, case_id, ask.revision)
    payment = payment_of(db, case_id, ask.payment_id)
    reason = bounded_text(ask.reason, REASON_LIMIT).strip()
    if not reason:
        raise ChargeReasonNeeded
    most = refundable(db, payment)
    if ask.amount > most:
        raise RefundTooLarge(most=f"{most:,}")
    refund_id = RefundId(new_id())
    values = {
        "id": refund_id,
        "payment_id": payment.id,
        "amount": ask.amount,
        "reason": reason,
        "asked_at": now_ms(),
        "asked_by": viewer.member_id,
        "error": "",
    }
    db.execute(insert(payment_refund_table).values(values))
    asked = RefundAsked(payment=payment.id, refund=refund_id, amount=ask.amount)
    append(db, application_stream(case_id), asked, viewer)
    if charge is not None:
        settle(db, charge)  # the revision goes on, so that a second press is told
    if payment.way == "card":
        enqueue(db, REFUND, OneRefund(refund_id), key=refund_id)
    else:
        refund_done(db, box, refund_id)
    return refund_id


def refundable(db: Db, payment: Record) -> int:
    """Return how much of a payment can still be given back, in yen: what is on its way is not given twice."""
    waiting = (_r.payment_id == payment.id) & _r.done_at.is_(None) & _r.failed_at.is_(None)
    under_way = db.scalar(select(func.coalesce(func.sum(_r.amount), 0)).where(waiting))
    return max(0, net_of(facts_in(payment)) - int(under_way or 0))


def refund_done(db: Db, box: SecretBox, refund_id: RefundId) -> None:
    """Note that a refund was carried out; a second time changes nothing."""
    found = _held(db, refund_id)
    if found is None or found.done_at is not None:
        return
    done = {"done_at": now_ms(), "failed_at": None, "error": ""}
    db.execute(update(payment_refund_table).where(_r.id == refund_id).values(done))
    mine = (_r.payment_id == found.payment_id) & _r.done_at.is_not(None)
    given = int(db.scalar(select(func.coalesce(func.sum(_r.amount), 0)).where(mine)) or 0)
    take_facts(db, box, PaymentId(found.payment_id), Facts(refunded=given))


def refund_failed(db: Db, refund_id: RefundId, error: str) -> None:
    """Note that the provider refused a refund: the money is still there, and staff are shown it."""
    found = _held(db, refund_id)
    if found is None or found.done_at is not None or found.failed_at is not None:
        return
    values = {"failed_at": now_ms(), "error": error[:200]}
    db.execute(update(payment_refund_table).where(_r.id == refund_id).values(values))
    case_id = db.scalar(select(_p.application_id).where(_p.id == found.payment_id))
    failed = RefundFailed(payment=found.payment_id, refund=refund_id)
    append(db, application_stream(case_id), failed, None)
    if (charge := charge_of(db, case_id)) is not None:
        settle(db, charge)


def _held(db: Db, refund_id: RefundId) -> Record | None:
    """Return a refund as it is now, its application held until the commit."""
    payment_id = db.scalar(select(_r.payment_id).where(_r.id == refund_id))
    if payment_id is None or held_payment(db, payment_id) is None:
        return None
    return db.first(select(payment_refund_table).where(_r.id == refund_id))
