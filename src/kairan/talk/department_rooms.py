"""Rooms for departments in bulk (部署のルームをまとめて作る): one for each chosen department that has none.

Promise: never two for one department, also when two administrators press at once. Who makes them is in none of them:
each has a master out of its own people, and follows the posts from its first entry.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Annotated

import msgspec
from sqlalchemy import select, update

from kairan.core.journal import Body, append, hold
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.people import (
    DepartmentId,
    department_table,
    labels,
    member_table,
    organization_stream,
    post_table,
    rank_of,
    reach_of,
)
from kairan.people.queries import departments_within
from kairan.policy import require
from kairan.talk.entries import RoomChanged, RoomCreated
from kairan.talk.memberships import admit
from kairan.talk.model import NAME_LIMIT, RoomId, room_stream, room_table
from kairan.talk.post_rooms import admit_holders
from kairan.talk.problems import NotInRoom, RoomDepartmentUnknown
from kairan.talk.rooms import make_room

MOST = 100
"""Rooms made in one request."""

_r, _d, _m, _p = room_table.c, department_table.c, member_table.c, post_table.c


class RoomMadeForDepartment(Body, frozen=True):
    """An administrator made a department's room, and named its first master."""

    kind = "room.made_for_department"
    room_id: RoomId
    room: str
    department_id: DepartmentId
    path: str
    member_id: MemberId  # the master


class ProposedMaster(msgspec.Struct, frozen=True):
    """Who would be the master: the highest post."""

    id: MemberId
    name: str
    key: str  # staff number, else login


class DepartmentWithoutRoom(msgspec.Struct, frozen=True, kw_only=True):
    """A department that has no room; one without people cannot have one."""

    id: DepartmentId
    path: str
    room: str  # what it would be called
    people: int
    master: ProposedMaster | None


class DepartmentsWithoutRoom(msgspec.Struct, frozen=True):
    """Those departments in the order of the tree, and how many have a room."""

    departments: list[DepartmentWithoutRoom]
    with_room: int


class RoomWanted(msgspec.Struct, frozen=True):
    """A room for a department, and who is its master."""

    department_id: DepartmentId
    master_id: MemberId


class RoomsWanted(msgspec.Struct, frozen=True, kw_only=True):
    """Rooms to be made; `below`: the people of the departments below are in them, too."""

    rooms: Annotated[list[RoomWanted], msgspec.Meta(max_length=MOST)]
    below: bool = False


class RoomsMade(msgspec.Struct, frozen=True):
    """How many were made; those whose department had a room meanwhile are not among them."""

    made: int


class _Open(msgspec.Struct, frozen=True):
    """An open department within the viewer's reach."""

    id: DepartmentId
    name: str
    path: str
    parent_id: DepartmentId | None
    position: int


def departments_without_room(db: Db, viewer: Viewer, *, below: bool = False) -> DepartmentsWithoutRoom:
    """Return the departments without a room, with what would be made for each. Problems: RoleNeeded."""
    every = _open_departments(db, viewer)
    having = _with_room(db, viewer)
    holders = _holders(db, viewer, below=below)
    names = room_names(every)
    lacking = [one for one in _in_order(every) if one.id not in having]
    masters = {one.id: _first(holders.get(one.id, {})) for one in lacking}
    known = labels(db, [who for who in masters.values() if who is not None])
    found: list[DepartmentWithoutRoom] = []
    for one in lacking:
        who = masters[one.id]
        found.append(
            DepartmentWithoutRoom(
                id=one.id,
                path=one.path,
                room=names[one.id],
                people=len(holders.get(one.id, {})),
                master=None if who is None else ProposedMaster(who, known[who].name, known[who].key),
            )
        )
    return DepartmentsWithoutRoom(found, sum(one.id in having for one in every))


def make_department_rooms(db: Db, viewer: Viewer, wanted: RoomsWanted) -> RoomsMade:
    """Make a room for each of these departments that has none.

    Problems: RoleNeeded, RefusedByPolicy, RoomDepartmentUnknown, NotInRoom (a master who holds no post there).
    """
    hold(db, organization_stream(viewer.organization_id))  # others wait, and see what was made
    known = {one.id: one for one in _open_departments(db, viewer)}
    room_class = viewer.rules.default_class
    require(viewer, "create_room", room_class)
    require(viewer, "invite", room_class)
    having, made = _with_room(db, viewer), 0
    holders, names = _holders(db, viewer, below=wanted.below), room_names(known.values())
    for one in wanted.rooms:
        if one.department_id not in known:
            raise RoomDepartmentUnknown
        if one.department_id in having:
            continue
        if one.master_id not in holders.get(one.department_id, {}):
            raise NotInRoom
        _make_one(db, viewer, one, known[one.department_id].path, names[one.department_id], below=wanted.below)
        having.add(one.department_id)
        made += 1
    return RoomsMade(made)


