"""The directory of an alliance's rooms: which one is in or may join, pinned first, then by what was said lately.

Nobody keeps it by hand. What is in it is worked out for whoever looks: for their body, and as their policy allows.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select

from kairan.alliances.finding import find_alliance
from kairan.alliances.model import (
    ROOMS_SHOWN,
    AllianceRoom,
    AllianceRooms,
    alliance_room_body_table,
    alliance_room_table,
)
from kairan.alliances.participation import for_body, sends
from kairan.alliances.question_model import alliance_answer_table
from kairan.core.kit.database import Db, Record
from kairan.core.kit.text import fold
from kairan.core.viewer import Viewer
from kairan.people import member_table, organization_table
from kairan.people.bodies import BodyNamed, told_apart
from kairan.talk.access import allowed_rooms
from kairan.talk.model import AllianceId, membership_table, message_table, present, room_table

_r, _ms, _msg, _x = room_table.c, membership_table.c, message_table.c, alliance_room_table.c
_m, _o, _only, _ans = member_table.c, organization_table.c, alliance_room_body_table.c, alliance_answer_table.c


def joinable(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict rooms of an alliance to those the viewer may join, given that they take part in it."""
    here = and_(_r.open, _r.archived_at.is_(None), for_body(_r.id, viewer.organization_id))
    return and_(here, allowed_rooms(viewer, "join_room"))


def readable_rooms(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict rooms of an alliance to those the viewer reads in or may join, given that they take part in it."""
    mine = select(_ms.member_id).where(_ms.room_no == _r.no, _ms.member_id == viewer.member_id, present)
    own = mine.correlate(room_table).exists()
    return or_(and_(own, allowed_rooms(viewer, "read")), joinable(viewer))


def rooms_of_alliance(
    db: Db,
    viewer: Viewer,
    alliance_id: AllianceId,
    sought: str = "",
    theme: str | None = None,
    after: str | None = None,
    mine: bool = False,  # noqa: FBT002  (as it is asked over HTTP)
) -> AllianceRooms:
    """Return the rooms one may join or is in (`mine`: is in alone), pinned first, then by what was said lately.

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
        and (row.is_in or not mine)
        and all(word in fold(f"{row.name} {row.purpose} {row.theme}") for word in words)
    ]
    begin = next((place + 1 for place, row in enumerate(fitting) if row.id == after), 0)
    some = fitting[begin : begin + ROOMS_SHOWN]
    following = some[-1].id if begin + ROOMS_SHOWN < len(fitting) else None
    return AllianceRooms(_told(db, some), themes, following)


def themes_of(db: Db, viewer: Viewer, alliance_id: AllianceId) -> list[str]:
    """Return the themes of the rooms the viewer might come into. The caller has decided that they take part."""
    here = (_r.alliance_id == alliance_id) & (_x.theme != "") & joinable(viewer)
    themes = select(_x.theme).join(room_table, _r.id == _x.room_id).where(here).distinct()
    return sorted(db.scalars(themes))


def _rows(db: Db, viewer: Viewer, alliance_id: AllianceId) -> Sequence[Record]:
    mine = and_(_ms.room_no == _r.no, _ms.member_id == viewer.member_id, present)
    is_in = _ms.member_id.is_not(None)
    own = and_(is_in, allowed_rooms(viewer, "read"))
    shown = or_(own, joinable(viewer)) if sends(db, alliance_id, viewer.member_id) else own
    active = select(_msg.at).where(_msg.room_no == _r.no, _msg.seq == _r.last_seq).scalar_subquery()
    return db.all(
        select(
            _r.no,
            _r.id,
            _r.name,
            _r.purpose,
            _r.room_class,
            _r.style,
            _r.writers,
            _r.open,
            _r.created_at,
            _x.theme,
            _x.pinned_at,
            is_in.label("is_in"),
            active.label("active_at"),
        )
        .join(alliance_room_table, _x.room_id == _r.id)
        .outerjoin(membership_table, mine)
        .where(_r.alliance_id == alliance_id, shown)
        .order_by(_x.pinned_at.is_(None), _x.pinned_at, func.coalesce(active, _r.created_at).desc(), _r.id)
    )


def _told(db: Db, rows: Sequence[Record]) -> list[AllianceRoom]:
    counted: dict[int, int] = {}
    bodies: dict[int, list[BodyNamed]] = {}
    there = (
        select(_ms.room_no, _o.id, _o.name, _o.code, func.count().label("people"))
        .join(member_table, _m.id == _ms.member_id)
        .join(organization_table, _o.id == _m.organization_id)
        .where(_ms.room_no.in_([row.no for row in rows]), present)
        .group_by(_ms.room_no, _o.id, _o.name, _o.code)
        .order_by(_ms.room_no, _o.name, _o.code)
    )
    for one in db.all(there):
        counted[one.room_no] = counted.get(one.room_no, 0) + one.people
        bodies.setdefault(one.room_no, []).append(BodyNamed(one.name, one.code))
    only, waiting = _only_for(db, rows), _unanswered(db, rows)
    return [
        AllianceRoom(
            id=row.id,
            name=row.name or "",
            purpose=row.purpose,
            theme=row.theme,
            room_class=row.room_class,
            style=row.style,
            writers=row.writers,
            open=bool(row.open),
            pinned=row.pinned_at is not None,
            members=counted.get(row.no, 0),
            bodies=told_apart(bodies.get(row.no, [])),
            only_for=only.get(row.id, []),
            unanswered=waiting.get(row.no, 0),
            active_at=row.active_at,
            is_in=bool(row.is_in),
        )
        for row in rows
    ]


def _only_for(db: Db, rows: Sequence[Record]) -> dict[str, list[str]]:
    found: dict[str, list[BodyNamed]] = {}
    named = (
        select(_only.room_id, _o.name, _o.code)
        .join(organization_table, _o.id == _only.body_id)
        .where(_only.room_id.in_([row.id for row in rows]))
        .order_by(_only.room_id, _o.name, _o.code)
    )
    for one in db.all(named):
        found.setdefault(one.room_id, []).append(BodyNamed(one.name, one.code))
    return {room_id: told_apart(bodies) for room_id, bodies in found.items()}


def _unanswered(db: Db, rows: Sequence[Record]) -> dict[int, int]:
    """Return how many questions are open in each room for questions."""
    asked = [row.no for row in rows if row.style == "questions"]
    solved = select(_ans.message_id).where(_ans.message_id == _msg.id)
    waiting = (
        select(_msg.room_no, func.count())
        .where(_msg.room_no.in_(asked), _msg.root_seq.is_(None), _msg.removed_at.is_(None), ~solved.exists())
        .group_by(_msg.room_no)
    )
    return {row[0]: row[1] for row in db.execute(waiting)} if asked else {}
