"""Reading incidents: the list, one with its figures, and its chronology, page by page."""

from collections.abc import Sequence
from typing import Literal

import msgspec
from sqlalchemy import ColumnElement, and_, func, or_, select, true

from kairan.core.kit.database import Db, Record
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.audience import TASK
from kairan.emergency.broadcasts.counting import rungs_of
from kairan.emergency.broadcasts.model import broadcast_table
from kairan.emergency.coordinates import Coordinates
from kairan.emergency.incidents.finding import found, reportable, visible
from kairan.emergency.incidents.leading import own_rooms, people_count
from kairan.emergency.incidents.model import (
    ENTRIES_MOST,
    LISTED_MOST,
    PAGE,
    EntryKind,
    IncidentId,
    incident_entry_table,
    incident_person_table,
    incident_table,
)
from kairan.emergency.incidents.views import (
    Chronology,
    ChronologyEntry,
    IncidentPersons,
    IncidentRoom,
    IncidentRow,
    Incidents,
    IncidentView,
    PeopleDone,
)
from kairan.emergency.musters.model import muster_arrival_table, muster_table
from kairan.files import FileView
from kairan.people import Label, has_task, labels, people_named
from kairan.policy import may
from kairan.talk.model import room_table

StatusFilter = Literal["", "open", "working", "done", "unfinished"]
"""Every entry, those of one status, or those open or being worked on."""
KindFilter = EntryKind | Literal[""]
NOBODY = "nobody"
"""In place of somebody's id: entries for which nobody is responsible."""
QUERY_LIMIT = 60
WORDS_MOST = 5
FARTHEST_MS = 2**53
_i, _e, _p, _b, _u, _a, _r = (
    incident_table.c,
    incident_entry_table.c,
    incident_person_table.c,
    broadcast_table.c,
    muster_table.c,
    muster_arrival_table.c,
    room_table.c,
)


def incidents(db: Db, viewer: Viewer) -> Incidents:
    """Return the incidents the viewer reads, and those that go on to which they may report."""
    newest = select(incident_table).order_by(_i.ended_at.is_not(None), _i.id.desc()).limit(LISTED_MOST)
    return Incidents(
        incidents=[_listed(row) for row in db.all(newest.where(visible(viewer)))],
        reportable=[_listed(row) for row in db.all(newest.where(reportable(viewer)))],
        may_lead=has_task(viewer, TASK),
    )


def _listed(row: Record) -> IncidentRow:
    return IncidentRow(
        id=row.id,
        name=row.name,
        kind=row.kind,
        level=row.level,
        is_drill=bool(row.is_drill),
        begun_at=row.begun_at,
        ended_at=row.ended_at,
    )


def incident_view(db: Db, viewer: Viewer, incident_id: IncidentId) -> IncidentView:
    """Return an incident with its figures. Problems: IncidentNotFound."""
    return _view(db, viewer, found(db, viewer, incident_id))


def _view(db: Db, viewer: Viewer, row: Record) -> IncidentView:
    counted = select(_e.status, func.count()).where(_e.incident_id == row.id, _e.struck_at.is_(None))
    counts = {one[0]: int(one[1]) for one in db.all(counted.group_by(_e.status))}
    opener = labels(db, [row.opened_by]).get(row.opened_by)
    rooms = db.all(select(_r.id, _r.name).where(_r.id.in_(own_rooms(db, viewer, row))).order_by(_r.no))
    return IncidentView(
        incident=_listed(row),
        opened_by="" if opener is None else opener.name,
        people=people_count(db, row.id),
        rooms=[IncidentRoom(id=one.id, name=one.name or "") for one in rooms],
        open=counts.get("open", 0),
        working=counts.get("working", 0),
        done=counts.get("done", 0),
        safety=_safety(db, row),
        muster=_muster(db, row),
        may_lead=has_task(viewer, TASK),
        may_write=row.ended_at is None and may(viewer, "write", row.room_class),
        revision=row.revision,
    )


def _safety(db: Db, row: Record) -> PeopleDone | None:
    """Return how many answered the newest safety check since it began; a drill's with a drill alone."""
    same = (_b.organization_id == row.organization_id, _b.is_drill == row.is_drill)
    wanted = select(_b.id).where(_b.asked == "safety", _b.sent_at >= row.begun_at, *same)
    newest = db.scalar(wanted.order_by(_b.id.desc()).limit(1))
    if newest is None:
        return None
    rungs = rungs_of(db, newest)
    return PeopleDone(done=rungs.answered, people=rungs.people)


