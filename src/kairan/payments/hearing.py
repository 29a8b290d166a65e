"""What providers tell (Webhook): taken in once, whenever it comes, and answered only when it is on disk."""

from sqlalchemy import select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import OrganizationId
from kairan.payments.model import PaymentId, payment_event_table, payment_table
from kairan.payments.provider import Heard
from kairan.payments.receiving import take_facts
from kairan.payments.states import Facts

_p = payment_table.c


def hear(db: Db, box: SecretBox, organization_id: OrganizationId, heard: Heard) -> bool:
    """Take in an event of a body's provider; return whether it was about a payment that is known here.

    An event that was heard before changes nothing: what is known only grows. One account may serve other systems, too,
    so what is unknown is kept by its name and left alone.
    """
    payment_id = _payment_of(db, organization_id, heard)
    values = {"kind": heard.kind, "at": heard.at, "heard_at": now_ms(), "payment_id": payment_id}
    put = upsert(db, payment_event_table).values(organization_id=organization_id, name=heard.name, **values)
    db.execute(put.on_conflict_do_nothing())
    if payment_id is None:
        return False
    if heard.facts != Facts():
        take_facts(db, box, payment_id, heard.facts)
    return True


def _payment_of(db: Db, organization_id: OrganizationId, heard: Heard) -> PaymentId | None:
    """Return which payment of this body it is about: by our own name in it, else by the provider's."""
    mine = _p.organization_id == organization_id
    if heard.payment_id is not None:
        found = db.scalar(select(_p.id).where(mine, _p.id == heard.payment_id))
        return None if found is None else PaymentId(found)
    if heard.intent is None:
        return None
    found = db.scalar(select(_p.id).where(mine, _p.intent == heard.intent).order_by(_p.id).limit(1))
    return None if found is None else PaymentId(found)
