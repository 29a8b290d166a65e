"""Reading hand-overs: their writer and their successor do, each only what of the talk they may read themselves."""

from collections.abc import Sequence

from sqlalchemy import Select, and_, or_, select

from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, Viewer
from kairan.handovers.model import (
    MENTIONS_SHOWN,
    Handover,
    HandoverCard,
    HandoverId,
    Handovers,
    MessageHanded,
    NewHandovers,
    RoomHanded,
    handover_mark_table,
    handover_room_table,
    handover_table,
)
from kairan.handovers.preparing import require_staff
from kairan.handovers.problems import HandoverNotFound
from kairan.handovers.unanswered import unanswered
from kairan.people import Person, people_named
from kairan.talk.access import in_readable, room_of, rooms_of
from kairan.talk.model import Room, membership_table, message_table, present, room_table
from kairan.talk.queries import messages_of, people_in

_h, _k, _hr = handover_table.c, handover_mark_table.c, handover_room_table.c
_msg, _ms, _r = message_table.c, membership_table.c, room_table.c
LISTED = 50


def handovers_of(db: Db, viewer: Viewer) -> Handovers:
    """Return what the viewer prepares, gave and received. Problems: HandoverForStaff."""
    require_staff(viewer)
    row = db.first(select(handover_table).where(_h.member_id == viewer.member_id, _h.handed_at.is_(None)))
    return Handovers(
        draft=_told(db, viewer, row, viewer.member_id),
        given=_cards(db, viewer, select(handover_table).where(_h.member_id == viewer.member_id)),
        received=_cards(db, viewer, select(handover_table).where(_h.successor_id == viewer.member_id)),
    )


def new_handovers(db: Db, viewer: Viewer) -> NewHandovers:
    """Return what was handed to the viewer, or of theirs to a successor, and they have not opened since."""
    whole, me = select(handover_table), viewer.member_id
    return NewHandovers(
        received=_cards(db, viewer, whole.where(_h.successor_id == me, _h.seen_at.is_(None))),
        given=_cards(db, viewer, whole.where(_h.member_id == me, _h.giver_seen_at.is_(None))),
    )


def handover(db: Db, viewer: Viewer, handover_id: HandoverId) -> Handover:
    """Return one that the viewer wrote or got. Problems: HandoverNotFound."""
    mine = or_(_h.member_id == viewer.member_id, _h.successor_id == viewer.member_id)
    row = db.first(select(handover_table).where(_h.id == handover_id, mine))
    if row is None:
        raise HandoverNotFound
    return _told(db, viewer, row, MemberId(row.member_id))


def _cards(db: Db, viewer: Viewer, statement: Select[*tuple[object, ...]]) -> list[HandoverCard]:
    rows = db.all(statement.where(_h.handed_at.is_not(None)).order_by(_h.handed_at.desc(), _h.id.desc()).limit(LISTED))
    ids = {one for row in rows for one in (row.member_id, row.successor_id)}
    people = {person.id: person for person in people_named(db, sorted(ids))}
    return [
        HandoverCard(
            id=row.id,
            giver=people[row.member_id],
            successor=people.get(row.successor_id),
            department=row.department,
            post=row.title or None,
            handed_at=row.handed_at,
            is_new=(row.seen_at if row.successor_id == viewer.member_id else row.giver_seen_at) is None,
        )
        for row in rows
    ]


def _told(db: Db, viewer: Viewer, row: Record | None, giver_id: MemberId) -> Handover:
    """Tell a hand-over to its reader; no row is a draft that was not begun."""
    rooms = {room.no: room for room in map(room_of, db.all(rooms_of(viewer)))}
    marked = [] if row is None else _marked(db, viewer, row.id)
    waiting = unanswered(db, viewer, giver_id)
    marks = _handed(db, marked, rooms, {(one.room_no, one.seq): one.comment for one in marked})
    mentions = _handed(db, waiting[:MENTIONS_SHOWN], rooms, {})
    ids = [giver_id] if row is None or row.successor_id is None else [giver_id, row.successor_id]
    people = {person.id: person for person in people_named(db, ids)}
    return Handover(
        id=None if row is None else row.id,
        giver=people[giver_id],
        successor=None if row is None else people.get(row.successor_id),
        department=people[giver_id].department if row is None or row.handed_at is None else row.department,
        post=people[giver_id].post if row is None or row.handed_at is None else row.title or None,
        handed_at=None if row is None else row.handed_at,
        changed_at=None if row is None else row.changed_at,
        note="" if row is None else row.note,
        marks=marks,
        rooms=_rooms(db, row, rooms),
        mentions=mentions,
        has_more_mentions=len(waiting) > MENTIONS_SHOWN,
        people=_people(db, viewer, [*marks, *mentions]),
    )


def _people(db: Db, viewer: Viewer, handed: Sequence[MessageHanded]) -> list[Person]:
    return people_in(db, viewer, [one.message for one in handed])


def _marked(db: Db, viewer: Viewer, handover_id: HandoverId) -> Sequence[Record]:
    """Return the marked messages the viewer may read, in the order in which they were written."""
    return db.all(
        select(message_table, _k.comment)
        .join(handover_mark_table, and_(_k.room_no == _msg.room_no, _k.seq == _msg.seq))
        .join(membership_table, and_(_ms.room_no == _msg.room_no, _ms.member_id == viewer.member_id, present))
        .where(_k.handover_id == handover_id, _msg.seq >= _ms.sees_from, in_readable(viewer, _msg.room_no))
        .order_by(_msg.at, _msg.id)
    )


def _handed(
    db: Db, rows: Sequence[Record], rooms: dict[int, Room], comments: dict[tuple[int, int], str]
) -> list[MessageHanded]:
    return [
        MessageHanded(
            message=message,
            room=rooms[row.room_no].name or "",
            comment=comments.get((row.room_no, row.seq), ""),
        )
        for row, message in zip(rows, messages_of(db, rows), strict=True)
    ]


def _rooms(db: Db, row: Record | None, rooms: dict[int, Room]) -> list[RoomHanded]:
    """Return the rooms of the post: of a draft those its writer is in now, else those they were in at the hour."""
    if row is None or row.handed_at is None:
        was = {room.no: room.role for room in rooms.values() if room.kind == "group"}
    else:
        kept = db.all(select(_hr.room_no, _hr.role).where(_hr.handover_id == row.id))
        was = {one.room_no: one.role for one in kept if one.room_no in rooms}
    told = [_room(rooms[no], role) for no, role in was.items()]
    return sorted(told, key=lambda room: (room.is_archived, not room.was_master, not room.follows_post, room.name))


def _room(room: Room, role: str) -> RoomHanded:
    return RoomHanded(
        id=room.id,
        name=room.name or "",
        follows_post=room.department_id is not None,
        was_master=role == "master",
        is_master=room.role == "master",
        is_archived=room.archived_at is not None,
    )
