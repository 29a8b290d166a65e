"""What a case waits for (納付待ち): nothing is examined, or handed over, that is not paid."""

from collections.abc import Mapping
from typing import Literal

from kairan.applications.model import Applicant, ApplicationId
from kairan.core.kit.database import Db, Record
from kairan.counter.extending import OwnNotice
from kairan.counter.finding import case_of
from kairan.counter.states import CLOSED, State
from kairan.payments.finding import charge_of
from kairan.payments.pages.words import word
from kairan.payments.problems import ChargeOutstanding
from kairan.payments.states import PAYABLE, SETTLED

WAITS: Mapping[Literal["before", "after"], frozenset[State]] = {
    "before": frozenset({"examining", "deciding", "delivering", "done"}),
    "after": frozenset({"done"}),
}
"""Where a case does not come before it is paid. Refusing is always possible; what comes by post waits in 交付."""


def require_paid(db: Db, row: Record, to: State) -> None:
    """Refuse to go on with what is not paid yet. Problems: ChargeOutstanding."""
    charge = charge_of(db, row.id)
    if charge is None or charge.state in SETTLED:
        return
    if to in WAITS["after" if charge.is_after else "before"]:
        raise ChargeOutstanding


def own_notice(db: Db, applicant: Applicant, case_id: ApplicationId) -> OwnNotice | None:
    """Return what an applicant is told of what they owe, or have paid; None where nothing is paid at all."""
    charge, case = charge_of(db, case_id), case_of(db, case_id)
    if charge is None or case is None:
        return None
    if case.state in CLOSED and charge.state not in SETTLED:
        return None
    is_due = charge.state in PAYABLE
    amount = f"{charge.amount - charge.net:,}" if is_due else ""
    said = word("pay_notice" if is_due else f"is_{charge.state}", applicant.language, amount=amount)
    return OwnNotice(
        text=said,
        act=word("pay_act" if is_due else "see_act", applicant.language),
        path="/payment",
        is_urgent=is_due,
    )
