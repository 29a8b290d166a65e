"""Whoever was given the task of transfers moves people, and gains or takes no powers by it."""

from collections.abc import Mapping

import msgspec
import pytest

from kairan.administration.actions import give_role, mark_left, take_role
from kairan.administration.delegation import delegate
from kairan.administration.problems import AccountOfPowers
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated, MemberId, Viewer
from kairan.handovers.preparing import write_note
from kairan.handovers.queries import handovers_of
from kairan.people import member_table, people_named
from kairan.transfers.actions import CarryOut, prepare_list, put_moves, set_list
from kairan.transfers.execution import carry_out
from kairan.transfers.model import Move
from kairan.transfers.problems import TransferFaulty
from kairan.transfers.queries import page_of_list, preview
from kairan.transfers.undoing import undo_list
from tests.administration.conftest import with_role
from tests.transfers.conftest import HOUR, Hall, done, listed, to


@pytest.fixture
def clerk(db: Db, hall: Hall) -> Viewer:
    """鈴木, to whom 吉田 gave the task of transfers."""
    suzuki = hall.cast.suzuki
    delegate(db, hall.yoshida, suzuki.member_id, [Delegated("transfers")])
    return msgspec.structs.replace(suzuki, delegated=frozenset({Delegated("transfers")}))


def by_clerk(db: Db, hall: Hall, clerk: Viewer, who: Viewer, move: Move) -> None:
    list_id = prepare_list(db, clerk, "4月1日付け異動", 1)
    put_moves(db, clerk, list_id, {who.member_id: move})
    faults = [one.text for one in preview(db, clerk, list_id).faults if one.stops]
    assert any("管理者だけが予約できます" in text for text in faults)
    with pytest.raises(TransferFaulty):
        set_list(db, clerk, list_id)


def test_a_delegate_moves_people_without_powers(db: Db, hall: Hall, clerk: Viewer) -> None:
    list_id = prepare_list(db, clerk, "4月1日付け異動", 1)
    put_moves(db, clerk, list_id, {hall.cast.tanaka.member_id: to(hall.cast.welfare)})
    set_list(db, clerk, list_id)
    carry_out(db, CarryOut(list_id))
    assert people_named(db, [hall.cast.tanaka.member_id])[0].department == "福祉課"
    undo_list(db, clerk, list_id)
    assert people_named(db, [hall.cast.tanaka.member_id])[0].department == "土木課"


def test_a_delegate_neither_closes_nor_moves_an_administrator(db: Db, hall: Hall, clerk: Viewer) -> None:
    other = with_role(db, hall.cast.city, "fuku", "副 管理", "administrator")
    by_clerk(db, hall, clerk, other, Move(kind="leave"))
    by_clerk(db, hall, clerk, other, to(hall.cast.works))


def test_a_delegate_moves_no_auditor_no_delegate_and_not_themselves(db: Db, hall: Hall, clerk: Viewer) -> None:
    delegate(db, hall.yoshida, hall.cast.tanaka.member_id, [Delegated("rooms", hall.cast.works)])
    for who in (hall.office.auditor, hall.cast.tanaka, clerk):
        by_clerk(db, hall, clerk, who, to(hall.cast.works, "部長"))


def test_a_delegate_brings_no_administrator_back_who_left(db: Db, hall: Hall, clerk: Viewer) -> None:
    other = with_role(db, hall.cast.city, "fuku", "副 管理", "administrator")
    mark_left(db, hall.yoshida, other.member_id)
    by_clerk(db, hall, clerk, other, to(hall.cast.works, kind="return"))


def test_a_delegate_takes_nothing_back_that_would_open_an_administrators_account(
    db: Db, hall: Hall, clerk: Viewer
) -> None:
    other = with_role(db, hall.cast.city, "fuku", "副 管理", "administrator")
    list_id = done(db, hall, {other.member_id: Move(kind="leave")})
    with pytest.raises(AccountOfPowers):
        undo_list(db, clerk, list_id)
    assert people_named(db, [other.member_id])[0].status == "left"
    undo_list(db, hall.yoshida, list_id)
    assert people_named(db, [other.member_id])[0].status == "left"  # who has powers is opened again by two


def test_who_was_given_powers_before_the_hour_stops_a_delegates_list_then(db: Db, hall: Hall, clerk: Viewer) -> None:
    cast = hall.cast
    theirs, ours = prepare_list(db, clerk, "係の異動", 1), listed(db, hall, {cast.stranger.member_id: to(cast.welfare)})
    put_moves(db, clerk, theirs, {cast.tanaka.member_id: to(cast.welfare)})
    set_list(db, clerk, theirs)
    set_list(db, hall.yoshida, ours)
    for who in (cast.tanaka, cast.stranger):
        give_role(db, hall.yoshida, who.member_id, "auditor")
    for list_id, status in ((theirs, "failed"), (ours, "done")):
        carry_out(db, CarryOut(list_id))
        assert page_of_list(db, hall.yoshida, list_id).card.status == status


