"""A list at its hour: everything of it happens or nothing, once, and it can be taken back."""

import msgspec
import pytest

from kairan.administration.actions import change_person, mark_left, reopen_person
from kairan.administration.audit import AuditFilter, audit
from kairan.administration.model import AccountChange, PostWanted
from kairan.core.journal import entries_after
from kairan.core.journal.verify import verify
from kairan.core.kit.database import Db
from kairan.people import directory_stream, member_stream, people_named
from kairan.talk.cards import card_of
from kairan.talk.fold import fetch_room, fold_room
from kairan.talk.problems import RoomNotFound
from kairan.talk.queries import Place, page_of
from kairan.talk.rooms import archive_room, unarchive_room
from kairan.transfers.actions import CarryOut, put_moves, set_list
from kairan.transfers.execution import carry_out
from kairan.transfers.model import Move
from kairan.transfers.problems import TransferFixed
from kairan.transfers.queries import page_of_list
from kairan.transfers.undoing import undo_list
from tests.cast import room_of, say
from tests.transfers.conftest import Hall, done, listed, new_section, roles, to


def test_at_the_hour_posts_rooms_and_masters_change_together(db: Db, hall: Hall) -> None:
    cast = hall.cast
    list_id = done(
        db,
        hall,
        {
            cast.sato.member_id: to(cast.works, "課長補佐", extension="455"),
            cast.tanaka.member_id: to(cast.welfare, "係長", predecessor_id=cast.sato.member_id),
        },
    )
    assert page_of_list(db, hall.yoshida, list_id).card.status == "done"
    sato, tanaka = people_named(db, [cast.sato.member_id]) + people_named(db, [cast.tanaka.member_id])
    assert (sato.department, sato.post, sato.extension) == ("土木課", "課長補佐", "455")
    assert (tanaka.department, tanaka.post) == ("福祉課", "係長")
    assert roles(db, cast.tanaka, hall.room) == {"田中 一郎": "master", "鈴木 健": "member"}
    with pytest.raises(RoomNotFound):
        page_of(db, cast.sato, hall.room, Place())
    assert fold_room(db, hall.room) == fetch_room(db, hall.room)
    assert verify(db).faults == []


def test_archived_rooms_are_left_and_come_into_like_others(db: Db, hall: Hall) -> None:
    cast = hall.cast
    theme = room_of(db, cast.tanaka, cast.suzuki, name="給付金事業")
    archive_room(db, cast.sato, hall.room)
    archive_room(db, cast.tanaka, theme)
    moves = {
        cast.sato.member_id: to(cast.works),
        cast.suzuki.member_id: Move(kind="leave"),
        cast.tanaka.member_id: to(cast.welfare, predecessor_id=cast.sato.member_id),
    }
    list_id = done(db, hall, moves)
    unarchive_room(db, cast.tanaka, hall.room)
    assert roles(db, cast.tanaka, hall.room) == {"田中 一郎": "master"}
    assert roles(db, cast.tanaka, theme) == {"田中 一郎": "master"}
    undo_list(db, hall.yoshida, list_id)
    assert roles(db, cast.sato, hall.room) == {"佐藤 美咲": "master", "鈴木 健": "member"}
    assert fold_room(db, theme) == fetch_room(db, theme)


def test_everybody_concerned_is_told_at_once(db: Db, hall: Hall) -> None:
    cast = hall.cast
    done(db, hall, {cast.tanaka.member_id: to(cast.welfare)})
    own = [entry.kind for entry in entries_after(db, member_stream(cast.tanaka.member_id), 0, 100)]
    assert own[-2:] == ["room.entered", "profile.changed"]
    public = entries_after(db, directory_stream(cast.city), 0, 1_000)[-1]
    assert (public.kind, msgspec.json.decode(public.body)) == ("member.changed", {"id": cast.tanaka.member_id})
    record = [entry.kind for entry in audit(db, hall.yoshida, AuditFilter()).entries[:3]]
    assert record == ["transfer.carried_out", "person.changed", "transfer.set"]


