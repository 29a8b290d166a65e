"""The one place that writes what a charge comes to: from its payments, each time anything of them is known anew."""

from collections.abc import Mapping

from sqlalchemy import select, update

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.jobs import enqueue
from kairan.core.kit.secrets import SecretBox
from kairan.counter.letters import write_letter
from kairan.payments.model import PaymentId, charge_table, facts_in, payment_table
from kairan.payments.outgoing import CLOSE, OnePayment
from kairan.payments.states import PAYABLE, SETTLED, ChargeState, charge_state, net_of

_c, _p = charge_table.c, payment_table.c
LETTERS: Mapping[ChargeState, str] = {
    "paid": "手数料の納付を確認しました",
    "over": "手数料の納付を確認しました",
    "short": "手数料の納付額が不足しています",
}
"""What the applicant is told when money has come in."""


def settle(db: Db, charge: Record, **changes: object) -> ChargeState:
    """Write changes of a charge and what follows from them; return where it stands now. Its stream is held."""
    rows = db.all(select(payment_table).where(_p.application_id == charge.id))
    net = sum(net_of(facts_in(row)) for row in rows)
    values = {**charge._mapping, **changes, "net": net}
    state = charge_state(
        values["amount"],
        net,
        is_asked=values["asked_at"] is not None,
        is_waived=values["waived_at"] is not None,
    )
    told = {**changes, "net": net, "state": state, "changed_at": now_ms(), "revision": charge.revision + 1}
    db.execute(update(charge_table).where(_c.id == charge.id).values(told))
    owed = (values["amount"] or 0) - net if state in PAYABLE else 0
    for row in rows:
        if row.state in {"open", "failed"} and row.way == "card" and row.amount != owed:
            # Nobody is to pay twice, or another amount, on a page that is still open in some tab.
            enqueue(db, CLOSE, OnePayment(PaymentId(row.id)), key=row.id)
    return state


def tell_applicant(db: Db, box: SecretBox, case: Record, before: ChargeState, after: ChargeState) -> None:
    """Write once that the charge is paid, or that something is missing."""
    is_news = after != before and not (before in SETTLED and after in SETTLED)
    if is_news and after in LETTERS:
        write_letter(db, box, case, LETTERS[after], "")
