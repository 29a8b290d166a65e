"""Files that no virus checker has seen yet (未確認の添付): asked again until it answers.

Promise: what is refused later loses its bytes, whether it was submitted or not; staff and applicant see that it was.
"""

import asyncio

import msgspec
from sqlalchemy import select, update

from kairan.applications.attachment_model import AttachmentState, application_file_table
from kairan.applications.looking_through import state_of
from kairan.core.kit.blobs import Blobs
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs, enqueue
from kairan.files.clamd import Scanner
from kairan.files.jobs import DELETE, DeleteBlobs

EVERY_S = 60
AT_ONCE = 20
LOOK = "applications.check_unchecked"
CHECK = "applications.check_files"

_f = application_file_table.c


class CheckFiles(msgspec.Struct, frozen=True):
    """Files to be checked: their ids, and where their bytes are."""

    files: list[tuple[str, str]]


def register_checking(jobs: Jobs, blobs: Blobs, scanner: Scanner | None) -> None:
    """Check what is unchecked, once a minute; where no checker is set, nothing is done."""

    async def check(body: CheckFiles) -> dict[str, AttachmentState]:
        if scanner is None:
            return {}
        found: dict[str, AttachmentState] = {}
        for file_id, key in body.files:
            if (state := await asyncio.to_thread(_state_of, blobs, scanner, key)) is not None:
                found[file_id] = state
        return found

    def look(db: Db) -> None:
        if scanner is not None and (files := unchecked_files(db)):
            enqueue(db, CHECK, CheckFiles(files), key="next")

    jobs.every(EVERY_S, LOOK, look)
    jobs.add_outside(CHECK, CheckFiles, check, note_checked, limit_s=AT_ONCE * 60)


def _state_of(blobs: Blobs, scanner: Scanner, key: str) -> AttachmentState | None:
    """Return what a file is; None for one that is not there any more."""
    try:
        with blobs.open(key) as content:
            return state_of(scanner, content)
    except FileNotFoundError:
        return None


def unchecked_files(db: Db) -> list[tuple[str, str]]:
    """Return what is to be checked next: what was tried least, then what came first."""
    rows = db.all(
        select(_f.id, _f.blob_key).where(_f.state == "unchecked").order_by(_f.tries, _f.created_at).limit(AT_ONCE)
    )
    return [(row.id, row.blob_key) for row in rows]


def note_checked(db: Db, body: CheckFiles, found: dict[str, AttachmentState]) -> None:
    """Note what the checker said; one that was not reached is asked again later."""
    for file_id, key in body.files:
        state = found.get(file_id, "unchecked")
        this = (_f.id == file_id) & (_f.blob_key == key) & (_f.state == "unchecked")
        checked_at = None if state == "unchecked" else now_ms()
        values = {"state": state, "tries": _f.tries + 1, "checked_at": checked_at}
        rows = db.all(update(application_file_table).where(this).values(values).returning(_f.thumbnail_key))
        if rows and state == "refused":
            keys = [key, *(row.thumbnail_key for row in rows if row.thumbnail_key)]
            enqueue(db, DELETE, DeleteBlobs(keys))
