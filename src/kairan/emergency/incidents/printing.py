"""The record of an incident on its way to paper (対応記録): figures, how far people were reached, the chronology."""

import msgspec
from sqlalchemy import select

from kairan.core.journal import append
from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.counting import rungs_of_each
from kairan.emergency.broadcasts.ladder import Rungs
from kairan.emergency.broadcasts.model import broadcast_table
from kairan.emergency.incidents.entries import ChronologyTaken
from kairan.emergency.incidents.finding import found
from kairan.emergency.incidents.model import IncidentId, incident_entry_table, incident_stream
from kairan.emergency.incidents.queries import as_entries, incident_view
from kairan.emergency.incidents.views import ChronologyEntry, IncidentView
from kairan.people import labels, organization_of
from kairan.policy import require

_e, _b = incident_entry_table.c, broadcast_table.c
PRINTED_MOST = bounded(
    "emergency.printed_entries", 3_000, "drop", "the oldest, of which the record says so; CSV has all"
)
BROADCASTS_MOST = 50


class BroadcastReached(msgspec.Struct, frozen=True, kw_only=True):
    """A broadcast that was sent while the incident went on, and how far it came."""

    title: str
    sent_at: int
    rungs: Rungs


class IncidentPrinted(msgspec.Struct, frozen=True, kw_only=True):
    """An incident with its chronology, the oldest first, and who printed it when."""

    view: IncidentView
    entries: list[ChronologyEntry]
    left_out: int
    broadcasts: list[BroadcastReached]
    organization: str
    printed_by: str
    printed_at: int


def print_incident(db: Db, viewer: Viewer, incident_id: IncidentId) -> IncidentPrinted:
    """Take out the record of an incident; noted in its stream. Problems: IncidentNotFound, RefusedByPolicy."""
    row = found(db, viewer, incident_id)
    require(viewer, "download", row.room_class)
    newest = select(incident_entry_table).where(_e.incident_id == row.id).order_by(_e.happened_at.desc())
    rows = list(db.all(newest.order_by(_e.number.desc()).limit(PRINTED_MOST)))
    append(db, incident_stream(row.id), ChronologyTaken(form="pdf"), viewer)
    return IncidentPrinted(
        view=incident_view(db, viewer, incident_id),
        entries=as_entries(db, rows[::-1]),
        left_out=row.last_number - len(rows),
        broadcasts=_reached(db, row),
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
    return [BroadcastReached(title=one.title, sent_at=one.sent_at, rungs=rungs.get(one.id, Rungs())) for one in rows]
