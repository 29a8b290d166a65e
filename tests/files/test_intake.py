"""Receiving without HTTP: rebuilding, breaking off, and what a killed server leaves."""

import asyncio
import io
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest
from sqlalchemy import func, select, update

from kairan.core.kit.blobs import STALE_S, Blobs, open_blobs
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs, Worker
from kairan.core.kit.jobs.model import job_table
from kairan.core.kit.store import Store, open_store
from kairan.files import FileView, attach, file_table
from kairan.files.actions import Announced, Capacity, begin_upload
from kairan.files.checks import Candidate, Check, default_checks
from kairan.files.intake import Intake
from kairan.files.jobs import clean_hourly, register_jobs
from kairan.files.model import ORPHAN_MS
from kairan.files.problems import UploadInterrupted
from tests.cast import Cast, assemble
from tests.files import samples

T = TypeVar("T")

CAPACITY = Capacity(file_bytes=1024 * 1024)


class House:
    """A store, a folder of blobs and the cast."""

    def __init__(self, store: Store, folder: Path, cast: Cast) -> None:
        self.store = store
        self.folder = folder
        self.blobs: Blobs = open_blobs(folder)
        self.cast = cast

    async def receive(self, content: bytes, checks: Sequence[Check] | None = None, size: int | None = None) -> FileView:
        announced = Announced("a.png", "image/png", len(content) if size is None else size)
        return await Intake(self.blobs, CAPACITY, checks).receive(
            self.store, self.cast.sato, announced, pieces(content)
        )

    async def content(self, key: str) -> bytes:
        return b"".join([chunk async for chunk in self.blobs.get(key)])

    def stored(self) -> int:
        return sum(1 for path in self.folder.rglob("*") if path.is_file())


async def pieces(content: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(content), 1000):
        yield content[at : at + 1000]


def in_house(url: str, folder: Path, work: Callable[[House], Awaitable[T]]) -> T:
    async def run() -> T:
        store = open_store(url)
        await store.start()
        try:
            return await work(House(store, folder, await store.write(assemble)))
        finally:
            await store.stop()

    return asyncio.run(run())


def count_files(db: Db) -> int:
    return int(db.scalar(select(func.count()).select_from(file_table)))


def test_what_a_check_rebuilt_takes_the_place_of_what_was_sent(database_url: str, tmp_path: Path) -> None:
    rebuilt = samples.png(colour="red")

    def rebuild(given: Candidate) -> Candidate:
        return msgspec.structs.replace(given, open=lambda: io.BytesIO(rebuilt), is_rebuilt=True)

    async def work(house: House) -> None:
        view = await house.receive(samples.photo(), [*default_checks(), rebuild])
        row = await house.store.read(lambda db: db.first(select(file_table.c.blob_key, file_table.c.thumbnail_key)))
        assert row is not None
        assert await house.content(row[0]) == rebuilt
        assert view.size == len(rebuilt)
        assert house.stored() == 2  # with the small picture; what was sent is gone

    in_house(database_url, tmp_path, work)


def test_fewer_bytes_than_announced_leave_nothing(database_url: str, tmp_path: Path) -> None:
    async def work(house: House) -> None:
        with pytest.raises(UploadInterrupted):
            await house.receive(os.urandom(5000), size=5001)
        assert (await house.store.read(count_files), house.stored()) == (0, 0)

    in_house(database_url, tmp_path, work)


def test_a_check_that_breaks_is_a_fault_and_leaves_nothing(database_url: str, tmp_path: Path) -> None:
    def broken(_given: Candidate) -> Candidate:
        raise ZeroDivisionError

    async def work(house: House) -> None:
        with pytest.raises(ZeroDivisionError):
            await house.receive(samples.png(), [broken])
        assert (await house.store.read(count_files), house.stored()) == (0, 0)

    in_house(database_url, tmp_path, work)


def test_the_hourly_job_forgets_what_nobody_attached_and_what_a_killed_server_left(
    database_url: str, tmp_path: Path
) -> None:
    def a_day_later(db: Db) -> None:
        db.execute(update(file_table).values(created_at=now_ms() - ORPHAN_MS - 1000))
        clean_hourly(db)

    async def work(house: House) -> None:
        kept, _orphan = await house.receive(samples.png()), await house.receive(samples.png(colour="red"))
        await house.store.write(lambda db: attach(db, house.cast.sato, [kept.id], "room:x", 1))
        announced = Announced("cut.png", "image/png", 10)
        cut = await house.store.write(begin_upload, house.cast.sato, announced, CAPACITY)
        await house.blobs.put(cut.blob_key, b"received, then the server was killed")
        half = house.folder / f"{cut.blob_key}x#1"
        half.write_bytes(b"half")
        os.utime(half, (0, half.stat().st_mtime - 2 * STALE_S))
        jobs = Jobs()
        register_jobs(jobs, house.blobs)
        async with Worker(house.store, jobs) as worker:
            house.store.announce = worker.heed
            await house.store.write(a_day_later)
            async with asyncio.timeout(30):
                while await house.store.read(count_jobs) or house.stored() > 2:
                    await asyncio.sleep(0.05)
        assert await house.store.read(count_files) == 1
        assert house.stored() == 2  # the kept one and its small picture

    in_house(database_url, tmp_path, work)


def count_jobs(db: Db) -> int:
    """How many jobs wait, besides the next hour's."""
    return int(
        db.scalar(select(func.count()).select_from(job_table).where(job_table.c.key.is_distinct_from("periodic")))
    )
