"""The worker: woken by commits, bounded, and no job is lost with it."""

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import func, select, update

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs, Worker, enqueue, failed_jobs
from kairan.core.kit.jobs.model import job_table
from kairan.core.kit.problems import StorageUnavailable
from kairan.core.kit.store import Store, open_store

ROOT = Path(__file__).resolve().parents[2]
IDLE_S = 30  # a poll that never comes within a test: what happens, happens by being woken


class Letter(msgspec.Struct, frozen=True):
    to: str


@asynccontextmanager
async def at_work(url: str, jobs: Jobs, *, workers: int = 1, poll_s: float = IDLE_S) -> AsyncIterator[Store]:
    store = open_store(url)
    await store.start()
    staff = [Worker(store, jobs, poll_s=poll_s) for _ in range(workers)]

    def announce(said: Sequence[object]) -> None:
        for worker in staff:
            worker.heed(said)

    store.announce = announce
    async with asyncio.TaskGroup() as group:
        for worker in staff:
            group.create_task(worker.run())
        try:
            yield store
        finally:
            for worker in staff:
                worker.stop()
    await store.stop()


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not is_so():
            await asyncio.sleep(0.01)


async def until_open(store: Store, number: int) -> int:
    """Wait until so many jobs are open; return how many are."""
    async with asyncio.timeout(20):
        while (found := int(await store.read(count_open))) != number:
            await asyncio.sleep(0.02)
    return found


async def until_nothing_waits(store: Store) -> None:
    await until_open(store, 0)


def count_open(db: Db) -> int:
    return int(db.scalar(select(func.count()).select_from(job_table).where(job_table.c.failed_at.is_(None))))


def hurry(db: Db) -> None:
    """Let time pass: every pause and every lease is over."""
    db.execute(update(job_table).values(due_at=now_ms() - 1, leased_until=None))
    enqueue(db, "wake", Letter(""))


def test_a_commit_wakes_the_worker_at_once(database_url: str) -> None:
    done: list[str] = []
    jobs = Jobs()
    jobs.add("mail", Letter, lambda _db, letter: done.append(letter.to))

    async def run() -> float:
        async with at_work(database_url, jobs) as store:
            await asyncio.sleep(0.1)
            start = time.monotonic()
            await store.write(enqueue, "mail", Letter("佐藤"))
            await until(lambda: bool(done))
            await until_nothing_waits(store)
            return time.monotonic() - start

    assert asyncio.run(run()) < IDLE_S / 2
    assert done == ["佐藤"]


def test_a_job_for_later_is_done_when_it_is_due_not_at_the_next_poll(database_url: str) -> None:
    done: list[int] = []
    jobs = Jobs()
    jobs.add("mail", Letter, lambda _db, _letter: done.append(now_ms()))

    async def run() -> int:
        async with at_work(database_url, jobs) as store:
            due_at = now_ms() + 300
            await store.write(lambda db: enqueue(db, "mail", Letter("佐藤"), due_at=due_at))
            await until(lambda: bool(done))
            return done[0] - due_at

    assert 0 <= asyncio.run(run()) < IDLE_S * 500


def test_what_a_handler_changes_and_the_end_of_its_job_are_one_transaction(database_url: str) -> None:
    tried: list[str] = []
    jobs = Jobs()

    def handler(db: Db, letter: Letter) -> None:
        enqueue(db, "of nobody", letter)
        tried.append(letter.to)
        if len(tried) == 1:
            raise ZeroDivisionError

    jobs.add("mail", Letter, handler)
    jobs.add("wake", Letter, lambda _db, _letter: None)

    async def run() -> int:
        async with at_work(database_url, jobs) as store:
            await store.write(enqueue, "mail", Letter("佐藤"))
            async with asyncio.timeout(20):
                while len(tried) < 2:
                    await store.write(hurry)  # once more, where the first attempt's end was not written yet
                    await asyncio.sleep(0.02)
            return await until_open(store, 1)

    assert asyncio.run(run()) == 1  # what the attempt that failed had enqueued is gone with it


def test_two_workers_never_run_the_same_job_at_once(database_url: str) -> None:
    running: set[str] = set()
    seen: list[str] = []
    jobs = Jobs()

    async def work(letter: Letter) -> None:
        assert letter.to not in running
        running.add(letter.to)
        await asyncio.sleep(0.02)
        running.remove(letter.to)
        seen.append(letter.to)

    jobs.add_outside("mail", Letter, work)

    def many(db: Db) -> None:
        for number in range(30):
            enqueue(db, "mail", Letter(str(number)))

    async def run() -> None:
        async with at_work(database_url, jobs, workers=3, poll_s=0.1) as store:
            await store.write(many)
            await until_nothing_waits(store)

    asyncio.run(run())
    assert sorted(seen, key=int) == [str(number) for number in range(30)]


def test_no_more_run_at_once_than_their_kind_allows(database_url: str) -> None:
    running = 0
    most = 0
    jobs = Jobs()

    async def work(_letter: Letter) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.02)
        running -= 1

    jobs.add_outside("scan", Letter, work, at_once=2)

    def many(db: Db) -> None:
        for number in range(12):
            enqueue(db, "scan", Letter(str(number)))

    async def run() -> None:
        async with at_work(database_url, jobs) as store:
            await store.write(many)
            await until_nothing_waits(store)

    asyncio.run(run())
    assert most == 2


