"""Confirming a document (真正性の確認): to whoever has it in hand, that it was issued, and whether it is unchanged.

Numbers are drawn from 6·10^11 and asked for by address at a limited rate, so that nobody finds one by trying; what is
told says nothing of whom the document is for.
"""

from sqlalchemy import select

from kairan.applications.numbers import in_groups, read_number
from kairan.core.kit.database import Db
from kairan.counter.deliverables.model import DeliverableConfirmation, deliverable_table
from kairan.counter.deliverables.problems import DeliverableUnconfirmed
from kairan.people import organization_table

_d, _o = deliverable_table.c, organization_table.c


def confirmed_deliverable(db: Db, typed: str) -> DeliverableConfirmation:
    """Return what is on record of a document by its number; also when its file is erased.

    Problems: DeliverableUnconfirmed.
    """
    number = read_number(typed[:40])
    row = db.first(
        select(deliverable_table, _o.name.label("organization"))
        .join(organization_table, _o.id == _d.organization_id)
        .where(_d.number == number, _d.digest.is_not(None), _o.suspended_at.is_(None))
    )
    if number is None or row is None:
        raise DeliverableUnconfirmed
    return DeliverableConfirmation(
        organization=row.organization,
        title=row.title if row.template_id is not None else "",  # what an uploaded file is called may name somebody
        number=in_groups(row.number),
        issued_at=row.issued_at,
        digest=row.digest,
        withdrawn_at=row.withdrawn_at,
    )
