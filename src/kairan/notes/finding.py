"""Which notes somebody sees: those of the rooms they are in and may read here."""

from sqlalchemy import ColumnElement, select

from kairan.core.journal import Span, Stream, hold
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import OrganizationId, Viewer
from kairan.notes.model import NoteId, note_stream, note_table
from kairan.notes.problems import NoteNotFound
from kairan.talk.access import rooms_of
from kairan.talk.model import membership_table, room_table

_n = note_table.c


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict notes to those the viewer sees where they are."""
    return _n.room_id.in_(rooms_of(viewer).with_only_columns(room_table.c.id)) & _n.dropped_at.is_(None)


def require_note(db: Db, viewer: Viewer, note_id: NoteId) -> Record:
    """Return a note the viewer sees. Problems: NoteNotFound."""
    row = db.first(select(note_table).where(_n.id == note_id, visible(viewer)))
    if row is None:
        raise NoteNotFound
    return row


def hold_note(db: Db, viewer: Viewer, note_id: NoteId) -> Record:
    """Return a note the viewer sees, held until the commit, as it is now. Problems: NoteNotFound."""
    require_note(db, viewer, note_id)
    hold(db, note_stream(note_id))
    return require_note(db, viewer, note_id)


def note_is_there(db: Db, note_id: str | None) -> bool:
    """Whether a note was not deleted; who may see it is asked where it is opened."""
    return note_id is not None and db.first(select(_n.id).where(_n.id == note_id, _n.dropped_at.is_(None))) is not None


def may_drop(db: Db, viewer: Viewer, row: Record) -> bool:
    """Whether the viewer began it, or is master of its room."""
    if row.owner_id == viewer.member_id:
        return True
    role = rooms_of(viewer).with_only_columns(membership_table.c.role).where(room_table.c.id == row.room_id)
    return bool(db.scalar(role) == "master")


def _may_read(db: Db, viewer: Viewer, note_id: str) -> Span | None:
    return None if db.first(select(_n.id).where(_n.id == note_id, visible(viewer))) is None else Span()


def _class_of(db: Db, note_id: str) -> tuple[OrganizationId, int] | None:
    row = db.first(select(_n.organization_id, _n.room_class).where(_n.id == note_id))
    return None if row is None else (OrganizationId(row.organization_id), row.room_class)


NOTE_STREAM = Stream("note", _may_read, _class_of)
