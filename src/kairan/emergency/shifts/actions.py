"""Planning shifts, changing them, and telling their people: nobody works in two at once."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import delete, func, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import MemberId, Viewer
from kairan.emergency.broadcasts.audience import TASK
from kairan.emergency.broadcasts.finding import broadcast_stream
from kairan.emergency.broadcasts.model import BroadcastAudience, BroadcastDraft, NewBroadcast
from kairan.emergency.broadcasts.plan import ORDINARY
from kairan.emergency.broadcasts.sending import send_broadcast
from kairan.emergency.musters.actions import open_muster
from kairan.emergency.musters.model import MusterId
from kairan.emergency.musters.problems import PlaceUnknown
from kairan.emergency.shifts.entries import MusterShiftChanged
from kairan.emergency.shifts.model import (
    LONGEST_MS,
    NAME_LIMIT,
    SHIFTS_MOST,
    NewShift,
    ShiftDraft,
    ShiftId,
    Shifts,
    muster_shift_person_table,
    muster_shift_table,
)
from kairan.emergency.shifts.problems import ShiftNotFound, ShiftOverlap, ShiftsFull, ShiftUnfit
from kairan.emergency.shifts.queries import people_of, shifts
from kairan.people import member_table, require_task
from kairan.people.evidence import written
from kairan.people.problems import PersonNotFound

_s, _p, _m = muster_shift_table.c, muster_shift_person_table.c, member_table.c


def add_shift(db: Db, viewer: Viewer, muster_id: MusterId, new: NewShift) -> Shifts:
    """Plan a shift; planned twice with the same key, it is one.

    Problems: RoleNeeded, MusterNotFound, PlaceUnknown, ShiftUnfit, ShiftsFull, ShiftOverlap, PersonNotFound.
    """
    muster = _held(db, viewer, muster_id)
    if db.first(select(_s.id).where(_s.muster_id == muster_id, _s.client_key == new.key)) is not None:
        return shifts(db, viewer, muster_id)
    if int(db.scalar(select(func.count()).where(_s.muster_id == muster_id)) or 0) >= SHIFTS_MOST:
        raise ShiftsFull(most=SHIFTS_MOST)
    shift_id = ShiftId(new_id())
    draft = _good(db, viewer, muster, new.draft, shift_id)
    place = {"id": shift_id, "muster_id": muster_id, "client_key": new.key}
    db.execute(insert(muster_shift_table).values(**place, **_values(viewer, draft)))
    _put_people(db, shift_id, draft.member_ids)
    _note(db, viewer, muster, shift_id, "made", draft)
    return shifts(db, viewer, muster_id)


def change_shift(db: Db, viewer: Viewer, muster_id: MusterId, shift_id: ShiftId, typed: ShiftDraft) -> Shifts:
    """Change a shift; its people are to be told anew.

    Problems: RoleNeeded, MusterNotFound, ShiftNotFound, PlaceUnknown, ShiftUnfit, ShiftOverlap, PersonNotFound.
    """
    muster = _held(db, viewer, muster_id)
    _found(db, muster_id, shift_id)
    draft = _good(db, viewer, muster, typed, shift_id)
    db.execute(update(muster_shift_table).where(_s.id == shift_id).values(**_values(viewer, draft)))
    db.execute(delete(muster_shift_person_table).where(_p.shift_id == shift_id))
    _put_people(db, shift_id, draft.member_ids)
    _note(db, viewer, muster, shift_id, "changed", draft)
    return shifts(db, viewer, muster_id)


def delete_shift(db: Db, viewer: Viewer, muster_id: MusterId, shift_id: ShiftId) -> Shifts:
    """Delete a shift; deleted twice, it is once. Problems: RoleNeeded, MusterNotFound."""
    muster = _held(db, viewer, muster_id)
    row = db.first(select(muster_shift_table).where(_s.id == shift_id, _s.muster_id == muster_id))
    if row is not None:
        draft = _draft(db, row)
        db.execute(delete(muster_shift_person_table).where(_p.shift_id == shift_id))
        db.execute(delete(muster_shift_table).where(_s.id == shift_id))
        _note(db, viewer, muster, shift_id, "deleted", draft)
    return shifts(db, viewer, muster_id)


def tell_shift(db: Db, viewer: Viewer, muster_id: MusterId, shift_id: ShiftId) -> Shifts:
    """Tell the people of a shift where and when they work, and let them confirm; who rests is not woken for it.

    Told twice as it is, it is once. Problems: RoleNeeded, MusterNotFound, ShiftNotFound, BroadcastToNobody.
    """
    muster = _held(db, viewer, muster_id)
    row = _found(db, muster_id, shift_id)
    if row.broadcast_id is not None:
        return shifts(db, viewer, muster_id)
    draft = _draft(db, row)
    text = "\n".join([f"勤務：{row.name}", f"時間：{written(row.begins_at)}から{written(row.ends_at)}まで"])
    told = BroadcastDraft(
        title=f"【{muster.name}】勤務のお知らせ",
        text=f"{text}\n場所：{_place_name(muster, row.place)}\n無理のないよう、交代までの間は休んでください。",
        asked="confirm",
        rounds=list(ORDINARY),
    )
    to = BroadcastAudience(member_ids=_in_use(db, draft.member_ids))
    key = f"shift:{shift_id}:{row.changed_at}"
    made = send_broadcast(db, viewer, NewBroadcast(draft=told, to=to, is_drill=bool(muster.is_drill), key=key))
    db.execute(update(muster_shift_table).where(_s.id == shift_id).values(broadcast_id=made.id))
    _note(db, viewer, muster, shift_id, "told", draft)
    return shifts(db, viewer, muster_id)


def _held(db: Db, viewer: Viewer, muster_id: MusterId) -> Record:
    require_task(viewer, TASK)
    muster = open_muster(db, viewer, muster_id)
    hold(db, broadcast_stream(muster.broadcast_id))
    return muster


def _found(db: Db, muster_id: MusterId, shift_id: ShiftId) -> Record:
    row = db.first(select(muster_shift_table).where(_s.id == shift_id, _s.muster_id == muster_id))
    if row is None:
        raise ShiftNotFound
    return row


def _good(db: Db, viewer: Viewer, muster: Record, typed: ShiftDraft, shift_id: ShiftId) -> ShiftDraft:
    _place_name(muster, typed.place)
    name = bounded_text(typed.name.strip(), NAME_LIMIT, ShiftUnfit).replace("\n", " ")
    if not name or not 0 < typed.ends_at - typed.begins_at <= LONGEST_MS:
        raise ShiftUnfit(most=NAME_LIMIT)
    member_ids = list(dict.fromkeys(typed.member_ids))
    own = (_m.organization_id == viewer.organization_id, _m.status == "active", _m.id.in_(member_ids))
    if int(db.scalar(select(func.count()).where(*own)) or 0) != len(member_ids):
        raise PersonNotFound
    _require_free(db, muster, typed, member_ids, shift_id)
    return msgspec.structs.replace(typed, name=name, member_ids=member_ids)


def _require_free(db: Db, muster: Record, typed: ShiftDraft, member_ids: Sequence[MemberId], shift_id: ShiftId) -> None:
    crossing = (_s.begins_at < typed.ends_at, _s.ends_at > typed.begins_at, _s.id != shift_id)
    taken = db.first(
        select(_s.name, _m.name.label("who"))
        .join(muster_shift_person_table, _p.shift_id == _s.id)
        .join(member_table, _m.id == _p.member_id)
        .where(_s.muster_id == muster.id, *crossing, _p.member_id.in_(member_ids))
        .order_by(_m.kana, _m.id)
        .limit(1)
    )
    if taken is not None:
        raise ShiftOverlap(who=taken.who, shift=taken.name)


def _place_name(muster: Record, place: int) -> str:
    places = msgspec.json.decode(muster.places, type=list[str])
    if place >= len(places):
        raise PlaceUnknown
    return places[place]


def _values(viewer: Viewer, draft: ShiftDraft) -> dict[str, object]:
    return {
        "name": draft.name,
        "place": draft.place,
        "begins_at": draft.begins_at,
        "ends_at": draft.ends_at,
        "changed_at": now_ms(),
        "changed_by": viewer.member_id,
        "broadcast_id": None,
    }


def _put_people(db: Db, shift_id: ShiftId, member_ids: Sequence[MemberId]) -> None:
    db.execute(insert(muster_shift_person_table), [{"shift_id": shift_id, "member_id": one} for one in member_ids])


def _in_use(db: Db, member_ids: Sequence[MemberId]) -> list[MemberId]:
    in_use = select(_m.id).where(_m.id.in_(member_ids), _m.status == "active")
    return [MemberId(one) for one in db.scalars(in_use.order_by(_m.id))]


def _draft(db: Db, row: Record) -> ShiftDraft:
    return ShiftDraft(
        name=row.name,
        place=row.place,
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        member_ids=people_of(db, [row.id]).get(row.id, []),
    )


def _note(db: Db, viewer: Viewer, muster: Record, shift_id: ShiftId, act: str, draft: ShiftDraft) -> None:
    changed = MusterShiftChanged(
        id=shift_id,
        act=act,
        name=draft.name,
        place=_place_name(muster, draft.place),
        begins_at=draft.begins_at,
        ends_at=draft.ends_at,
        member_ids=list(draft.member_ids),
    )
    append(db, broadcast_stream(muster.broadcast_id), changed, viewer)
