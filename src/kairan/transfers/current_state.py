"""What is now, read in bulk for a list of thousands: people, posts, departments, rooms and who is in them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Select, select

from kairan.administration.planned_departments import planned_departments
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, OrganizationId
from kairan.people import DepartmentId, department_table, member_table, post_table
from kairan.talk.memberships import Membership
from kairan.talk.model import RoomId, membership_table, present, room_stream, room_table
from kairan.transfers.model import Held

AT_ONCE = 500
_m, _d, _p, _r, _ms = member_table.c, department_table.c, post_table.c, room_table.c, membership_table.c


class Somebody(msgspec.Struct, frozen=True, kw_only=True):
    """A member of staff as they are now."""

    id: MemberId
    name: str
    kana: str
    number: str | None
    login: str
    status: str
    extension: str | None
    is_administrator: bool
    has_powers: bool  # a role or a delegated task: an administrator's to move
    posts: list[Held]

    @property
    def key(self) -> str:
        """The staff number, or the login where they have none."""
        return self.number or self.login

    @property
    def departments(self) -> frozenset[DepartmentId]:
        """Where they hold a post."""
        return frozenset(post.department_id for post in self.posts)


class Place(msgspec.Struct, frozen=True):
    """A department in its tree; `path` is its name with those of all above it."""

    name: str
    parent_id: DepartmentId | None
    is_open: bool
    path: str = ""


class RoomNow(msgspec.Struct, frozen=True, kw_only=True):
    """A room that a list touches."""

    no: int
    id: RoomId
    name: str
    department_id: DepartmentId | None
    department_below: bool
    members: dict[MemberId, "Inside"]

    @property
    def stream(self) -> str:
        """The name of its stream."""
        return room_stream(self.id)


class Inside(msgspec.Struct, frozen=True):
    """How somebody is in a room."""

    membership: Membership
    from_seq: int
    may_be_master: bool  # of the staff, and their account is in use
    title: str | None


def in_parts(statement: Select[*tuple[Any, ...]], column: Any, ids: Iterable[Any], db: Db) -> list[Record]:  # noqa: ANN401
    """Run a query for many ids, some hundred at a time."""
    wanted = sorted(set(ids))
    found: list[Record] = []
    for begin in range(0, len(wanted), AT_ONCE):
        found += db.all(statement.where(column.in_(wanted[begin : begin + AT_ONCE])))
    return found


def somebodies(db: Db, organization_id: OrganizationId, ids: Iterable[MemberId]) -> dict[MemberId, Somebody]:
    """Return the staff of a body with these ids; guests and people of other bodies are not found."""
    statement = select(_m.id, _m.name, _m.kana, _m.number, _m.status, _m.extension, _m.roles, _m.tasks, _m.login).where(
        _m.organization_id == organization_id, _m.kind == "staff", _m.deleted_at.is_(None)
    )
    rows = in_parts(statement, _m.id, ids, db)
    posts = held_by(db, [row[0] for row in rows])
    return {
        row[0]: Somebody(
            id=row[0],
            name=row[1],
            kana=row[2],
            number=row[3],
            status=row[4],
            extension=row[5],
            is_administrator='"administrator"' in row[6],
            has_powers=row[6] != "[]" or row[7] != "[]",
            login=row[8],
            posts=posts.get(row[0], []),
        )
        for row in rows
    }


def held_by(db: Db, ids: Sequence[MemberId]) -> dict[MemberId, list[Held]]:
    """Return the posts some people hold, the main one first."""
    statement = (
        select(_p.member_id, _p.department_id, _p.title)
        .join(department_table, _d.id == _p.department_id)
        .order_by(_p.member_id, _p.is_main.desc(), _d.position, _d.id)
    )
    found: dict[MemberId, list[Held]] = {}
    for row in in_parts(statement, _p.member_id, ids, db):
        found.setdefault(row[0], []).append(Held(row[1], row[2]))
    return found


def tree_of(db: Db, organization_id: OrganizationId, at: int = 0) -> dict[DepartmentId, Place]:
    """Return every department of a body; of those planned to be opened, open are the ones that are so by an instant."""
    rows = db.all(
        select(_d.id, _d.name, _d.parent_id, _d.closed_at, _d.path).where(_d.organization_id == organization_id)
    )
    there = {row[0]: Place(row[1], row[2], row[3] is None, row[4]) for row in rows}
    planned = planned_departments(db, organization_id).values()
    return {**{one.id: Place(one.name, one.parent_id, one.opens_at <= at, one.path) for one in planned}, **there}


def with_above(tree: Mapping[DepartmentId, Place], ids: Iterable[DepartmentId]) -> set[DepartmentId]:
    """Return departments and all those above them."""
    found: set[DepartmentId] = set()
    for one in ids:
        here: DepartmentId | None = one
        while here is not None and here not in found and here in tree:
            found.add(here)
            here = tree[here].parent_id
    return found


def rooms_touched(db: Db, departments: Iterable[DepartmentId], leavers: Sequence[MemberId]) -> list[RoomNow]:
    """Return the rooms that follow these departments, and every group room in which somebody is who leaves.

    Archived ones, too: whoever is in one reads it, and is in it when it is taken out of the archive.
    """
    columns = select(_r.no, _r.id, _r.name, _r.department_id, _r.department_below).where(_r.kind == "group")
    rows = in_parts(columns, _r.department_id, departments, db)
    theirs = columns.join(membership_table, _ms.room_no == _r.no).where(present)
    rows += in_parts(theirs, _ms.member_id, leavers, db)
    rooms = {row[0]: row for row in rows}
    inside = members_inside(db, list(rooms))
    return [
        RoomNow(
            no=row[0],
            id=row[1],
            name=row[2] or "",
            department_id=row[3],
            department_below=bool(row[4]),
            members=inside.get(row[0], {}),
        )
        for row in sorted(rooms.values(), key=lambda row: str(row[1]))
    ]


def members_inside(db: Db, numbers: Sequence[int]) -> dict[int, dict[MemberId, Inside]]:
    """Return who is in some rooms."""
    statement = (
        select(
            _ms.room_no,
            _ms.member_id,
            _ms.role,
            _ms.sees_from,
            _ms.from_n,
            _ms.from_seq,
            _m.status,
            _m.kind,
            _p.title,
        )
        .join(member_table, _m.id == _ms.member_id)
        .outerjoin(post_table, (_p.member_id == _ms.member_id) & _p.is_main)
        .where(present)
    )
    found: dict[int, dict[MemberId, Inside]] = {}
    for row in in_parts(statement, _ms.room_no, numbers, db):
        inside = Inside(Membership(row[2], row[3], row[4]), row[5], row[6] == "active" and row[7] == "staff", row[8])
        found.setdefault(row[0], {})[row[1]] = inside
    return found


def administrators_in_use(db: Db, organization_id: OrganizationId, without: Iterable[MemberId]) -> int:
    """Count the administrators whose accounts are in use, without some."""
    leaving = set(without)
    rows = db.scalars(
        select(_m.id).where(
            _m.organization_id == organization_id,
            _m.status == "active",
            _m.kind == "staff",
            _m.roles.contains('"administrator"', autoescape=True),
        )
    )
    return len(set(rows) - leaving)
