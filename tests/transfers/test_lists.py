"""A list of moves before its hour: prepared, previewed, set, withdrawn; and what is wrong with it."""

from collections.abc import Callable

import pytest

from kairan.administration.actions import mark_left, suspend_person
from kairan.administration.departments import close_department
from kairan.administration.model import PostWanted
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.people import create_department
from kairan.people.roles import RoleNeeded
from kairan.transfers.actions import (
    CarryOut,
    change_list,
    discard_list,
    drop_move,
    prepare_list,
    put_moves,
    set_list,
    withdraw_list,
)
from kairan.transfers.execution import carry_out
from kairan.transfers.model import ListId, Move
from kairan.transfers.problems import (
    TransferEmpty,
    TransferFaulty,
    TransferFieldTooLong,
    TransferFixed,
    TransferNotFound,
)
from kairan.transfers.queries import candidates, lists_of, page_of_list, preview
from tests.transfers.conftest import HOUR, Hall, listed, new_section, to


def codes(db: Db, hall: Hall, list_id: ListId) -> list[tuple[str, bool]]:
    return [(fault.name, fault.stops) for fault in preview(db, hall.yoshida, list_id).faults]


def texts(db: Db, hall: Hall, list_id: ListId) -> str:
    return "\n".join(fault.text for fault in preview(db, hall.yoshida, list_id).faults)


def test_the_preview_tells_posts_and_rooms_before_anything_happens(db: Db, hall: Hall) -> None:
    cast = hall.cast
    list_id = listed(
        db,
        hall,
        {
            cast.sato.member_id: to(cast.works, "課長補佐"),
            cast.tanaka.member_id: to(cast.welfare, "係長", predecessor_id=cast.sato.member_id, extension="321"),
        },
        now_ms() + HOUR,
    )
    seen = preview(db, hall.yoshida, list_id)
    assert seen.faults == []
    assert [(step.name, step.before, step.after) for step in seen.steps] == [
        ("佐藤 美咲", "福祉課 係長", "土木課 課長補佐"),
        ("田中 一郎", "土木課 主事", "福祉課 係長"),
    ]
    (room,) = seen.rooms
    assert (room.name, room.enter, room.exit, room.masters) == (
        "福祉課ルーム",
        ["田中 一郎"],
        ["佐藤 美咲"],
        ["田中 一郎"],
    )
    assert page_of_list(db, hall.yoshida, list_id).card.status == "draft"


def test_the_preview_tells_of_a_room_that_would_be_without_a_master(db: Db, hall: Hall) -> None:
    cast = hall.cast
    moves = {one.member_id: to(cast.works) for one in (cast.sato, cast.suzuki)}
    (room,) = preview(db, hall.yoshida, listed(db, hall, moves)).rooms
    assert room.without_master
    assert room.masters == []


def test_without_a_successor_the_highest_remaining_post_becomes_master(db: Db, hall: Hall) -> None:
    (room,) = preview(db, hall.yoshida, listed(db, hall, {hall.cast.sato.member_id: to(hall.cast.works)})).rooms
    assert room.masters == ["鈴木 健"]


def test_a_move_of_somebody_who_left_is_a_clear_fault(db: Db, hall: Hall) -> None:
    mark_left(db, hall.yoshida, hall.cast.tanaka.member_id)
    list_id = listed(db, hall, {hall.cast.tanaka.member_id: to(hall.cast.welfare)})
    assert codes(db, hall, list_id) == [("田中 一郎", True)]
    assert "すでに退職" in texts(db, hall, list_id)
    with pytest.raises(TransferFaulty):
        set_list(db, hall.yoshida, list_id)


def test_a_suspended_person_can_be_moved_and_is_pointed_out(db: Db, hall: Hall) -> None:
    suspend_person(db, hall.yoshida, hall.cast.tanaka.member_id)
    list_id = listed(db, hall, {hall.cast.tanaka.member_id: to(hall.cast.welfare)})
    assert codes(db, hall, list_id) == [("田中 一郎", False)]
    set_list(db, hall.yoshida, list_id)


def test_guests_and_people_of_other_bodies_are_not_found(db: Db, hall: Hall) -> None:
    cast = hall.cast
    list_id = listed(db, hall, {one.member_id: to(cast.welfare) for one in (cast.guest, cast.neighbour)})
    assert codes(db, hall, list_id) == [("", True), ("", True)]
    assert "隣 次郎" not in texts(db, hall, list_id)


def test_a_department_that_was_closed_is_a_fault(db: Db, hall: Hall) -> None:
    gone = new_section(db, hall, "廃止される課")
    list_id = listed(db, hall, {hall.cast.tanaka.member_id: to(gone)})
    close_department(db, hall.yoshida, gone)
    assert "部署が見つかりません" in texts(db, hall, list_id)


def test_a_department_of_another_body_is_none(db: Db, hall: Hall) -> None:
    theirs = create_department(db, None, hall.cast.neighbour.organization_id, "町の課")
    list_id = listed(db, hall, {hall.cast.tanaka.member_id: to(theirs)})
    assert "部署が見つかりません" in texts(db, hall, list_id)


