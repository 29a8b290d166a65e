"""The hour comes by a job: once with two workers, after a crash, and after a late start."""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from kairan.administration.planned import register_jobs as register_department_jobs
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.kit.jobs import Jobs, Worker
from kairan.core.kit.jobs.model import job_table
from kairan.core.kit.store import open_store
from kairan.people import people_named
from kairan.talk.fold import fetch_room, fold_room
from kairan.transfers.actions import set_list
from kairan.transfers.jobs import register_jobs
from kairan.transfers.model import ListId, effect_table
from kairan.transfers.queries import page_of_list
from tests.transfers.conftest import Hall, hall_of, listed, roles, to

ROOT = Path(__file__).resolve().parents[2]
SOON_MS = 400


def prepared(url: str, at: int) -> tuple[Hall, ListId]:
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        hall = hall_of(db)
        cast = hall.cast
        moves = {
            cast.sato.member_id: to(cast.works, "課長補佐"),
            cast.tanaka.member_id: to(cast.welfare, "係長", predecessor_id=cast.sato.member_id),
        }
        list_id = listed(db, hall, moves, at)
        set_list(db, hall.yoshida, list_id)
    engine.dispose()
    return hall, list_id


def looked_at(url: str, look: Callable[[Db], None]) -> None:
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        look(db)
    engine.dispose()


async def until_done(url: str, hall: Hall, list_id: ListId, workers: int) -> None:
    """Let several nodes work, each with a store of its own, until the list is done and nothing waits."""
    stores = [open_store(url) for _ in range(workers)]
    async with asyncio.timeout(30), asyncio.TaskGroup() as group:
        staff = []
        for store in stores:
            await store.start()
            jobs = Jobs()
            register_jobs(jobs)
            register_department_jobs(jobs)
            worker = Worker(store, jobs, poll_s=0.1)

            def heed(said: Sequence[object], worker: Worker = worker) -> None:
                worker.heed(said)

            store.announce = heed
            staff.append(worker)
            group.create_task(worker.run())
        while (await stores[0].read(page_of_list, hall.yoshida, list_id)).card.status != "done":
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.3)  # whoever would do it a second time has had the time
        for worker in staff:
            worker.stop()
    for store in stores:
        await store.stop()


def check(db: Db, hall: Hall, list_id: ListId) -> None:
    cast = hall.cast
    assert people_named(db, [cast.sato.member_id])[0].department == "土木課"
    assert people_named(db, [cast.tanaka.member_id])[0].department == "福祉課"
    assert len(people_named(db, [cast.sato.member_id])[0].former) == 2
    assert roles(db, cast.tanaka, hall.room) == {"田中 一郎": "master", "鈴木 健": "member"}
    assert fold_room(db, hall.room) == fetch_room(db, hall.room)
    assert db.scalar(select(func.count()).select_from(effect_table).where(effect_table.c.list_id == list_id)) == 5
    assert db.scalar(select(func.count()).select_from(job_table)) == 0


def test_with_two_workers_at_the_hour_it_happens_once(database_url: str) -> None:
    hall, list_id = prepared(database_url, now_ms() + SOON_MS)
    asyncio.run(until_done(database_url, hall, list_id, 2))
    looked_at(database_url, lambda db: check(db, hall, list_id))


def test_a_server_that_starts_after_the_hour_catches_up(database_url: str) -> None:
    hall, list_id = prepared(database_url, now_ms() - 3_600_000)
    asyncio.run(until_done(database_url, hall, list_id, 1))
    looked_at(database_url, lambda db: check(db, hall, list_id))


def test_a_worker_killed_in_the_middle_leaves_nothing_half_done_and_the_next_one_does_it(database_url: str) -> None:
    hall, list_id = prepared(database_url, now_ms() - 1)
    died = subprocess.run(
        [sys.executable, "-m", "tests.transfers.dying_worker", database_url], cwd=ROOT, timeout=60, check=False
    )
    assert died.returncode == 9

    def nothing(db: Db) -> None:
        assert page_of_list(db, hall.yoshida, list_id).card.status == "set"
        assert people_named(db, [hall.cast.sato.member_id])[0].department == "福祉課"
        assert "田中 一郎" not in roles(db, hall.cast.sato, hall.room)
        db.execute(update(job_table).values(leased_until=None))  # its lease has run out

    looked_at(database_url, nothing)
    asyncio.run(until_done(database_url, hall, list_id, 1))
    looked_at(database_url, lambda db: check(db, hall, list_id))


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL")
