"""Which incidents somebody finds. The one place that says so.

Whoever has the task "emergency" for the whole body finds all of its incidents and leads them; whoever was put to work
on one finds it, and writes in its chronology. All staff may report to an incident that goes on, and see what they
reported themselves.
"""

from sqlalchemy import ColumnElement, and_, exists, or_, select, true

from kairan.core.journal import Span, Stream, hold
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import EVERY_CLASS, OrganizationId, Viewer
from kairan.emergency.broadcasts.audience import TASK
from kairan.emergency.incidents.model import IncidentId, incident_person_table, incident_stream, incident_table
from kairan.emergency.incidents.problems import IncidentNotFound, IncidentOver
from kairan.people import has_task, require_task
from kairan.policy import Act, require, upto_of

_i, _p = incident_table.c, incident_person_table.c


def of_body(viewer: Viewer, act: Act = "read") -> ColumnElement[bool]:
    """Restrict incidents to those of the viewer's body, as confidential as they may do this with here."""
    upto = upto_of(viewer, act)
    in_class = true() if upto >= EVERY_CLASS else _i.room_class <= upto
    return and_(_i.organization_id == viewer.organization_id, in_class)


def is_in(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict incidents to those on which the viewer works."""
    return exists(select(_p.member_id).where(_p.incident_id == _i.id, _p.member_id == viewer.member_id))


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict incidents to those whose chronology the viewer reads."""
    return of_body(viewer) if has_task(viewer, TASK) else and_(of_body(viewer), is_in(viewer))


def reportable(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict incidents to those to which the viewer may report from the field: guests where they work on them."""
    going = and_(of_body(viewer, "write"), _i.ended_at.is_(None))
    return and_(going, or_(is_in(viewer), visible(viewer))) if viewer.is_guest else going


def found(db: Db, viewer: Viewer, incident_id: IncidentId) -> Record:
    """Return an incident whose chronology the viewer reads. Problems: IncidentNotFound."""
    row = db.first(select(incident_table).where(_i.id == incident_id, visible(viewer)))
    if row is None:
        raise IncidentNotFound
    return row


def found_to_take_out(db: Db, viewer: Viewer, incident_id: IncidentId) -> Record:
    """Return an incident whose record the viewer may take out. Problems: IncidentNotFound, RefusedByPolicy."""
    row = found(db, viewer, incident_id)
    require(viewer, "download", row.room_class)
    return row


def hold_found(db: Db, viewer: Viewer, incident_id: IncidentId) -> Record:
    """Return an incident that goes on, held until the commit. Problems: IncidentNotFound, IncidentOver."""
    found(db, viewer, incident_id)
    hold(db, incident_stream(incident_id))
    row = found(db, viewer, incident_id)
    if row.ended_at is not None:
        raise IncidentOver
    return row


def hold_led(db: Db, viewer: Viewer, incident_id: IncidentId) -> Record:
    """Return an incident to who leads it, held until the commit. Problems: RoleNeeded, IncidentNotFound."""
    require_task(viewer, TASK)
    found(db, viewer, incident_id)
    hold(db, incident_stream(incident_id))
    return found(db, viewer, incident_id)


def hold_reportable(db: Db, viewer: Viewer, incident_id: IncidentId) -> Record:
    """Return an incident to which the viewer may report, held until the commit. Problems: IncidentNotFound."""
    wanted = select(incident_table).where(_i.id == incident_id, reportable(viewer))
    if db.first(wanted) is None:
        raise IncidentNotFound
    hold(db, incident_stream(incident_id))
    row = db.first(wanted)
    if row is None:
        raise IncidentNotFound
    return row


def _may_read(db: Db, viewer: Viewer, incident_id: str) -> Span | None:
    """Let those read who work on it, who leads, and auditors."""
    is_theirs = of_body(viewer) if has_task(viewer, "audit") else visible(viewer)
    return None if db.first(select(_i.id).where(_i.id == incident_id, is_theirs)) is None else Span()


def _class_of(db: Db, incident_id: str) -> tuple[OrganizationId, int] | None:
    row = db.first(select(_i.organization_id, _i.room_class).where(_i.id == incident_id))
    return None if row is None else (OrganizationId(row.organization_id), row.room_class)


INCIDENT_STREAM = Stream("incident", _may_read, _class_of)