def test_the_same_person_in_two_lists_for_one_hour_is_a_fault_and_for_another_hour_a_note(db: Db, hall: Hall) -> None:
    who, at = hall.cast.tanaka.member_id, now_ms() + HOUR
    set_list(db, hall.yoshida, listed(db, hall, {who: to(hall.cast.welfare)}, at))
    assert codes(db, hall, listed(db, hall, {who: to(hall.cast.welfare)}, at)) == [("田中 一郎", True)]
    assert codes(db, hall, listed(db, hall, {who: to(hall.cast.welfare)}, at + HOUR)) == [("田中 一郎", False)]


def test_two_successors_of_one_person_are_a_fault(db: Db, hall: Hall) -> None:
    cast = hall.cast
    heirs = (cast.tanaka, cast.stranger)
    moves = {one.member_id: to(cast.welfare, predecessor_id=cast.sato.member_id) for one in heirs}
    assert "後任が二人" in texts(db, hall, listed(db, hall, moves))


def test_the_last_administrator_does_not_leave_by_a_list(db: Db, hall: Hall) -> None:
    list_id = listed(db, hall, {hall.yoshida.member_id: Move(kind="leave")})
    assert "管理者がいなくなります" in texts(db, hall, list_id)


def test_who_is_in_the_list_without_a_post_yet_is_pointed_out(db: Db, hall: Hall) -> None:
    list_id = listed(db, hall, {hall.cast.tanaka.member_id: Move()})
    assert "まだ入力されていません" in texts(db, hall, list_id)


def test_a_list_that_is_set_is_changed_only_after_it_was_withdrawn(db: Db, hall: Hall) -> None:
    who = hall.cast.tanaka.member_id
    list_id = listed(db, hall, {who: to(hall.cast.welfare)}, now_ms() + HOUR)
    set_list(db, hall.yoshida, list_id)
    acts: list[Callable[[], object]] = [
        lambda: put_moves(db, hall.yoshida, list_id, {who: to(hall.cast.works)}),
        lambda: drop_move(db, hall.yoshida, list_id, who),
        lambda: change_list(db, hall.yoshida, list_id, "別の名", 1),
        lambda: discard_list(db, hall.yoshida, list_id),
        lambda: set_list(db, hall.yoshida, list_id),
    ]
    for refused in acts:
        with pytest.raises(TransferFixed):
            refused()
    withdraw_list(db, hall.yoshida, list_id)
    drop_move(db, hall.yoshida, list_id, who)
    with pytest.raises(TransferEmpty):
        set_list(db, hall.yoshida, list_id)


def test_a_list_withdrawn_in_time_does_nothing_at_its_hour(db: Db, hall: Hall) -> None:
    list_id = listed(db, hall, {hall.cast.tanaka.member_id: to(hall.cast.welfare)})
    set_list(db, hall.yoshida, list_id)
    withdraw_list(db, hall.yoshida, list_id)
    carry_out(db, CarryOut(list_id))
    assert page_of_list(db, hall.yoshida, list_id).card.status == "draft"


def test_a_list_does_nothing_before_its_hour(db: Db, hall: Hall) -> None:
    list_id = listed(db, hall, {hall.cast.tanaka.member_id: to(hall.cast.welfare)}, now_ms() + HOUR)
    set_list(db, hall.yoshida, list_id)
    carry_out(db, CarryOut(list_id))
    assert page_of_list(db, hall.yoshida, list_id).card.status == "set"


def test_lists_of_another_body_do_not_exist(db: Db, hall: Hall) -> None:
    townsman = hall.office.townsman
    list_id = listed(db, hall, {hall.cast.tanaka.member_id: to(hall.cast.welfare)})
    assert lists_of(db, townsman) == []
    acts: list[Callable[[], object]] = [
        lambda: page_of_list(db, townsman, list_id),
        lambda: preview(db, townsman, list_id),
        lambda: set_list(db, townsman, list_id),
        lambda: discard_list(db, townsman, list_id),
        lambda: page_of_list(db, townsman, ListId("0" * 13)),
    ]
    for refused in acts:
        with pytest.raises(TransferNotFound):
            refused()


def test_whoever_has_no_role_prepares_nothing(db: Db, hall: Hall) -> None:
    for viewer in (hall.cast.sato, hall.cast.guest, hall.office.auditor):
        with pytest.raises(RoleNeeded):
            prepare_list(db, viewer, "一覧", 0)
        with pytest.raises(RoleNeeded):
            candidates(db, viewer, "", None, None)


def test_what_is_too_long_is_refused(db: Db, hall: Hall) -> None:
    with pytest.raises(TransferFieldTooLong):
        prepare_list(db, hall.yoshida, "長" * 81, 0)
    list_id = listed(db, hall, {})
    with pytest.raises(TransferFieldTooLong):
        put_moves(
            db, hall.yoshida, list_id, {hall.cast.sato.member_id: Move(main=PostWanted(hall.cast.works, "職" * 101))}
        )


def test_candidates_are_found_by_name_number_and_department(db: Db, hall: Hall) -> None:
    found = candidates(db, hall.yoshida, "さとう", None, None)
    assert [(one.name, one.posts_told) for one in found.people] == [("佐藤 美咲", "福祉課 係長")]
    within = candidates(db, hall.yoshida, "", hall.cast.welfare, "active")
    assert {one.name for one in within.people} == {"佐藤 美咲", "鈴木 健"}
