"""Showing where one is, for a while (位置の共有): by one's own act, until one stops, at most for a stated time."""

from sqlalchemy import delete, exists, select

from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import Viewer
from kairan.emergency.incidents.entries import PositionShared, PositionWithdrawn
from kairan.emergency.incidents.finding import hold_reportable, of_body
from kairan.emergency.incidents.model import IncidentId, incident_stream, incident_table
from kairan.emergency.incidents.problems import IncidentNotFound, IncidentOver
from kairan.emergency.maps.model import OwnPosition, SharedPosition, incident_position_table
from kairan.policy import require

_i, _p = incident_table.c, incident_position_table.c
MINUTE = 60_000


def share_position(db: Db, viewer: Viewer, incident_id: IncidentId, shared: SharedPosition) -> OwnPosition:
    """Show where one is; a new position replaces the last. That one shows it is on record, where one is never.

    Problems: IncidentNotFound, IncidentOver, RefusedByPolicy.
    """
    row = hold_reportable(db, viewer, incident_id)
    if row.ended_at is not None:
        raise IncidentOver
    require(viewer, "write", row.room_class)
    before = own_position(db, viewer, incident_id)
    now = now_ms()
    until = now + shared.minutes * MINUTE
    key = {"incident_id": row.id, "member_id": viewer.member_id}
    values = {"latitude": shared.latitude, "longitude": shared.longitude, "at": now, "until": until}
    put = upsert(db, incident_position_table).values(**key, **values)
    db.execute(put.on_conflict_do_update(index_elements=list(key), set_=values))
    if before.until is None:
        append(db, incident_stream(row.id), PositionShared(until=until), viewer)
    return OwnPosition(until=until, at=now)


def withdraw_position(db: Db, viewer: Viewer, incident_id: IncidentId) -> None:
    """Show no more where one is; also where the incident is over. Problems: IncidentNotFound."""
    if own_position(db, viewer, incident_id).until is not None:
        append(db, incident_stream(incident_id), PositionWithdrawn(), viewer)
    db.execute(delete(incident_position_table).where(_p.incident_id == incident_id, _p.member_id == viewer.member_id))


def own_position(db: Db, viewer: Viewer, incident_id: IncidentId) -> OwnPosition:
    """Return until when one's own position is shown. Problems: IncidentNotFound."""
    if db.first(select(_i.id).where(_i.id == incident_id, of_body(viewer))) is None:
        raise IncidentNotFound
    mine = (_p.incident_id == incident_id, _p.member_id == viewer.member_id, _p.until > now_ms())
    row = db.first(select(_p.at, _p.until).where(*mine))
    return OwnPosition(until=None, at=None) if row is None else OwnPosition(until=row.until, at=row.at)


def forget_positions(db: Db) -> None:
    """Delete what is shown no more: the time is over, or the incident is."""
    over = exists(select(_i.id).where(_i.id == _p.incident_id, _i.ended_at.is_not(None)))
    db.execute(delete(incident_position_table).where((_p.until <= now_ms()) | over))
