"""Handing circulars over (引き継ぎ): who takes over a post leads the circulars that go round, and back."""

from collections.abc import Collection, Sequence

from sqlalchemy import select, update

from kairan.circulars.entries import CircularHandedOver
from kairan.circulars.finding import held_again
from kairan.circulars.model import circular_stream, circular_table
from kairan.circulars.states import is_going
from kairan.circulars.telling import tell_screens
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.transfers.model import ListId
from kairan.transfers.succession import Succession

_c = circular_table.c


def hand_circulars_over(db: Db, by: Viewer, list_id: ListId, successions: Sequence[Succession]) -> None:
    """Let each successor lead what their predecessor leads and what still goes round."""
    for pair in successions:
        going = select(_c.id).where(_c.owner_id == pair.predecessor_id, is_going(now_ms())).order_by(_c.id)
        for circular_id in db.scalars(going):
            _lead(db, by, circular_id, pair.successor_id, list_id, pair.predecessor_id)


def take_circulars_back(db: Db, by: Viewer, list_id: ListId, kept: Collection[MemberId]) -> None:
    """Let those lead again who did before a list; who was changed since keeps what they got."""
    handed = select(_c.id, _c.owner_id, _c.handed_from_id).where(_c.handed_list_id == list_id).order_by(_c.id)
    for row in db.all(handed):
        if row.owner_id not in kept and row.handed_from_id is not None:
            _lead(db, by, row.id, row.handed_from_id, None, None)


def _lead(
    db: Db, by: Viewer, circular_id: str, owner_id: str, list_id: ListId | None, from_id: MemberId | None
) -> None:
    row = held_again(db, circular_id)
    if row is None:  # pragma: no cover
        return
    new = {"owner_id": owner_id, "handed_list_id": list_id, "handed_from_id": from_id, "changed_at": now_ms()}
    db.execute(update(circular_table).where(_c.id == circular_id).values(new))
    append(db, circular_stream(circular_id), CircularHandedOver(owner=owner_id), by)
    tell_screens(db, row, {row.owner_id, owner_id})
