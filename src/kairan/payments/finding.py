"""Which charges and payments somebody may see and act on: those of cases they see and work on, and no others."""

from sqlalchemy import bindparam, select

from kairan.applications.model import ApplicationId
from kairan.applications.streams import application_stream
from kairan.core.journal import Held, hold
from kairan.core.kit.database import Db, Record
from kairan.core.kit.prepared import Prepared
from kairan.core.viewer import Viewer
from kairan.counter.finding import require_work
from kairan.payments.model import charge_table, payment_table, payment_terms_table
from kairan.payments.problems import ChargeChangedMeanwhile, PaymentUnknown
from kairan.payments.terms import PaymentTerms, decoded_terms

_c, _p, _t = charge_table.c, payment_table.c, payment_terms_table.c
_TERMS = Prepared(select(_t.document).where(_t.form_id == bindparam("of_form")))


def terms_of(db: Db, form_id: str) -> PaymentTerms | None:
    """Return how a form's applications are paid for; None: not at all."""
    row = _TERMS.first(db, {"of_form": form_id})
    return None if row is None else decoded_terms(row[0])


def charge_of(db: Db, case_id: str) -> Record | None:
    """Return the charge of an application, for whoever has found its case as the viewer or applicant they are."""
    return db.first(select(charge_table).where(_c.id == case_id))


def require_charge_work(
    db: Db, viewer: Viewer, case_id: ApplicationId, revision: int
) -> tuple[Record, Record | None, Held]:
    """Return a case the viewer works on with its charge as it is now, held until the commit.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, ChargeChangedMeanwhile.
    """
    case, held = require_work(db, viewer, case_id)
    charge = charge_of(db, case_id)
    if revision != (0 if charge is None else charge.revision):
        raise ChargeChangedMeanwhile
    return case, charge, held


def payment_of(db: Db, case_id: str, payment_id: str) -> Record:
    """Return a payment of a case that was found. Problems: PaymentUnknown."""
    row = db.first(select(payment_table).where(_p.id == payment_id, _p.application_id == case_id))
    if row is None:
        raise PaymentUnknown
    return row


def held_payment(db: Db, payment_id: str) -> Record | None:
    """Return a payment as it is now, its application held until the commit; for what comes from providers."""
    case_id = db.scalar(select(_p.application_id).where(_p.id == payment_id))
    if case_id is None:
        return None
    hold(db, application_stream(case_id))
    return db.first(select(payment_table).where(_p.id == payment_id))