def _muster(db: Db, row: Record) -> PeopleDone | None:
    same = (_u.organization_id == row.organization_id, _u.is_drill == row.is_drill)
    wanted = select(_u.id, _u.broadcast_id).where(_u.called_at >= row.begun_at, *same)
    newest = db.first(wanted.order_by(_u.id.desc()).limit(1))
    if newest is None:
        return None
    here = (_a.muster_id == newest.id, _a.left_at.is_(None))
    arrived = int(db.scalar(select(func.count()).select_from(muster_arrival_table).where(*here)) or 0)
    return PeopleDone(done=arrived, people=rungs_of(db, newest.broadcast_id).people)


def incident_people(db: Db, viewer: Viewer, incident_id: IncidentId) -> IncidentPersons:
    """Return who works on an incident. Problems: IncidentNotFound."""
    row = found(db, viewer, incident_id)
    ids = db.scalars(select(_p.member_id).where(_p.incident_id == row.id).order_by(_p.added_at, _p.member_id))
    named = {one.id: one for one in people_named(db, set(ids))}
    return IncidentPersons(people=[named[one] for one in ids if one in named])


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which entries: of a status and a kind, whose somebody is, with words in them.

    `responsible`: the id of who is responsible (担当), or NOBODY. `before` is `next` of the page before.
    """

    status: StatusFilter = ""
    kind: KindFilter = ""
    responsible: str = ""
    query: str = ""
    before: str = ""
    known: int = 0  # the revision the viewer has


def chronology(db: Db, viewer: Viewer, incident_id: IncidentId, wanted: Wanted) -> Chronology:
    """Return entries, a hundred a page, the newest first. Problems: IncidentNotFound, TextNotStorable."""
    row = found(db, viewer, incident_id)
    view = _view(db, viewer, row)
    if wanted.known == row.revision and not wanted.before:
        return Chronology(view=view, entries=None, next=None)
    which = (_of_status(wanted.status), _of_responsible(wanted.responsible), _with_words(wanted.query))
    here = [_e.incident_id == row.id, *which]
    if wanted.kind:
        here.append(_e.kind == wanted.kind)
    if wanted.before:
        here.append(_earlier(wanted.before))
    newest = select(incident_entry_table).where(*here).order_by(_e.happened_at.desc(), _e.number.desc())
    rows = list(db.all(newest.limit(PAGE + 1)))
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return Chronology(
        view=view,
        entries=as_entries(db, rows[:PAGE]),
        next=None if last is None else f"{last.happened_at}|{last.number}",
    )


def _of_status(status: StatusFilter) -> ColumnElement[bool]:
    if not status:
        return true()
    wanted = ("open", "working") if status == "unfinished" else (status,)
    return and_(_e.status.in_(wanted), _e.struck_at.is_(None))


def _of_responsible(responsible: str) -> ColumnElement[bool]:
    if not responsible:
        return true()
    return _e.responsible_id.is_(None) if responsible == NOBODY else _e.responsible_id == responsible


def _with_words(query: str) -> ColumnElement[bool]:
    words = bounded_text(query, QUERY_LIMIT).split()[:WORDS_MOST]
    return and_(true(), *(or_(*(of.contains(word, autoescape=True) for of in _SEARCHED)) for word in words))


_SEARCHED = (_e.text, _e.source, _e.place)


def _earlier(cursor: str) -> ColumnElement[bool]:
    happened_at, _, number = cursor.partition("|")
    if not (happened_at.isdecimal() and number.isdecimal()):
        return true()
    at, n = min(int(happened_at), FARTHEST_MS), min(int(number), ENTRIES_MOST)
    return or_(_e.happened_at < at, and_(_e.happened_at == at, _e.number < n))


def as_entries(db: Db, rows: Sequence[Record]) -> list[ChronologyEntry]:
    """Return rows as they are shown."""
    known = labels(db, {one for row in rows for one in (row.writer_id, row.changed_by, row.responsible_id)})
    return [_entry(row, known) for row in rows]


def _entry(row: Record, known: dict[str, Label]) -> ChronologyEntry:
    def name(member_id: str | None) -> str:
        return known[member_id].name if member_id is not None and member_id in known else ""

    has_position = row.latitude is not None and row.longitude is not None
    return ChronologyEntry(
        number=row.number,
        kind=row.kind,
        status=row.status,
        happened_at=row.happened_at,
        text=row.text,
        source=row.source,
        place=row.place,
        position=Coordinates(latitude=row.latitude, longitude=row.longitude) if has_position else None,
        damage=row.damage,
        severity=row.severity,
        responsible_id=row.responsible_id,
        responsible=name(row.responsible_id),
        writer=name(row.writer_id),
        written_at=row.written_at,
        changed_at=row.changed_at,
        changed_by=name(row.changed_by),
        files=msgspec.json.decode(row.files, type=list[FileView]),
        is_from_message=row.message_id is not None,
        struck_at=row.struck_at,
        struck_reason=row.struck_reason,
        revision=row.revision,
    )
