"""Rooms of a department: whoever holds a post there is in the room, as long as they hold it."""

import msgspec
import pytest
from sqlalchemy import update

from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people import DepartmentId, Post, create_department, hold_posts, organization_stream
from kairan.talk.cards import card_of, members_of
from kairan.talk.fold import fetch_room, fold_room
from kairan.talk.model import RoomChange, RoomId, room_table
from kairan.talk.problems import MasterOnly, RoomDepartmentUnknown, RoomFollowsPost, RoomNotFound
from kairan.talk.queries import Place, page_of
from kairan.talk.room_administration import archive
from kairan.talk.rooms import archive_room, change_room, invite, leave_room, remove_member, unarchive_room
from tests.administration.conftest import with_role
from tests.cast import Cast, assemble, person, room_of, say


def bind(db: Db, master: Viewer, room: RoomId, department: DepartmentId | None, *, below: bool = False) -> None:
    change_room(db, master, room, RoomChange(department_id=department, department_below=below))


def names(db: Db, viewer: Viewer, room: RoomId) -> dict[str, str]:
    return {one.person.name: one.role for one in members_of(db, viewer, room)}


@pytest.fixture
def cast(db: Db) -> Cast:
    return assemble(db)


def test_a_room_made_the_departments_has_its_people(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    bind(db, cast.sato, room, cast.welfare)
    assert names(db, cast.sato, room) == {"佐藤 美咲": "master", "鈴木 健": "member"}
    assert card_of(db, cast.suzuki, room).department_id == cast.welfare
    assert fold_room(db, room) == fetch_room(db, room)


def test_who_moves_in_comes_in_and_who_moves_out_goes(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    bind(db, cast.sato, room, cast.welfare)
    hold_posts(db, None, cast.tanaka.member_id, [Post(cast.welfare, "主査")])
    assert "田中 一郎" in names(db, cast.sato, room)
    hold_posts(db, None, cast.suzuki.member_id, [Post(cast.works, "主事")])
    with pytest.raises(RoomNotFound):
        page_of(db, cast.suzuki, room, Place())
    assert fold_room(db, room) == fetch_room(db, room)


def test_a_new_colleague_is_in_the_room_from_the_first_day(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    bind(db, cast.sato, room, cast.welfare)
    new = person(db, cast.city, "shin", "新人 一", "しんじん はじめ", cast.welfare)
    assert card_of(db, new, room).mine is not None


def test_a_concurrent_post_keeps_them_in(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    bind(db, cast.sato, room, cast.welfare)
    hold_posts(db, None, cast.suzuki.member_id, [Post(cast.works, "主事"), Post(cast.welfare, "主事")])
    assert "鈴木 健" in names(db, cast.sato, room)


def test_who_was_brought_in_otherwise_stays(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.guest)
    bind(db, cast.sato, room, cast.welfare)
    invite(db, cast.sato, room, [cast.tanaka.member_id])
    hold_posts(db, None, cast.suzuki.member_id, [Post(cast.works, "主事")])
    assert {"田中 一郎", "介護 花子"} <= names(db, cast.sato, room).keys()


def test_a_division_s_room_follows_the_sections_below_it(db: Db, cast: Cast) -> None:
    division = create_department(db, None, cast.city, "健康部")
    section = create_department(db, None, cast.city, "保健課", division)
    room = room_of(db, cast.sato)
    bind(db, cast.sato, room, division, below=True)
    own = room_of(db, cast.sato, name="部だけ")
    bind(db, cast.sato, own, division)
    hold_posts(db, None, cast.tanaka.member_id, [Post(section, "主事")])
    assert "田中 一郎" in names(db, cast.sato, room)
    assert "田中 一郎" not in names(db, cast.sato, own)


def test_who_comes_by_post_reads_by_the_rooms_rule(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, history="since_joining")
    bind(db, cast.sato, room, cast.welfare)
    say(db, cast.sato, room, "前任のときの話")
    hold_posts(db, None, cast.tanaka.member_id, [Post(cast.welfare, "主事")])
    say(db, cast.sato, room, "これからの話")
    assert [one.text for one in page_of(db, cast.tanaka, room, Place()).messages] == ["これからの話"]


def test_the_highest_remaining_post_becomes_master(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    chief = person(db, cast.city, "kacho", "課長 太郎", "かちょう たろう", cast.welfare)
    hold_posts(db, None, chief.member_id, [Post(cast.welfare, "課長")])
    bind(db, cast.sato, room, cast.welfare)
    hold_posts(db, None, cast.sato.member_id, [Post(cast.works, "主事")])
    assert names(db, chief, room) == {"課長 太郎": "master", "鈴木 健": "member"}


def test_who_holds_the_post_neither_leaves_nor_is_removed(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    bind(db, cast.sato, room, cast.welfare)
    with pytest.raises(RoomFollowsPost):
        leave_room(db, cast.suzuki, room)
    with pytest.raises(RoomFollowsPost):
        remove_member(db, cast.sato, room, cast.suzuki.member_id)


def test_a_room_that_follows_nothing_any_more_keeps_its_people(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    bind(db, cast.sato, room, cast.welfare)
    bind(db, cast.sato, room, None)
    leave_room(db, cast.suzuki, room)
    assert names(db, cast.sato, room) == {"佐藤 美咲": "master"}


def test_only_masters_bind_and_only_to_departments_of_the_body(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    with pytest.raises(MasterOnly):
        bind(db, cast.tanaka, room, cast.works)
    theirs = create_department(db, None, cast.neighbour.organization_id, "町の課")
    with pytest.raises(RoomDepartmentUnknown):
        bind(db, cast.sato, room, theirs)


def test_an_archived_room_follows_too_and_nobody_who_moved_away_reads_on(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    bind(db, cast.sato, room, cast.welfare)
    archive_room(db, cast.sato, room)
    hold_posts(db, None, cast.suzuki.member_id, [Post(cast.works, "主事")])
    hold_posts(db, None, cast.tanaka.member_id, [Post(cast.welfare, "主査")])
    unarchive_room(db, cast.sato, room)
    say(db, cast.sato, room, "再開します")
    assert names(db, cast.sato, room) == {"佐藤 美咲": "master", "田中 一郎": "member"}
    with pytest.raises(RoomNotFound):
        page_of(db, cast.suzuki, room, Place())
    assert fold_room(db, room) == fetch_room(db, room)


@pytest.mark.parametrize("by_console", [True, False])
def test_a_room_taken_out_of_the_archive_has_all_who_hold_the_post_on_record(
    db: Db, cast: Cast, by_console: bool
) -> None:
    yoshida = with_role(db, cast.city, "yoshida", "吉田 恵", "administrator")
    room = room_of(db, cast.sato, name="福祉課")
    archive_room(db, cast.sato, room)
    # As an earlier version left it: the room follows, and nobody was let in.
    db.execute(update(room_table).where(room_table.c.id == room).values(department_id=cast.welfare))
    if by_console:
        archive(db, yoshida, room, archived=False)
    else:
        unarchive_room(db, cast.sato, room)
    assert "鈴木 健" in names(db, cast.sato, room)
    entries = entries_after(db, organization_stream(cast.city), 0, 1_000)
    (told,) = [msgspec.json.decode(one.body) for one in entries if one.kind == "room.widened"]
    assert (told["name"], told["how"], told["people"]) == ("福祉課", "unarchived", 1)
