"""Threads for work: how many at once, what a long piece does to the others, and the end."""

import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncIterator

import pytest

from kairan.core.kit import pool as module
from kairan.core.kit.pool import Pool
from kairan.core.kit.problems import TooBusy
from tests.kit.test_store import run

PATIENCE_S = 30


@contextlib.asynccontextmanager
async def pool_of(threads: int, *, most: int = 1_000, at_once: int | None = None) -> AsyncIterator[Pool]:
    pool = Pool("test", threads, most, at_once)
    try:
        yield pool
    finally:
        await pool.stop()


class _Counted:
    """Work that notes how many do it at once."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self._lock = threading.Lock()

    def work(self) -> None:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.001)
        with self._lock:
            self.now -= 1


def test_a_pool_refuses_beyond_what_may_wait_and_takes_more_afterwards() -> None:
    go = threading.Event()

    async def work() -> None:
        async with pool_of(1, most=2) as pool:
            begun = [pool.ask(go.wait, PATIENCE_S) for _ in range(2)]
            with pytest.raises(TooBusy):
                pool.ask(go.wait, PATIENCE_S)
            go.set()
            assert await asyncio.gather(*begun) == [True, True]
            assert await pool.ask(lambda: 7) == 7

    run(work)


@pytest.mark.parametrize("at_once", [1, 2, None])
def test_as_many_work_at_once_as_was_said(at_once: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TURN_S", PATIENCE_S)
    counted = _Counted()

    async def work() -> None:
        async with pool_of(4, at_once=at_once) as pool:
            await asyncio.gather(*(pool.ask(counted.work) for _ in range(100)))
        assert counted.most <= (at_once or 4)

    run(work)


def test_all_threads_are_used_where_nothing_else_was_said() -> None:
    together = threading.Barrier(4)

    async def work() -> None:
        async with pool_of(4) as pool:
            await asyncio.gather(*(pool.ask(together.wait, PATIENCE_S) for _ in range(4)))

    run(work)


def test_long_work_is_passed_by_until_every_thread_has_some() -> None:
    go = threading.Event()
    short: list[int] = []

    async def work() -> None:
        async with pool_of(4, at_once=1) as pool:
            long: list[asyncio.Future[bool]] = []
            for _ in range(3):
                long.append(pool.ask(go.wait, PATIENCE_S))
                await asyncio.gather(*(pool.ask(short.append, number) for number in range(50)))
            long.append(pool.ask(go.wait, PATIENCE_S))
            last = pool.ask(short.append, 50)
            await asyncio.sleep(0.05)
            assert not last.done()  # all four are held up
            go.set()
            assert await asyncio.gather(*long) == [True] * 4
            await last
            assert len(short) == 3 * 50 + 1

    run(work)


def test_after_long_work_one_at_a_time_works_again(monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()
    counted = _Counted()

    async def work() -> None:
        async with pool_of(4, at_once=1) as pool:
            long = [pool.ask(go.wait, PATIENCE_S) for _ in range(3)]
            await asyncio.gather(*(pool.ask(counted.work) for _ in range(5)))
            monkeypatch.setattr(module, "TURN_S", PATIENCE_S)
            go.set()
            await asyncio.gather(*long, *(pool.ask(counted.work) for _ in range(100)))
            assert counted.most == 1

    run(work)


def test_a_fault_is_told_to_who_asked_and_to_nobody_else() -> None:
    async def work() -> None:
        async with pool_of(1) as pool:
            answers = await asyncio.gather(
                pool.ask(lambda: 1 // 0), pool.ask(lambda: "after it"), return_exceptions=True
            )
            assert isinstance(answers[0], ZeroDivisionError)
            assert answers[1] == "after it"

    run(work)


def test_what_nobody_waits_for_any_more_is_not_done() -> None:
    go = threading.Event()
    done: list[str] = []

    async def work() -> None:
        async with pool_of(1) as pool:
            first = pool.ask(go.wait, PATIENCE_S)
            given_up = pool.ask(done.append, "given up")
            last = pool.ask(done.append, "last")
            given_up.cancel()
            go.set()
            await asyncio.gather(first, last)
            assert done == ["last"]

    run(work)


def test_what_was_asked_before_the_end_is_done() -> None:
    done: list[int] = []

    async def work() -> None:
        async with pool_of(2) as pool:
            asked = [pool.ask(done.append, number) for number in range(100)]
        assert sorted(done) == list(range(100))
        await asyncio.gather(*asked)

    run(work)


def test_a_pool_serves_one_loop_after_the_other_even_if_one_ended_in_the_middle() -> None:
    go = threading.Event()
    pool = Pool("test", 1, 2)

    async def leaves() -> None:
        pool.ask(go.wait, PATIENCE_S)

    async def comes_back() -> None:
        while True:
            with contextlib.suppress(TooBusy):
                assert await pool.ask(lambda: 7) == 7
                break
            await asyncio.sleep(0.001)
        await pool.stop()

    run(leaves)
    go.set()
    run(comes_back)
