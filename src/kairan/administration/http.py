"""The console over HTTP: parse, call one action, render. For administrators and delegates."""

from typing import Annotated

import msgspec
from litestar import Router, delete, get, patch, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.administration.access import require_account
from kairan.administration.actions import (
    add_person,
    change_person,
    give_role,
    mark_left,
    reopen_person,
    reset_password,
    suspend_person,
    take_role,
)
from kairan.administration.delegation import delegate
from kairan.administration.departments import (
    close_department,
    move_department,
    open_department,
    place_department,
    rename_department,
    require_department_base,
)
from kairan.administration.merging import MergeLook, look_at_merge, merge_department
from kairan.administration.model import (
    Account,
    AccountChange,
    Delegation,
    DepartmentRow,
    Line,
    NewAccount,
    PasswordState,
    new_password,
)
from kairan.administration.queries import AccountFilter, AccountPage, Holding, departments, find_accounts
from kairan.core.edge.authentication import Authentication
from kairan.core.kit.database import Db
from kairan.core.kit.store import Store
from kairan.core.viewer import MemberId, MemberKind, Viewer
from kairan.people import DepartmentId, Role, reach_of
from kairan.people.model import MemberStatus
from kairan.sessions import hash_later


class Issued(msgspec.Struct, frozen=True):
    """An account with its initial password: shown this once, stored nowhere."""

    account: Account
    password: str


class DepartmentRows(msgspec.Struct, frozen=True):
    """The whole tree, as a list with parents."""

    departments: list[DepartmentRow]


class NewDepartment(msgspec.Struct, frozen=True):
    """A department to be added; without a parent it stands at the top."""

    name: Line
    parent_id: DepartmentId | None = None


class DepartmentChange(msgspec.Struct, frozen=True, kw_only=True):
    """What is to change of a department; what is left out stays."""

    name: Line | msgspec.UnsetType = msgspec.UNSET
    parent_id: DepartmentId | msgspec.UnsetType | None = msgspec.UNSET
    position: Annotated[int, msgspec.Meta(ge=0, le=10_000)] | msgspec.UnsetType = msgspec.UNSET


class Merge(msgspec.Struct, frozen=True, kw_only=True):
    """Into which department another one is to go; `state` is the one of the look that was shown."""

    into_id: DepartmentId
    state: Annotated[str, msgspec.Meta(max_length=64)]


@get("/people", summary="The accounts of the body")
async def get_accounts(
    store: Given[Store],
    viewer: Given[Viewer],
    q: Annotated[str, QueryParameter(max_length=200)] = "",
    department_id: FromQuery[str | None] = None,
    status: FromQuery[MemberStatus | None] = None,
    kind: FromQuery[MemberKind | None] = None,
    role: FromQuery[Holding | None] = None,
    password: FromQuery[PasswordState | None] = None,
    after: Annotated[str | None, QueryParameter(max_length=500)] = None,
) -> AccountPage:
    """Search by name, reading, login or staff number, within filters; a hundred a page."""
    wanted = AccountFilter(
        sought=q,
        department_id=None if department_id is None else DepartmentId(department_id),
        status=status,
        kind=kind,
        role=role,
        password=password,
    )
    return await store.read(find_accounts, viewer, wanted, after)


@post("/people", summary="Add a member of staff")
async def post_account(store: Given[Store], viewer: Given[Viewer], data: JSONBody[NewAccount]) -> Issued:
    """Create an account with an initial password, which is told this once."""
    reach_of(viewer, "people")
    password = new_password()
    hashed = await hash_later(password)
    return Issued(await store.write(add_person, viewer, data, hashed), password)


@get("/people/{member_id:str}", summary="An account")
async def get_account(store: Given[Store], viewer: Given[Viewer], member_id: FromPath[MemberId]) -> Account:
    """Return one account of the body."""
    return await store.read(require_account, viewer, member_id)


@patch("/people/{member_id:str}", summary="Change an account")
async def patch_account(
    store: Given[Store],
    viewer: Given[Viewer],
    member_id: FromPath[MemberId],
    data: JSONBody[AccountChange],
    revision: FromQuery[str] = "",
) -> Account:
    """Change name, reading, login, staff number, mail, extension or posts of the account as that revision showed it."""
    return await store.write(change_person, viewer, member_id, data, revision)


@post("/people/{member_id:str}/suspend", while_read_only=True, status_code=200, summary="Suspend an account")
async def post_suspend(
    store: Given[Store], viewer: Given[Viewer], authentication: Given[Authentication], member_id: FromPath[MemberId]
) -> Account:
    """End the person's sessions and let nobody sign in; what was written stays."""
    suspended = await store.write(suspend_person, viewer, member_id)
    authentication.forget_all()
    return suspended


@post(
    "/people/{member_id:str}/left",
    while_read_only=True,
    status_code=200,
    summary="Close the account of somebody who left",
)
async def post_left(
    store: Given[Store], viewer: Given[Viewer], authentication: Given[Authentication], member_id: FromPath[MemberId]
) -> Account:
    """End the person's sessions; what was written stays under their name."""
    left = await store.write(mark_left, viewer, member_id)
    authentication.forget_all()
    return left


