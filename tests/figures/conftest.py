"""A city with departments large enough to be shown, and rooms in which much was said."""

import msgspec
import pytest

from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS
from kairan.core.viewer import Delegated, Viewer
from kairan.people import DepartmentId, create_department
from tests.administration.conftest import Office, office_of
from tests.cast import person


class City(msgspec.Struct, frozen=True):
    """福祉部 with its head, 高齢課 of six and 児童課 of three; 土木部 of seven."""

    office: Office
    care: DepartmentId
    aged: DepartmentId
    children: DepartmentId
    works: DepartmentId
    people: dict[str, list[Viewer]]
    figures: Viewer  # does the task for the whole body
    of_care: Viewer  # does it for 福祉部


def delegated(viewer: Viewer, department_id: str | None) -> Viewer:
    return msgspec.structs.replace(viewer, delegated=frozenset({Delegated("figures", department_id)}))


def city_of(db: Db) -> City:
    office = office_of(db)
    city = office.cast.city
    care = create_department(db, None, city, "福祉部")
    aged = create_department(db, None, city, "高齢課", care)
    children = create_department(db, None, city, "児童課", care)
    works = create_department(db, None, city, "建設部")
    sizes = {"care": (care, 1), "aged": (aged, 6), "children": (children, 3), "works": (works, 7)}
    people = {
        name: [person(db, city, f"{name}{n}", f"{name} {n}", "", at) for n in range(count)]
        for name, (at, count) in sizes.items()
    }
    return City(
        office=office,
        care=care,
        aged=aged,
        children=children,
        works=works,
        people=people,
        figures=delegated(people["works"][0], None),
        of_care=delegated(people["care"][0], care),
    )


@pytest.fixture
def city(db: Db) -> City:
    """The city as it was made twenty days ago."""
    with as_of(now_ms() - 20 * DAY_MS):
        return city_of(db)
