"""What leaving a room would mean, before one does it."""

import msgspec
from sqlalchemy import func, select

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people import Person, people_seen
from kairan.talk.access import require_room
from kairan.talk.memberships import next_master
from kairan.talk.model import RoomId, membership_table, present

_ms = membership_table.c


class Leaving(msgspec.Struct, frozen=True):
    """Who becomes master of a room when the viewer leaves; null when it has another one, or nobody could be."""

    heir: Person | None


def leaving(db: Db, viewer: Viewer, room_id: RoomId) -> Leaving:
    """Return what leaving a room would mean. Problems: RoomNotFound."""
    room = require_room(db, viewer, room_id)
    others = select(func.count()).where(
        _ms.room_no == room.no, present, _ms.role == "master", _ms.member_id != viewer.member_id
    )
    if room.role != "master" or db.scalar(others):
        return Leaving(None)
    heir = next_master(db, room, without=viewer.member_id)
    return Leaving(None if heir is None else next(iter(people_seen(db, viewer, [heir])), None))
