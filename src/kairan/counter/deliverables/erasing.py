"""What becomes of deliverables when the answers are erased: their files go, their numbers and digests stay."""

from collections.abc import Sequence

from sqlalchemy import update

from kairan.core.kit.database import Db
from kairan.counter.deliverables.model import deliverable_table

_d = deliverable_table.c


def forget_deliverables(db: Db, application_ids: Sequence[str]) -> None:
    """Erase what was handed over; its files go with those of the case, and whoever has a document confirms it still."""
    theirs = _d.application_id.in_(application_ids)
    db.execute(update(deliverable_table).where(theirs).values(content=None, file_id=None, reason=""))
    db.execute(update(deliverable_table).where(theirs, _d.template_id.is_(None)).values(title=""))
