"""Opening an incident with its rooms and people, changing its level, ending it: for who leads."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import delete, func, insert, select, update

from kairan.core.journal import append
from kairan.core.kit.advisory_lock import lock_name
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_name, bounded_text
from kairan.core.viewer import MemberId, Viewer
from kairan.emergency.broadcasts.audience import TASK
from kairan.emergency.broadcasts.drills import marked
from kairan.emergency.incidents.chronology import keep_entry, require_own
from kairan.emergency.incidents.entries import (
    IncidentChanged,
    IncidentEnded,
    IncidentOpened,
    IncidentPeopleAdded,
    IncidentPersonRemoved,
    IncidentReopened,
)
from kairan.emergency.incidents.finding import found, hold_led
from kairan.emergency.incidents.model import (
    AHEAD_MS,
    LEVEL_LIMIT,
    LONGEST_MS,
    NAME_LIMIT,
    PEOPLE_MOST,
    ChronologyDraft,
    IncidentChange,
    IncidentId,
    IncidentPeople,
    NewIncident,
    incident_person_table,
    incident_stream,
    incident_table,
)
from kairan.emergency.incidents.problems import IncidentOver, IncidentPeopleFull, IncidentTime
from kairan.people import require_task
from kairan.policy import require
from kairan.talk.access import rooms_of
from kairan.talk.model import NewRoom, RoomId, room_table
from kairan.talk.rooms import create_room, invite

_i, _p, _r = incident_table.c, incident_person_table.c, room_table.c


def open_incident(db: Db, viewer: Viewer, new: NewIncident) -> IncidentId:
    """Open an incident, with a room for each name given; opened twice with the same key, it is opened once.

    Problems: RoleNeeded, RefusedByPolicy, NameEmpty, TextTooLong, IncidentTime, IncidentPersonUnknown, those of
    `talk.rooms.create_room`.
    """
    require_task(viewer, TASK)
    lock_name(db, f"incident:{viewer.organization_id}:{new.key}")
    here = (_i.organization_id == viewer.organization_id, _i.client_key == new.key)
    if (made := db.scalar(select(_i.id).where(*here))) is not None:
        return IncidentId(made)
    room_class = viewer.rules.default_class
    require(viewer, "write", room_class)
    name, level = bounded_name(new.name, NAME_LIMIT), _level(new.level)
    begun_at = _begin(new.begun_at)
    others = sorted(set(new.member_ids) - {viewer.member_id})
    require_own(db, viewer, others)
    incident_id = IncidentId(new_id())
    rooms = [_make_room(db, viewer, new, name, role, others) for role in new.rooms]
    opened = IncidentOpened(
        name=name, incident_kind=new.kind, level=level, is_drill=new.is_drill, begun_at=begun_at, rooms=list(rooms)
    )
    values = {
        "organization_id": viewer.organization_id,
        "client_key": new.key,
        "room_class": room_class,
        "name": name,
        "kind": new.kind,
        "level": level,
        "is_drill": new.is_drill,
        "begun_at": begun_at,
        "opened_by": viewer.member_id,
        "rooms": msgspec.json.encode(rooms).decode(),
        "last_number": 0,
    }
    entry = append(db, incident_stream(incident_id), opened, viewer)
    db.execute(insert(incident_table).values(id=incident_id, revision=entry.seq, **values))
    _add(db, viewer, incident_id, [viewer.member_id, *others])
    text = f"{name}を開きました。" + (f"体制: {level}" if level else "")
    _note(db, viewer, incident_id, "opened", text)
    return incident_id


def _level(typed: str) -> str:
    return bounded_text(typed.strip(), LEVEL_LIMIT).replace("\n", " ")


def _begin(begun_at: int | None) -> int:
    now = now_ms()
    at = now if begun_at is None else begun_at
    if not now - LONGEST_MS <= at <= now + AHEAD_MS:
        raise IncidentTime
    return at


def _make_room(db: Db, viewer: Viewer, new: NewIncident, name: str, role: str, others: Sequence[MemberId]) -> RoomId:
    called = marked(f"{role.strip()}｜{name}", is_drill=new.is_drill)
    return create_room(db, viewer, NewRoom(name=called, purpose=f"{name}の対応", member_ids=list(others)))


def _note(db: Db, viewer: Viewer, incident_id: str, key: str, text: str) -> None:
    """Let the chronology say itself what was done to the incident."""
    row = found(db, viewer, IncidentId(incident_id))
    keep_entry(db, viewer, row, f"{key}-{row.revision:08}", ChronologyDraft(kind="note", text=text))


def change_incident(db: Db, viewer: Viewer, incident_id: IncidentId, change: IncidentChange) -> None:
    """Give an incident another name, kind or level; the chronology says so.

    Problems: RoleNeeded, IncidentNotFound, IncidentOver, RefusedByPolicy, NameEmpty, TextTooLong.
    """
    row = _going(hold_led(db, viewer, incident_id))
    require(viewer, "write", row.room_class)
    name, level = bounded_name(change.name, NAME_LIMIT), _level(change.level)
    if (name, change.kind, level) == (row.name, row.kind, row.level):
        return
    changed = IncidentChanged(name=name, incident_kind=change.kind, level=level)
    entry = append(db, incident_stream(row.id), changed, viewer)
    new = {"name": name, "kind": change.kind, "level": level, "revision": entry.seq}
    db.execute(update(incident_table).where(_i.id == row.id).values(new))
    if level != row.level:
        _note(db, viewer, row.id, "level", f"体制を「{level or 'なし'}」にしました（変更前: {row.level or 'なし'}）。")


def _going(row: Record) -> Record:
    if row.ended_at is not None:
        raise IncidentOver
    return row


def end_incident(db: Db, viewer: Viewer, incident_id: IncidentId) -> None:
    """End an incident: it is read and printed, and nothing more is written. Ended twice, it is once.

    Problems: RoleNeeded, IncidentNotFound, RefusedByPolicy.
    """
    row = hold_led(db, viewer, incident_id)
    if row.ended_at is not None:
        return
    require(viewer, "write", row.room_class)
    _note(db, viewer, row.id, "ended", f"{row.name}を終了しました。")
    entry = append(db, incident_stream(row.id), IncidentEnded(), viewer)
    ended = {"ended_at": entry.at, "ended_by": viewer.member_id, "revision": entry.seq}
    db.execute(update(incident_table).where(_i.id == row.id).values(ended))


def reopen_incident(db: Db, viewer: Viewer, incident_id: IncidentId) -> None:
    """Let an incident go on after all. Problems: RoleNeeded, IncidentNotFound, RefusedByPolicy."""
    row = hold_led(db, viewer, incident_id)
    if row.ended_at is None:
        return
    require(viewer, "write", row.room_class)
    entry = append(db, incident_stream(row.id), IncidentReopened(), viewer)
    again = {"ended_at": None, "ended_by": None, "revision": entry.seq}
    db.execute(update(incident_table).where(_i.id == row.id).values(again))
    _note(db, viewer, row.id, "reopened", f"{row.name}を再開しました。")


def add_people(db: Db, viewer: Viewer, incident_id: IncidentId, chosen: IncidentPeople) -> None:
    """Let people work on an incident, and into those of its rooms that the viewer is in.

    Problems: RoleNeeded, IncidentNotFound, IncidentOver, IncidentPersonUnknown, IncidentPeopleFull, those of `invite`.
    """
    row = _going(hold_led(db, viewer, incident_id))
    require_own(db, viewer, chosen.member_ids)
    _add(db, viewer, row.id, chosen.member_ids)
    for room_id in own_rooms(db, viewer, row):
        invite(db, viewer, room_id, chosen.member_ids)


def own_rooms(db: Db, viewer: Viewer, row: Record) -> list[RoomId]:
    """Return those rooms of an incident that the viewer is in, and that are not archived."""
    ids = msgspec.json.decode(row.rooms, type=list[RoomId])
    return [RoomId(one.id) for one in db.all(rooms_of(viewer).where(_r.id.in_(ids), _r.archived_at.is_(None)))]


def _add(db: Db, viewer: Viewer, incident_id: str, member_ids: Sequence[MemberId]) -> None:
    known = set(db.scalars(select(_p.member_id).where(_p.incident_id == incident_id)))
    added = [one for one in dict.fromkeys(member_ids) if one not in known]
    if not added:
        return
    if len(known) + len(added) > PEOPLE_MOST:
        raise IncidentPeopleFull(most=PEOPLE_MOST)
    entry = append(db, incident_stream(incident_id), IncidentPeopleAdded(member_ids=list(added)), viewer)
    shared = {"incident_id": incident_id, "added_at": entry.at, "added_by": viewer.member_id}
    db.execute(insert(incident_person_table), [{**shared, "member_id": one} for one in added])


def remove_person(db: Db, viewer: Viewer, incident_id: IncidentId, member_id: MemberId) -> None:
    """Let somebody work on an incident no more; its rooms they leave as rooms are left.

    Problems: RoleNeeded, IncidentNotFound.
    """
    row = hold_led(db, viewer, incident_id)
    here = (_p.incident_id == row.id, _p.member_id == member_id)
    if db.execute(delete(incident_person_table).where(*here)).rowcount:
        append(db, incident_stream(row.id), IncidentPersonRemoved(member_id=member_id), viewer)


def people_count(db: Db, incident_id: str) -> int:
    """Count who works on an incident."""
    return int(db.scalar(select(func.count()).select_from(incident_person_table).where(_p.incident_id == incident_id)))
