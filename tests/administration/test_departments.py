"""Administration of departments: the tree stays a tree, and old names stay readable."""

from collections.abc import Callable

import pytest

from kairan.administration.actions import change_person, mark_left
from kairan.administration.departments import (
    close_department,
    move_department,
    open_department,
    place_department,
    rename_department,
)
from kairan.administration.model import AccountChange, DepartmentRow
from kairan.administration.problems import (
    DepartmentInCircle,
    DepartmentInUse,
    DepartmentNameTaken,
    DepartmentNotFound,
)
from kairan.administration.queries import departments
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people import DepartmentId
from kairan.people.queries import departments_of
from kairan.people.roles import RoleNeeded
from tests.administration.conftest import Office
from tests.administration.records import told
from tests.cast import NO_SUCH_ID

Act = Callable[[Db, Viewer, DepartmentId], object]
ACTS: dict[str, Act] = {
    "add below": lambda db, viewer, department_id: open_department(db, viewer, "新しい係", department_id),
    "rename": lambda db, viewer, department_id: rename_department(db, viewer, department_id, "改称課"),
    "move": lambda db, viewer, department_id: move_department(db, viewer, department_id, None),
    "place": lambda db, viewer, department_id: place_department(db, viewer, department_id, 0),
    "close": close_department,
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_only_administrators_of_the_body_touch_its_tree(db: Db, office: Office, act: Act) -> None:
    for viewer in (office.cast.sato, office.auditor):
        with pytest.raises(RoleNeeded):
            act(db, viewer, office.cast.works)
    for department_id in (office.cast.works, DepartmentId(NO_SUCH_ID)):
        with pytest.raises(DepartmentNotFound):
            act(db, office.townsman, department_id)
    assert told(db, office.cast.city) == []
    with pytest.raises(RoleNeeded):
        departments(db, office.cast.sato)


def row(db: Db, office: Office, department_id: DepartmentId) -> DepartmentRow:
    return next(one for one in departments(db, office.yoshida) if one.id == department_id)


def test_a_renamed_department_keeps_its_old_names_readable(db: Db, office: Office) -> None:
    for name in ("地域福祉課", "福祉総務課"):
        rename_department(db, office.yoshida, office.cast.welfare, name)
    renamed = row(db, office, office.cast.welfare)
    assert renamed.name == "福祉総務課"
    assert [former.name for former in renamed.former] == ["福祉課", "地域福祉課"]
    assert [(kind, body["before"], body["name"]) for kind, _, body in told(db, office.cast.city)] == [
        ("department.renamed", "福祉課", "地域福祉課"),
        ("department.renamed", "地域福祉課", "福祉総務課"),
    ]


def test_a_department_never_stands_below_itself(db: Db, office: Office) -> None:
    section = open_department(db, office.yoshida, "障害福祉係", office.cast.welfare)
    for parent in (office.cast.welfare, section):
        with pytest.raises(DepartmentInCircle):
            move_department(db, office.yoshida, office.cast.welfare, parent)
    move_department(db, office.yoshida, section, office.cast.works)
    assert row(db, office, section).parent_id == office.cast.works


def test_neighbours_have_different_names_until_one_is_closed(db: Db, office: Office) -> None:
    with pytest.raises(DepartmentNameTaken):
        open_department(db, office.yoshida, "福祉課", None)
    with pytest.raises(DepartmentNameTaken):
        rename_department(db, office.yoshida, office.cast.works, "福祉課")
    section = open_department(db, office.yoshida, "福祉課", office.cast.works)
    with pytest.raises(DepartmentNameTaken):
        move_department(db, office.yoshida, section, None)


def test_a_department_with_people_or_departments_in_it_is_not_closed(db: Db, office: Office) -> None:
    works = office.cast.works
    section = open_department(db, office.yoshida, "道路係", works)
    with pytest.raises(DepartmentInUse) as refusal:
        close_department(db, office.yoshida, works)
    assert refusal.value.detail == {"people": 2, "below": 1}
    close_department(db, office.yoshida, section)
    change_person(db, office.yoshida, office.cast.tanaka.member_id, AccountChange(posts=[]))
    mark_left(db, office.yoshida, office.cast.stranger.member_id)
    close_department(db, office.yoshida, works)
    assert row(db, office, works).closed_at is not None
    assert [one.name for one in departments_of(db, office.cast.sato)] == ["福祉課"]
    for act in ACTS.values():
        with pytest.raises(DepartmentNotFound):
            act(db, office.yoshida, works)


def test_departments_stand_in_the_order_they_are_put(db: Db, office: Office) -> None:
    third = open_department(db, office.yoshida, "総務課", None)
    place_department(db, office.yoshida, third, 0)
    place_department(db, office.yoshida, office.cast.welfare, 9)
    assert [one.name for one in departments(db, office.yoshida)] == ["総務課", "土木課", "福祉課"]
    place_department(db, office.yoshida, third, 0)
    assert [kind for kind, _, _ in told(db, office.cast.city)].count("department.placed") == 2
