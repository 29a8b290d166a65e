"""New departments for a day: named by what is set for then, seen by nobody before, opened under the id they had."""

import pytest
from sqlalchemy import select, update

from kairan.administration.departments import move_department, open_department
from kairan.administration.planned import (
    ChangeDepartments,
    change_departments,
    obstacle_to,
    plan_change,
    plans,
    withdraw_plan,
)
from kairan.administration.planned_departments import planned_departments
from kairan.administration.planned_model import PlanId, PlannedChangeWanted, planned_table
from kairan.administration.problems import DepartmentInCircle, DepartmentNotFound, DepartmentOpensLater
from kairan.administration.queries import departments
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.text import NameEmpty
from kairan.core.viewer import Viewer
from kairan.people import DepartmentId, held_posts
from kairan.people.roles import RoleNeeded
from tests.administration.conftest import Office
from tests.administration.records import told
from tests.administration.test_planned_changes import HOUR_MS, come, names, planned


def opened(db: Db, viewer: Viewer, name: str, above: DepartmentId | None = None) -> tuple[PlanId, DepartmentId]:
    plan_id = planned(db, viewer, "open", None, name, above)
    (found,) = db.scalars(select(planned_table.c.department_id).where(planned_table.c.id == plan_id))
    return plan_id, DepartmentId(found)


def states(db: Db, office: Office) -> list[str]:
    return [one.state for one in sorted(plans(db, office.yoshida).plans, key=lambda one: one.id)]


def test_a_department_opens_at_its_instant_with_what_moves_into_it(db: Db, office: Office) -> None:
    cast = office.cast
    _, bureau = opened(db, office.yoshida, "都市整備部")
    _, section = opened(db, office.yoshida, "計画課", bureau)
    planned(db, office.yoshida, "move", cast.works, to_id=bureau)
    planned(db, office.yoshida, "merge", cast.welfare, to_id=section)
    assert names(db, office) == {"福祉課": True, "土木課": True}
    shown = [
        (one.act, one.path, one.to_path) for one in sorted(plans(db, office.yoshida).plans, key=lambda one: one.id)
    ]
    assert shown == [
        ("open", "都市整備部", None),
        ("open", "都市整備部/計画課", "都市整備部"),
        ("move", "土木課", "都市整備部"),
        ("merge", "福祉課", "都市整備部/計画課"),
    ]
    come(db, office)
    assert states(db, office) == ["done"] * 4
    there = {one.path: one.id for one in departments(db, office.yoshida) if one.closed_at is None}
    assert (there["都市整備部"], there["都市整備部/計画課"], there["都市整備部/土木課"]) == (
        bureau,
        section,
        cast.works,
    )
    assert [one.department_id for one in held_posts(db, cast.sato.member_id)] == [section]
    assert planned_departments(db, cast.city) == {}
    said = [(body["what"], body["path"], body["into_path"]) for kind, _, body in told(db, cast.city)
            if kind == "department.change_planned"]  # fmt: skip
    assert said[1] == ("open", "都市整備部/計画課", "都市整備部")
    created = [body["path"] for kind, _, body in told(db, cast.city) if kind == "department.created"]
    assert created[-2:] == ["都市整備部", "都市整備部/計画課"]


def test_what_comes_before_it_is_open_is_refused(db: Db, office: Office) -> None:
    cast = office.cast
    _, bureau = opened(db, office.yoshida, "都市整備部", cast.works)
    sooner = PlannedChangeWanted(
        act="move", department_id=cast.welfare, effective_at=now_ms() + HOUR_MS // 2, to_id=bureau
    )
    with pytest.raises(DepartmentOpensLater):
        plan_change(db, office.yoshida, sooner)
    with pytest.raises(DepartmentInCircle):  # it is to stand below the very one
        planned(db, office.yoshida, "move", cast.works, to_id=bureau)
    with pytest.raises(DepartmentNotFound):  # at once there is no such department
        move_department(db, office.yoshida, cast.welfare, bureau)
    with pytest.raises(DepartmentNotFound):
        planned(db, office.yoshida, "rename", bureau, name="都市部")
    with pytest.raises(NameEmpty):
        planned(db, office.yoshida, "open", None, " ")
    with pytest.raises(DepartmentNotFound):
        planned(db, office.yoshida, "open", None, "課", DepartmentId("0000000000000"))


def test_what_rests_on_one_that_was_withdrawn_fails_and_says_so(db: Db, office: Office) -> None:
    cast = office.cast
    plan_id, bureau = opened(db, office.yoshida, "都市整備部")
    opened(db, office.yoshida, "計画課", bureau)
    planned(db, office.yoshida, "move", cast.works, to_id=bureau)
    withdraw_plan(db, office.yoshida, plan_id)
    come(db, office)
    assert states(db, office) == ["withdrawn", "failed", "failed"]
    assert [one.to_path for one in plans(db, office.yoshida).plans if one.act == "move"] == ["都市整備部"]
    assert names(db, office) == {"福祉課": True, "土木課": True}
    assert [
        (kind, body["path"]) for kind, _, body in told(db, cast.city) if kind.endswith(("withdrawn", "failed"))
    ] == [
        ("department.change_withdrawn", "都市整備部"),
        ("department.change_failed", "都市整備部/計画課"),
        ("department.change_failed", "土木課"),
    ]


def test_a_name_that_is_taken_is_warned_of_and_asked_for_at_the_instant(db: Db, office: Office) -> None:
    first, _ = opened(db, office.yoshida, "土木課")
    assert "土木課" in (obstacle_to(db, office.yoshida, first) or "")
    second, _ = opened(db, office.yoshida, "都市課")
    assert obstacle_to(db, office.yoshida, second) is None
    third, _ = opened(db, office.yoshida, "都市課")
    assert "都市課" in (obstacle_to(db, office.yoshida, third) or "")
    come(db, office)
    assert states(db, office) == ["failed", "done", "failed"]


def test_nobody_of_another_body_or_without_the_task_opens_or_names_one(db: Db, office: Office) -> None:
    cast = office.cast
    _, bureau = opened(db, office.yoshida, "都市整備部")
    with pytest.raises(RoleNeeded):
        planned(db, cast.sato, "open", None, "課")
    with pytest.raises(DepartmentNotFound):
        planned(db, office.townsman, "open", None, "課", bureau)
    with pytest.raises(DepartmentNotFound):
        planned(db, office.townsman, "open", None, "課", cast.works)
    assert planned_departments(db, office.townsman.organization_id) == {}


def test_powers_lost_before_the_instant_open_nothing(db: Db, office: Office) -> None:
    opened(db, office.yoshida, "都市整備部")
    db.execute(update(planned_table).values(set_by=office.cast.sato.member_id))
    come(db, office)
    assert states(db, office) == ["failed"]
    assert "都市整備部" not in names(db, office)


def test_it_is_opened_once_however_often_its_job_comes(db: Db, office: Office) -> None:
    opened(db, office.yoshida, "都市整備部")
    come(db, office)
    change_departments(db, ChangeDepartments(office.cast.city))
    assert list(names(db, office)).count("都市整備部") == 1
    assert open_department(db, office.yoshida, "課", None) not in planned_departments(db, office.cast.city)
