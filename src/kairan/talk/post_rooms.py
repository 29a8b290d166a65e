"""Rooms of a department (部署のルーム): who holds a post there is in the room, as long as they hold it.

People who move into the department come in, by the room's own rule of history; those who move out go. Whoever was
brought in otherwise (a colleague of another section, a guest) stays as they are. An archived room follows, too: who is
in it reads it, and reads on when it is taken out of the archive.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence

import msgspec
from sqlalchemy import bindparam, select, update

from kairan.core.journal import append
from kairan.core.kit.batches import in_batches
from kairan.core.kit.database import Db
from kairan.core.kit.prepared import Prepared
from kairan.core.viewer import MemberId, Viewer
from kairan.people import (
    DepartmentId,
    Moved,
    TreeChange,
    TreeFollower,
    department_table,
    departments_above,
    holders_of,
    member_table,
    post_table,
)
from kairan.talk.access import lock_room
from kairan.talk.alliance_rooms import require_going_on
from kairan.talk.entries import RoomChanged, RoomUnarchived
from kairan.talk.memberships import admit, let_go
from kairan.talk.model import Room, RoomId, room_stream, room_table
from kairan.talk.problems import RoomDepartmentUnknown, RoomFollowsPost
from kairan.talk.widening import RoomWidened, tell_widened

_r, _d, _m, _p = room_table.c, department_table.c, member_table.c, post_table.c


class PostRoom(msgspec.Struct, frozen=True):
    """A room that follows the posts of a department."""

    no: int
    id: RoomId
    name: str
    department_id: DepartmentId
    department_below: bool

    @property
    def stream(self) -> str:
        """The name of its stream."""
        return room_stream(self.id)


def checked_department(db: Db, room: Room, department_id: DepartmentId | None) -> DepartmentId | None:
    """Return an open department of the room's own body. Problems: RoomDepartmentUnknown."""
    if department_id is None:
        return None
    known = select(_d.id).where(
        _d.id == department_id, _d.organization_id == room.organization_id, _d.closed_at.is_(None)
    )
    if db.first(known) is None:
        raise RoomDepartmentUnknown
    return department_id


def admit_holders(db: Db, by: Viewer | None, room_id: RoomId) -> int:
    """Let everybody into a locked room whose post it follows, and return how many came; nobody goes by this."""
    row = db.first(select(_r.department_id, _r.department_below).where(_r.id == room_id))
    if row is None or row[0] is None:
        return 0
    holders = holders_of(row[0], below=bool(row[1]))
    active = db.scalars(select(_m.id).where(_m.id.in_(holders), _m.status == "active").order_by(_m.id))
    return sum(admit(db, by, room_id, MemberId(member_id)) for member_id in list(active))


def take_out_of_archive(db: Db, by: Viewer, room_id: RoomId) -> None:
    """Open a locked, archived room for writing again; whoever holds its post and is outside comes in, on record.

    Problems: AllianceRoomStays.
    """
    require_going_on(db, db.scalar(select(_r.alliance_id).where(_r.id == room_id)))
    append(db, room_stream(room_id), RoomUnarchived(), by)
    db.execute(update(room_table).where(_r.id == room_id).values(archived_at=None))
    if came := admit_holders(db, by, room_id):
        name, organization_id = db.execute(select(_r.name, _r.organization_id).where(_r.id == room_id)).one()
        widened = RoomWidened(room_id=room_id, name=name or "", how="unarchived", people=came)
        tell_widened(db, by, organization_id, widened)


def rooms_following(db: Db, department_ids: Collection[DepartmentId]) -> list[PostRoom]:
    """Return the rooms that follow posts in these departments, in the order of their ids."""
    found: list[PostRoom] = []
    for above in departments_above(db, department_ids):
        found += [
            PostRoom(row[0], row[1], row[2] or "", row[3], bool(row[4]))
            for row in _FOLLOWING.all(db, {"post_department_id": above})
            if row[4] or above in department_ids
        ]
    return sorted(found, key=lambda room: room.id)


# Prepared: a list of moves asks it for each of thousands of people.
_FOLLOWING = Prepared(
    select(_r.no, _r.id, _r.name, _r.department_id, _r.department_below).where(
        _r.department_id == bindparam("post_department_id")
    )
)