def _make_one(db: Db, viewer: Viewer, one: RoomWanted, path: str, name: str, *, below: bool) -> None:
    created = RoomCreated(
        name=name,
        room_kind="group",
        purpose="",
        open=False,
        history="all",
        room_class=viewer.rules.default_class,
    )
    room_id = make_room(db, viewer, created)
    follows = RoomChanged(department_id=one.department_id, department_below=below)
    db.execute(
        update(room_table).where(_r.id == room_id).values(department_id=one.department_id, department_below=below)
    )
    append(db, room_stream(room_id), follows, viewer)
    admit(db, viewer, room_id, one.master_id, "master")
    admit_holders(db, viewer, room_id)
    told = RoomMadeForDepartment(
        room_id=room_id, room=name, department_id=one.department_id, path=path, member_id=one.master_id
    )
    append(db, organization_stream(viewer.organization_id), told, viewer)


def room_names(departments: Collection[_Open]) -> dict[DepartmentId, str]:
    """Return what the rooms are called: like the department, with what is above it where several have its name."""
    names = {one.id: one.name for one in departments}
    often = Counter(names.values())
    found: dict[DepartmentId, str] = {}
    for one in departments:
        above = None if one.parent_id is None else names.get(one.parent_id)
        name = f"{one.name}（{above}）" if often[one.name] > 1 and above is not None else one.name
        found[one.id] = name if len(name) <= NAME_LIMIT else one.name
    return found


def _open_departments(db: Db, viewer: Viewer) -> list[_Open]:
    reach = reach_of(viewer, "rooms")
    statement = select(_d.id, _d.name, _d.path, _d.parent_id, _d.position).where(
        _d.organization_id == viewer.organization_id, _d.closed_at.is_(None)
    )
    if reach.department_ids is not None:
        statement = statement.where(_d.id.in_(departments_within(reach.department_ids)))
    return [_Open(*row) for row in db.all(statement.order_by(_d.position, _d.id))]


def _in_order(departments: Sequence[_Open]) -> list[_Open]:
    """Return departments as the tree shows them: each before those below it."""
    known = {one.id for one in departments}
    below: dict[DepartmentId | None, list[_Open]] = {}
    for one in departments:
        below.setdefault(one.parent_id if one.parent_id in known else None, []).append(one)
    found: list[_Open] = []
    waiting = below.get(None, [])[::-1]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += below.get(one.id, [])[::-1]
    return found


def _with_room(db: Db, viewer: Viewer) -> set[DepartmentId]:
    """Return the departments that a room in use follows."""
    following = select(_r.department_id).where(
        _r.organization_id == viewer.organization_id, _r.department_id.is_not(None), _r.archived_at.is_(None)
    )
    return {DepartmentId(one) for one in db.scalars(following)}


def _holders(db: Db, viewer: Viewer, *, below: bool) -> dict[DepartmentId, dict[MemberId, tuple[int, str]]]:
    """Return for each department whose post is in it, the highest first: by rank, then by reading."""
    tree = select(_d.id, _d.parent_id).where(_d.organization_id == viewer.organization_id)
    parents: dict[str, str | None] = {row[0]: row[1] for row in db.all(tree)}
    rows = db.all(
        select(_p.department_id, _p.member_id, _p.title, _m.kana)
        .join(member_table, _m.id == _p.member_id)
        .where(_m.organization_id == viewer.organization_id, _m.status == "active", _m.kind == "staff")
    )
    found: dict[DepartmentId, dict[MemberId, tuple[int, str]]] = {}
    for department_id, member_id, title, kana in rows:
        rank = (rank_of(title), f"{kana} {member_id}")
        here: str | None = department_id
        for _ in parents if below else (None,):
            people = found.setdefault(DepartmentId(here or ""), {})
            people[member_id] = min(rank, people.get(member_id, rank))
            here = None if here is None else parents.get(here)
            if here is None:
                break
    return found


def _first(people: Mapping[MemberId, tuple[int, str]]) -> MemberId | None:
    return min(people, key=lambda one: people[one]) if people else None
