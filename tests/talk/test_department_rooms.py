"""Rooms for departments in bulk: one for each that has none, with its people and a master of its own."""

import msgspec
import pytest

from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated, MemberId, Viewer
from kairan.people import DepartmentId, Post, create_department, hold_posts, organization_stream
from kairan.people.roles import RoleNeeded
from kairan.selfaudit.whole import state_faults
from kairan.talk.cards import members_of
from kairan.talk.department_rooms import (
    RoomsWanted,
    RoomWanted,
    departments_without_room,
    make_department_rooms,
)
from kairan.talk.fold import fetch_room, fold_room
from kairan.talk.model import RoomChange, RoomId, room_table
from kairan.talk.problems import NotInRoom, RoomDepartmentUnknown
from kairan.talk.room_administration import archive
from kairan.talk.rooms import change_room
from tests.administration.conftest import with_role
from tests.cast import Cast, assemble, person, room_of


@pytest.fixture
def cast(db: Db) -> Cast:
    return assemble(db)


@pytest.fixture
def yoshida(db: Db, cast: Cast) -> Viewer:
    return with_role(db, cast.city, "yoshida", "吉田 恵", "administrator")


def make_all(db: Db, viewer: Viewer, *, below: bool = False) -> int:
    lacking = departments_without_room(db, viewer, below=below).departments
    wanted = [RoomWanted(one.id, one.master.id) for one in lacking if one.master is not None]
    return make_department_rooms(db, viewer, RoomsWanted(rooms=wanted, below=below)).made


def rooms_for(db: Db, department_id: DepartmentId) -> list[RoomId]:
    return [
        RoomId(one)
        for one in db.scalars(
            room_table.select().with_only_columns(room_table.c.id).where(room_table.c.department_id == department_id)
        )
    ]


def names(db: Db, viewer: Viewer, room: RoomId) -> dict[str, str]:
    return {one.person.name: one.role for one in members_of(db, viewer, room)}


def test_each_department_with_people_gets_one_room_and_never_a_second(db: Db, cast: Cast, yoshida: Viewer) -> None:
    empty = create_department(db, None, cast.city, "統計課")
    hold_posts(db, None, cast.suzuki.member_id, [Post(cast.welfare, "課長")])
    look = departments_without_room(db, yoshida)
    assert [(one.path, one.room, one.people) for one in look.departments] == [
        ("福祉課", "福祉課", 2), ("土木課", "土木課", 2), ("統計課", "統計課", 0),
    ]  # fmt: skip
    masters = [one.master.name if one.master else None for one in look.departments]
    assert masters == ["鈴木 健", "田中 一郎", None]
    assert make_all(db, yoshida) == 2
    (welfare,) = rooms_for(db, cast.welfare)
    assert names(db, cast.sato, welfare) == {"鈴木 健": "master", "佐藤 美咲": "member"}
    assert fold_room(db, welfare) == fetch_room(db, welfare)
    assert rooms_for(db, empty) == []
    again = [RoomWanted(cast.welfare, cast.suzuki.member_id)] * 2
    assert make_department_rooms(db, yoshida, RoomsWanted(rooms=again)).made == 0
    look = departments_without_room(db, yoshida)
    assert ([one.id for one in look.departments], look.with_room) == ([empty], 2)
    hold_posts(db, None, cast.tanaka.member_id, [Post(cast.welfare, "主査")])
    assert "田中 一郎" in names(db, cast.sato, welfare)
    assert list(state_faults(db)) == []


def test_a_room_that_somebody_made_by_hand_counts_until_it_is_archived(db: Db, cast: Cast, yoshida: Viewer) -> None:
    room = room_of(db, cast.sato)
    change_room(db, cast.sato, room, RoomChange(department_id=cast.welfare))
    assert [one.id for one in departments_without_room(db, yoshida).departments] == [cast.works]
    archive(db, yoshida, room, archived=True)
    assert len(departments_without_room(db, yoshida).departments) == 2


def test_with_those_below_a_division_has_the_people_of_its_sections(db: Db, cast: Cast, yoshida: Viewer) -> None:
    division = create_department(db, None, cast.city, "健康部")
    section = create_department(db, None, cast.city, "庶務係", division)
    other = create_department(db, None, cast.city, "庶務係", cast.works)
    for login, name, at in (("hoken", "保健 一", section), ("shomu", "庶務 二", other)):
        person(db, cast.city, login, name, name, at)
    look = {one.id: one for one in departments_without_room(db, yoshida, below=True).departments}
    assert (look[division].people, look[cast.works].people) == (1, 3)
    assert (look[section].room, look[other].room) == ("庶務係（健康部）", "庶務係（土木課）")
    assert make_all(db, yoshida, below=True) == 5
    (room,) = rooms_for(db, division)
    new = person(db, cast.city, "shin", "新人 一", "しんじん", section)
    assert set(names(db, new, room)) == {"保健 一", "新人 一"}


def test_only_whoever_administers_rooms_makes_them_and_within_reach(db: Db, cast: Cast, yoshida: Viewer) -> None:
    town = with_role(db, cast.neighbour.organization_id, "choba", "町場 守", "administrator")
    wanted = RoomsWanted(rooms=[RoomWanted(cast.works, cast.tanaka.member_id)])
    with pytest.raises(RoleNeeded):
        departments_without_room(db, cast.sato)
    with pytest.raises(RoleNeeded):
        make_department_rooms(db, cast.sato, wanted)
    with pytest.raises(RoomDepartmentUnknown):
        make_department_rooms(db, town, wanted)
    sato = msgspec.structs.replace(cast.sato, delegated=frozenset({Delegated("rooms", cast.welfare)}))
    assert [one.id for one in departments_without_room(db, sato).departments] == [cast.welfare]
    with pytest.raises(RoomDepartmentUnknown):
        make_department_rooms(db, sato, wanted)
    for stranger in (cast.sato.member_id, cast.neighbour.member_id, MemberId("0000000000000")):
        with pytest.raises(NotInRoom):
            make_department_rooms(db, yoshida, RoomsWanted(rooms=[RoomWanted(cast.works, stranger)]))
    assert rooms_for(db, cast.works) == []


def test_it_stands_on_record_with_department_and_master(db: Db, cast: Cast, yoshida: Viewer) -> None:
    make_all(db, yoshida)
    told = [one for one in entries_after(db, organization_stream(cast.city), 0, 1_000) if one.by == yoshida.member_id]
    assert [(one.kind, msgspec.json.decode(one.body)) for one in told][-1] == (
        "room.made_for_department",
        {
            "room_id": rooms_for(db, cast.works)[0], "room": "土木課", "department_id": cast.works,
            "path": "土木課", "member_id": cast.tanaka.member_id,
        },
    )  # fmt: skip
