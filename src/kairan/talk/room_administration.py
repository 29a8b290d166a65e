"""Rooms as administrators see them (task "rooms"): names, numbers and masters. Never a word of what is said in them.

Direct talks are not among them. Whoever does the task for some departments sees the rooms whose masters are of these
departments, and rooms without a master in which somebody of them is.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update

from kairan.core.journal import Body, append, hold
from kairan.core.kit.database import Db, Record
from kairan.core.kit.days import day_of
from kairan.core.kit.text import fold
from kairan.core.viewer import MemberId, Viewer
from kairan.people import Reach, labels, member_table, organization_stream, reach_of, within
from kairan.talk.entries import MasterNamed, RoomArchived
from kairan.talk.model import RoomId, membership_table, message_table, present, room_stream, room_table
from kairan.talk.my_numbers import MyNumbersAllowed, refused_lately
from kairan.talk.post_rooms import take_out_of_archive
from kairan.talk.problems import NotInRoom, RoomHasMaster, RoomNotFound

PAGE = 100
NAMES_MOST = 5

_r, _ms, _m, _msg = room_table.c, membership_table.c, member_table.c, message_table.c

RoomState = Literal["open", "archived", "masterless"]


class MasterAppointed(Body, frozen=True):
    """An administrator appointed a master for a room that had none."""

    kind = "room.master_appointed"
    room_id: RoomId
    room: str
    member_id: MemberId


class ArchivedByAdministrator(Body, frozen=True):
    """An administrator archived a room, or took it out of the archive."""

    kind = "room.archived_by_administrator"
    room_id: RoomId
    room: str
    archived: bool


class OverseenRoom(msgspec.Struct, frozen=True, kw_only=True):
    """A room as administrators see it: nothing of what is said in it."""

    id: RoomId
    name: str
    open: bool
    archived_at: int | None
    created_at: int
    members: int
    guests: int
    masters: int
    master_names: list[str]
    room_class: int  # 機密性1〜3
    active_on: str | None  # the day of Japan of the newest message
    my_numbers: bool  # whether My Numbers may be written in it


class OverseenRooms(msgspec.Struct, frozen=True):
    """Some rooms by name, how many there are, how many of all have no master, and where the next page begins."""

    rooms: list[OverseenRoom]
    total: int
    masterless: int
    next: str | None
    my_numbers_refused: int  # in the whole body, in 30 days


class Candidate(msgspec.Struct, frozen=True):
    """Somebody of the room who could be its master."""

    id: MemberId
    name: str
    department: str | None  # with all above it
    key: str = ""  # staff number, else login


def oversee_rooms(
    db: Db, viewer: Viewer, sought: str = "", state: RoomState | None = None, after: str | None = None
) -> OverseenRooms:
    """Return the body's group rooms by name. Problems: RoleNeeded."""
    reach = reach_of(viewer, "rooms")
    conditions = list(_conditions(viewer, reach))
    masterless = _count(db, [*conditions, *_in_state("masterless")])
    conditions += _in_state(state)
    words = fold(sought).split()
    rows = [row for row in _rows(db, conditions) if all(word in fold(row.name or "") for word in words)]
    start = next((at for at, row in enumerate(rows) if row.id == after), -1) + 1
    shown = rows[start : start + PAGE]
    following = shown[-1].id if len(rows) > start + PAGE else None
    refused = refused_lately(db, viewer.organization_id)
    return OverseenRooms(_overseen(db, shown), len(rows), masterless, following, refused)


def _conditions(viewer: Viewer, reach: Reach) -> Iterator[ColumnElement[bool]]:
    yield _r.organization_id == viewer.organization_id
    yield _r.kind == "group"
    if reach.department_ids is None:
        return
    people = select(_m.id).where(within(reach))
    own = _there(_ms.member_id.in_(people))
    yield or_(and_(_is_led(), _there(_ms.member_id.in_(people), _ms.role == "master")), and_(~_is_led(), own))


