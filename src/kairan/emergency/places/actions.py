"""Adding places on the spot, saying how they are, naming who may say so, and taking them off the list."""

import msgspec
from sqlalchemy import delete, func, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_name, bounded_text
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.audience import TASK
from kairan.emergency.places.entries import (
    PlaceAdded,
    PlaceDrilled,
    PlaceKeepersChanged,
    PlaceReported,
    PlaceRetired,
)
from kairan.emergency.places.finding import place_stream, require_place, require_reporter
from kairan.emergency.places.model import (
    ADDRESS_LIMIT,
    NAME_LIMIT,
    NEED_LIMIT,
    NOTE_LIMIT,
    PLACES_MOST,
    Listed,
    NewPlace,
    PlaceDetail,
    PlaceGroups,
    PlaceId,
    PlaceKeepers,
    PlaceNeed,
    PlaceReport,
    place_keeper_table,
    place_status_table,
    place_table,
)
from kairan.emergency.places.noting import note_state
from kairan.emergency.places.problems import (
    PlaceHalfPosition,
    PlaceInUse,
    PlaceKeepersUnknown,
    PlaceUnnamed,
    PlaceWordsTooLong,
    TooManyPlaces,
)
from kairan.people import ChangedMeanwhile, member_table, organization_stream, reach_of, require_task

_p, _s, _k, _m = place_table.c, place_status_table.c, place_keeper_table.c, member_table.c
ADDED = "spot:"
"""How the code of a place begins that was added on the spot; behind it stands the key of who added it."""


def add_place(db: Db, viewer: Viewer, new: NewPlace) -> PlaceId:
    """Add a place that was never designated; added again with the same key, it is the first.

    Problems: RoleNeeded, PlaceUnnamed, PlaceWordsTooLong, PlaceHalfPosition, TooManyPlaces, TextNotStorable.
    """
    reach_of(viewer, TASK)
    if (new.latitude is None) != (new.longitude is None):
        raise PlaceHalfPosition
    name = good_name(new.name)
    address = bounded_text(new.address.strip(), ADDRESS_LIMIT, PlaceWordsTooLong).replace("\n", " ")
    hold(db, organization_stream(viewer.organization_id))
    code = f"{ADDED}{new.key}"
    same = (_p.organization_id == viewer.organization_id, _p.code == code)
    if earlier := db.scalar(select(_p.id).where(*same)):
        return PlaceId(earlier)
    require_room_for(db, viewer, 1)
    place_id = PlaceId(new_id())
    position = {"latitude": new.latitude, "longitude": new.longitude}
    db.execute(
        insert(place_table).values(
            id=place_id,
            organization_id=viewer.organization_id,
            code=code,
            name=name,
            address=address,
            capacity=new.capacity,
            is_designated=False,
            listed=msgspec.json.encode(Listed()).decode(),
            added_at=now_ms(),
            added_by=viewer.member_id,
            **position,
        )
    )
    append(db, organization_stream(viewer.organization_id), PlaceAdded(id=place_id, title=name), viewer)
    return place_id


def good_name(typed: str) -> str:
    """Return a name as it may be stored. Problems: PlaceUnnamed, TextNotStorable, NameEmpty."""
    return bounded_name(typed, NAME_LIMIT, PlaceUnnamed)


def require_room_for(db: Db, viewer: Viewer, more: int) -> None:
    """Refuse more places than can be looked through. Problems: TooManyPlaces."""
    here = (_p.organization_id == viewer.organization_id, _p.retired_at.is_(None))
    if int(db.scalar(select(func.count()).select_from(place_table).where(*here)) or 0) + more > PLACES_MOST:
        raise TooManyPlaces(most=PLACES_MOST)


def report(db: Db, viewer: Viewer, place_id: PlaceId, said: PlaceReport) -> None:
    """Say how a place is now; what is so already changes nothing, so that sending it again is harmless.

    Problems: PlaceNotFound, PlaceNotYours, ChangedMeanwhile, PlaceWordsTooLong, TextNotStorable.
    """
    place = require_reporter(db, viewer, place_id)
    wanted = _good(said)
    hold(db, place_stream(place_id))
    row = status_row(db, place_id, is_drill=said.is_drill)
    if row is not None and _is_so(row, wanted):
        return
    if said.revision != (0 if row is None else row.revision):
        raise ChangedMeanwhile
    keep_report(db, viewer, place_id, wanted, row)
    note_state(db, viewer, place, wanted, row)


def status_row(db: Db, place_id: PlaceId, *, is_drill: bool) -> Record | None:
    """Return how a place is; None where nobody has said anything."""
    return db.first(select(place_status_table).where(_s.place_id == place_id, _s.is_drill.is_(is_drill)))


