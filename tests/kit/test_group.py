"""Actions that share a commit: what they leave is written together, and a failed one leaves nothing."""

import asyncio

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from kairan.journal import append
from kairan.journal.model import entry_table
from kairan.kit.database import Db
from kairan.kit.problems import NotFound
from kairan.people import DepartmentId
from kairan.people.entries import DepartmentCreated
from tests.kit.test_store import CITY, count, held, note, opened, run, sqlite, stored

__all__ = ["sqlite"]


def leave(db: Db, name: str) -> int:
    """Append, and nothing else: everything is left to be written with the others."""
    return note(db, name)


def leave_and_refuse(db: Db, name: str) -> None:
    note(db, name)
    raise NotFound


def count_and_refuse(db: Db, name: str) -> None:
    note(db, name)
    count(db)  # an ordinary statement: what was left is written, in a savepoint of this action's own
    raise NotFound


def leave_what_cannot_be_written(db: Db) -> None:
    append(db, CITY, DepartmentCreated(id=DepartmentId("0000000000dep"), name="壊れた課", parent_id=None), None)
    db.later(break_down, "row")


def break_down(db: Db, _rows: list[str]) -> None:
    db.execute(insert(entry_table).values(stream_no=1, seq=1, kind="x", at=0, body_digest=b"", digest=b""))


def test_what_actions_of_one_commit_leave_is_written_once_in_order_and_a_failed_one_leaves_nothing(sqlite: str) -> None:
    async def work() -> None:
        async with opened(sqlite) as at:
            await at.store.write(note, "先")
            with held(at.store) as tasks:
                for action, name in (
                    (leave, "一"),
                    (leave_and_refuse, "無い"),
                    (leave, "二"),
                    (count_and_refuse, "これも無い"),
                    (leave, "三"),
                ):
                    tasks.append(asyncio.create_task(at.store.write(action, name)))
                tasks.append(asyncio.create_task(at.store.write(count)))
                tasks.append(asyncio.create_task(at.store.write(leave, "四")))
                await asyncio.sleep(0.05)
            _, one, none, two, neither, three, counted, four = await asyncio.gather(*tasks, return_exceptions=True)
            assert [one, two, three, counted, four] == [2, 3, 4, 4, 5]
            assert isinstance(none, NotFound)
            assert isinstance(neither, NotFound)
            assert stored(sqlite) == ["先", "一", "二", "三", "四"]
            await at.settle()
            assert at.heard == [1, 2, 3, 4, 5]

    run(work)


def test_one_whose_writing_fails_at_the_end_fails_alone(sqlite: str) -> None:
    async def work() -> None:
        async with opened(sqlite) as at:
            await at.store.write(note, "先")
            with held(at.store) as tasks:
                tasks.append(asyncio.create_task(at.store.write(leave, "一")))
                tasks.append(asyncio.create_task(at.store.write(leave_what_cannot_be_written)))
                tasks.append(asyncio.create_task(at.store.write(leave, "二")))
                await asyncio.sleep(0.05)
            _, one, broken, two = await asyncio.gather(*tasks, return_exceptions=True)
            assert (one, two) == (2, 3)
            assert isinstance(broken, IntegrityError)
            assert stored(sqlite) == ["先", "一", "二"]
            await at.settle()
            assert at.heard == [1, 2, 3]

    run(work)