def _there(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether somebody is in the room for whom this holds."""
    return select(_ms.member_id).where(_ms.room_no == _r.no, present, *conditions).exists()


def _is_led() -> ColumnElement[bool]:
    """Whether the room has a master who can act: one who left, or is suspended, cannot."""
    active = select(_m.id).where(_m.id == _ms.member_id, _m.status == "active").exists()
    return _there(_ms.role == "master", active)


def _in_state(state: RoomState | None) -> list[ColumnElement[bool]]:
    match state:
        case "open":
            return [_r.archived_at.is_(None)]
        case "archived":
            return [_r.archived_at.is_not(None)]
        case "masterless":
            return [_r.archived_at.is_(None), ~_is_led()]
        case None:
            return []


def _count(db: Db, conditions: Sequence[ColumnElement[bool]]) -> int:
    return int(db.scalar(select(func.count()).select_from(room_table).where(*conditions)))


def _rows(db: Db, conditions: Sequence[ColumnElement[bool]]) -> Sequence[Record]:
    about = (_r.no, _r.id, _r.name, _r.open, _r.archived_at, _r.created_at, _r.last_seq)
    return db.all(select(*about, _r.room_class, _r.my_numbers).where(*conditions).order_by(_r.name, _r.id))


def _overseen(db: Db, rows: Sequence[Record]) -> list[OverseenRoom]:
    people: dict[int, list[Record]] = {}
    there = (
        select(_ms.room_no, _ms.role, _m.name, _m.kind, _m.status)
        .join(member_table, _m.id == _ms.member_id)
        .where(_ms.room_no.in_([row.no for row in rows]), present)
        .order_by(_ms.from_seq)
    )
    for one in db.all(there):
        people.setdefault(one.room_no, []).append(one)
    newest = select(_msg.room_no, _msg.at).join(room_table, and_(_r.no == _msg.room_no, _r.last_seq == _msg.seq))
    active = {row.room_no: row.at for row in db.all(newest.where(_r.no.in_([row.no for row in rows])))}
    return [_one(row, people.get(row.no, []), active.get(row.no)) for row in rows]


def _one(row: Record, people: Sequence[Record], at: int | None) -> OverseenRoom:
    masters = [one.name for one in people if one.role == "master" and one.status == "active"]
    return OverseenRoom(
        id=row.id,
        name=row.name or "",
        open=bool(row.open),
        archived_at=row.archived_at,
        created_at=row.created_at,
        members=len(people),
        guests=sum(one.kind == "guest" for one in people),
        masters=len(masters),
        master_names=masters[:NAMES_MOST],
        room_class=row.room_class,
        active_on=None if at is None else day_of(at),
        my_numbers=bool(row.my_numbers),
    )


def candidates(db: Db, viewer: Viewer, room_id: RoomId) -> list[Candidate]:
    """Return the active staff of a room, the longest in it first. Problems: RoleNeeded, RoomNotFound."""
    room = _require(db, viewer, room_id)
    ids = db.scalars(_active_staff(room.no).order_by(_ms.from_seq).limit(PAGE))
    people = labels(db, ids)
    return [Candidate(MemberId(one), people[one].name, people[one].department or None, people[one].key) for one in ids]


def _active_staff(room_no: int) -> Select[tuple[str]]:
    return (
        select(_ms.member_id)
        .join(member_table, _m.id == _ms.member_id)
        .where(_ms.room_no == room_no, present, _m.status == "active", _m.kind == "staff")
    )


def _require(db: Db, viewer: Viewer, room_id: RoomId) -> Record:
    """Return a room within the viewer's reach, locked until the commit. Problems: RoleNeeded, RoomNotFound."""
    conditions = _conditions(viewer, reach_of(viewer, "rooms"))
    found = db.first(
        select(_r.no, _r.id, _r.name, _r.archived_at, _r.my_numbers)
        .where(_r.id == room_id, *conditions)
        .with_for_update(of=room_table)
    )
    if found is None:
        raise RoomNotFound
    return found


def appoint_master(db: Db, viewer: Viewer, room_id: RoomId, member_id: MemberId) -> OverseenRoom:
    """Appoint a master for a room that has none, out of its members; told in the room and on record.

    Problems: RoleNeeded, RoomNotFound, RoomHasMaster, NotInRoom.
    """
    room = _require(db, viewer, room_id)
    if db.first(select(_r.no).where(_r.no == room.no, _is_led())) is not None:
        raise RoomHasMaster
    if member_id not in set(db.scalars(_active_staff(room.no))):
        raise NotInRoom
    here = (_ms.room_no == room.no) & (_ms.member_id == member_id) & present
    if db.execute(update(membership_table).where(here, _ms.role != "master").values(role="master")).rowcount:
        append(db, room_stream(room_id), MasterNamed(member_id=member_id), viewer)
    appointed = MasterAppointed(room_id=room_id, room=room.name or "", member_id=member_id)
    append(db, organization_stream(viewer.organization_id), appointed, viewer)
    return _again(db, room.no)


def archive(db: Db, viewer: Viewer, room_id: RoomId, *, archived: bool) -> OverseenRoom:
    """Archive a room or take it out again; told in the room and on record. Problems: RoleNeeded, RoomNotFound."""
    hold(db, organization_stream(viewer.organization_id))  # nobody's post changes meanwhile
    room = _require(db, viewer, room_id)
    if (room.archived_at is not None) != archived:
        if archived:
            entry = append(db, room_stream(room_id), RoomArchived(), viewer)
            db.execute(update(room_table).where(_r.no == room.no).values(archived_at=entry.at))
        else:
            take_out_of_archive(db, viewer, room_id)
        told = ArchivedByAdministrator(room_id=room_id, room=room.name or "", archived=archived)
        append(db, organization_stream(viewer.organization_id), told, viewer)
    return _again(db, room.no)


def allow_my_numbers(db: Db, viewer: Viewer, room_id: RoomId, *, allowed: bool) -> OverseenRoom:
    """Let My Numbers be written in a room whose work needs them, or no more; on record.

    Problems: RoleNeeded, RoomNotFound.
    """
    room = _require(db, viewer, room_id)
    if bool(room.my_numbers) != allowed:
        db.execute(update(room_table).where(_r.no == room.no).values(my_numbers=allowed))
        told = MyNumbersAllowed(room_id=room_id, room=room.name or "", allowed=allowed)
        append(db, organization_stream(viewer.organization_id), told, viewer)
    return _again(db, room.no)


def _again(db: Db, room_no: int) -> OverseenRoom:
    return _overseen(db, _rows(db, [_r.no == room_no]))[0]
