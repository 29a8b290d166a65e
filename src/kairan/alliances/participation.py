"""Who takes part in an alliance now: whom its joined bodies send, worked out from what each of them decided.

Nobody is written down by name: whoever moves into a department that is sent takes part, whoever moves out does not.
"""

from collections.abc import Sequence

from sqlalchemy import CTE, ColumnElement, Select, Text, and_, cast, func, or_, select

from kairan.alliances.model import (
    alliance_body_table,
    alliance_room_body_table,
    alliance_sent_table,
    alliance_table,
)
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.guests.model import guest_table
from kairan.people import Person, PersonNotFound, department_table, member_table, person_of, persons, post_table
from kairan.talk.model import AllianceId, RoomId

_a, _b, _s = alliance_table.c, alliance_body_table.c, alliance_sent_table.c
_x = alliance_room_body_table.c
_m, _d, _p = member_table.c, department_table.c, post_table.c
_GUEST = member_table.alias("alliance_guest")
_STRICT = alliance_body_table.alias("alliance_strict")


def taking_part(*conditions: ColumnElement[bool]) -> Select[tuple[str, str, str]]:
    """Select who takes part in which alliance, and for which body; the conditions restrict these tables."""
    return (
        select(_b.alliance_id, _m.id.label("member_id"), _b.body_id)
        .select_from(alliance_body_table.join(member_table, _m.organization_id == _b.body_id))
        .where(_b.state == "joined", _m.status == "active", _m.kind == "staff", is_sent(), *conditions)
    )


def guests_taking_part(*conditions: ColumnElement[bool]) -> Select[tuple[str, str, str]]:
    """Select guests (フェロー、企業) of which alliance, and for which body; the conditions restrict these tables.

    A guest may be where whoever answers for them takes part, while no body of the alliance forbids guests. They come
    into rooms only as they are brought there, and see nothing else of the alliance.
    """
    forbids = select(_STRICT.c.body_id).where(
        _STRICT.c.alliance_id == _b.alliance_id, _STRICT.c.state == "joined", ~_STRICT.c.guests
    )
    sponsored = (
        alliance_body_table.join(member_table, _m.organization_id == _b.body_id)
        .join(guest_table, guest_table.c.sponsor_id == _m.id)
        .join(_GUEST, _GUEST.c.id == guest_table.c.member_id)
    )
    return (
        select(_b.alliance_id, _GUEST.c.id.label("member_id"), _b.body_id)
        .select_from(sponsored)
        .where(
            _b.state == "joined",
            _m.status.in_(["active", "suspended"]),  # a sponsor whose account rests is still the sponsor
            _m.kind == "staff",
            is_sent(),
            _GUEST.c.status == "active",
            _GUEST.c.kind == "guest",
            ~forbids.correlate(alliance_body_table).exists(),
            *conditions,
        )
    )


def guest_is(member_id: str) -> ColumnElement[bool]:
    """Restrict `guests_taking_part` to one guest."""
    return _GUEST.c.id == member_id


def guests_among(member_ids: Sequence[str]) -> ColumnElement[bool]:
    """Restrict `guests_taking_part` to some guests."""
    return _GUEST.c.id.in_(list(member_ids))


def _tree() -> CTE:
    """Return every department that some body sends, each with all below it."""
    root = cast(_s.target, Text)
    roots = select(root.label("root"), root.label("id")).where(_s.kind == "department").distinct()
    tree = roots.cte("alliance_sent_tree", recursive=True)
    # UNION, not UNION ALL: a circle in the tree ends instead of going round for ever.
    return tree.union(select(tree.c.root, cast(_d.id, Text)).join(tree, _d.parent_id == tree.c.id))


_TREE = _tree()


def is_sent() -> ColumnElement[bool]:
    """Whether a member's body sends them; wants the tables of members and of bodies in alliances."""
    holds = select(_p.member_id).where(_p.member_id == _m.id)
    title = holds.where(_p.title == _s.target)
    below = holds.join(_TREE, _TREE.c.id == _p.department_id).where(_TREE.c.root == _s.target)
    fits = or_(
        _s.kind == "everybody",
        and_(_s.kind == "person", _s.target == _m.id),
        and_(_s.kind == "post", title.correlate(member_table, alliance_sent_table).exists()),
        and_(_s.kind == "department", below.correlate(member_table, alliance_sent_table).exists()),
    )
    own = select(_s.kind).where(_s.alliance_id == _b.alliance_id, _s.body_id == _b.body_id, fits)
    return own.correlate(member_table, alliance_body_table).exists()


def sends(db: Db, alliance_id: AllianceId, member_id: MemberId) -> bool:
    """Whether somebody takes part in an alliance that goes on."""
    going_on = _b.alliance_id.in_(select(_a.id).where(_a.id == alliance_id, _a.ended_at.is_(None)))
    return db.first(taking_part(going_on, _m.id == member_id)) is not None


def may_be_in(db: Db, alliance_id: AllianceId, member_id: MemberId) -> bool:
    """Whether somebody may be in rooms of an alliance that goes on: who takes part, and guests of whoever does."""
    if sends(db, alliance_id, member_id):
        return True
    here = guests_taking_part(_b.alliance_id == alliance_id, guest_is(member_id))
    return goes_on(db, alliance_id) and db.first(here) is not None


def for_body(room_id: ColumnElement[str], body_id: str) -> ColumnElement[bool]:
    """Restrict rooms of an alliance to those that are for a body: for all of them, or for this one among others."""
    some = select(_x.body_id).where(_x.room_id == room_id)
    return or_(~some.exists(), some.where(_x.body_id == body_id).exists())


def is_for(db: Db, room_id: RoomId, member_id: MemberId) -> bool:
    """Whether a room is for the body of a member."""
    bodies = set(db.scalars(select(_x.body_id).where(_x.room_id == room_id)))
    return not bodies or db.scalar(select(_m.organization_id).where(_m.id == member_id)) in bodies


def goes_on(db: Db, alliance_id: AllianceId) -> bool:
    """Whether an alliance has not ended."""
    return db.first(select(_a.id).where(_a.id == alliance_id, _a.ended_at.is_(None))) is not None


def alliances_of(viewer: Viewer) -> Select[tuple[str]]:
    """Select the alliances in which the viewer takes part."""
    part = taking_part(_m.id == viewer.member_id).subquery()
    return select(part.c.alliance_id)


def require_taken_part(db: Db, viewer: Viewer, alliance_id: AllianceId, ids: Sequence[MemberId]) -> list[Person]:
    """Return people who take part in an alliance, or guests of its people, by id, for a viewer who takes part.

    Problems: PersonNotFound.
    """
    wanted = set(ids)
    if not sends(db, alliance_id, viewer.member_id):
        raise PersonNotFound
    there = taking_part(_b.alliance_id == alliance_id, _m.id.in_(wanted)).subquery()
    guests = guests_taking_part(
        _b.alliance_id == alliance_id, _b.body_id == viewer.organization_id, guests_among(sorted(wanted))
    ).subquery()
    either = or_(_m.id.in_(select(there.c.member_id)), _m.id.in_(select(guests.c.member_id)))
    found = [person_of(row) for row in db.execute(persons().where(either))]
    if len(found) != len(wanted):
        raise PersonNotFound
    return found


def count_by_body(db: Db, alliance_id: AllianceId) -> dict[str, int]:
    """Return how many people each joined body sends."""
    part = taking_part(_b.alliance_id == alliance_id).subquery()
    rows = db.execute(select(part.c.body_id, func.count()).group_by(part.c.body_id))
    return {row[0]: row[1] for row in rows}
