"""The directory and one's own settings, over HTTP."""

from typing import Annotated

import msgspec
from litestar import Router, get, put
from litestar.di import NamedDependency as Given
from litestar.params import FromQuery, JSONBody, QueryParameter

from kairan.core.kit.database import Db
from kairan.core.kit.store import Store
from kairan.core.viewer import MemberId, Viewer
from kairan.people.actions import change_settings
from kairan.people.model import Department, DepartmentId, Settings
from kairan.people.queries import PeoplePage, departments_of, find_people

IDS_MOST = 100


class Departments(msgspec.Struct, frozen=True):
    """The department tree, as a list with parents."""

    departments: list[Department]


@get("/departments", summary="The department tree of one's own body")
async def get_departments(store: Given[Store], viewer: Given[Viewer]) -> Departments:
    """Return the tree (部・課・係) in order; nothing for guests."""
    return Departments(await store.read(departments_of, viewer))


@get("/people", summary="Search the directory")
async def get_people(
    store: Given[Store],
    viewer: Given[Viewer],
    q: Annotated[str, QueryParameter(max_length=200)] = "",
    department_id: FromQuery[str | None] = None,
    ids: Annotated[str | None, QueryParameter(max_length=14 * IDS_MOST)] = None,
    after: Annotated[str | None, QueryParameter(max_length=500)] = None,
) -> PeoplePage:
    """Search by name and reading, by department (with those below it), or by up to 100 ids; a hundred a page."""

    def find(db: Db) -> PeoplePage:
        return find_people(
            db,
            viewer,
            sought=q,
            department_id=None if department_id is None else DepartmentId(department_id),
            ids=None if ids is None else [MemberId(one) for one in ids.split(",")[:IDS_MOST]],
            after=after,
        )

    return await store.read(find)


@put("/me/settings", admits="both", while_read_only=True, summary="Change one's own settings")
async def put_settings(store: Given[Store], viewer: Given[Viewer], data: JSONBody[Settings]) -> Settings:
    """Keep the settings; the other devices follow by a live entry."""
    return await store.write(change_settings, viewer, data)


router = Router("/", route_handlers=[get_departments, get_people, put_settings], tags=["People"])
