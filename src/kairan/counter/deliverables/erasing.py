"""What becomes of deliverables when the answers are erased: their files go, their numbers and digests stay."""

from collections.abc import Sequence

from sqlalchemy import select, update

from kairan.applications.streams import application_stream
from kairan.core.kit.database import Db
from kairan.counter.deliverables.model import deliverable_table
from kairan.files.made import release_files

_d = deliverable_table.c


def forget_deliverables(db: Db, application_ids: Sequence[str]) -> None:
    """Erase what was handed over; a document that somebody has in hand can still be confirmed."""
    theirs = _d.application_id.in_(application_ids)
    of_cases = list(db.scalars(select(_d.application_id).where(theirs).distinct()))
    if not of_cases:
        return
    release_files(db, [application_stream(one) for one in of_cases])
    db.execute(update(deliverable_table).where(theirs).values(content=None, file_id=None, reason=""))
    db.execute(update(deliverable_table).where(theirs, _d.template_id.is_(None)).values(title=""))
