"""Receiving (収納): money that came in, as a provider tells it or as staff record it."""

from sqlalchemy import insert, update

from kairan.applications.model import ApplicationId
from kairan.applications.streams import application_stream
from kairan.core.journal import Entry, append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.days import day_of, midnight
from kairan.core.kit.ids import new_id
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.counter.finding import case_of
from kairan.counter.telling import tell
from kairan.payments.books import settle, tell_applicant
from kairan.payments.entries import PaymentFailed, PaymentReceived, PaymentRefunded
from kairan.payments.finding import charge_of, held_payment, require_charge_work
from kairan.payments.model import REASON_LIMIT, PaymentId, Receiving, facts_in, payment_table
from kairan.payments.problems import ChargeNotDue, PaymentDayWrong
from kairan.payments.states import DONE, Facts, joined, payment_state

_p = payment_table.c
RECORDED_DAYS = 400  # back: so far a year's books stay open


def take_facts(db: Db, box: SecretBox, payment_id: PaymentId, told: Facts) -> bool:
    """Take in what was told of a payment; return whether any of it was new. Of none that is known: nothing happens."""
    row = held_payment(db, payment_id)
    if row is None:
        return False
    known = facts_in(row)
    now_known = joined(known, told)
    if now_known == known:
        return False
    after = payment_state(now_known)
    received_on = None if now_known.succeeded_at is None else day_of(now_known.succeeded_at)
    values = {name: getattr(now_known, name) for name in Facts.__struct_fields__}
    db.execute(update(payment_table).where(_p.id == row.id).values(**values, state=after, received_on=received_on))
    _follow(db, box, row, _note(db, row, known, now_known))
    return True


def _note(db: Db, row: Record, known: Facts, now_known: Facts) -> Entry | None:
    """Append what is new to the record of the application; return the last of it."""
    stream, last = application_stream(row.application_id), None
    before, after = payment_state(known), payment_state(now_known)
    if after in DONE and (before not in DONE or known.received != now_known.received):
        last = append(db, stream, PaymentReceived(payment=row.id, way=row.way, amount=now_known.received), None)
    if now_known.refunded != known.refunded:
        last = append(db, stream, PaymentRefunded(payment=row.id, refunded=now_known.refunded), None)
    if after in {"failed", "expired"} and before != after:
        last = append(db, stream, PaymentFailed(payment=row.id, way=row.way), None)
    return last


def _follow(db: Db, box: SecretBox, row: Record, last: Entry | None) -> None:
    """Write what the charge comes to; tell the applicant, and whoever works on it."""
    charge, case = charge_of(db, row.application_id), case_of(db, row.application_id)
    if charge is None or case is None:  # pragma: no cover  # a payment has both
        raise LookupError(row.id)
    state = settle(db, charge)
    tell_applicant(db, box, case, charge.state, state)
    if last is not None and state != charge.state:
        tell(db, case, last, [case.owner_id])


def record_receipt(db: Db, viewer: Viewer, box: SecretBox, case_id: ApplicationId, what: Receiving) -> PaymentId:
    """Record money that came in at the window, on an account or elsewhere. Pressed twice, the second is told so.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, ChargeChangedMeanwhile, ChargeNotDue,
    PaymentDayWrong, TextNotStorable, TextTooLong.
    """
    case, charge, _ = require_charge_work(db, viewer, case_id, what.revision)
    if charge is None:
        raise ChargeNotDue
    now = now_ms()
    at = midnight(what.received_on)
    if at is None or at > now or at < now - RECORDED_DAYS * 86_400_000:
        raise PaymentDayWrong(most=RECORDED_DAYS)
    payment_id = PaymentId(new_id())
    values = {
        "id": payment_id,
        "application_id": case_id,
        "organization_id": case.organization_id,
        "form_id": case.form_id,
        "way": what.way,
        "amount": what.amount,
        "state": "succeeded",
        "received": what.amount,
        "refunded": 0,
        "succeeded_at": at,
        "received_on": what.received_on,
        "recorded_by": viewer.member_id,
        "note": bounded_text(what.note, REASON_LIMIT).strip(),
        "created_at": now,
        "looked_at": now,
    }
    db.execute(insert(payment_table).values(values))
    received = PaymentReceived(payment=payment_id, way=what.way, amount=what.amount)
    append(db, application_stream(case_id), received, viewer)
    tell_applicant(db, box, case, charge.state, settle(db, charge))
    return payment_id
