"""Reading how far letters have come."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from kairan.core.kit.database import Db, Record
from kairan.core.kit.mail.model import AttemptTold, LetterState, LetterTold, letter_attempt_table, letter_table

_l, _t = letter_table.c, letter_attempt_table.c


def states_of_letters(db: Db, about: str, ids: Iterable[str]) -> dict[str, LetterState]:
    """Return the state of the newest letter about each of these, where there is one."""
    rows = db.execute(
        select(_l.about_id, _l.created_at, _l.sent_at, _l.refused_at, _l.failed_at, _l.error)
        .where(_l.about == about, _l.about_id.in_(list(ids)))
        .order_by(_l.created_at, _l.id)
    )
    return {row.about_id: _state(row) for row in rows}


def letters_told(db: Db, abouts: Sequence[str], about_id: str, most: int) -> list[LetterTold]:
    """Return the letters about something with every attempt to send them, the newest first; the caller may see it."""
    ours = select(letter_table).where(_l.about.in_(abouts), _l.about_id == about_id)
    rows = db.all(ours.order_by(_l.created_at.desc(), _l.id.desc()).limit(most))
    tried = select(letter_attempt_table).where(_t.letter_id.in_([row.id for row in rows]))
    attempts: dict[str, list[AttemptTold]] = {row.id: [] for row in rows}
    for one in db.all(tried.order_by(_t.letter_id, _t.number)):
        attempts[one.letter_id].append(AttemptTold(at=one.at, outcome=one.outcome, error=one.error))
    return [
        LetterTold(
            id=row.id,
            subject=row.subject,
            to=_hinted(row.recipient),
            created_at=row.created_at,
            state=_state(row),
            attempts=attempts[row.id],
        )
        for row in rows
    ]


def _hinted(address: str) -> str:
    """Return an address so that who knows it recognises it, and who does not cannot write to it."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}" if domain else ""


def _state(row: Record) -> LetterState:
    if row.sent_at is not None:
        return LetterState(status="sent", at=row.sent_at, error=None)
    if row.refused_at is not None:
        return LetterState(status="refused", at=row.refused_at, error=row.error)
    if row.failed_at is not None:
        return LetterState(status="failed", at=row.failed_at, error=row.error)
    return LetterState(status="waiting", at=row.created_at, error=row.error)
