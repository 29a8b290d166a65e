"""Taking a note out as PDF (ノートのPDF)."""

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.notes.finding import require_note
from kairan.notes.model import NoteId
from kairan.notes.paper.layout import NotePrinted
from kairan.notes.writing import updates_of
from kairan.people import labels, organization_of
from kairan.policy import require
from kairan.talk.access import require_room
from kairan.talk.model import RoomId


def print_note(db: Db, viewer: Viewer, note_id: NoteId) -> NotePrinted:
    """Return a note on its way to paper. Problems: NoteNotFound, RefusedByPolicy."""
    row = require_note(db, viewer, note_id)
    require(viewer, "download", row.room_class)
    known = {one: label.name for one, label in labels(db, {row.changed_by, viewer.member_id}).items()}
    return NotePrinted(
        state=row.base,
        updates=[one.content for one in updates_of(db, row)],
        title=row.title,
        room=require_room(db, viewer, RoomId(row.room_id)).name or "",
        organization=organization_of(db, viewer).name,
        changed_by=known.get(row.changed_by, ""),
        changed_at=row.changed_at,
        printed_by=known.get(viewer.member_id, ""),
        printed_at=now_ms(),
    )
