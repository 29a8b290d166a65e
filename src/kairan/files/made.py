"""Files made here: what the server wrote itself, attached to an entry at once; and what goes with its words."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import delete, exists, insert, select, update

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.files.model import FileId, file_table, file_use_table

_f, _u = file_table.c, file_use_table.c


class MadeFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file whose bytes already lie at their key."""

    organization_id: str
    member_id: str  # for whom it was made: it counts as theirs
    name: str
    type: str
    size: int  # bytes
    digest: bytes  # SHA-256
    blob_key: str
    width: int | None = None  # pixels, of a picture
    height: int | None = None


def keep_made(db: Db, made: MadeFile, stream: str, seq: int) -> FileId:
    """Attach a file that was made here to an entry: whoever may read the entry may read it."""
    file_id, now = FileId(new_id()), now_ms()
    values = {
        "organization_id": made.organization_id,
        "uploader_id": made.member_id,
        "name": made.name,
        "size": made.size,
        "type": made.type,
        "digest": made.digest,
        "width": made.width,
        "height": made.height,
        "state": "clean",
        "blob_key": made.blob_key,
        "created_at": now,
        "attached_at": now,
    }
    db.execute(insert(file_table).values(id=file_id, **values))
    db.execute(insert(file_use_table).values(file_id=file_id, stream=stream, seq=seq, position=0))
    return file_id


def release_files(db: Db, streams: Sequence[str]) -> None:
    """Let the files of these streams be nobody's, unless they are used elsewhere: the cleaner takes them."""
    ids = list(db.scalars(select(_u.file_id).where(_u.stream.in_(streams)).distinct()))
    if not ids:
        return
    db.execute(delete(file_use_table).where(_u.stream.in_(streams)))
    _let_go(db, ids)


def release_uses(db: Db, uses: Sequence[tuple[str, str, int]]) -> None:
    """Let files be no longer used by single entries: file, stream, number; as `release_files`."""
    for file_id, stream, seq in uses:
        db.execute(delete(file_use_table).where(_u.file_id == file_id, _u.stream == stream, _u.seq == seq))
    _let_go(db, sorted({file_id for file_id, _, _ in uses}))


def _let_go(db: Db, ids: Sequence[str]) -> None:
    unused = ~exists(select(_u.file_id).where(_u.file_id == _f.id))
    db.execute(update(file_table).where(_f.id.in_(ids), unused).values(attached_at=None, uploader_id=""))
