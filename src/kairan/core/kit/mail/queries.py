"""Reading how far letters have come."""

from collections.abc import Iterable

from sqlalchemy import select

from kairan.core.kit.database import Db, Record
from kairan.core.kit.mail.model import LetterState, letter_table

_l = letter_table.c


def states_of_letters(db: Db, about: str, ids: Iterable[str]) -> dict[str, LetterState]:
    """Return the state of the newest letter about each of these, where there is one."""
    rows = db.execute(
        select(_l.about_id, _l.created_at, _l.sent_at, _l.refused_at, _l.failed_at, _l.error)
        .where(_l.about == about, _l.about_id.in_(list(ids)))
        .order_by(_l.created_at, _l.id)
    )
    return {row.about_id: _state(row) for row in rows}


def _state(row: Record) -> LetterState:
    if row.sent_at is not None:
        return LetterState(status="sent", at=row.sent_at, error=None)
    if row.refused_at is not None:
        return LetterState(status="refused", at=row.refused_at, error=row.error)
    if row.failed_at is not None:
        return LetterState(status="failed", at=row.failed_at, error=row.error)
    return LetterState(status="waiting", at=row.created_at, error=row.error)
