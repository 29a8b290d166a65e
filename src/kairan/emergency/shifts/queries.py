"""Reading shifts: the plan of a muster for who leads, and one's own."""

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, Viewer
from kairan.emergency.broadcasts.counting import rungs_of_each
from kairan.emergency.broadcasts.ladder import Rungs
from kairan.emergency.broadcasts.model import broadcast_table
from kairan.emergency.musters.model import MusterId, muster_arrival_table, muster_table
from kairan.emergency.musters.queries import found
from kairan.emergency.shifts.model import (
    HANDOVER_MS,
    OWN_MOST,
    REST_MS,
    RESTING_SHOWN,
    OwnShift,
    OwnShifts,
    Shift,
    ShiftPerson,
    Shifts,
    muster_shift_person_table,
    muster_shift_table,
)
from kairan.people import Person, people_named

_s, _p, _a = muster_shift_table.c, muster_shift_person_table.c, muster_arrival_table.c
_u, _b = muster_table.c, broadcast_table.c


def shifts(db: Db, viewer: Viewer, muster_id: MusterId) -> Shifts:
    """Return the plan, and who of its people rests now. Problems: RoleNeeded, MusterNotFound."""
    found(db, viewer, muster_id)
    rows = db.all(select(muster_shift_table).where(_s.muster_id == muster_id).order_by(_s.begins_at, _s.place, _s.id))
    people = people_of(db, [row.id for row in rows])
    named = {one.id: one for one in people_named(db, {one for ids in people.values() for one in ids})}
    here = {
        row.member_id: row.place
        for row in db.all(
            select(_a.member_id, _a.place).where(_a.muster_id == muster_id, _a.left_at.is_(None))
        )
    }  # fmt: skip
    told = rungs_of_each(db, [row.broadcast_id for row in rows if row.broadcast_id])
    now = now_ms()
    shown = [
        Shift(
            id=row.id,
            name=row.name,
            place=row.place,
            begins_at=row.begins_at,
            ends_at=row.ends_at,
            relieves=_relieved(rows, row),
            people=[_person(one, row, rows, people, named, here) for one in people.get(row.id, []) if one in named],
            told=told.get(row.broadcast_id or "", Rungs()).confirmed,
            broadcast_id=row.broadcast_id,
        )
        for row in rows
    ]
    at_work = {one for row in rows if row.begins_at <= now < row.ends_at for one in people.get(row.id, [])}
    resting = sorted((one for one in named.values() if one.id not in at_work), key=lambda one: (one.kana, one.id))
    return Shifts(shifts=shown, resting=resting[:RESTING_SHOWN], now=now)


def people_of(db: Db, shift_ids: Sequence[str]) -> Mapping[str, list[MemberId]]:
    """Return the people of some shifts, in a steady order."""
    by_shift: dict[str, list[MemberId]] = {}
    wanted = select(_p.shift_id, _p.member_id).where(_p.shift_id.in_(shift_ids)).order_by(_p.shift_id, _p.member_id)
    for row in db.all(wanted):
        by_shift.setdefault(row.shift_id, []).append(MemberId(row.member_id))
    return by_shift


def _person(
    member_id: MemberId,
    row: Record,
    rows: Sequence[Record],
    people: Mapping[str, list[MemberId]],
    named: Mapping[MemberId, Person],
    here: Mapping[str, int],
) -> ShiftPerson:
    ended = [one.ends_at for one in rows if one.ends_at <= row.begins_at and member_id in people.get(one.id, [])]
    rested = row.begins_at - max(ended) if ended else None
    return ShiftPerson(
        person=named[member_id],
        rested_ms=rested,
        is_tired=rested is not None and rested < REST_MS,
        is_here=here.get(member_id) == row.place,
    )


def _relieved(rows: Sequence[Record], row: Record) -> str | None:
    """Return the shift at the same place that ends as this one begins, the nearest if there are several."""
    near = [one for one in rows if one.place == row.place and abs(one.ends_at - row.begins_at) <= HANDOVER_MS]
    near = [one for one in near if one.begins_at < row.begins_at]
    return min(near, key=lambda one: abs(one.ends_at - row.begins_at)).name if near else None


def own_shifts(db: Db, viewer: Viewer) -> OwnShifts:
    """Return the viewer's shifts that are not over, of musters that go on."""
    of = muster_shift_table.join(muster_shift_person_table, _p.shift_id == _s.id).join(
        muster_table.join(broadcast_table, _b.id == _u.broadcast_id), _u.id == _s.muster_id
    )
    wanted = (_p.member_id == viewer.member_id, _s.ends_at > now_ms(), _b.ended_at.is_(None))
    columns = (muster_shift_table, _u.name.label("muster"), _u.places, _u.is_drill)
    rows = db.all(select(*columns).select_from(of).where(*wanted).order_by(_s.begins_at, _s.id).limit(OWN_MOST))
    beside = db.all(
        select(muster_shift_table).where(_s.muster_id.in_({row.muster_id for row in rows})).order_by(_s.begins_at)
    )
    return OwnShifts(
        shifts=[
            OwnShift(
                id=row.id,
                muster=row.muster,
                name=row.name,
                place=msgspec.json.decode(row.places, type=list[str])[row.place],
                begins_at=row.begins_at,
                ends_at=row.ends_at,
                is_drill=bool(row.is_drill),
                relieves=_relieved([one for one in beside if one.muster_id == row.muster_id], row),
            )
            for row in rows
        ]
    )
