"""What was paid, where a case is taken out as a whole (記録の書き出し)."""

from sqlalchemy import select

from kairan.applications.model import ApplicationId
from kairan.core.kit.database import Db
from kairan.core.viewer import Language
from kairan.counter.extending import ToldBesides
from kairan.payments.finding import charge_of
from kairan.payments.model import payment_table
from kairan.payments.pages.words import word

_p = payment_table.c


def told_of_payment(db: Db, case_id: ApplicationId, is_everything: bool, language: Language) -> ToldBesides | None:
    """Return what was owed and what came in; why it was waived, and notes, only with everything."""
    charge = charge_of(db, case_id)
    if charge is None:
        return None
    lines: list[tuple[str, str]] = []
    if charge.amount is not None:
        lines.append((word("amount", language), word("yen", language, amount=f"{charge.amount:,}")))
    if charge.due_on:
        lines.append((word("due_on", language), charge.due_on))
    if charge.waived_at is not None:
        lines.append((word("is_waived", language), charge.waiver if is_everything else ""))
    mine = select(payment_table).where(_p.application_id == case_id, _p.received_on.is_not(None))
    for one in db.all(mine.order_by(_p.received_on, _p.id)):
        told = word("yen", language, amount=f"{one.received - one.refunded:,}")
        note = one.note if is_everything else ""
        lines.append((f"{one.received_on}　{word(f'way_{one.way}', language)}", f"{told}　{note}".strip()))
    return ToldBesides(title=word("payment", language), lines=lines)
