"""What changes files: receive, accept or refuse, attach, withdraw, forget."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import delete, exists, func, insert, select, update

from kairan.core.kit.blobs import new_key
from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.files.model import (
    FILES_AT_MOST,
    ORPHAN_MS,
    FileId,
    FileView,
    StoredFile,
    file_table,
    file_use_table,
)
from kairan.files.problems import FileNotClean, FileNotFound, FileTooLarge, QuotaExceeded, TooManyFiles, TooMuchToday
from kairan.files.queries import require_act, require_file, used_bytes
from kairan.people import organization_table, terms_of
from kairan.policy import require

MIB = 1024 * 1024
DAY_MS = 24 * 60 * 60 * 1000
BYTES_A_DAY = bounded("files.bytes_a_day", 10 * 1024 * MIB, "refuse", "429 `file.too_much_today`; of one account")
GUESTS_BYTES_A_DAY = bounded("files.guests_bytes_a_day", 2 * 1024 * MIB, "refuse", "429 `file.too_much_today`")

_f, _u = file_table.c, file_use_table.c


class Capacity(msgspec.Struct, frozen=True):
    """How much an installation takes in; what a body may have is less or as much (`people.Allowance`)."""

    file_bytes: int  # of one file


class Announced(msgspec.Struct, frozen=True):
    """What a sender says of a file before its bytes come; the name is clean, the rest is not believed."""

    name: str
    type: str
    size: int | None  # null when the sender does not say
    keeps_position: bool = False


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """What was found out about a file while receiving and checking it."""

    type: str
    size: int
    digest: bytes
    blob_key: str
    thumbnail_key: str | None = None
    width: int | None = None
    height: int | None = None


class Receiving(msgspec.Struct, frozen=True):
    """A file that may now be sent: its bytes go to `blob_key`, at most so many."""

    id: FileId
    blob_key: str
    most: int


def begin_upload(db: Db, viewer: Viewer, announced: Announced, capacity: Capacity) -> Receiving:
    """Make room for a file. The row comes before the bytes, so that what a crash leaves is found and cleaned.

    Problems: RefusedByPolicy, FileTooLarge, QuotaExceeded.
    """
    require(viewer, "attach")
    _require_some_left_today(db, viewer, announced.size or 0)
    allowance = terms_of(db, viewer.organization_id).allowance
    most = allowance.largest_file(capacity.file_bytes)
    size = most if announced.size is None else announced.size
    if size > most:
        raise FileTooLarge(most_mib=most // MIB)
    if allowance.bytes:
        _hold_storage(db, viewer.organization_id)
        if used_bytes(db, viewer.organization_id) + size > allowance.bytes:
            raise QuotaExceeded(most_mib=allowance.bytes // MIB)
    receiving = Receiving(FileId(new_id()), new_key(), most)
    _insert(db, viewer.member_id, viewer.organization_id, receiving, announced.name, size, announced.type)
    return receiving


def _require_some_left_today(db: Db, viewer: Viewer, size: int) -> None:
    most = GUESTS_BYTES_A_DAY if viewer.is_guest else BYTES_A_DAY
    since = now_ms() - DAY_MS
    sent = select(func.coalesce(func.sum(_f.size), 0)).where(_f.uploader_id == viewer.member_id, _f.created_at > since)
    if int(db.scalar(sent)) + size > most:
        raise TooMuchToday(most_mib=most // MIB)


def _hold_storage(db: Db, organization_id: OrganizationId) -> None:
    """Lock the body's row until the commit: two files at once must not take the same last bytes."""
    _o = organization_table.c
    db.execute(select(_o.id).where(_o.id == organization_id).with_for_update())


def _insert(
    db: Db, member_id: MemberId, organization_id: OrganizationId, receiving: Receiving, name: str, size: int, type_: str
) -> None:
    db.execute(
        insert(file_table).values(
            id=receiving.id,
            organization_id=organization_id,
            uploader_id=member_id,
            name=name,
            size=size,
            type=type_,
            state="received",
            blob_key=receiving.blob_key,
            created_at=now_ms(),
        )
    )


