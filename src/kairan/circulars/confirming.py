"""Confirming a circular (確認する), for oneself or as a deputy (代理).

Confirming wants no more than reading: it is open wherever policy lets the viewer read it.
"""

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import ColumnElement, and_, select, update

from kairan.circulars.advancing import count, go_on
from kairan.circulars.entries import CircularConfirmed
from kairan.circulars.finding import concerns, hold_circular, require_circular
from kairan.circulars.model import (
    COMMENT_LIMIT,
    CircularConfirming,
    CircularId,
    circular_person_table,
    circular_stream,
)
from kairan.circulars.problems import CircularChangedMeanwhile, CircularNotAsked, CircularOver
from kairan.circulars.states import MAY, status_of
from kairan.circulars.telling import tell_screens
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import MemberId, Viewer
from kairan.talk.my_numbers import require_no_my_number_in

_p = circular_person_table.c


def confirm_circular(db: Db, viewer: Viewer, circular_id: CircularId, what: CircularConfirming) -> None:
    """Confirm the version on the screen; it is never undone, and a second time changes nothing.

    Whoever was passed over may still confirm while the circular goes round. Problems: CircularNotFound,
    CircularChangedMeanwhile, CircularNotAsked, CircularOver, TextTooLong, MyNumberRefused.
    """
    row = hold_circular(db, viewer, circular_id)
    mine = _asked(db, viewer, row, what.for_id)
    if mine.outcome == "confirmed" and what.version == row.version:
        return
    if "confirm" not in MAY[status_of(row, now_ms())]:
        raise CircularOver
    if what.version != row.version:
        raise CircularChangedMeanwhile
    comment = bounded_text(what.comment, COMMENT_LIMIT).strip()
    require_no_my_number_in(db, row.room_id, comment)
    was_passed = mine.outcome == "passed"
    now = now_ms()
    done = {"outcome": "confirmed", "acted_at": now, "acted_by": viewer.member_id, "comment": comment}
    seen = {"seen_at": mine.seen_at or now} if mine.member_id == viewer.member_id else {}
    db.execute(update(circular_person_table).where(_place(row, mine.member_id)).values(done | seen))
    count(db, row, confirmed=1, waiting=0 if was_passed else -1, passed=-1 if was_passed else 0)
    said = CircularConfirmed(version=row.version, member=mine.member_id, comment_digest=digest_of_comment(comment))
    append(db, circular_stream(circular_id), said, viewer)
    go_on(db, circular_id, viewer)
    tell_screens(db, row, {viewer.member_id, mine.member_id, mine.deputy_id or viewer.member_id, row.owner_id})


def digest_of_comment(comment: str) -> str:
    """Return what stands in the record for a comment; empty for none."""
    return sha256(comment.encode()).hexdigest() if comment else ""


def _asked(db: Db, viewer: Viewer, row: Record, for_id: MemberId | None) -> Record:
    """Return whose part the viewer confirms: their own, that of whom they named, or the only one they stand in for.

    Problems: CircularNotAsked.
    """
    here = (_p.circular_id == row.id) & (_p.version == row.version) & _p.asked_at.is_not(None)
    parts = db.all(select(circular_person_table).where(here, concerns(viewer)).order_by(_p.place))
    own = [one for one in parts if one.member_id == (for_id or viewer.member_id)]
    stands_in = [one for one in parts if one.deputy_id == viewer.member_id]
    chosen = own or ([] if for_id is not None else _open_first(stands_in)[:1])
    allowed = [one for one in chosen if one.outcome in {None, "passed", "confirmed"}]
    if not allowed or viewer.member_id not in {allowed[0].member_id, allowed[0].deputy_id}:
        raise CircularNotAsked
    return allowed[0]


def _open_first(parts: Sequence[Record]) -> list[Record]:
    return sorted(parts, key=lambda one: one.outcome is not None)


def _place(row: Record, member_id: str) -> ColumnElement[bool]:
    return and_(_p.circular_id == row.id, _p.version == row.version, _p.member_id == member_id)


def look_at_circular(db: Db, viewer: Viewer, circular_id: CircularId) -> None:
    """Note that somebody has opened it; a second time changes nothing. Problems: CircularNotFound."""
    row = require_circular(db, viewer, circular_id)
    unseen = _place(row, viewer.member_id) & _p.asked_at.is_not(None) & _p.seen_at.is_(None)
    db.execute(update(circular_person_table).where(unseen).values(seen_at=now_ms()))
