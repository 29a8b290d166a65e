"""What goes with the answers (消去): words about people; amounts stay, since the books are kept by other rules."""

from collections.abc import Sequence

from sqlalchemy import select, update

from kairan.core.kit.database import Db
from kairan.payments.model import charge_table, payment_refund_table, payment_table

_c, _p, _r = charge_table.c, payment_table.c, payment_refund_table.c


def forget_reasons(db: Db, application_ids: Sequence[str]) -> None:
    """Erase with the answers why something was waived, noted or given back; the amounts stay in the books."""
    db.execute(update(charge_table).where(_c.id.in_(application_ids)).values(waiver=""))
    from_these = select(_p.id).where(_p.application_id.in_(application_ids))
    db.execute(update(payment_table).where(_p.application_id.in_(application_ids)).values(note="", url=None))
    db.execute(update(payment_refund_table).where(_r.payment_id.in_(from_these)).values(reason=""))