def accept_file(db: Db, viewer: Viewer, file_id: FileId, received: Received) -> FileView:
    """Declare a file clean: it can be read by its uploader and attached. Problems: FileNotFound."""
    values = msgspec.structs.asdict(received)
    db.execute(update(file_table).where(_f.id == file_id, _f.state == "received").values(state="clean", **values))
    return require_file(db, viewer, file_id).view


def refuse_file(db: Db, file_id: FileId, code: str) -> None:
    """Note why a file was not taken; its bytes are the caller's to delete. The row goes with the orphans."""
    db.execute(update(file_table).where(_f.id == file_id).values(state="refused", refusal=code))


def discard_upload(db: Db, file_id: FileId) -> None:
    """Forget a file that never arrived whole; its bytes are the caller's to delete."""
    db.execute(delete(file_table).where(_f.id == file_id, _f.state == "received"))


def attach(db: Db, viewer: Viewer, file_ids: Sequence[str], stream: str, seq: int) -> list[FileView]:
    """Attach files to an entry, in the given order: one's own that are nowhere yet, or those one may read elsewhere.

    From then on whoever may read the entry may read them, and nobody else. What was attached before is forwarded,
    which policy may refuse. Problems: TooManyFiles, FileNotFound, FileNotClean, RefusedByPolicy.
    """
    wanted = [FileId(file_id) for file_id in dict.fromkeys(file_ids)]
    if len(wanted) > FILES_AT_MOST:
        raise TooManyFiles(most=FILES_AT_MOST)
    files = [_require_clean(db, viewer, file_id) for file_id in wanted]
    for file in files:
        if file.attached_at is not None:
            require_act(db, viewer, "forward", file)
    if not files:
        return []
    _keep(db, wanted)
    db.execute(
        insert(file_use_table),
        [
            {"file_id": file_id, "stream": stream, "seq": seq, "position": position}
            for position, file_id in enumerate(wanted)
        ],
    )
    return [file.view for file in files]


def _require_clean(db: Db, viewer: Viewer, file_id: FileId) -> StoredFile:
    file = require_file(db, viewer, file_id)
    if file.state != "clean":
        raise FileNotClean(name=file.name)
    return file


def _keep(db: Db, file_ids: Sequence[FileId]) -> None:
    """Mark files as needed. Changing the rows, not only locking them, makes a cleaner that waits look again."""
    kept = db.execute(update(file_table).where(_f.id.in_(file_ids), _f.state == "clean").values(attached_at=now_ms()))
    if kept.rowcount != len(file_ids):
        raise FileNotFound  # cleaned away since it was found


def withdraw(db: Db, stream: str, seq: int) -> None:
    """Show an entry's files to nobody any more: the entry was removed. The record keeps them."""
    db.execute(update(file_use_table).where(_u.stream == stream, _u.seq == seq).values(withdrawn_at=now_ms()))


def disown_uploads(db: Db, member_id: MemberId) -> None:
    """Let what somebody uploaded and attached nowhere be nobody's: the cleaner takes it within a day."""
    db.execute(update(file_table).where(_f.uploader_id == member_id, _f.attached_at.is_(None)).values(uploader_id=""))


def forget_orphans(db: Db, *, most: int = 200, now: int | None = None) -> list[str]:
    """Delete the rows of files nobody attached within a day; return the keys of their bytes, at most twice `most`."""
    unneeded = (
        select(_f.id, _f.blob_key, _f.thumbnail_key)
        .where(
            _f.attached_at.is_(None),
            _f.created_at < (now_ms() if now is None else now) - ORPHAN_MS,
            ~exists().where(_u.file_id == _f.id),
        )
        .order_by(_f.created_at)
        .limit(most)
    )
    rows = db.all(unneeded)
    ids = [row[0] for row in rows]
    gone = set(db.scalars(delete(file_table).where(_f.id.in_(ids), _f.attached_at.is_(None)).returning(_f.id)))
    return [key for row in rows if row[0] in gone for key in row[1:] if key]