def test_a_list_is_carried_out_once(db: Db, hall: Hall) -> None:
    list_id = done(db, hall, {hall.cast.tanaka.member_id: to(hall.cast.welfare)})
    before = entries_after(db, directory_stream(hall.cast.city), 0, 1_000)
    carry_out(db, CarryOut(list_id))
    assert entries_after(db, directory_stream(hall.cast.city), 0, 1_000) == before


def test_who_left_meanwhile_stops_the_whole_list_with_a_clear_message(db: Db, hall: Hall) -> None:
    cast = hall.cast
    list_id = listed(db, hall, {cast.tanaka.member_id: to(cast.welfare), cast.suzuki.member_id: to(cast.works)})
    set_list(db, hall.yoshida, list_id)
    mark_left(db, hall.yoshida, cast.tanaka.member_id)
    carry_out(db, CarryOut(list_id))
    card = page_of_list(db, hall.yoshida, list_id).card
    assert card.status == "failed"
    assert [(fault.name, "すでに退職" in fault.text) for fault in card.told] == [("田中 一郎", True)]
    assert people_named(db, [cast.suzuki.member_id])[0].department == "福祉課"
    assert "鈴木 健" in roles(db, cast.sato, hall.room)
    failed = audit(db, hall.yoshida, AuditFilter(act="transfer.failed")).entries
    assert len(failed) == 1
    assert "田中 一郎" in bytes(failed[0].body).decode()


def test_a_failed_list_is_put_right_and_set_again(db: Db, hall: Hall) -> None:
    cast = hall.cast
    list_id = listed(db, hall, {cast.tanaka.member_id: to(cast.welfare)})
    set_list(db, hall.yoshida, list_id)
    mark_left(db, hall.yoshida, cast.tanaka.member_id)
    carry_out(db, CarryOut(list_id))
    put_moves(db, hall.yoshida, list_id, {cast.tanaka.member_id: to(cast.welfare, kind="return")})
    set_list(db, hall.yoshida, list_id)
    carry_out(db, CarryOut(list_id))
    assert page_of_list(db, hall.yoshida, list_id).card.status == "done"
    tanaka = people_named(db, [cast.tanaka.member_id])[0]
    assert (tanaka.status, tanaka.department) == ("active", "福祉課")
    assert "田中 一郎" in roles(db, cast.sato, hall.room)


def test_who_leaves_goes_from_every_group_room_and_a_master_is_found(db: Db, hall: Hall) -> None:
    cast = hall.cast
    theme = room_of(db, cast.sato, cast.tanaka, cast.guest, name="給付金事業")
    done(db, hall, {cast.sato.member_id: Move(kind="leave")})
    assert people_named(db, [cast.sato.member_id])[0].status == "left"
    assert roles(db, cast.tanaka, theme) == {"田中 一郎": "master", "介護 花子": "member"}
    assert roles(db, cast.suzuki, hall.room) == {"鈴木 健": "master"}


def test_a_room_from_which_everybody_goes_is_left_without_people_and_master(db: Db, hall: Hall) -> None:
    cast = hall.cast
    done(db, hall, {one.member_id: to(cast.works) for one in (cast.sato, cast.suzuki)})
    assert fetch_room(db, hall.room).members == {}
    assert fold_room(db, hall.room) == fetch_room(db, hall.room)


def test_concurrent_posts_are_added_and_taken_away_beside_the_main_one(db: Db, hall: Hall) -> None:
    cast, bureau = hall.cast, new_section(db, hall, "選挙管理委員会事務局")
    done(db, hall, {cast.sato.member_id: Move(added=[PostWanted(bureau, "書記"), PostWanted(cast.works)])})
    done(db, hall, {cast.sato.member_id: Move(removed=[cast.works])})
    row = page_of_list(db, hall.yoshida, listed(db, hall, {cast.sato.member_id: Move()})).moves[0]
    assert row.person is not None
    assert row.person.posts_told == "福祉課 係長、選挙管理委員会事務局 書記"
    assert "佐藤 美咲" in roles(db, cast.sato, hall.room)