def test_moving_keeps_roles_and_adds_none(db: Db, hall: Hall, clerk: Viewer) -> None:
    list_id = prepare_list(db, clerk, "4月1日付け異動", 1)
    put_moves(db, clerk, list_id, {hall.cast.tanaka.member_id: to(hall.cast.welfare, "部長")})
    set_list(db, clerk, list_id)
    carry_out(db, CarryOut(list_id))
    held = member_table.c.roles, member_table.c.tasks
    row = db.first(
        member_table.select().with_only_columns(*held).where(member_table.c.id == hall.cast.tanaka.member_id)
    )
    assert row is not None
    assert tuple(row) == ("[]", "[]")


@pytest.mark.parametrize("lost", ["role", "account"])
def test_a_list_is_not_carried_out_for_who_may_not_do_it_any_more(db: Db, hall: Hall, lost: str) -> None:
    setter = with_role(db, hall.cast.city, "fuku", "副 管理", "administrator")
    victim = with_role(db, hall.cast.city, "mori", "森 陽子", "administrator")
    list_id = prepare_list(db, setter, "時限", now_ms() + HOUR)
    put_moves(db, setter, list_id, {victim.member_id: Move(kind="leave")})
    set_list(db, setter, list_id)
    if lost == "role":
        take_role(db, hall.yoshida, setter.member_id, "administrator")
    else:
        mark_left(db, hall.yoshida, setter.member_id)
    with as_of(now_ms() + 2 * HOUR):
        carry_out(db, CarryOut(list_id))
    assert people_named(db, [victim.member_id])[0].status == "active"
    page = page_of_list(db, hall.yoshida, list_id)
    assert page.card.status == "failed"


def test_a_delegate_brings_nobody_under_a_task_of_their_own(db: Db, hall: Hall) -> None:
    cast = hall.cast
    tasks = [Delegated("transfers"), Delegated("people", cast.works)]
    delegate(db, hall.yoshida, cast.suzuki.member_id, tasks)
    clerk = msgspec.structs.replace(cast.suzuki, delegated=frozenset(tasks))
    by_clerk(db, hall, clerk, cast.sato, to(cast.works))
    list_id = prepare_list(db, hall.yoshida, "管理者の一覧", 1)
    put_moves(db, hall.yoshida, list_id, {cast.sato.member_id: to(cast.works)})
    assert not [one for one in preview(db, hall.yoshida, list_id).faults if one.stops]


# --- predecessors --------------------------------------------------------------------------------------------


def refused(db: Db, who: Viewer, moves: Mapping[MemberId, Move], words: str) -> None:
    """Prepare a list; it cannot be set, and says why."""
    list_id = prepare_list(db, who, "4月1日付け異動", 1)
    put_moves(db, who, list_id, moves)
    assert words in "".join(one.text for one in preview(db, who, list_id).faults if one.stops)
    with pytest.raises(TransferFaulty):
        set_list(db, who, list_id)


def test_nobodys_handover_is_taken_from_who_stays_in_the_post(db: Db, hall: Hall, clerk: Viewer) -> None:
    cast = hall.cast
    other = with_role(db, cast.city, "fuku", "副 管理", "administrator")
    for before in (other, cast.sato):
        write_note(db, before, None, "後任にだけ")
        takes = Move(extension="999", predecessor_id=before.member_id)
        for who in (clerk, hall.yoshida):
            refused(db, who, {cast.tanaka.member_id: takes}, "その職を離れません")
    assert handovers_of(db, cast.tanaka).received == []


def test_who_moves_but_from_another_post_is_no_predecessor(db: Db, hall: Hall, clerk: Viewer) -> None:
    cast = hall.cast
    takes = Move(extension="999", predecessor_id=cast.sato.member_id)
    moves = {cast.sato.member_id: Move(extension="1"), cast.tanaka.member_id: takes}
    refused(db, clerk, moves, "その職を離れません")
    refused(db, clerk, moves | {cast.sato.member_id: to(cast.works)}, "その職を離れません")


def test_a_predecessor_with_powers_is_for_administrators(db: Db, hall: Hall, clerk: Viewer) -> None:
    cast = hall.cast
    other = with_role(db, cast.city, "fuku", "副 管理", "administrator")
    write_note(db, other, None, "管理の引き継ぎ")
    mark_left(db, hall.yoshida, other.member_id)
    moves = {cast.tanaka.member_id: to(cast.welfare, predecessor_id=other.member_id)}
    refused(db, clerk, moves, "管理者だけが指定して予約できます")
    done(db, hall, moves)
    assert [card.giver.name for card in handovers_of(db, cast.tanaka).received] == ["副 管理"]


def test_who_leaves_by_an_earlier_list_or_has_left_is_a_predecessor(db: Db, hall: Hall, clerk: Viewer) -> None:
    cast = hall.cast
    march, april = now_ms() + HOUR, now_ms() + 2 * HOUR
    leaving = prepare_list(db, clerk, "3月31日付け退職", march)
    put_moves(db, clerk, leaving, {cast.sato.member_id: Move(kind="leave")})
    set_list(db, clerk, leaving)
    after = prepare_list(db, clerk, "4月1日付け異動", april)
    put_moves(db, clerk, after, {cast.tanaka.member_id: to(cast.welfare, predecessor_id=cast.sato.member_id)})
    set_list(db, clerk, after)
    with as_of(april + 1):
        for list_id in (leaving, after):
            carry_out(db, CarryOut(list_id))
    assert page_of_list(db, hall.yoshida, after).card.status == "done"
    assert [card.giver.name for card in handovers_of(db, cast.tanaka).received] == ["佐藤 美咲"]
