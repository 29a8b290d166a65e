"""Threads that are kept on one core: the system's own word for where each may run, and a core that others need."""

import asyncio
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kairan.core.kit import cpu_affinity as module
from kairan.core.kit import pool as pool_module
from kairan.core.kit.cpu_affinity import CpuAffinity, Times, better_core
from kairan.core.kit.database import Db
from kairan.core.kit.pool import Pool
from kairan.core.kit.store import open_store
from tests.kit.test_store import run

PATIENCE_S = 30
several = pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2, reason="one core, or another system"
)


@pytest.fixture(autouse=True)
def everywhere() -> Iterator[None]:
    """Let the thread of the tests go where it could before."""
    before = os.sched_getaffinity(0)
    yield
    os.sched_setaffinity(0, before)


def in_thread(work: Callable[[], object]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join(PATIENCE_S)
    assert not thread.is_alive()


def here() -> set[int]:
    return os.sched_getaffinity(0)


@several
def test_who_joins_stays_on_the_core_until_they_leave() -> None:
    core = CpuAffinity()
    assert core.core in here()
    core.join()
    assert here() == {core.core}
    other: list[set[int]] = []

    def joins() -> None:
        core.join()
        other.append(here())

    in_thread(joins)
    assert other == [{core.core}]
    core.leave()
    assert len(here()) > 1


@several
def test_a_thread_that_one_of_ours_started_is_let_go() -> None:
    core = CpuAffinity()
    core.join()
    go = threading.Event()
    stranger = threading.Thread(target=go.wait)
    stranger.start()
    assert stranger.native_id is not None
    assert os.sched_getaffinity(stranger.native_id) == {core.core}
    core.look()
    assert len(os.sched_getaffinity(stranger.native_id)) > 1
    assert here() == {core.core}
    go.set()
    stranger.join()


@several
def test_who_has_been_put_on_one_core_by_somebody_else_stays_there() -> None:
    core = CpuAffinity()
    (elsewhere, *_) = here() - {core.core}
    go = threading.Event()
    placed = threading.Event()

    def stay() -> None:
        os.sched_setaffinity(0, {elsewhere})
        placed.set()
        go.wait(PATIENCE_S)

    thread = threading.Thread(target=stay)
    thread.start()
    placed.wait(PATIENCE_S)
    core.look()
    assert os.sched_getaffinity(thread.native_id or 0) == {elsewhere}
    go.set()
    thread.join()


@several
def test_we_all_leave_a_core_that_another_program_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system says of its cores is written here: on a busy machine there may be no better one."""
    monkeypatch.setattr(module, "_STAT", tmp_path / "stat")
    (tmp_path / "stat").touch()
    cores = here()
    core = CpuAffinity()
    core.join()
    first, second = core.core, min(cores - {core.core})
    for ticks in (0, 100_000):
        lines = [f"cpu{first} {ticks} 0 0 0 0 0 0 0 0 0", f"cpu{second} 0 0 0 {ticks} 0 0 0 0 0 0", "intr 1 2"]
        (tmp_path / "stat").write_text("\n".join(["cpu  1 2 3 4 5 6 7 8 9 0", *lines]))
        core.look()
    assert core.core == second
    assert here() == {second}
    core.look()
    assert core.core == second


def times(at: float, busy: float, other_busy: float, ours: float) -> Times:
    return Times(at, {0: busy, 1: other_busy}, ours)


@pytest.mark.parametrize(
    ("busy", "other_busy", "ours", "better"),
    [
        (1.9, 0.1, 1.9, None),  # we work alone
        (1.9, 0.1, 0.9, 1),  # half of it is somebody else's, and the other core rests
        (1.9, 1.9, 0.9, None),  # it rests nowhere
        (1.9, 0.9, 0.9, None),  # too little to gain
        (1.9, 0.0, 1.4, 1),  # a quarter is somebody else's
        (0.3, 0.1, 0.1, None),  # others take little
    ],
)
def test_which_core_is_better(busy: float, other_busy: float, ours: float, better: int | None) -> None:
    assert better_core(0, times(10, 5, 5, 1), times(12, 5 + busy, 5 + other_busy, 1 + ours), {0, 1}) == better


@several
def test_the_threads_of_a_store_are_together_and_one_with_long_work_is_not(
    sqlite: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOOK_S", PATIENCE_S)
    go = threading.Event()
    at: list[set[int]] = []

    def long(_db: Db) -> set[int]:
        at.append(here())
        go.wait(PATIENCE_S)
        return here()

    async def work() -> None:
        core = CpuAffinity()
        store = open_store(sqlite, core)
        async with core.kept():
            together = here()
            await store.start()
            assert len(together) == 1
            assert await store.write(lambda _db: here()) == together
            monkeypatch.setattr(pool_module, "TURN_S", 0.001)
            held_up = asyncio.create_task(store.read(long))
            while not at:
                await asyncio.sleep(0.01)
            assert at == [together]
            await store.read(lambda _db: None)  # another thread works in their place
            go.set()
            assert len(await held_up) > 1
            monkeypatch.setattr(pool_module, "TURN_S", PATIENCE_S)
            for _ in range(8):
                assert await store.read(lambda _db: here()) == together
            await store.stop()
        assert len(here()) > 1

    run(work)


def test_a_pool_needs_no_core() -> None:
    async def work() -> None:
        pool = Pool("test", 1, 1)
        assert await pool.ask(here) == here()
        await pool.stop()

    run(work)


@several
def test_where_the_system_forbids_it_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a service is that may not set `sched_setaffinity`."""

    def forbidden(_thread: int, _cores: object) -> None:
        raise PermissionError

    before = here()
    with monkeypatch.context() as patched:
        patched.setattr(os, "sched_setaffinity", forbidden)
        core = CpuAffinity()
        core.join()
    assert core.core is None
    core.look()
    core.join()
    assert here() == before


def test_where_nobody_may_see_what_the_cores_do_nothing_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a service is with `ProcSubset=pid`."""
    monkeypatch.setattr(module, "_STAT", tmp_path / "none")
    assert CpuAffinity().core is None


def test_a_core_that_is_not_among_those_told_of_is_kept() -> None:
    """A container may see cores under other numbers than the system's."""
    assert better_core(5, times(10, 5, 5, 1), times(12, 5, 5, 1), {5, 6}) is None


def test_where_the_system_cannot_do_it_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity")
    core = CpuAffinity()
    core.join()
    core.look()
    core.leave()
    assert core.core is None
