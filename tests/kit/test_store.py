"""The store: what is answered is on disk and announced in order; what fails never happened."""

import asyncio
import resource
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from kairan.core.journal import Entry, append, entries_after
from kairan.core.journal.model import entry_table
from kairan.core.kit import store as module
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.kit.problems import NotFound, Problem, StorageFull, TooBusy
from kairan.core.kit.store import Store, open_store
from kairan.people import DepartmentId, organization_table
from kairan.people.entries import DepartmentCreated

CITY = "directory:0000000000001"


def note(db: Db, name: str = "福祉課", stream: str = CITY) -> int:
    return append(db, stream, DepartmentCreated(id=DepartmentId("0000000000dep"), name=name, parent_id=None), None).seq


def count(db: Db) -> int:
    return int(db.scalar(select(func.count()).select_from(entry_table)))


class Opened:
    """A store at work, and what it announced."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.heard: list[int] = []
        store.announce = lambda entries: self.heard.extend(e.seq for e in entries if isinstance(e, Entry))

    async def settle(self) -> None:
        """Let announcements that other threads left arrive."""
        await self.store.read(count)
        await asyncio.sleep(0)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Opened]:
    store = open_store(url)
    await store.start()
    try:
        yield Opened(store)
    finally:
        await store.stop()


@asynccontextmanager
async def held(store: Store) -> AsyncIterator[list[asyncio.Task[object]]]:
    """Keep the writer at work, so that what is asked meanwhile waits together; let it go at the end."""
    begun, go = threading.Event(), threading.Event()

    def hold(_db: Db) -> bool:
        begun.set()
        return go.wait(30)

    tasks: list[asyncio.Task[object]] = [asyncio.create_task(store.write(hold))]
    try:
        await asyncio.to_thread(begun.wait, 30)
        yield tasks
    finally:
        go.set()


def run(work: Callable[[], Awaitable[None]]) -> None:
    async def limited() -> None:
        async with asyncio.timeout(60):
            await work()

    asyncio.run(limited())


def stored(url: str) -> list[str]:
    """Return what another program finds in the database."""
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        found = [bytes(entry.body).decode() for entry in entries_after(db, CITY, 0, 1_000)]
    engine.dispose()
    return [body.split('"name":"')[1].split('"')[0] for body in found]


def test_what_is_answered_is_in_the_database_for_everybody_and_was_announced(database_url: str) -> None:
    async def work() -> None:
        async with opened(database_url) as at:
            assert await at.store.write(note, "一つ目") == 1
            await at.settle()
            assert at.heard == [1]
            assert stored(database_url) == ["一つ目"]
            assert await at.store.read(count) == 1

    run(work)


def test_announcements_come_in_the_order_of_the_commits_and_before_the_answer(sqlite: str) -> None:
    """On PostgreSQL there are several writers, and the hub puts their entries in order."""

    async def work() -> None:
        async with opened(sqlite) as at:

            async def ask() -> None:
                assert await at.store.write(note) in at.heard

            await asyncio.gather(*(ask() for _ in range(600)))
            assert at.heard == list(range(1, 601))

    run(work)


def refuse(db: Db) -> None:
    note(db, "消える")
    raise NotFound


def blunder(db: Db) -> None:
    note(db, "消える")
    raise LookupError("a fault")


def collide(db: Db) -> None:
    note(db, "消える")
    same = {"id": "0000000000org", "name": "x", "kind": "other", "created_at": 1}
    db.execute(insert(organization_table), same)
    db.execute(insert(organization_table), same)


def misspell(db: Db) -> None:
    note(db, "消える")
    db.execute(text("SELECT * FROM no_such_table"))


@pytest.mark.parametrize(
    ("action", "error"),
    [(refuse, NotFound), (blunder, LookupError), (collide, IntegrityError), (misspell, (DBAPIError, Problem))],
    ids=["refuse", "blunder", "collide", "misspell"],
)
def test_an_action_that_fails_leaves_the_others_of_its_batch_alone(
    database_url: str, action: Callable[[Db], None], error: type[Exception]
) -> None:
    async def work() -> None:
        async with opened(database_url) as at:
            async with held(at.store) as tasks:
                tasks += [asyncio.create_task(at.store.write(one)) for one in (note, action, note)]
                await asyncio.sleep(0.1)
            _, first, failed, second = await asyncio.gather(*tasks, return_exceptions=True)
            assert isinstance(failed, error)
            assert {first, second} == {1, 2}
            await at.settle()
            assert sorted(at.heard) == [1, 2]

    run(work)
    assert stored(database_url) == ["福祉課", "福祉課"]


def test_what_waits_together_is_committed_together(sqlite: str) -> None:

    async def work() -> None:
        async with opened(sqlite) as at:
            commits: list[object] = []
            event.listen(at.store.engine, "commit", commits.append)
            async with held(at.store) as tasks:
                tasks += [asyncio.create_task(at.store.write(note)) for _ in range(200)]
                await asyncio.sleep(0.1)
            await asyncio.gather(*tasks)
            assert len(commits) == 2  # the one that was held, and all that waited

    run(work)


@contextmanager
def no_space_beyond(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_when_the_disk_is_full_everybody_is_told_nothing_is_announced_and_later_work_goes_on(
    sqlite: str,
) -> None:
    log = Path(sqlite.removeprefix("sqlite:///") + "-wal")

    async def work() -> None:
        async with opened(sqlite) as at:
            await at.store.write(note, "まえ")
            with no_space_beyond(log.stat().st_size):
                told = await asyncio.gather(
                    *(at.store.write(note, "消える") for _ in range(20)), return_exceptions=True
                )
            assert [type(one) for one in told] == [StorageFull] * 20
            assert at.heard == [1]
            assert await at.store.read(count) == 1
            assert await at.store.write(note, "あと") == 2
            assert at.heard == [1, 2]

    run(work)
    assert stored(sqlite) == ["まえ", "あと"]


def fill_up(db: Db) -> None:
    for _ in range(1_000):
        note(db, "長い名前" * 500)


def test_when_one_action_fills_the_disk_it_is_told_and_small_ones_go_on(sqlite: str) -> None:

    def limit(db: Db) -> None:
        pages = db.scalar(text("PRAGMA page_count"))
        db.execute(text(f"PRAGMA max_page_count = {pages + 20}"))

    async def work() -> None:
        async with opened(sqlite) as at:
            await at.store.write(limit)
            with pytest.raises(StorageFull):
                await at.store.write(fill_up)
            assert await at.store.write(note, "小さい") == 1
            assert at.heard == [1]

    run(work)
    assert stored(sqlite) == ["小さい"]


def test_what_was_asked_is_done_even_if_the_asker_goes_away(database_url: str) -> None:
    async def work() -> None:
        async with opened(database_url) as at:
            async with held(at.store) as tasks:
                gone = asyncio.create_task(at.store.write(note, "去った人"))
                await asyncio.sleep(0.1)
                gone.cancel()
            await asyncio.gather(*tasks)
            assert gone.cancelled() or await asyncio.gather(gone, return_exceptions=True)
            await at.store.write(note, "残った人")
            await at.settle()
            assert sorted(at.heard) == [1, 2]

    run(work)
    assert sorted(stored(database_url)) == ["去った人", "残った人"]


def test_a_full_queue_says_busy_at_once_and_takes_more_when_it_is_worked_off(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAITING", 3)

    async def work() -> None:
        async with opened(database_url) as at:
            async with held(at.store) as tasks:
                tasks += [asyncio.create_task(at.store.write(note, "待つ", f"room:{n}")) for n in range(2)]
                await asyncio.sleep(0)
                if database_url.startswith("sqlite"):  # elsewhere several writers work at once
                    with pytest.raises(TooBusy) as refused:
                        await at.store.write(note)
                    assert refused.value.retry_after_s == 2
            await asyncio.gather(*tasks)
            await at.store.write(note)

    run(work)


def test_what_is_queued_is_finished_before_the_store_stops(database_url: str) -> None:
    async def work() -> None:
        async with opened(database_url) as at, held(at.store) as tasks:
            tasks += [asyncio.create_task(at.store.write(note)) for _ in range(50)]
            await asyncio.sleep(0)
        assert await asyncio.gather(*tasks[1:]) is not None

    run(work)
    assert len(stored(database_url)) == 50


def test_a_query_changes_nothing(database_url: str) -> None:
    async def work() -> None:
        async with opened(database_url) as at:
            await asyncio.gather(at.store.read(note), return_exceptions=True)
            assert await at.store.read(count) == 0
            assert at.heard == []

    run(work)


def test_a_listener_that_fails_does_not_keep_the_answer_back(database_url: str) -> None:
    async def work() -> None:
        async with opened(database_url) as at:
            asyncio.get_running_loop().set_exception_handler(lambda *_: None)

            def fail(_entries: object) -> None:
                raise LookupError("a fault in a listener")

            at.store.announce = fail
            assert await at.store.write(note) == 1
            assert await at.store.write(note) == 2

    run(work)
