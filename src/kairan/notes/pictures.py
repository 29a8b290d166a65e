"""Pictures on a page (画像): whoever may read the note may see them, as policy allows, and nobody else."""

from collections.abc import Set

from sqlalchemy import select

from kairan.core.journal import hold
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.files import attach, file_use_table
from kairan.files.problems import FileNotFound
from kairan.notes.model import PICTURES_AT_ONCE, note_stream
from kairan.notes.problems import NoteUpdateWrong
from kairan.policy import require

_u = file_use_table.c


def keep_pictures(db: Db, viewer: Viewer, row: Record, added: Set[str]) -> None:
    """Attach the pictures that came with what was written to its entry, the next one; those of before stay.

    Problems: NoteUpdateWrong (no picture, or too many), RefusedByPolicy, those of `files.attach`.
    """
    stream = note_stream(row.id)
    here = select(_u.file_id).where(_u.stream == stream, _u.file_id.in_(added))
    wanted = sorted(added - set(db.scalars(here))) if added else []
    if not wanted:
        return
    if len(wanted) > PICTURES_AT_ONCE:
        raise NoteUpdateWrong
    require(viewer, "attach", row.room_class)
    try:
        files = attach(db, viewer, wanted, stream, hold(db, stream).seq + 1)
    except FileNotFound:
        raise NoteUpdateWrong from None
    if not all(file.width and file.height for file in files):
        raise NoteUpdateWrong
