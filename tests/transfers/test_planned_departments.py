"""People are moved into a department that is yet to be opened: it opens first, and the list names it before."""

import msgspec
import pytest
from sqlalchemy import update

from kairan.administration.delegation import delegate
from kairan.administration.departments import move_department
from kairan.administration.planned import ChangeDepartments, change_departments, plan_change, withdraw_plan
from kairan.administration.planned_departments import planned_departments
from kairan.administration.planned_model import PlanId, PlannedChangeWanted, planned_table
from kairan.administration.problems import ReachChanged
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated
from kairan.people import DepartmentId, held_posts
from kairan.transfers.actions import CarryOut, prepare_list, put_moves, set_list
from kairan.transfers.execution import carry_out
from kairan.transfers.model import ListId, list_table
from kairan.transfers.problems import TransferFaulty
from kairan.transfers.queries import page_of_list, preview
from kairan.transfers.spreadsheet import take_sheet
from tests.transfers.conftest import HOUR, Hall, listed, to


def to_be_opened(db: Db, hall: Hall) -> tuple[PlanId, DepartmentId]:
    plan_id = plan_change(
        db, hall.yoshida, PlannedChangeWanted(act="open", effective_at=now_ms() + HOUR, name="計画課")
    )
    (planned,) = planned_departments(db, hall.cast.city).values()
    return plan_id, planned.id


def come(db: Db, hall: Hall, list_id: ListId, plan_id: PlanId) -> str:
    """Let the hour of both come; the jobs in the worse order."""
    at = now_ms() - 1
    db.execute(update(list_table).where(list_table.c.id == list_id).values(effective_at=at))
    db.execute(update(planned_table).values(effective_at=at))
    for _ in range(2):
        carry_out(db, CarryOut(list_id))
        change_departments(db, ChangeDepartments(hall.cast.city, plan_id))
    return page_of_list(db, hall.yoshida, list_id).card.status


def test_people_come_into_it_at_the_hour_at_which_it_opens(db: Db, hall: Hall) -> None:
    plan_id, section = to_be_opened(db, hall)
    list_id = listed(db, hall, {hall.cast.sato.member_id: to(section, "課長")}, now_ms() + HOUR)
    page = page_of_list(db, hall.yoshida, list_id)
    assert [(one.id, one.path) for one in page.opening] == [(section, "計画課")]
    assert page.moves[0].after == "計画課 課長"
    assert [fault for fault in preview(db, hall.yoshida, list_id).faults if fault.stops] == []
    set_list(db, hall.yoshida, list_id)
    assert come(db, hall, list_id, plan_id) == "done"
    assert [(one.department_id, one.title) for one in held_posts(db, hall.cast.sato.member_id)] == [(section, "課長")]
    assert page_of_list(db, hall.yoshida, list_id).opening == []


def test_a_table_names_it_and_an_earlier_list_does_not(db: Db, hall: Hall) -> None:
    _, section = to_be_opened(db, hall)
    table = "氏名,新所属,新役職\n佐藤 美咲,計画課,課長\n".encode()
    later, earlier = listed(db, hall, {}, now_ms() + HOUR), listed(db, hall, {}, now_ms() + HOUR // 2)
    assert take_sheet(db, hall.yoshida, later, table).moves == 1
    assert page_of_list(db, hall.yoshida, earlier).opening == []
    by_hand = listed(db, hall, {hall.cast.sato.member_id: to(section)}, now_ms() + HOUR // 2)
    assert [fault.stops for fault in preview(db, hall.yoshida, by_hand).faults][:1] == [True]


def test_where_it_was_withdrawn_the_list_fails_and_moves_nobody(db: Db, hall: Hall) -> None:
    plan_id, section = to_be_opened(db, hall)
    list_id = listed(db, hall, {hall.cast.sato.member_id: to(section)}, now_ms() + HOUR)
    set_list(db, hall.yoshida, list_id)
    withdraw_plan(db, hall.yoshida, plan_id)
    assert come(db, hall, list_id, plan_id) == "failed"
    assert [one.department_id for one in held_posts(db, hall.cast.sato.member_id)] == [hall.cast.welfare]


def test_through_a_department_that_is_planned_nobody_comes_under_a_task_of_who_lists_them(db: Db, hall: Hall) -> None:
    """The reach of a task is asked in the tree as it will be, not only in the one there is."""
    cast = hall.cast
    tasks = [Delegated("transfers"), Delegated("departments"), Delegated("people", cast.works)]
    delegate(db, hall.yoshida, cast.suzuki.member_id, tasks)
    clerk = msgspec.structs.replace(cast.suzuki, delegated=frozenset(tasks))
    at = now_ms() + HOUR
    plan_change(db, clerk, PlannedChangeWanted(act="open", effective_at=at, name="計画課", to_id=cast.works))
    (section,) = planned_departments(db, cast.city)
    list_id = prepare_list(db, clerk, "異動", at)
    put_moves(db, clerk, list_id, {cast.sato.member_id: to(section)})
    with pytest.raises(TransferFaulty):
        set_list(db, clerk, list_id)
    # And where it is moved there only later: at that instant an administrator decides whose reach grows.
    plan_id = plan_change(db, clerk, PlannedChangeWanted(act="open", effective_at=at, name="調整課"))
    other = next(one for one, planned in planned_departments(db, cast.city).items() if planned.name == "調整課")
    second = listed(db, hall, {cast.sato.member_id: to(other)}, at)
    set_list(db, hall.yoshida, second)
    assert come(db, hall, second, plan_id) == "set"  # the other opening comes first
    while change_departments_due(db, hall):
        pass
    carry_out(db, CarryOut(second))
    with pytest.raises(ReachChanged):
        move_department(db, clerk, other, cast.works)


def change_departments_due(db: Db, hall: Hall) -> int:
    """Carry the next planned change out; return how many still wait."""
    change_departments(db, ChangeDepartments(hall.cast.city))
    return len(planned_departments(db, hall.cast.city))
