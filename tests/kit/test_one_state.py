"""A query sees one state of the database, however many statements it asks and whatever is committed meanwhile."""

import asyncio
import threading

from sqlalchemy import func, insert, select

from kairan.core.journal.model import EMPTY, stream_table
from kairan.core.kit.database import Db
from kairan.core.kit.store import open_store


def counted(db: Db) -> int:
    return db.scalar(select(func.count()).select_from(stream_table)) or 0


def opened(db: Db, name: str) -> None:
    db.execute(insert(stream_table).values(name=name, seq=0, digest=EMPTY))


def test_what_is_committed_between_two_statements_is_not_seen(database_url: str) -> None:
    looked, committed = threading.Event(), threading.Event()

    def twice(db: Db) -> tuple[int, int]:
        first = counted(db)
        looked.set()
        assert committed.wait(20)
        return first, counted(db)

    async def meanwhile() -> list[tuple[int, int]]:
        store = open_store(database_url)
        await store.start()
        try:
            await store.write(opened, "toy:first")
            seen = []
            for name, ask in (("toy:second", store.read), ("toy:third", store.search)):
                looked.clear()
                committed.clear()
                asking = asyncio.ensure_future(ask(twice))
                await asyncio.to_thread(looked.wait, 20)
                await store.write(opened, name)
                committed.set()
                seen.append(await asking)
            assert await store.read(counted) == 3
            return seen
        finally:
            await store.stop()

    assert asyncio.run(meanwhile()) == [(1, 1), (2, 2)]
