"""Reports from the field (現場報告): three touches, kept by the device while there is no line, one report each."""

from sqlalchemy import select

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.emergency.incidents.chronology import keep_entry, written_earlier
from kairan.emergency.incidents.finding import hold_reportable, of_body
from kairan.emergency.incidents.model import (
    OWN_MOST,
    SOURCE_LIMIT,
    ChronologyDraft,
    FieldReport,
    IncidentId,
    incident_entry_table,
    incident_table,
)
from kairan.emergency.incidents.problems import IncidentNotFound
from kairan.emergency.incidents.views import OwnReport, OwnReports
from kairan.people import labels
from kairan.policy import require

_i, _e = incident_table.c, incident_entry_table.c


def report(db: Db, viewer: Viewer, incident_id: IncidentId, said: FieldReport) -> OwnReports:
    """Report from the field; sent again with the same key, it is one report.

    Problems: IncidentNotFound (also where it is over), RefusedByPolicy, TextTooLong, IncidentTime, IncidentFull,
    those of `files.attach`.
    """
    if written_earlier(db, incident_id, viewer.member_id, said.key) is not None:
        return own_reports(db, viewer, incident_id)  # the answer was lost; the incident may be over by now
    row = hold_reportable(db, viewer, incident_id)
    require(viewer, "write", row.room_class)
    label = labels(db, [viewer.member_id])[viewer.member_id]
    draft = ChronologyDraft(
        kind="report",
        status="open",
        happened_at=said.seen_at,
        text=said.text,
        source=f"{label.department.rpartition('/')[2]} {label.name}".strip()[:SOURCE_LIMIT],
        place=said.place,
        position=said.position,
        damage=said.damage,
        severity=said.severity,
    )
    keep_entry(db, viewer, row, said.key, draft, said.file_ids)
    return own_reports(db, viewer, incident_id)


def own_reports(db: Db, viewer: Viewer, incident_id: IncidentId) -> OwnReports:
    """Return what the viewer reported to an incident themselves, and how far it is. Problems: IncidentNotFound."""
    if db.first(select(_i.id).where(_i.id == incident_id, of_body(viewer))) is None:
        raise IncidentNotFound
    mine = (_e.incident_id == incident_id, _e.writer_id == viewer.member_id, _e.kind == "report")
    rows = db.all(select(incident_entry_table).where(*mine).order_by(_e.number.desc()).limit(OWN_MOST))
    return OwnReports(reports=[OwnReport.of(row) for row in rows])