def test_a_job_under_way_when_its_worker_is_killed_is_run_again(database_url: str) -> None:
    ended: list[str] = []
    jobs = Jobs()

    async def work(letter: Letter) -> str:
        return letter.to

    jobs.add_outside("mail", Letter, work, then=lambda _db, _letter, result: ended.append(result))
    jobs.add("wake", Letter, lambda _db, _letter: None)

    async def second_life() -> None:
        async with at_work(database_url, jobs, poll_s=0.05) as store:
            await asyncio.sleep(0.3)
            assert ended == []  # the lease of the dead still holds
            await store.write(hurry)
            await until_nothing_waits(store)

    command = [sys.executable, "-m", "tests.kit.hanging_worker", database_url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as dying:
        assert dying.stdout is not None
        assert dying.stdout.readline() == b"begun\n"
        dying.kill()
    asyncio.run(second_life())
    assert ended == ["佐藤"]


def test_a_poison_job_ends_as_failed_and_the_others_go_on(database_url: str) -> None:
    done: list[str] = []
    jobs = Jobs()

    def handler(_db: Db, letter: Letter) -> None:
        if letter.to == "poison":
            raise ValueError("cannot be digested")
        done.append(letter.to)

    jobs.add("mail", Letter, handler, attempts=1)

    def both(db: Db) -> None:
        enqueue(db, "mail", Letter("poison"))
        enqueue(db, "mail", Letter("佐藤"))

    async def run() -> list[str]:
        async with at_work(database_url, jobs) as store:
            await store.write(both)
            await until_nothing_waits(store)
            return [job.error for job in await store.read(failed_jobs)]

    assert asyncio.run(run()) == ["ValueError: cannot be digested"]
    assert done == ["佐藤"]


def test_a_body_that_cannot_be_read_is_a_failure_like_any_other(database_url: str) -> None:
    class Other(msgspec.Struct):
        number: int

    jobs = Jobs()
    jobs.add("mail", Letter, lambda _db, _letter: None, attempts=1)

    async def run() -> list[str]:
        async with at_work(database_url, jobs) as store:
            await store.write(enqueue, "mail", Other(1))
            await until_nothing_waits(store)
            return [job.error for job in await store.read(failed_jobs)]

    (error,) = asyncio.run(run())
    assert "ValidationError" in error


def test_work_that_hangs_is_cut_off_and_counts_as_an_attempt(database_url: str) -> None:
    jobs = Jobs()

    async def hang(_letter: Letter) -> None:
        await asyncio.Event().wait()

    jobs.add_outside("mail", Letter, hang, attempts=1, limit_s=0.1)

    async def run() -> list[str]:
        async with at_work(database_url, jobs) as store:
            await store.write(enqueue, "mail", Letter("佐藤"))
            await until_nothing_waits(store)
            return [job.error for job in await store.read(failed_jobs)]

    (error,) = asyncio.run(run())
    assert error.startswith("TimeoutError")


def test_a_periodic_job_has_one_row_however_many_nodes_start_however_often(database_url: str) -> None:
    done: list[int] = []
    jobs = Jobs()
    jobs.every(3600, "clean", lambda _db: done.append(1))
    jobs.add("wake", Letter, lambda _db, _letter: None)

    async def run() -> list[int]:
        for _ in range(2):
            async with at_work(database_url, jobs, workers=3) as store:
                rows = await until_open(store, 1)
        async with at_work(database_url, jobs) as store:
            await store.write(hurry)
            await until(lambda: bool(done))
            return [rows, await until_open(store, 1), len(done)]

    assert asyncio.run(run()) == [1, 1, 1]


def test_a_database_that_is_away_stops_the_work_but_not_the_worker(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    jobs = Jobs()
    jobs.add("mail", Letter, lambda _db, letter: done.append(letter.to))

    async def run() -> None:
        async with at_work(database_url, jobs, poll_s=0.05) as store:
            read = store.read

            async def away(*_: object) -> None:
                raise StorageUnavailable

            monkeypatch.setattr(store, "read", away)
            await store.write(enqueue, "mail", Letter("佐藤"))
            await asyncio.sleep(0.2)
            assert done == []
            monkeypatch.setattr(store, "read", read)
            await until(lambda: bool(done))

    asyncio.run(run())


def test_a_server_that_stops_does_not_wait_for_work_that_hangs(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kairan.core.kit.jobs.worker.STOP_S", 0.1)
    begun: list[str] = []
    jobs = Jobs()

    async def hang(letter: Letter) -> None:
        begun.append(letter.to)
        await asyncio.Event().wait()

    jobs.add_outside("mail", Letter, hang)

    async def run() -> float:
        store = open_store(database_url)
        await store.start()
        async with Worker(store, jobs) as worker:
            store.announce = worker.heed
            await store.write(enqueue, "mail", Letter("佐藤"))
            await until(lambda: bool(begun))
            start = time.monotonic()
        await store.stop()
        return time.monotonic() - start

    assert asyncio.run(run()) < 5


def test_two_handlers_for_one_kind_are_a_mistake() -> None:
    jobs = Jobs()
    jobs.every(60, "clean", lambda _db: None)
    with pytest.raises(ValueError, match="clean"):
        jobs.add("clean", Letter, lambda _db, _letter: None)
