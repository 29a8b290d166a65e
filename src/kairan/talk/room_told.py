"""How far a room was told of: up to which entry, and of the next one up to whom.

A room of thousands is told of in pieces. Each piece moves the place, in the transaction that keeps it, so that nobody
is told twice: neither by whoever goes on after a crash, nor by another node that looked at the same moment.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import select, update

from kairan.core.kit.database import Db
from kairan.core.kit.upsert import upsert
from kairan.notifications import Prepared
from kairan.talk.told_model import room_told_table

_told = room_told_table.c
_PLACE = (_told.seq, _told.part_seq, _told.part_member)


class Place(msgspec.Struct, frozen=True):
    """All were told up to `seq`; of the entry `part_seq`, those up to the member `part_member`, in the order of ids."""

    seq: int
    part_seq: int | None = None
    part_member: str | None = None

    def rest_of(self, notices: Sequence[Prepared]) -> Sequence[Prepared]:
        """Return what was not kept yet of notices in the order of entries and members."""
        if self.part_seq is None or self.part_member is None:
            return notices
        reached = (self.part_seq, self.part_member)
        return [one for one in notices if _place_of(one) > reached]


def _place_of(one: Prepared) -> tuple[int, str]:
    return one.notice.seq, one.notice.member_id


def piece_of(notices: Sequence[Prepared], start: int, most: int) -> Sequence[Prepared]:
    """Return the next of the notices; what tells the same person of the same entry stays together."""
    end = min(start + most, len(notices))
    while 0 < end < len(notices) and _place_of(notices[end]) == _place_of(notices[end - 1]):
        end += 1
    return notices[start:end]


def after_piece(before: int, some: Sequence[Prepared]) -> Place:
    """Return the place after a piece that is not the last; `before`: up to which entry all were told."""
    seq, member_id = _place_of(some[-1])
    return Place(before, seq, member_id)


def place_in(db: Db, room_no: int) -> Place | None:
    """Return how far a room was told of; None: never."""
    row = db.first(select(*_PLACE).where(_told.room_no == room_no))
    return None if row is None else Place(*row)


def move_place(db: Db, room_no: int, before: Place | None, after: Place) -> bool:
    """Move the place, locked until the commit; false when another node did meanwhile, and nothing is done then."""
    values = msgspec.structs.asdict(after)
    if before is None:
        put = upsert(db, room_told_table).values(room_no=room_no, **values).on_conflict_do_nothing()
        # What it returns, not how many rows it changed: drivers do not count what a conflict leaves out.
        return db.execute(put.returning(_told.room_no)).first() is not None
    pairs = zip(_PLACE, msgspec.structs.astuple(before), strict=True)
    still = [column.is_not_distinct_from(value) for column, value in pairs]
    mine = update(room_told_table).where(_told.room_no == room_no, *still)
    return bool(db.execute(mine.values(values)).rowcount)
