"""Reading musters: one's own, and how they go on, for who leads."""

import msgspec
from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, or_, select, true

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.audience import TASK
from kairan.emergency.broadcasts.counting import rungs_of
from kairan.emergency.broadcasts.links import DAY_MS
from kairan.emergency.broadcasts.model import OPEN_DAYS, broadcast_person_table, broadcast_table
from kairan.emergency.musters.actions import ANSWERS
from kairan.emergency.musters.model import (
    PAGE,
    PEOPLE_PAGE,
    ArrivedBy,
    MusterId,
    MusterPeople,
    MusterPerson,
    MusterRow,
    Musters,
    MusterView,
    OwnMuster,
    OwnMusters,
    PlaceCount,
    muster_arrival_table,
    muster_table,
)
from kairan.emergency.musters.problems import MusterNotFound
from kairan.people import member_table, people_named, require_task

_u, _a, _b, _bp, _m = (
    muster_table.c,
    muster_arrival_table.c,
    broadcast_table.c,
    broadcast_person_table.c,
    member_table.c,
)
COURSE_MINUTES = (5, 10, 15, 30, 45, 60, 90, 120, 180, 360, 720)
OWN_MOST = 10


def own_musters(db: Db, viewer: Viewer) -> OwnMusters:
    """Return the musters of one's body that go on, with where one is; guests see those that called them."""
    called = exists(select(_bp.member_id).where(_bp.broadcast_id == _b.id, _bp.member_id == viewer.member_id))
    rows = db.all(
        select(muster_table, _a.place, _a.arrived_at, _a.left_at)
        .join(broadcast_table, _b.id == _u.broadcast_id)
        .outerjoin(muster_arrival_table, and_(_a.muster_id == _u.id, _a.member_id == viewer.member_id))
        .where(_u.organization_id == viewer.organization_id, _b.ended_at.is_(None))
        .where(_u.called_at > now_ms() - OPEN_DAYS * DAY_MS, or_(called, _is_staff(viewer)))
        .order_by(_u.id.desc())
        .limit(OWN_MOST)
    )
    own = [
        OwnMuster(
            id=row.id,
            name=row.name,
            is_drill=bool(row.is_drill),
            places=_places(row),
            place=row.place if row.left_at is None else None,
            arrived_at=row.arrived_at if row.left_at is None else None,
        )
        for row in rows
    ]
    return OwnMusters(musters=own, member_id=viewer.member_id)


def _is_staff(viewer: Viewer) -> ColumnElement[bool]:
    return false() if viewer.is_guest else true()


def _places(row: Record) -> list[str]:
    return msgspec.json.decode(row.places, type=list[str])


def musters(db: Db, viewer: Viewer) -> Musters:
    """Return the musters of the body, the newest fifty. Problems: RoleNeeded."""
    require_task(viewer, TASK)
    rows = db.all(_of_body(viewer).order_by(_u.id.desc()).limit(PAGE))
    return Musters(musters=[_row(db, row) for row in rows])


def _of_body(viewer: Viewer) -> Select[*tuple[object, ...]]:
    joined = select(muster_table, _b.ended_at).join(broadcast_table, _b.id == _u.broadcast_id)
    return joined.where(_u.organization_id == viewer.organization_id)


def found(db: Db, viewer: Viewer, muster_id: MusterId) -> Record:
    """Return a muster of the body to who leads. Problems: RoleNeeded, MusterNotFound."""
    require_task(viewer, TASK)
    row = db.first(_of_body(viewer).where(_u.id == muster_id))
    if row is None:
        raise MusterNotFound
    return row


def _row(db: Db, row: Record) -> MusterRow:
    of = muster_arrival_table.join(
        broadcast_person_table, and_(_bp.member_id == _a.member_id, _bp.broadcast_id == row.broadcast_id)
    )
    called = select(func.count()).select_from(of).where(_a.muster_id == row.id, _a.left_at.is_(None))
    return MusterRow(
        id=row.id,
        broadcast_id=row.broadcast_id,
        name=row.name,
        is_drill=bool(row.is_drill),
        called_at=row.called_at,
        ended_at=row.ended_at,
        people=rungs_of(db, row.broadcast_id).people,
        arrived=int(db.scalar(called) or 0),
    )


def muster_view(db: Db, viewer: Viewer, muster_id: MusterId) -> MusterView:
    """Return how a muster goes on. Problems: RoleNeeded, MusterNotFound."""
    row = found(db, viewer, muster_id)
    chosen = db.execute(
        select(_bp.choice, func.count())
        .where(_bp.broadcast_id == row.broadcast_id, _bp.choice.is_not(None))
        .group_by(_bp.choice)
    )
    said = {one[0]: one[1] for one in chosen}
    at_place = db.execute(
        select(_a.place, func.count()).where(_a.muster_id == row.id, _a.left_at.is_(None)).group_by(_a.place)
    )
    arrived = {one[0]: one[1] for one in at_place}
    told = _row(db, row)
    return MusterView(
        muster=told,
        rungs=rungs_of(db, row.broadcast_id),
        coming=[said.get(str(number), 0) for number in range(len(ANSWERS))],
        places=[
            PlaceCount(place=number, name=name, arrived=arrived.get(number, 0))
            for number, name in enumerate(_places(row))
        ],
        uncalled=sum(arrived.values()) - told.arrived,
        course=_course(db, row),
    )


def _course(db: Db, row: Record) -> list[ArrivedBy]:
    """Count who had arrived so many minutes after the call, as far as these have passed."""
    passed = [minutes for minutes in COURSE_MINUTES if row.called_at + minutes * 60_000 <= now_ms()]
    if not passed:
        return []
    counts = (
        func.count(case((_a.first_at <= row.called_at + minutes * 60_000, 1))) for minutes in passed
    )  # fmt: skip
    (counted,) = db.execute(select(*counts).where(_a.muster_id == row.id))
    return [ArrivedBy(minutes=minutes, arrived=arrived) for minutes, arrived in zip(passed, counted, strict=True)]


def muster_people(db: Db, viewer: Viewer, muster_id: MusterId, after: int = 0) -> MusterPeople:
    """Return who was called or came, those who have not arrived first. Problems: RoleNeeded, MusterNotFound."""
    row = found(db, viewer, muster_id)
    is_here = and_(_a.muster_id == row.id, _a.member_id == _m.id)
    is_called = and_(_bp.broadcast_id == row.broadcast_id, _bp.member_id == _m.id)
    people = db.all(
        select(_m.id, _bp.member_id.label("called"), _bp.choice, _a.place, _a.arrived_at, _a.reported_by, _a.left_at)
        .select_from(member_table)
        .outerjoin(broadcast_person_table, is_called)
        .outerjoin(muster_arrival_table, is_here)
        .where(_m.organization_id == viewer.organization_id, or_(_bp.member_id.is_not(None), _a.place.is_not(None)))
        .order_by(case((_a.place.is_(None), 0), (_a.left_at.is_not(None), 1), else_=2), _a.place, _m.kana, _m.id)
        .offset(after)
        .limit(PEOPLE_PAGE + 1)
    )
    named = {one.id: one for one in people_named(db, [one.id for one in people])}
    shown = [
        MusterPerson(
            person=named[one.id],
            choice=one.choice,
            place=one.place if one.left_at is None else None,
            arrived_at=one.arrived_at if one.left_at is None else None,
            reported_by=one.reported_by,
            is_called=one.called is not None,
        )
        for one in people[:PEOPLE_PAGE]
    ]
    return MusterPeople(people=shown, next=after + PEOPLE_PAGE if len(people) > PEOPLE_PAGE else None)
