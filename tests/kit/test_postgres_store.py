"""The store on PostgreSQL: its connections may be lost, wait for each other, or fall silent."""

import asyncio
import threading

import pytest
from sqlalchemy import insert, text, update

from kairan.core.kit import database as database_module
from kairan.core.kit import store as module
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.kit.problems import StorageUnavailable
from kairan.people import organization_table
from tests.kit.test_store import note, opened, run, stored
from tests.support.databases import build_schema, name_in
from tests.support.postgres import Postgres


@pytest.fixture
def postgresql(postgres: Postgres) -> str:
    """A fresh PostgreSQL database, for what is particular to it."""
    url = postgres.url(postgres.create())
    build_schema(url)
    return url


def test_two_who_wait_for_each_other_both_get_through(postgresql: str) -> None:
    both_have_one = threading.Barrier(2, timeout=20)
    tries: list[str] = []

    def change(db: Db, first: str, second: str) -> str:
        tries.append(first)
        for number, name in enumerate((first, second)):
            db.execute(update(organization_table).where(organization_table.c.id == name).values(name=first))
            if number == 0 and len(tries) <= 2:
                both_have_one.wait()
        return first

    async def work() -> None:
        async with opened(postgresql) as at:
            for name in ("a", "b"):
                body = {"id": name, "name": name, "kind": "other", "created_at": 1}
                await at.store.write(Db.execute, insert(organization_table).values(body))
            first, second = await asyncio.gather(at.store.write(change, "a", "b"), at.store.write(change, "b", "a"))
            assert (first, second) == ("a", "b")
            assert len(tries) >= 3  # on a busy machine both may lose the first time

    run(work)


def cut_others(url: str) -> None:
    """Cut every idle connection to a database, as a restart of PostgreSQL does, and see it end."""
    engine = open_engine(url, pool_size=1)
    others = "pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = :name"
    with transaction(engine) as db:
        assert db.scalars(text(f"SELECT pg_terminate_backend(pid, 30000) FROM {others}"), {"name": name_in(url)}) == [
            True
        ]
    engine.dispose()


def cut_own(db: Db) -> None:
    note(db, "消える")
    db.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


def test_a_connection_lost_in_between_is_replaced_and_one_lost_on_the_way_is_told(postgresql: str) -> None:
    async def work() -> None:
        async with opened(postgresql) as at:
            await at.store.write(note, "まえ")
            cut_others(postgresql)
            assert await at.store.write(note, "あと") == 2
            with pytest.raises(StorageUnavailable):
                await at.store.write(cut_own)
            assert await at.store.write(note, "もっとあと") == 3

    run(work)
    assert stored(postgresql) == ["まえ", "あと", "もっとあと"]


def test_a_connection_in_use_is_not_asked_whether_it_lives_and_one_that_rested_is(
    postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    async def work() -> None:
        async with opened(postgresql) as at:
            dialect = at.store.engine.dialect
            monkeypatch.setattr(database_module, "TRUSTED_S", 600.0)
            monkeypatch.setattr(dialect, "do_ping", asked.append)
            for number in range(5):
                await at.store.write(note, f"{number}")
            assert asked == []
            monkeypatch.setattr(database_module, "TRUSTED_S", 0.0)
            await at.store.write(note, "5")
            assert len(asked) == 1

    run(work)


def test_one_who_falls_silent_in_the_middle_of_a_write_does_not_keep_the_others_from_writing(
    postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ABANDONED_MS", 500)
    has_locked, go_on = threading.Event(), threading.Event()

    def fall_silent(db: Db) -> None:
        note(db, "とちゅう")
        has_locked.set()
        go_on.wait(30)
        note(db, "もうおそい")

    async def work() -> None:
        async with opened(postgresql) as at:
            silent = asyncio.ensure_future(at.store.write(fall_silent))
            assert await asyncio.to_thread(has_locked.wait, 30)
            assert await asyncio.wait_for(at.store.write(note, "あと"), 20) == 1
            go_on.set()
            with pytest.raises(StorageUnavailable):
                await silent

    run(work)
    assert stored(postgresql) == ["あと"]
