"""Actions that share a commit: what they leave is written together, and a failed one leaves nothing."""

import asyncio

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from kairan.core.journal import append
from kairan.core.journal.model import entry_table
from kairan.core.kit.database import Db
from kairan.core.kit.group_commit import Written
from kairan.core.kit.problems import NotFound
from kairan.people import DepartmentId
from kairan.people.entries import DepartmentCreated
from tests.kit.test_store import CITY, count, held, note, opened, run, stored


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
            async with held(at.store) as tasks:
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
            async with held(at.store) as tasks:
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


def leave_two_and_look(db: Db) -> int:
    note(db, "一")
    note(db, "二")
    seen = count(db)
    note(db, "三")
    note(db, "四")
    return seen


def test_an_action_that_leaves_several_of_a_kind_leaves_all_of_them_in_order(database_url: str) -> None:
    async def work() -> None:
        async with opened(database_url) as at:
            assert await at.store.write(leave_two_and_look) == 2
            assert await at.store.write(note, "五") == 5
            await at.settle()
            assert at.heard == [1, 2, 3, 4, 5]
        assert stored(database_url) == ["一", "二", "三", "四", "五"]

    run(work)


def test_what_one_action_left_goes_to_postgresql_as_one_statement_with_names_of_its_own() -> None:
    written = Written()
    written.execute("UPDATE room SET n = %(n)s WHERE no = %(no)s", {"n": 5, "no": 1})
    written.execute("INSERT INTO message (n, body) VALUES (%(n)s, %(body)s)", {"n": 6, "body": "100%"})
    assert written.trips() == [
        (
            "WITH part0 AS (UPDATE room SET n = %(n0)s WHERE no = %(no0)s) "
            "INSERT INTO message (n, body) VALUES (%(n1)s, %(body1)s)",
            {"n0": 5, "no0": 1, "n1": 6, "body1": "100%"},
        )
    ]


def test_what_is_written_to_the_same_table_goes_to_postgresql_one_after_the_other() -> None:
    written = Written()
    written.execute("DELETE FROM message_gram WHERE seq = %(seq)s", {"seq": 1})
    written.execute("UPDATE room SET n = %(n)s", {"n": 5})
    written.execute("INSERT INTO message_gram (seq) VALUES (%(seq)s)", {"seq": 1})
    assert written.trips() == written.statements