def keep_report(db: Db, viewer: Viewer, place_id: PlaceId, said: PlaceReport, row: Record | None) -> None:
    """Write down how a place is, over what was known; the caller holds its stream."""
    entry = append(db, place_stream(place_id), _entry(said), viewer)
    was_open = row is not None and row.state != "closed"
    opened_at = None if said.state == "closed" else (row.opened_at if was_open and row is not None else entry.at)
    values = {
        "state": said.state,
        "people": said.people,
        "detail": msgspec.json.encode(_detail(said)).decode(),
        "opened_at": opened_at,
        "at": entry.at,
        "by_id": viewer.member_id,
    }
    if row is None:
        first = {"place_id": place_id, "is_drill": said.is_drill, "revision": 1}
        db.execute(insert(place_status_table).values(**first, **values))
    else:
        mine = (_s.place_id == place_id, _s.is_drill.is_(said.is_drill))
        db.execute(update(place_status_table).where(*mine).values(revision=row.revision + 1, **values))


def _good(said: PlaceReport) -> PlaceReport:
    needs = {one.need: _good_need(one) for one in said.needs}
    note = bounded_text(said.note.strip(), NOTE_LIMIT, PlaceWordsTooLong)
    return msgspec.structs.replace(said, needs=list(needs.values()), note=note)


def _good_need(typed: PlaceNeed) -> PlaceNeed:
    note = bounded_text(typed.note.strip(), NEED_LIMIT, PlaceWordsTooLong).replace("\n", " ")
    return msgspec.structs.replace(typed, note=note)


def _is_so(row: Record, said: PlaceReport) -> bool:
    known = msgspec.json.decode(row.detail, type=PlaceDetail)
    return (row.state, row.people, known) == (said.state, said.people, _detail(said))


def _detail(said: PlaceReport) -> PlaceDetail:
    return PlaceDetail(groups=said.groups, needs=list(said.needs), note=said.note)


def _entry(said: PlaceReport) -> PlaceReported | PlaceDrilled:
    made = PlaceDrilled if said.is_drill else PlaceReported
    return made(
        state=said.state,
        people=said.people,
        groups=counted(said.groups),
        needs=[(one.need, one.note) for one in said.needs],
        note=said.note,
    )


def counted(groups: PlaceGroups) -> dict[str, int]:
    """Return the groups that were counted."""
    return {name: count for name, count in msgspec.structs.asdict(groups).items() if count is not None}


def name_keepers(db: Db, viewer: Viewer, place_id: PlaceId, wanted: PlaceKeepers) -> None:
    """Say who besides the headquarters may report of a place: exactly these.

    Problems: RoleNeeded, PlaceNotFound, PlaceKeepersUnknown.
    """
    require_task(viewer, TASK)
    row = require_place(db, viewer, place_id)
    ids = sorted(set(wanted.member_ids))
    here = (_m.organization_id == viewer.organization_id, _m.status == "active", _m.id.in_(ids))
    if int(db.scalar(select(func.count()).select_from(member_table).where(*here)) or 0) != len(ids):
        raise PlaceKeepersUnknown
    hold(db, organization_stream(viewer.organization_id))
    before = sorted(db.scalars(select(_k.member_id).where(_k.place_id == place_id)))
    if before == ids:
        return
    db.execute(delete(place_keeper_table).where(_k.place_id == place_id, _k.member_id.not_in(ids)))
    named = {"place_id": place_id, "named_at": now_ms(), "named_by": viewer.member_id}
    fresh = [{**named, "member_id": one} for one in ids if one not in before]
    if fresh:
        db.execute(insert(place_keeper_table), fresh)
    changed = PlaceKeepersChanged(id=place_id, title=row.name, member_ids=list(ids))
    append(db, organization_stream(viewer.organization_id), changed, viewer)


def retire_place(db: Db, viewer: Viewer, place_id: PlaceId) -> None:
    """Take a place off the list; what was said of it stays. Problems: RoleNeeded, PlaceNotFound, PlaceInUse."""
    require_task(viewer, TASK)
    hold(db, organization_stream(viewer.organization_id))
    row = require_place(db, viewer, place_id)
    if db.first(select(_s.place_id).where(_s.place_id == place_id, _s.is_drill.is_(False), _s.state != "closed")):
        raise PlaceInUse
    db.execute(update(place_table).where(_p.id == place_id).values(retired_at=now_ms()))
    append(db, organization_stream(viewer.organization_id), PlaceRetired(id=place_id, title=row.name), viewer)
