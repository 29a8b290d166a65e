"""Reading the map of an incident: to those who read its chronology."""

from sqlalchemy import func, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.emergency.incidents.finding import found
from kairan.emergency.incidents.model import IncidentId, incident_entry_table
from kairan.emergency.maps.model import (
    AREAS_SHOWN,
    HAZARD_AREAS,
    POSITIONS_SHOWN,
    REPORTS_SHOWN,
    HazardArea,
    HazardAreas,
    IncidentMap,
    MapPerson,
    MapReport,
    incident_position_table,
)
from kairan.emergency.places.queries import place_points
from kairan.people import labels, organization_of

_e, _p = incident_entry_table.c, incident_position_table.c


def incident_map(db: Db, viewer: Viewer, incident_id: IncidentId) -> IncidentMap:
    """Return what stands on the map: entries with a position, places in use, people. Problems: IncidentNotFound."""
    row = found(db, viewer, incident_id)
    holds = (_e.incident_id == row.id, _e.struck_at.is_(None))
    newest = select(incident_entry_table).where(*holds, _e.latitude.is_not(None), _e.kind != "note")
    without = select(func.count()).where(*holds, _e.damage.is_not(None), _e.latitude.is_(None))
    points = place_points(db, viewer, bool(row.is_drill)).points
    rows = db.all(newest.order_by(_e.happened_at.desc(), _e.number.desc()).limit(REPORTS_SHOWN))
    shelters = {one.name for one in points}
    return IncidentMap(
        reports=[_report(one) for one in rows if one.damage is not None or one.place not in shelters],
        places=[one for one in points if one.state is not None],
        people=_people(db, row),
        reports_without=int(db.scalar(without) or 0),
    )


def _report(row: Record) -> MapReport:
    return MapReport(
        number=row.number,
        damage=row.damage,
        severity=row.severity,
        status=row.status,
        happened_at=row.happened_at,
        text=row.text,
        place=row.place,
        latitude=row.latitude,
        longitude=row.longitude,
    )


def _people(db: Db, incident: Record) -> list[MapPerson]:
    if incident.ended_at is not None:
        return []
    shown = (_p.incident_id == incident.id, _p.until > now_ms())
    newest = select(incident_position_table).where(*shown).order_by(_p.at.desc(), _p.member_id)
    rows = db.all(newest.limit(POSITIONS_SHOWN))
    known = labels(db, {one.member_id for one in rows})
    return [
        MapPerson(
            member_id=one.member_id,
            name=known[one.member_id].name,
            department=known[one.member_id].department.rpartition("/")[2],
            latitude=one.latitude,
            longitude=one.longitude,
            at=one.at,
            until=one.until,
        )
        for one in rows
        if one.member_id in known
    ]


def hazard_areas(db: Db, viewer: Viewer, incident_id: IncidentId) -> HazardAreas:
    """Return for which areas of one's prefecture warnings are in force; of drills in a drill.

    Problems: IncidentNotFound.
    """
    row = found(db, viewer, incident_id)
    prefecture = (organization_of(db, viewer).code or "")[:2]
    areas: list[HazardArea] = []
    for in_force in HAZARD_AREAS.given():
        areas += in_force(db, prefecture, bool(row.is_drill))
    return HazardAreas(areas=sorted(areas, key=lambda one: (-one.grade, one.code))[:AREAS_SHOWN])
