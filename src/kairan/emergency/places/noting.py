"""What the chronology of an incident is told of places by itself: opened, full, closed. Never how many are there."""

from sqlalchemy import select

from kairan.core.journal import hold
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.emergency.coordinates import Coordinates
from kairan.emergency.incidents.chronology import keep_entry
from kairan.emergency.incidents.model import (
    ENTRIES_MOST,
    PLACE_LIMIT,
    SOURCE_LIMIT,
    ChronologyDraft,
    incident_stream,
    incident_table,
)
from kairan.emergency.places.model import PlaceReport, PlaceState
from kairan.people import labels

_i = incident_table.c
INCIDENTS_MOST = 5
WORDS: dict[PlaceState, str] = {
    "open": "を開設しました。",
    "full": "が満員になりました。",
    "closed": "を閉鎖しました。",
}


def note_state(db: Db, viewer: Viewer, place: Record, said: PlaceReport, before: Record | None) -> None:
    """Let the chronologies of what goes on say that a place was opened, is full or was closed."""
    if said.state == ("closed" if before is None else before.state):
        return
    people = "" if said.people is None else f"避難者 {said.people:,}人。"
    label = labels(db, [viewer.member_id])[viewer.member_id]
    draft = ChronologyDraft(
        kind="information",
        text=f"{place.name}{WORDS[said.state]}{people}",
        source=f"{label.department.rpartition('/')[2]} {label.name}".strip()[:SOURCE_LIMIT],
        place=place.name[:PLACE_LIMIT],
        position=None if place.latitude is None else Coordinates(latitude=place.latitude, longitude=place.longitude),
    )
    revision = 1 if before is None else before.revision + 1
    note_in_chronologies(db, viewer, f"place-{place.id}-{revision}", draft, is_drill=said.is_drill)


def note_in_chronologies(db: Db, viewer: Viewer, key: str, draft: ChronologyDraft, *, is_drill: bool) -> None:
    """Write an entry in each incident that goes on, drills apart; a chronology that is full refuses no report."""
    here = (_i.organization_id == viewer.organization_id, _i.is_drill.is_(is_drill), _i.ended_at.is_(None))
    newest = select(_i.id).where(*here).order_by(_i.id.desc()).limit(INCIDENTS_MOST)
    for incident_id in sorted(db.scalars(newest)):
        hold(db, incident_stream(incident_id))
        row = db.first(select(incident_table).where(_i.id == incident_id, _i.ended_at.is_(None)))
        if row is not None and row.last_number < ENTRIES_MOST:
            keep_entry(db, viewer, row, key, draft)
