"""Which other bodies' incidents ask this one: only through an alliance both are in, and where the asker said so."""

from sqlalchemy import ColumnElement, Select, or_, select

from kairan.alliances.model import alliance_body_table, alliance_table
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.audience import TASK
from kairan.emergency.incidents.model import IncidentId, incident_table
from kairan.emergency.towns.model import incident_town_table
from kairan.emergency.towns.problems import TownNotFound
from kairan.people import has_task, organization_of, organization_table

_i, _t, _o = incident_table.c, incident_town_table.c, organization_table.c
_b, _a = alliance_body_table.c, alliance_table.c


def allies_of(viewer: Viewer) -> Select[tuple[str]]:
    """Select the bodies that are in an alliance with the viewer's; both have joined, and it goes on."""
    going_on = select(_a.id).where(_a.ended_at.is_(None))
    own = select(_b.alliance_id).where(
        _b.body_id == viewer.organization_id, _b.state == "joined", _b.alliance_id.in_(going_on)
    )
    joined = (_b.alliance_id.in_(own), _b.state == "joined", _b.body_id != viewer.organization_id)
    return select(_b.body_id).where(*joined)


def asked(db: Db, viewer: Viewer, *more: ColumnElement[bool]) -> list[Record]:
    """Return what is asked of the viewer's body, for its headquarters; the newest first."""
    if not has_task(viewer, TASK):
        return []
    own = organization_of(db, viewer)
    is_us = _t.name == own.name
    if own.code:
        is_us = or_(is_us, _t.code == own.code[:5])
    here = (_i.organization_id.in_(allies_of(viewer)), _i.ended_at.is_(None), _t.is_shared.is_(True), is_us)
    of = incident_town_table.join(incident_table, _i.id == _t.incident_id).join(
        organization_table, _o.id == _i.organization_id
    )
    wanted = select(incident_town_table, _i.name.label("incident"), _i.is_drill, _o.name.label("body")).select_from(of)
    return list(db.all(wanted.where(*here, *more).order_by(_t.asked_at.desc(), _t.number).limit(20)))


def require_asked(db: Db, viewer: Viewer, incident_id: IncidentId) -> Record:
    """Return what one other body's incident asks of the viewer's. Problems: TownNotFound."""
    found = asked(db, viewer, _t.incident_id == incident_id)
    if not found:
        raise TownNotFound
    return found[0]