def follow_posts(db: Db, by: Viewer | None, moves: Sequence[Moved]) -> None:
    """Let people whose posts changed go out of the rooms of departments they left, and into those of the new ones.

    Many who move between the same departments cost one look-up.
    """
    known: dict[frozenset[DepartmentId], dict[RoomId, PostRoom]] = {}
    for move in moves:
        for departments in (move.before, move.after):
            if departments not in known:
                known[departments] = {room.id: room for room in rooms_following(db, departments)}
        _follow(db, by, move.member_id, known[move.before], known[move.after])


def _follow(
    db: Db, by: Viewer | None, member_id: MemberId, was: dict[RoomId, PostRoom], becomes: dict[RoomId, PostRoom]
) -> list[PostRoom]:
    """Let somebody out of rooms and into others; return those they had not been in."""
    came: list[PostRoom] = []
    for room_id in sorted({*was, *becomes}):  # one order for all: two moves at once never wait for each other
        if (room_id in was) == (room_id in becomes):
            continue
        lock_room(db, room_id)
        if room_id not in becomes:
            let_go(db, by, was[room_id], member_id, removed=True)
        elif admit(db, by, room_id, member_id):
            came.append(becomes[room_id])
    return came


def rooms_about(db: Db, department_id: DepartmentId) -> frozenset[str]:
    """Return the ids of the rooms in which whoever holds a post in a department is by it."""
    return frozenset(room.id for room in rooms_following(db, [department_id]))


def rooms_above(db: Db, department_id: DepartmentId | None) -> frozenset[str]:
    """Return the ids of the rooms in which whoever is below a department is by that."""
    if department_id is None:
        return frozenset()
    return frozenset(room.id for room in rooms_following(db, [department_id]) if room.department_below)


def begin_following(db: Db, by: Viewer, change: TreeChange, member_ids: Sequence[MemberId]) -> Callable[[], None]:
    """Note in which rooms some people are by their posts, and return what lets them out and in by what has become.

    Into which rooms how many came by it stands on the body's record: the master of the room did not let them in.
    """
    was = _by_post(db, member_ids)

    def follow() -> None:
        becomes = _by_post(db, member_ids)
        came = [
            room for member_id in member_ids for room in _follow(db, by, member_id, was[member_id], becomes[member_id])
        ]
        names = {room.id: room.name for room in came}
        for room_id, people in sorted(Counter(room.id for room in came).items()):
            widened = RoomWidened(
                room_id=room_id, name=names[room_id], how=change.how, after=change.path, people=people
            )
            tell_widened(db, by, by.organization_id, widened)

    return follow


def _by_post(db: Db, member_ids: Sequence[MemberId]) -> dict[MemberId, dict[RoomId, PostRoom]]:
    """Look at people together, and once for all who hold posts in the same departments."""
    known: dict[frozenset[DepartmentId], dict[RoomId, PostRoom]] = {}
    held: dict[MemberId, set[DepartmentId]] = {one: set() for one in member_ids}
    for some in in_batches(member_ids):
        for member_id, department_id in db.all(select(_p.member_id, _p.department_id).where(_p.member_id.in_(some))):
            held[member_id].add(department_id)
    for departments in {frozenset(one) for one in held.values()}:
        known[departments] = {room.id: room for room in rooms_following(db, departments)}
    return {member_id: known[frozenset(departments)] for member_id, departments in held.items()}


def release_rooms(db: Db, by: Viewer | None, department_id: DepartmentId) -> None:
    """Let the rooms of a department follow nothing any more; whoever is in them stays, and their masters decide."""
    for row in db.all(select(_r.no, _r.id).where(_r.department_id == department_id).order_by(_r.id)):
        lock_room(db, row.id)
        db.execute(update(room_table).where(_r.no == row.no).values(department_id=None, department_below=False))
        append(db, room_stream(RoomId(row.id)), RoomChanged(department_id=None, department_below=False), by)


IN_THE_TREE = TreeFollower(about=rooms_about, above=rooms_above, begin=begin_following, release=release_rooms)


def require_not_by_post(db: Db, room: Room, member_id: MemberId) -> None:
    """Refuse to let somebody go whose post the room follows. Problems: RoomFollowsPost."""
    if room.department_id is None:
        return
    holders = holders_of(room.department_id, below=room.department_below)
    if db.first(select(_m.id).where(_m.id == member_id, _m.id.in_(holders), _m.status == "active")) is not None:
        raise RoomFollowsPost
