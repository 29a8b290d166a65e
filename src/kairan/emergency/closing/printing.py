"""The record of an incident on its way to paper (対応記録): figures, map, how fast people were reached, all entries."""

import math

import msgspec
from sqlalchemy import select

from kairan.core.journal import append
from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.counting import rungs_of_each
from kairan.emergency.broadcasts.ladder import TARGETS, Rungs
from kairan.emergency.broadcasts.model import broadcast_person_table, broadcast_table
from kairan.emergency.closing.reviewing import review
from kairan.emergency.incidents.entries import ChronologyTaken
from kairan.emergency.incidents.finding import found_to_take_out
from kairan.emergency.incidents.model import IncidentId, incident_entry_table, incident_stream
from kairan.emergency.incidents.queries import as_entries, incident_view
from kairan.emergency.incidents.views import ChronologyEntry, IncidentRow, IncidentView
from kairan.emergency.maps.model import HazardArea, IncidentMap
from kairan.emergency.maps.queries import hazard_areas, incident_map
from kairan.people import labels, organization_of

_e, _b = incident_entry_table.c, broadcast_table.c
PRINTED_MOST = bounded(
    "emergency.printed_entries", 3_000, "drop", "the oldest, of which the record says so; CSV has all"
)
BROADCASTS_MOST = 50


class BroadcastReached(msgspec.Struct, frozen=True, kw_only=True):
    """A broadcast that was sent while the incident went on, how far it came, and after how long (ms).

    `half_ms`, `most_ms`: when half, nine tenths of the people had reached what was asked; null: they never did.
    """

    title: str
    sent_at: int
    rungs: Rungs
    half_ms: int | None
    most_ms: int | None


class IncidentPrinted(msgspec.Struct, frozen=True, kw_only=True):
    """An incident with its chronology, the oldest first, and who printed it when."""

    view: IncidentView
    entries: list[ChronologyEntry]
    left_out: int
    broadcasts: list[BroadcastReached]
    map: IncidentMap
    hazards: list[HazardArea]
    review: str
    organization: str
    printed_by: str
    printed_at: int


def print_incident(db: Db, viewer: Viewer, incident_id: IncidentId) -> IncidentPrinted:
    """Take out the record of an incident; noted in its stream. Problems: IncidentNotFound, RefusedByPolicy."""
    row = found_to_take_out(db, viewer, incident_id)
    newest = select(incident_entry_table).where(_e.incident_id == row.id).order_by(_e.happened_at.desc())
    rows = list(db.all(newest.order_by(_e.number.desc()).limit(PRINTED_MOST)))
    append(db, incident_stream(row.id), ChronologyTaken(form="pdf"), viewer)
    return IncidentPrinted(
        view=incident_view(db, viewer, incident_id),
        entries=as_entries(db, rows[::-1]),
        left_out=row.last_number - len(rows),
        broadcasts=_reached(db, row),
        map=incident_map(db, viewer, incident_id),
        hazards=hazard_areas(db, viewer, incident_id).areas,
        review=review(db, viewer, incident_id).text,
        organization=organization_of(db, viewer).name,
        printed_by=labels(db, [viewer.member_id])[viewer.member_id].name,
        printed_at=now_ms(),
    )


def _reached(db: Db, row: Record) -> list[BroadcastReached]:
    """Return the broadcasts sent while it went on; a drill's with a drill alone."""
    here = [_b.organization_id == row.organization_id, _b.is_drill == row.is_drill, _b.sent_at >= row.begun_at]
    if row.ended_at is not None:
        here.append(_b.sent_at <= row.ended_at)
    rows = db.all(select(broadcast_table).where(*here).order_by(_b.id).limit(BROADCASTS_MOST))
    rungs = rungs_of_each(db, [one.id for one in rows])
    return [_told(db, one, rungs.get(one.id, Rungs())) for one in rows]


def _told(db: Db, row: Record, rungs: Rungs) -> BroadcastReached:
    half, most = (_after(db, row, math.ceil(rungs.people * part)) for part in (0.5, 0.9))
    return BroadcastReached(title=row.title, sent_at=row.sent_at, rungs=rungs, half_ms=half, most_ms=most)


def _after(db: Db, row: Record, people: int) -> int | None:
    """Return how long it took until so many had reached what was asked."""
    if people == 0:
        return None
    at = broadcast_person_table.c[f"{TARGETS[row.asked]}_at"]
    reached = select(at).where(broadcast_person_table.c.broadcast_id == row.id, at.is_not(None))
    when = db.scalar(reached.order_by(at).offset(people - 1).limit(1))
    return None if when is None else max(0, int(when) - int(row.sent_at))


class MapPrinted(msgspec.Struct, frozen=True, kw_only=True):
    """The map of an incident as it is now, and who printed it when."""

    incident: IncidentRow
    map: IncidentMap
    hazards: list[HazardArea]
    organization: str
    printed_by: str
    printed_at: int


def print_map(db: Db, viewer: Viewer, incident_id: IncidentId) -> MapPrinted:
    """Take out the map of an incident; noted in its stream. Problems: IncidentNotFound, RefusedByPolicy."""
    row = found_to_take_out(db, viewer, incident_id)
    append(db, incident_stream(row.id), ChronologyTaken(form="map"), viewer)
    return MapPrinted(
        incident=incident_view(db, viewer, incident_id).incident,
        map=incident_map(db, viewer, incident_id),
        hazards=hazard_areas(db, viewer, incident_id).areas,
        organization=organization_of(db, viewer).name,
        printed_by=labels(db, [viewer.member_id])[viewer.member_id].name,
        printed_at=now_ms(),
    )
