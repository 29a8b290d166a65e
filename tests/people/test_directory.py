"""The directory: who is found by whom."""

import pytest

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people import create_department
from kairan.people.queries import departments_of, find_people
from tests.cast import Cast, assemble, person


@pytest.fixture
def cast(db: Db) -> Cast:
    return assemble(db)


def names(db: Db, viewer: Viewer, **sought: object) -> list[str]:
    return [found.name for found in find_people(db, viewer, **sought).people]  # type: ignore[arg-type]


def test_a_department_is_found_with_all_that_stand_below_it(db: Db, cast: Cast) -> None:
    care = create_department(db, None, cast.city, "介護保険係", cast.welfare)
    desk = create_department(db, None, cast.city, "認定担当", care)
    person(db, cast.city, "mori", "森 里奈", "もり りな", desk)
    assert names(db, cast.sato, department_id=cast.welfare) == ["佐藤 美咲", "鈴木 健", "森 里奈"]
    assert names(db, cast.sato, department_id=care) == ["森 里奈"]
    assert names(db, cast.sato, department_id=cast.works) == ["田中 一郎", "他所 三郎"]


def test_people_are_found_by_reading_within_a_department(db: Db, cast: Cast) -> None:
    assert names(db, cast.sato, department_id=cast.welfare, sought="ｽｽﾞｷ") == ["鈴木 健"]
    assert names(db, cast.sato, department_id=cast.works, sought="すずき") == []


def test_nobody_of_another_body_is_found_by_its_department(db: Db, cast: Cast) -> None:
    assert names(db, cast.neighbour, department_id=cast.welfare) == []
    assert departments_of(db, cast.guest) == []
