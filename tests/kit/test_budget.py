"""A question costs what it may and no more: time, and only while somebody waits."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import text

from kairan.core.kit import store as store_module
from kairan.core.kit.asking import SEARCHES_EACH, Gone, SearchesWaiting, searches, unless_gone
from kairan.core.kit.budget import SEARCH_S, QueryTooLong, budget_s
from kairan.core.kit.database import Db
from kairan.core.kit.store import SEARCHERS, Store, open_store

ENDLESS = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n")


def endless(db: Db) -> int:
    return int(db.scalar(ENDLESS))


def one(db: Db) -> int:
    return int(db.scalar(text("SELECT 1")))


def run(url: str, work: Callable[[Store], Awaitable[None]]) -> None:
    async def working() -> None:
        store = open_store(url)
        await store.start()
        try:
            await work(store)
        finally:
            await store.stop()

    asyncio.run(working())


def test_a_question_that_takes_too_long_is_stopped_and_its_reader_goes_on(database_url: str) -> None:
    async def work(store: Store) -> None:
        budget_s.set(0.3)
        with pytest.raises(QueryTooLong):
            await store.read(endless)
        assert await store.read(one) == 1

    run(database_url, work)


def test_searches_keep_nobody_elses_reader(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "SEARCH_S", 1)

    async def work(store: Store) -> None:
        searches = [asyncio.ensure_future(store.search(endless)) for _ in range(4 * SEARCHERS)]
        for _ in range(3):
            assert await asyncio.wait_for(store.read(one), 10) == 1
        assert not all(search.done() for search in searches)
        ended = await asyncio.gather(*searches, return_exceptions=True)
        assert {type(end) for end in ended} == {QueryTooLong}

    run(database_url, work)


def test_a_question_is_given_up_when_nobody_waits_for_it_any_more(sqlite: str) -> None:
    async def work(store: Store) -> None:
        asked = asyncio.ensure_future(store.search(endless))
        await asyncio.sleep(0.1)
        asked.cancel()
        began = time.monotonic()
        await store.stop()  # waits for its threads
        assert time.monotonic() - began < SEARCH_S - 1

    run(sqlite, work)


def test_who_goes_is_not_waited_for() -> None:
    async def work() -> None:
        never: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def at_once() -> None:
            return

        with pytest.raises(Gone):
            await unless_gone(never, at_once)
        assert never.cancelled()

    asyncio.run(work())


def test_one_account_searches_one_by_one_and_others_meanwhile() -> None:
    async def work() -> None:
        at_work: list[str] = []
        most = {"sato": 0, "tanaka": 0}

        async def search(account: str) -> None:
            async with searches.of(account):
                at_work.append(account)
                most[account] = max(most[account], at_work.count(account))
                await asyncio.sleep(0.01)
                at_work.remove(account)

        asked = [search(who) for _ in range(SEARCHES_EACH) for who in most]
        ended = await asyncio.gather(*asked, search("sato"), return_exceptions=True)
        assert most == {"sato": 1, "tanaka": 1}
        assert [type(end) for end in ended if end is not None] == [SearchesWaiting]

    asyncio.run(work())
