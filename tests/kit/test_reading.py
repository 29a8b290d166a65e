"""Reading on SQLite: in turns, and yet nobody waits for a long one."""

import asyncio
import threading
import time

import pytest

from kairan.core.kit import pool
from kairan.core.kit.database import Db
from tests.kit.test_store import count, opened, run


def test_a_long_question_keeps_no_other_waiting(database_url: str) -> None:
    async def work() -> None:
        async with opened(database_url) as at:
            others_are_answered = threading.Event()
            long = asyncio.create_task(at.store.read(lambda _db: others_are_answered.wait(30)))
            await asyncio.sleep(0)  # it is at work, or the first in the queue
            assert await asyncio.gather(*(at.store.read(count) for _ in range(20))) == [0] * 20
            others_are_answered.set()
            assert await long

    run(work)


def test_short_questions_take_turns_and_a_failed_one_passes_the_turn_on(
    sqlite: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "TURN_S", 30)
    at_work = most_at_work = 0

    def short(_db: Db, number: int) -> int:
        nonlocal at_work, most_at_work
        at_work += 1
        most_at_work = max(most_at_work, at_work)
        time.sleep(0.001)
        at_work -= 1
        return number // (number % 5)  # every fifth one fails

    async def work() -> None:
        async with opened(sqlite) as at:
            answers = await asyncio.gather(*(at.store.read(short, n) for n in range(40)), return_exceptions=True)
            assert [isinstance(answer, ZeroDivisionError) for answer in answers] == [n % 5 == 0 for n in range(40)]
            assert most_at_work == 1

    run(work)
