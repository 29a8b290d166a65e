"""Rooms of an alliance: opened by anyone who takes part, found in a list nobody keeps by hand, joined in one act."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, insert, or_, select

from kairan.alliances.entries import AllianceRoomOpened
from kairan.alliances.finding import find_alliance
from kairan.alliances.limits import limits_of
from kairan.alliances.model import (
    ROOMS_SHOWN,
    THEME_LIMIT,
    AllianceRoom,
    AllianceRooms,
    NewAllianceRoom,
    alliance_room_table,
    alliance_stream,
)
from kairan.alliances.participation import require_taken_part, sends
from kairan.alliances.problems import AllianceOver
from kairan.core.journal import append
from kairan.core.kit.database import Db, Record
from kairan.core.kit.text import bounded_name, bounded_text, fold
from kairan.core.viewer import OrganizationId, Viewer
from kairan.people import member_table, organization_table
from kairan.policy import require
from kairan.talk.access import allowed_rooms, lock_room
from kairan.talk.alliance_problems import NotSentByBody
from kairan.talk.alliance_rooms import require_class
from kairan.talk.entries import RoomCreated
from kairan.talk.memberships import admit
from kairan.talk.model import (
    NAME_LIMIT,
    PURPOSE_LIMIT,
    AllianceId,
    RoomId,
    membership_table,
    message_table,
    present,
    room_table,
)
from kairan.talk.problems import RoomNotFound
from kairan.talk.rooms import make_room

_r, _ms, _msg, _x = room_table.c, membership_table.c, message_table.c, alliance_room_table.c
_m, _o = member_table.c, organization_table.c


def open_room(db: Db, viewer: Viewer, alliance_id: AllianceId, new: NewAllianceRoom) -> RoomId:
    """Open a room of an alliance; whoever takes part may. Its record is kept by the host.

    Problems: AllianceNotFound, AllianceOver, NotSentByBody, RefusedByPolicy, AllianceForbidsClass, PersonNotFound,
    NameEmpty, TextTooLong.
    """
    alliance = _require_taking_part(db, viewer, alliance_id)
    require(viewer, "create_room", new.room_class)
    require_class(limits_of(db, alliance_id), new.room_class)
    others = sorted(set(new.member_ids) - {viewer.member_id})
    if others:
        require(viewer, "invite", new.room_class)
        require_taken_part(db, viewer, alliance_id, others)
    theme = bounded_text(new.theme.strip(), THEME_LIMIT).replace("\n", " ")
    made = RoomCreated(
        name=bounded_name(new.name, NAME_LIMIT),
        room_kind="group",
        purpose=bounded_text(new.purpose.strip(), PURPOSE_LIMIT),
        open=new.open,
        history="all",
        room_class=new.room_class,
        alliance_id=alliance_id,
    )
    room_id = make_room(db, viewer, made, home=OrganizationId(alliance.host_id))
    db.execute(insert(alliance_room_table).values(room_id=room_id, alliance_id=alliance_id, theme=theme))
    admit(db, viewer, room_id, viewer.member_id, "master")
    for member_id in others:
        admit(db, viewer, room_id, member_id)
    if new.open:
        opened = AllianceRoomOpened(alliance_id=alliance_id, room_id=room_id, name=made.name or "", theme=theme)
        append(db, alliance_stream(alliance_id), opened, viewer)
    return room_id


def join_alliance_room(db: Db, viewer: Viewer, alliance_id: AllianceId, room_id: RoomId) -> None:
    """Join an open room of an alliance; who is in it already stays as they are.

    Problems: AllianceNotFound, AllianceOver, NotSentByBody, RefusedByPolicy, RoomNotFound.
    """
    _require_taking_part(db, viewer, alliance_id)
    require(viewer, "join_room")
    lock_room(db, room_id)
    found = select(_r.id).where(_r.id == room_id, _r.alliance_id == alliance_id, _r.archived_at.is_(None), _r.open)
    if db.first(found.where(allowed_rooms(viewer, "join_room"))) is None:
        raise RoomNotFound
    admit(db, viewer, room_id, viewer.member_id)


def _require_taking_part(db: Db, viewer: Viewer, alliance_id: AllianceId) -> Record:
    row = find_alliance(db, viewer, alliance_id)
    if row.ended_at is not None:
        raise AllianceOver
    if not sends(db, alliance_id, viewer.member_id):
        raise NotSentByBody
    return row


def rooms_of_alliance(
    db: Db,
    viewer: Viewer,
    alliance_id: AllianceId,
    sought: str = "",
    theme: str | None = None,
    after: str | None = None,
) -> AllianceRooms:
    """Return the rooms one may join or is in, those something was said in lately first: the list of the alliance.

    Whoever decides for a body without taking part is shown none: what is talked about is for those who take part.
    Problems: AllianceNotFound.
    """
    find_alliance(db, viewer, alliance_id)
    rows = _rows(db, viewer, alliance_id)
    themes = sorted({row.theme for row in rows if row.theme})
    words = fold(sought).split()
    fitting = [
        row
        for row in rows
        if (theme is None or row.theme == theme)
        and all(word in fold(f"{row.name} {row.purpose} {row.theme}") for word in words)
    ]
    begin = next((place + 1 for place, row in enumerate(fitting) if row.id == after), 0)
    some = fitting[begin : begin + ROOMS_SHOWN]
    following = some[-1].id if begin + ROOMS_SHOWN < len(fitting) else None
    return AllianceRooms(_told(db, some), themes, following)


def _rows(db: Db, viewer: Viewer, alliance_id: AllianceId) -> Sequence[Record]:
    mine = and_(_ms.room_no == _r.no, _ms.member_id == viewer.member_id, present)
    is_in = _ms.member_id.is_not(None)
    joinable: ColumnElement[bool] = and_(_r.open, _r.archived_at.is_(None), allowed_rooms(viewer, "join_room"))
    own = and_(is_in, allowed_rooms(viewer, "read"))
    shown = or_(own, joinable) if sends(db, alliance_id, viewer.member_id) else own
    active = select(_msg.at).where(_msg.room_no == _r.no, _msg.seq == _r.last_seq).scalar_subquery()
    return db.all(
        select(
            _r.no,
            _r.id,
            _r.name,
            _r.purpose,
            _r.room_class,
            _r.open,
            _r.created_at,
            _x.theme,
            is_in.label("is_in"),
            active.label("active_at"),
        )
        .join(alliance_room_table, _x.room_id == _r.id)
        .outerjoin(membership_table, mine)
        .where(_r.alliance_id == alliance_id, shown)
        .order_by(func.coalesce(active, _r.created_at).desc(), _r.id)
    )


def _told(db: Db, rows: Sequence[Record]) -> list[AllianceRoom]:
    numbers = [row.no for row in rows]
    counted: dict[int, int] = {}
    bodies: dict[int, list[str]] = {}
    there = (
        select(_ms.room_no, _o.name, func.count().label("people"))
        .join(member_table, _m.id == _ms.member_id)
        .join(organization_table, _o.id == _m.organization_id)
        .where(_ms.room_no.in_(numbers), present)
        .group_by(_ms.room_no, _o.id, _o.name)
        .order_by(_ms.room_no, _o.name)
    )
    for one in db.all(there):
        counted[one.room_no] = counted.get(one.room_no, 0) + one.people
        bodies.setdefault(one.room_no, []).append(one.name)
    return [
        AllianceRoom(
            id=row.id,
            name=row.name or "",
            purpose=row.purpose,
            theme=row.theme,
            room_class=row.room_class,
            open=bool(row.open),
            members=counted.get(row.no, 0),
            bodies=bodies.get(row.no, []),
            active_at=row.active_at,
            is_in=bool(row.is_in),
        )
        for row in rows
    ]