def test_what_was_written_before_stays_under_the_post_of_its_time(db: Db, hall: Hall) -> None:
    cast = hall.cast
    said = say(db, cast.sato, hall.room, "引き継ぐ話")
    done(db, hall, {cast.sato.member_id: Move(kind="leave")})
    (author,) = [one for one in page_of(db, cast.suzuki, hall.room, Place()).people if one.id == cast.sato.member_id]
    then = next(post for post in author.former if said.at < post.until)
    assert (author.status, author.department) == ("left", None)
    assert (then.department, then.post) == ("福祉課", "係長")


# --- taking it back ----------------------------------------------------------------------------------------


def test_taken_back_everything_is_as_it_was(db: Db, hall: Hall) -> None:
    cast = hall.cast
    theme = room_of(db, cast.sato, cast.guest, name="給付金事業", history="since_joining")
    say(db, cast.sato, theme, "はじめの話")
    list_id = done(
        db,
        hall,
        {
            cast.sato.member_id: Move(kind="leave"),
            cast.tanaka.member_id: to(cast.welfare, "係長", predecessor_id=cast.sato.member_id, extension="9"),
        },
    )
    assert undo_list(db, hall.yoshida, list_id) == []
    assert page_of_list(db, hall.yoshida, list_id).card.status == "undone"
    assert roles(db, cast.sato, hall.room) == {"佐藤 美咲": "master", "鈴木 健": "member"}
    assert roles(db, cast.sato, theme) == {"佐藤 美咲": "master", "介護 花子": "member"}
    assert [one.text for one in page_of(db, cast.sato, theme, Place()).messages] == ["はじめの話"]
    sato, tanaka = people_named(db, [cast.sato.member_id]) + people_named(db, [cast.tanaka.member_id])
    assert (sato.status, sato.department, sato.post) == ("active", "福祉課", "係長")
    assert (tanaka.department, tanaka.post, tanaka.extension) == ("土木課", "主事", None)
    for room in (hall.room, theme):
        assert fold_room(db, room) == fetch_room(db, room)
    with pytest.raises(TransferFixed):
        undo_list(db, hall.yoshida, list_id)


def test_who_was_changed_since_stays_and_is_told_by_name(db: Db, hall: Hall) -> None:
    cast = hall.cast
    list_id = done(db, hall, {cast.tanaka.member_id: to(cast.welfare), cast.suzuki.member_id: to(cast.works)})
    change_person(db, hall.yoshida, cast.tanaka.member_id, AccountChange(posts=[PostWanted(cast.welfare, "課長")]))
    told = undo_list(db, hall.yoshida, list_id)
    assert [(fault.name, "所属が変更された" in fault.sentence("ja")) for fault in told] == [("田中 一郎", True)]
    assert people_named(db, [cast.tanaka.member_id])[0].post == "課長"
    assert people_named(db, [cast.suzuki.member_id])[0].department == "福祉課"
    assert roles(db, cast.sato, hall.room).keys() == {"佐藤 美咲", "鈴木 健", "田中 一郎"}


def test_who_was_reopened_since_is_not_closed_or_opened_by_taking_it_back(db: Db, hall: Hall) -> None:
    cast = hall.cast
    list_id = done(db, hall, {cast.tanaka.member_id: Move(kind="leave")})
    reopen_person(db, hall.yoshida, cast.tanaka.member_id)
    told = undo_list(db, hall.yoshida, list_id)
    assert [fault.code for fault in told] == ["kept_status"]


def test_a_list_taken_back_can_be_carried_out_again(db: Db, hall: Hall) -> None:
    cast = hall.cast
    list_id = done(db, hall, {cast.tanaka.member_id: to(cast.welfare)})
    undo_list(db, hall.yoshida, list_id)
    assert card_of(db, cast.sato, hall.room).member_count == 2
    set_list(db, hall.yoshida, list_id)
    carry_out(db, CarryOut(list_id))
    assert people_named(db, [cast.tanaka.member_id])[0].department == "福祉課"
    assert card_of(db, cast.tanaka, hall.room).member_count == 3
