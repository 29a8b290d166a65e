"""Writing what to do better next time (振り返り): by those who work on an incident, also when it is over."""

from sqlalchemy import select

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.text import bounded_text
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import Viewer
from kairan.emergency.closing.entries import IncidentReviewed
from kairan.emergency.closing.model import REVIEW_LIMIT, Review, ReviewView, incident_review_table
from kairan.emergency.incidents.finding import found
from kairan.emergency.incidents.model import IncidentId, incident_stream
from kairan.emergency.incidents.problems import ChronologyMeanwhile
from kairan.people import labels
from kairan.policy import may, require

_w = incident_review_table.c


def review(db: Db, viewer: Viewer, incident_id: IncidentId) -> ReviewView:
    """Return what was written. Problems: IncidentNotFound."""
    incident = found(db, viewer, incident_id)
    may_write = may(viewer, "write", incident.room_class)
    row = db.first(select(incident_review_table).where(_w.incident_id == incident.id))
    if row is None:
        return ReviewView(text="", revision=0, changed_at=None, changed_by="", may_write=may_write)
    by = labels(db, [row.changed_by]).get(row.changed_by)
    return ReviewView(
        text=row.text,
        revision=row.revision,
        changed_at=row.changed_at,
        changed_by="" if by is None else by.name,
        may_write=may_write,
    )


def write_review(db: Db, viewer: Viewer, incident_id: IncidentId, written: Review) -> ReviewView:
    """Write it as a whole; the same again changes nothing.

    Problems: IncidentNotFound, RefusedByPolicy, TextTooLong, ChronologyMeanwhile.
    """
    incident = found(db, viewer, incident_id)
    require(viewer, "write", incident.room_class)
    text = bounded_text(written.text.strip(), REVIEW_LIMIT)
    hold(db, incident_stream(incident.id))
    before = review(db, viewer, incident_id)
    if text == before.text:
        return before
    if written.revision != before.revision:
        raise ChronologyMeanwhile
    values = {
        "text": text,
        "revision": before.revision + 1,
        "changed_at": now_ms(),
        "changed_by": viewer.member_id,
    }
    put = upsert(db, incident_review_table).values(incident_id=incident.id, **values)
    db.execute(put.on_conflict_do_update(index_elements=["incident_id"], set_=values))
    append(db, incident_stream(incident.id), IncidentReviewed(text=text), viewer)
    return review(db, viewer, incident_id)