@post("/people/{member_id:str}/reopen", status_code=200, summary="Reopen an account")
async def post_reopen(store: Given[Store], viewer: Given[Viewer], member_id: FromPath[MemberId]) -> Account:
    """Let a suspended or closed account be used again."""
    return await store.write(reopen_person, viewer, member_id)


@post("/people/{member_id:str}/password", while_read_only=True, status_code=200, summary="Issue an initial password")
async def post_password(
    store: Given[Store], viewer: Given[Viewer], authentication: Given[Authentication], member_id: FromPath[MemberId]
) -> Issued:
    """Replace a forgotten password by one that is told this once; the person's sessions end."""
    reach_of(viewer, "people")
    password = new_password()
    hashed = await hash_later(password)

    def reset(db: Db) -> Account:
        reset_password(db, viewer, member_id, hashed)
        return require_account(db, viewer, member_id)

    issued = Issued(await store.write(reset), password)
    authentication.forget_all()
    return issued


@put("/people/{member_id:str}/roles/{role:str}", status_code=200, summary="Give a role")
async def put_role(
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    member_id: FromPath[MemberId],
    role: FromPath[Role],
) -> Account:
    """Make a member of staff an administrator or an auditor."""
    given = await store.write(give_role, viewer, member_id, role)
    authentication.forget_all()
    return given


@delete("/people/{member_id:str}/roles/{role:str}", status_code=200, summary="Take a role away")
async def delete_role(
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    member_id: FromPath[MemberId],
    role: FromPath[Role],
) -> Account:
    """Take a role away; the last administrator keeps theirs."""
    taken = await store.write(take_role, viewer, member_id, role)
    authentication.forget_all()
    return taken


@put("/people/{member_id:str}/tasks", status_code=200, summary="Delegate tasks")
async def put_tasks(
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    member_id: FromPath[MemberId],
    data: JSONBody[Delegation],
    revision: FromQuery[str] = "",
) -> Account:
    """Give a member of staff these tasks and no others; what it opens is open at once."""
    given = await store.write(delegate, viewer, member_id, data.tasks, revision)
    authentication.forget_all()
    return given


@get("/departments", summary="The department tree, with closed ones and former names")
async def get_rows(store: Given[Store], viewer: Given[Viewer]) -> DepartmentRows:
    """Return every department the body has or had."""
    return DepartmentRows(await store.read(departments, viewer))


@post("/departments", summary="Add a department")
async def post_department(store: Given[Store], viewer: Given[Viewer], data: JSONBody[NewDepartment]) -> DepartmentRows:
    """Create a department, the last among its neighbours; return the tree."""
    await store.write(open_department, viewer, data.name, data.parent_id)
    return DepartmentRows(await store.read(departments, viewer))


@patch("/departments/{department_id:str}", summary="Rename, move or place a department")
async def patch_department(
    store: Given[Store],
    viewer: Given[Viewer],
    department_id: FromPath[DepartmentId],
    data: JSONBody[DepartmentChange],
    revision: FromQuery[str] = "",
) -> DepartmentRows:
    """Change name, parent or place, all or nothing; return the tree."""

    def change(db: Db) -> None:
        require_department_base(db, viewer, department_id, revision)
        if data.name is not msgspec.UNSET:
            rename_department(db, viewer, department_id, data.name)
        if data.parent_id is not msgspec.UNSET:
            move_department(db, viewer, department_id, data.parent_id)
        if data.position is not msgspec.UNSET:
            place_department(db, viewer, department_id, data.position)

    await store.write(change)
    return DepartmentRows(await store.read(departments, viewer))


@post("/departments/{department_id:str}/close", status_code=200, summary="Close a department")
async def post_close(
    store: Given[Store], viewer: Given[Viewer], department_id: FromPath[DepartmentId]
) -> DepartmentRows:
    """Close a department that has no people and no departments any more; return the tree."""
    await store.write(close_department, viewer, department_id)
    return DepartmentRows(await store.read(departments, viewer))


@get("/departments/{department_id:str}/merge", summary="What merging a department into another one would do")
async def get_merge(
    store: Given[Store], viewer: Given[Viewer], department_id: FromPath[DepartmentId], into_id: FromQuery[str]
) -> MergeLook:
    """Say how many people, departments, rooms and tasks it concerns; nothing changes."""
    return await store.read(look_at_merge, viewer, department_id, DepartmentId(into_id))


@post("/departments/{department_id:str}/merge", status_code=200, summary="Merge a department into another one")
async def post_merge(
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    department_id: FromPath[DepartmentId],
    data: JSONBody[Merge],
) -> DepartmentRows:
    """Move its people and all below it to the other one and close it, as it was shown; return the tree."""
    await store.write(merge_department, viewer, department_id, data.into_id, data.state)
    authentication.forget_all()
    return DepartmentRows(await store.read(departments, viewer))


router = Router(
    "/administration",
    route_handlers=[
        get_accounts, post_account, get_account, patch_account, post_suspend, post_left, post_reopen, post_password,
        put_role, delete_role, put_tasks, get_rows, post_department, patch_department, post_close,
        get_merge, post_merge,
    ],
    tags=["Administration"],
    opt={"fresh": "changes"},
)  # fmt: skip
