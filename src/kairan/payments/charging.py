"""Charging (調定): what is owed for an application, from its arrival, by its answers, or as the section says."""

import hashlib
from datetime import date, timedelta

from sqlalchemy import insert

from kairan.applications.arrivals import Arrival
from kairan.applications.model import ApplicationId
from kairan.applications.streams import application_stream
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.days import day_of, midnight
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.counter.letters import write_letter
from kairan.counter.states import CLOSED
from kairan.payments.books import settle
from kairan.payments.entries import ChargeAsked, ChargeOpened, ChargeWaived
from kairan.payments.finding import charge_of, require_charge_work, terms_of
from kairan.payments.model import REASON_LIMIT, ChargeAsk, Waiving, charge_table
from kairan.payments.problems import ChargeNotDue, ChargeReasonNeeded, PaymentDayWrong, PaymentTermsMissing
from kairan.payments.states import PAYABLE, charge_state
from kairan.payments.terms import PAY_DAYS_MOST, PaymentTerms, first_amount


def open_charge(db: Db, _box: SecretBox, arrival: Arrival) -> None:
    """Open the charge of an application that is just being submitted, where something is paid for it."""
    terms = terms_of(db, arrival.form_id)
    if terms is None:
        return
    amount = first_amount(terms, arrival.values)
    is_asked = terms.when == "before" and amount is not None
    _open(db, arrival, terms, amount, arrival.at if is_asked else None)
    opened = ChargeOpened(amount=amount, is_after=terms.when == "after")
    append(db, application_stream(arrival.application_id), opened, None)


def _open(db: Db, of: Arrival | Record, terms: PaymentTerms, amount: int | None, asked_at: int | None) -> None:
    """Write the row of a charge: of an application that arrives, or of a case."""
    now = now_ms()
    values = {
        "id": of.application_id if isinstance(of, Arrival) else of.id,
        "organization_id": of.organization_id,
        "form_id": of.form_id,
        "is_after": terms.when == "after",
        "amount": amount,
        "subject": terms.subject,
        "asked_at": asked_at,
        "asked_on": None if asked_at is None else day_of(asked_at),
        "due_on": None if asked_at is None else _due_on(asked_at, terms.pay_days),
        "waiver": "",
        "net": 0,
        "state": charge_state(amount, 0, is_asked=asked_at is not None, is_waived=False),
        "changed_at": now,
        "revision": 1,
    }
    db.execute(insert(charge_table).values(values))


def _due_on(at: int, days: int) -> str:
    return (date.fromisoformat(day_of(at)) + timedelta(days=days)).isoformat()


def ask_payment(db: Db, viewer: Viewer, box: SecretBox, case_id: ApplicationId, ask: ChargeAsk) -> None:
    """Ask the applicant to pay an amount, or another one than before; what was waived is owed again.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, ChargeChangedMeanwhile, PaymentTermsMissing,
    ChargeNotDue, PaymentDayWrong.
    """
    case, charge, _ = require_charge_work(db, viewer, case_id, ask.revision)
    terms = terms_of(db, case.form_id)
    if terms is None:
        raise PaymentTermsMissing
    if case.state in CLOSED:
        raise ChargeNotDue
    now = now_ms()
    due_on = ask.due_on or _due_on(now, terms.pay_days)
    _require_due_day(due_on, now)
    if charge is None:
        _open(db, case, terms, None, None)
        charge = charge_of(db, case_id)
    if charge is None:  # pragma: no cover  # it was just written
        raise LookupError(case_id)
    if (ask.amount, due_on) == (charge.amount, charge.due_on) and charge.asked_at and charge.waived_at is None:
        return
    append(db, application_stream(case_id), ChargeAsked(amount=ask.amount, due_on=due_on), viewer)
    not_waived = {"waived_at": None, "waived_by": None, "waiver": ""}
    asked = {"amount": ask.amount, "asked_at": now, "asked_on": day_of(now), "due_on": due_on}
    if settle(db, charge, **asked, **not_waived) in PAYABLE:
        write_letter(db, box, case, "手数料の納付をお願いします", f"納付額　{ask.amount:,}円\n納付期限　{due_on}")


def _require_due_day(due_on: str, now: int) -> None:
    """Refuse a day that is none, is over, or lies further off than anybody waits. Problems: PaymentDayWrong."""
    begins = midnight(due_on)
    if begins is None or not day_of(now) <= due_on <= _due_on(now, PAY_DAYS_MOST):
        raise PaymentDayWrong(most=PAY_DAYS_MOST)


def waive(db: Db, viewer: Viewer, case_id: ApplicationId, what: Waiving) -> None:
    """Let nothing be paid, for a reason (減免); what came in already is then to be given back.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, ChargeChangedMeanwhile, ChargeNotDue,
    ChargeReasonNeeded.
    """
    _, charge, _ = require_charge_work(db, viewer, case_id, what.revision)
    if charge is None or charge.waived_at is not None:
        raise ChargeNotDue
    reason = bounded_text(what.reason, REASON_LIMIT).strip()
    if not reason:
        raise ChargeReasonNeeded
    digest = hashlib.sha256(reason.encode()).hexdigest()
    append(db, application_stream(case_id), ChargeWaived(digest=digest), viewer)
    settle(db, charge, waived_at=now_ms(), waived_by=viewer.member_id, waiver=reason)
