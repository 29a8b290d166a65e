"""The tree and what hangs on it, changed by two at once: one waits for the other, and sees what became."""

import threading
import time
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, select, text

from kairan.administration.actions import change_person, mark_left, reopen_person
from kairan.administration.departments import close_department, open_department
from kairan.administration.merging import merge_department
from kairan.administration.model import AccountChange, PostWanted
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.kit.problems import Problem
from kairan.core.viewer import Viewer
from kairan.people import DepartmentId, held_posts
from kairan.talk.cards import members_of
from kairan.talk.model import RoomChange, room_table
from kairan.talk.problems import RoomDepartmentUnknown
from kairan.talk.rooms import change_room
from tests.administration.conftest import office_of
from tests.cast import room_of

Act = Callable[[Db], object]


def until_somebody_waits(db: Db) -> None:
    """Wait until another transaction waits for this one; on SQLite it waits before it begins."""
    while db.dialect == "postgresql":
        if db.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
            return
        time.sleep(0.01)


def during(engine: Engine, first: Act, second: Act) -> list[Problem]:
    """Do the second while the first is done and not committed; return what the second was refused with."""
    refused: list[Problem] = []

    def other() -> None:
        try:
            with transaction(engine) as db:
                second(db)
        except Problem as problem:
            refused.append(problem)

    with transaction(engine) as db:
        first(db)
        thread = threading.Thread(target=other)
        thread.start()
        until_somebody_waits(db)
    thread.join(60)
    assert not thread.is_alive()
    return refused


def merges(by: Viewer, department_id: DepartmentId, into_id: DepartmentId) -> Act:
    return lambda db: merge_department(db, by, department_id, into_id, None)


@pytest.mark.parametrize("how", ["merged", "closed"])
def test_no_room_follows_a_department_that_is_just_being_closed(database_url: str, how: str) -> None:
    engine = open_engine(database_url, pool_size=2)
    with transaction(engine) as db:
        office = office_of(db)
        empty = open_department(db, office.yoshida, "旧課", None)
        room = room_of(db, office.cast.sato)
    cast, wanted = office.cast, RoomChange(department_id=empty)
    closing: dict[str, Act] = {
        "merged": merges(office.yoshida, empty, cast.works),
        "closed": lambda db: close_department(db, office.yoshida, empty),
    }
    refused = during(engine, closing[how], lambda db: change_room(db, cast.sato, room, wanted))
    assert [type(one) for one in refused] == [RoomDepartmentUnknown]
    with transaction(engine) as db:
        assert db.scalar(select(room_table.c.department_id).where(room_table.c.id == room)) is None
    engine.dispose()


def test_who_comes_back_while_their_department_is_merged_holds_no_post_in_it(database_url: str) -> None:
    engine = open_engine(database_url, pool_size=2)
    with transaction(engine) as db:
        office = office_of(db)
        mark_left(db, office.yoshida, office.cast.tanaka.member_id)
    cast = office.cast
    merge = merges(office.yoshida, cast.works, cast.welfare)
    assert during(engine, merge, lambda db: reopen_person(db, office.yoshida, cast.tanaka.member_id)) == []
    with transaction(engine) as db:
        assert held_posts(db, cast.tanaka.member_id) == []
    engine.dispose()


def test_who_gets_a_post_while_a_room_begins_to_follow_it_is_in_the_room(database_url: str) -> None:
    engine = open_engine(database_url, pool_size=2)
    with transaction(engine) as db:
        office = office_of(db)
        room = room_of(db, office.cast.sato)
    follows = RoomChange(department_id=office.cast.welfare)
    moved = AccountChange(posts=[PostWanted(office.cast.welfare, "主事")])
    tanaka = office.cast.tanaka.member_id
    assert (
        during(
            engine,
            lambda db: change_person(db, office.yoshida, tanaka, moved),
            lambda db: change_room(db, office.cast.sato, room, follows),
        )
        == []
    )
    with transaction(engine) as db:
        assert tanaka in {one.person.id for one in members_of(db, office.cast.sato, room)}
    engine.dispose()
