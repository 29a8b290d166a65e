"""What becomes of opinions when the answers are erased."""

from collections.abc import Sequence

from sqlalchemy import delete

from kairan.core.kit.database import Db
from kairan.counter.opinions.model import opinion_table


def forget_opinions(db: Db, application_ids: Sequence[str]) -> None:
    """Erase what was asked and said about them; that it was, and by whom, stays in the record by its digest."""
    db.execute(delete(opinion_table).where(opinion_table.c.application_id.in_(application_ids)))
