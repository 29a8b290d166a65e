"""The emergency lane: what is urgent does not wait for what is not, and neither lane is endless."""

import asyncio
import threading

import pytest

from kairan.core.kit import store as module
from kairan.core.kit.database import Db
from kairan.core.kit.priority import is_urgent, set_priority, urgently
from kairan.core.kit.problems import TooBusy
from kairan.core.kit.store import READERS
from tests.kit.test_store import count, held, note, opened, run, stored


def test_what_is_urgent_is_written_before_what_waited_longer(database_url: str) -> None:
    order: list[str] = []

    async def said(name: str, writing: asyncio.Task[int]) -> None:
        await writing
        order.append(name)

    async def work() -> None:
        async with opened(database_url) as at:
            async with held(at.store) as tasks:
                tasks += [asyncio.create_task(at.store.write(note, f"{n}", f"room:{n}")) for n in range(40)]
                waiting = [asyncio.create_task(said("ordinary", task)) for task in tasks[1:]]  # type: ignore[arg-type]
                await asyncio.sleep(0)
                with urgently():
                    waiting.append(asyncio.create_task(said("urgent", asyncio.create_task(at.store.write(note)))))
                await asyncio.sleep(0.1)
            await asyncio.gather(*tasks, *waiting)
            await at.settle()

    run(work)
    if database_url.startswith("sqlite"):  # elsewhere there are many writers: the others need not have waited at all
        assert order[0] == "urgent"
    assert "urgent" in order
    assert len(order) == 41
    assert stored(database_url) == ["福祉課"]


def test_what_is_urgent_is_not_overlooked_when_it_comes_while_the_writer_takes_what_waits(
    sqlite: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its word reaches the writer together with ordinary work: it must be written without anything more coming."""

    async def work() -> None:
        async with opened(sqlite) as at:
            loop, is_there, urgent = asyncio.get_running_loop(), threading.Event(), list[asyncio.Task[int]]()
            taken = module.SqliteStore._drain_into

            def begin() -> None:
                with urgently():
                    urgent.append(loop.create_task(at.store.write(note)))
                loop.call_soon(is_there.set)

            def drain(store: module.SqliteStore, batch: list[module._Order]) -> bool:
                if not urgent:
                    loop.call_soon_threadsafe(begin)
                    is_there.wait(20)
                return taken(store, batch)

            monkeypatch.setattr(module.SqliteStore, "_drain_into", drain)
            await at.store.write(note, "first", "room:1")
            async with asyncio.timeout(20):
                await asyncio.gather(*urgent)

    run(work)
    assert stored(sqlite) == ["福祉課"]


def test_an_urgent_question_is_answered_while_every_reader_is_at_work(database_url: str) -> None:
    go = threading.Event()

    async def work() -> None:
        async with opened(database_url) as at:
            slow = [asyncio.create_task(at.store.read(lambda _db: go.wait(30))) for _ in range(READERS + 20)]
            await asyncio.sleep(0.1)
            with urgently():
                async with asyncio.timeout(20):
                    assert await at.store.read(count) == 0
            assert not any(task.done() for task in slow)
            go.set()
            await asyncio.gather(*slow)

    run(work)


def test_an_urgent_change_goes_through_while_ordinary_work_is_refused(
    sqlite: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAITING", 2)

    async def work() -> None:
        async with opened(sqlite) as at:
            async with held(at.store) as tasks:
                tasks.append(asyncio.create_task(at.store.write(note)))
                await asyncio.sleep(0)
                with pytest.raises(TooBusy):
                    await at.store.write(note)
                with urgently():
                    tasks.append(asyncio.create_task(at.store.write(note)))
                    await asyncio.sleep(0)
            await asyncio.gather(*tasks)

    run(work)
    assert len(stored(sqlite)) == 2


def test_the_lane_itself_has_an_end(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LANE_WAITING", 3)
    go = threading.Event()

    def slow(_db: Db) -> bool:
        return go.wait(30)

    async def work() -> None:
        async with opened(database_url) as at:
            with urgently():
                writing = [asyncio.create_task(at.store.write(slow)) for _ in range(3)]
                await asyncio.sleep(0.05)
                with pytest.raises(TooBusy) as refused:
                    await at.store.write(note)
                assert refused.value.retry_after_s
            go.set()
            await asyncio.gather(*writing)

    run(work)


def test_fewer_may_wait_where_the_disk_is_slow(sqlite: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound of what waits is a time: on a slow disk 10,000 waiting changes would be minutes."""

    async def work() -> None:
        async with opened(sqlite) as at:
            store = at.store
            assert isinstance(store, module.SqliteStore)
            for most_s, allowed in ((1e-6, module.WAITING_LEAST), (1e6, module.WAITING)):
                monkeypatch.setattr(module, "WAIT_MOST_S", most_s)
                await store.write(lambda _db: None)
                assert store._waiting_most == allowed

    run(work)


def test_a_request_that_is_urgent_leaves_the_lane_with_its_end() -> None:
    set_priority(urgent=True)
    assert is_urgent()
    set_priority(urgent=None)
    assert not is_urgent()
    with urgently():
        assert is_urgent()
    assert not is_urgent()
