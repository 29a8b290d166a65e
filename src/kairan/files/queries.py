"""Reading files. Finding is authorising: until it is attached, its uploader; from then on who may read such an entry.

Whoever attached a file has given it to the room: who leaves the room reads it no more than what else was said there.
"""

import msgspec
from sqlalchemy import func, select

from kairan.core.journal import readable_span
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import EVERY_CLASS, OrganizationId, Rules, Viewer
from kairan.files.model import FileId, StoredFile, file_table, file_use_table
from kairan.files.problems import FileNotClean, FileNotFound
from kairan.policy import Act, class_of_stream, may, require

_f, _u = file_table.c, file_use_table.c

FILE_COLUMNS = tuple(_f[field.name] for field in msgspec.structs.fields(StoredFile))


def file_of(row: Record) -> StoredFile:
    """Make a StoredFile of a row of `FILE_COLUMNS`."""
    return StoredFile(**row._mapping)


def require_file(db: Db, viewer: Viewer, file_id: FileId) -> StoredFile:
    """Return a file the viewer may read, in whatever state. Problems: FileNotFound, also for a stranger."""
    row = db.first(select(*FILE_COLUMNS).where(_f.id == file_id))
    if row is None:
        raise FileNotFound
    file = file_of(row)
    is_own_draft = file.attached_at is None and file.uploader_id == viewer.member_id
    if not is_own_draft and not _is_shown_to(db, _finding(viewer, file), file_id):
        raise FileNotFound
    return file


def _finding(viewer: Viewer, file: StoredFile) -> Viewer:
    """Return as whom somebody finds a file: their own in a room they are in, also where policy does not let them read.

    They are told that policy refuses it (`require_act`), not that it is gone.
    """
    is_own = file.uploader_id == viewer.member_id
    return msgspec.structs.replace(viewer, rules=Rules()) if is_own else viewer


def _is_shown_to(db: Db, viewer: Viewer, file_id: FileId) -> bool:
    """Whether an entry that carries the file, and still shows it, lies in what the viewer may read."""
    uses = db.all(
        select(_u.stream, _u.seq).where(_u.file_id == file_id, _u.withdrawn_at.is_(None)).order_by(_u.stream, _u.seq)
    )
    spans = {stream: readable_span(db, viewer, stream) for stream in sorted({row[0] for row in uses})}
    return any((span := spans[stream]) is not None and span.holds(seq) for stream, seq in uses)


def require_act(db: Db, viewer: Viewer, act: Act, file: StoredFile) -> None:
    """Refuse what policy does not allow with a file: it is of the lowest class among the rooms that show it to them.

    One that is in no room yet is of the lowest class. Problems: RefusedByPolicy.
    """
    if may(viewer, act, EVERY_CLASS):
        return
    statement = select(_u.stream).where(_u.file_id == file.id, _u.withdrawn_at.is_(None)).distinct()
    finding = _finding(viewer, file)
    streams = [stream for stream in db.scalars(statement) if readable_span(db, finding, stream) is not None]
    require(viewer, act, min((class_of_stream(db, stream)[1] for stream in streams), default=1))


def content_of(db: Db, viewer: Viewer, file_id: FileId, to_keep: bool) -> StoredFile:
    """Return a file whose content the viewer may have. Problems: FileNotFound, FileNotClean, RefusedByPolicy.

    `to_keep`: as a download that stays on the device, which policy may forbid where it allows a look.
    """
    file = require_file(db, viewer, file_id)
    if file.state != "clean":
        raise FileNotClean(name=file.name)
    require_act(db, viewer, "download" if to_keep or not file.is_shown_inline else "view_file", file)
    return file


def thumbnail_of(db: Db, viewer: Viewer, file_id: FileId) -> StoredFile:
    """Return a file whose small picture the viewer may see. Problems: FileNotFound, FileNotClean, RefusedByPolicy."""
    file = require_file(db, viewer, file_id)
    if file.state != "clean":
        raise FileNotClean(name=file.name)
    require_act(db, viewer, "view_file", file)
    if file.thumbnail_key is None:
        raise FileNotFound
    return file


def used_bytes(db: Db, organization_id: OrganizationId) -> int:
    """Return how many bytes an organisation's files take, uploads under way included."""
    total = db.scalar(
        select(func.coalesce(func.sum(_f.size), 0)).where(_f.organization_id == organization_id, _f.state != "refused")
    )
    return int(total)
