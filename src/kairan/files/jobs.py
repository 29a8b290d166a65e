"""What is done with files later: bytes nobody needs are deleted."""

import asyncio

import msgspec

from kairan.core.kit.blobs import Blobs
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs, enqueue
from kairan.files.actions import forget_orphans

HOURLY_S = 3600
DELETE = "files.delete_blobs"
SWEEP = "files.sweep_blobs"
CLEAN = "files.forget_orphans"
CLEAN_ON = "files.forget_more_orphans"


class DeleteBlobs(msgspec.Struct, frozen=True):
    """Bytes whose rows are gone."""

    keys: list[str]


class Again(msgspec.Struct, frozen=True):
    """There was more than one transaction should do."""


def register_jobs(jobs: Jobs, blobs: Blobs) -> None:
    """Add the jobs of files, once, where everything meets."""

    async def delete(body: DeleteBlobs) -> None:
        await blobs.delete(*body.keys)

    async def sweep(_body: Again) -> None:
        await asyncio.to_thread(blobs.sweep)

    jobs.add_outside(DELETE, DeleteBlobs, delete)
    jobs.add_outside(SWEEP, Again, sweep)
    jobs.every(HOURLY_S, CLEAN, clean_hourly)
    jobs.add(CLEAN_ON, Again, lambda db, _: clean_orphans(db))


def clean_hourly(db: Db) -> None:
    """Forget what nobody attached within a day, and what killed servers left half written."""
    clean_orphans(db)
    enqueue(db, SWEEP, Again(), key="hourly")


def clean_orphans(db: Db) -> None:
    """Delete the rows now and their bytes after the commit; a few hundred at a time, so that nobody waits."""
    keys = forget_orphans(db)
    if not keys:
        return
    enqueue(db, DELETE, DeleteBlobs(keys))
    enqueue(db, CLEAN_ON, Again(), key="more")
