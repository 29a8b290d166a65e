"""The operators' console over HTTP. The door lets only operators in here, and operators into little else."""

from typing import Annotated

from litestar import Router, get, patch, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.administration.model import new_password
from kairan.core.edge.authentication import Authentication
from kairan.core.realtime import Live
from kairan.core.request_context import RequestContext
from kairan.core.viewer import OrganizationId
from kairan.installation.actions import change_body, change_plan, create_body, reopen_body, retry_job, suspend_body
from kairan.installation.administrators import add_administrator, name_administrator
from kairan.installation.model import (
    AccountSought,
    ActPage,
    AdministratorMade,
    BodyChange,
    BodyDetail,
    BodyFounded,
    BodyPage,
    BodyStatus,
    Condition,
    ListedBodies,
    NewAdministrator,
    NewBody,
    PlanChange,
    Plans,
    Surroundings,
    Suspension,
)
from kairan.installation.problems import AccountUnknown
from kairan.installation.queries import BodyFilter, acts, bodies, body, condition, listed_bodies, plans
from kairan.people.model import Plan
from kairan.sessions import hash_later

Offset = Annotated[int, QueryParameter(ge=0, le=1_000_000)]


@get("/bodies", summary="The bodies of the installation")
async def get_bodies(
    ctx: Given[RequestContext],
    q: Annotated[str, QueryParameter(max_length=200)] = "",
    status: FromQuery[BodyStatus | None] = None,
    leaderless: FromQuery[bool] = False,  # noqa: FBT002  (of the address)
    after: Offset = 0,
) -> BodyPage:
    """Search by name, code or short name; with plan, limits, counts and the last day of activity; fifty a page."""
    return await ctx.read(bodies, BodyFilter(sought=q, status=status, is_leaderless=leaderless), after)


@post("/bodies", summary="Create a body")
async def post_body(ctx: Given[RequestContext], data: JSONBody[NewBody]) -> BodyFounded:
    """Create a body, by its code from the list or freely, with its first administrator and a password told once."""
    password = new_password()
    hashed = await hash_later(password)
    created = await ctx.write(create_body, data, hashed)
    return BodyFounded(created, data.login.strip(), password)


@get("/bodies/{organization_id:str}", summary="A body")
async def get_body(ctx: Given[RequestContext], organization_id: FromPath[OrganizationId]) -> BodyDetail:
    """Return one body; of its people only the administrators' names."""
    return await ctx.read(body, organization_id)


@patch("/bodies/{organization_id:str}", summary="Change a body's plan and limits")
async def patch_body(
    ctx: Given[RequestContext], organization_id: FromPath[OrganizationId], data: JSONBody[BodyChange]
) -> BodyDetail:
    """Change name, short name, plan, end of the trial and limits; told in the body's record, too."""
    return await ctx.write(change_body, organization_id, data)


@post("/bodies/{organization_id:str}/suspend", status_code=200, summary="Suspend a body")
async def post_suspend_body(
    ctx: Given[RequestContext],
    authentication: Given[Authentication],
    live: Given[Live],
    organization_id: FromPath[OrganizationId],
    data: JSONBody[Suspension],
) -> BodyDetail:
    """End all of its sessions and let nobody sign in; nothing is deleted."""
    suspended = await ctx.write(suspend_body, organization_id, data.reason)
    authentication.forget_all()
    await live.end_readers_of_ended_sessions()
    return suspended


@post("/bodies/{organization_id:str}/reopen", status_code=200, summary="Reopen a suspended body")
async def post_reopen_body(ctx: Given[RequestContext], organization_id: FromPath[OrganizationId]) -> BodyDetail:
    """Let its people sign in again."""
    return await ctx.write(reopen_body, organization_id)


@post("/bodies/{organization_id:str}/administrator", status_code=200, summary="Name an administrator for a body")
async def post_administrator(
    ctx: Given[RequestContext],
    authentication: Given[Authentication],
    organization_id: FromPath[OrganizationId],
    data: JSONBody[AccountSought],
) -> AdministratorMade:
    """Make an account of the body its administrator, while it has none that can sign in; told in the body's record.

    That an account was sought and not found is on record, too.
    """
    password = new_password() if data.is_password_issued else None
    hashed = None if password is None else await hash_later(password)
    named = await ctx.write(name_administrator, organization_id, data, hashed)
    if named is None:
        raise AccountUnknown
    authentication.forget_all()
    return AdministratorMade(body=named.body, name=named.name, login=named.login, password=password)


@post("/bodies/{organization_id:str}/administrator/new", status_code=200, summary="Add an administrator to a body")
async def post_new_administrator(
    ctx: Given[RequestContext], organization_id: FromPath[OrganizationId], data: JSONBody[NewAdministrator]
) -> AdministratorMade:
    """Add an account as administrator, while the body has none that can sign in, with a password told this once."""
    password = new_password()
    added = await ctx.write(add_administrator, organization_id, data, await hash_later(password))
    return AdministratorMade(body=added.body, name=added.name, login=added.login, password=password)


@get("/municipalities", summary="Search the list of real bodies")
async def get_municipalities(
    ctx: Given[RequestContext], q: Annotated[str, QueryParameter(max_length=100)] = ""
) -> ListedBodies:
    """Search by code, name, reading, district or prefecture."""
    return await ctx.read(listed_bodies, q)


@get("/plans", summary="What the plans give")
async def get_plans(ctx: Given[RequestContext]) -> Plans:
    """Return every plan."""
    return await ctx.read(plans)


@put("/plans/{plan:str}", summary="Change what a plan gives")
async def put_plan(ctx: Given[RequestContext], plan: FromPath[Plan], data: JSONBody[PlanChange]) -> Plans:
    """Change a plan, for all bodies on it at once."""
    return await ctx.write(change_plan, plan, data)


@get("/condition", summary="How the installation is")
async def get_condition(ctx: Given[RequestContext], surroundings: Given[Surroundings]) -> Condition:
    """Return versions, counts, jobs that were given up, the last backup and verification, and the disk."""
    return await ctx.read(condition, surroundings)


@post("/jobs/{job_id:str}/retry", status_code=204, summary="Try a failed job again")
async def post_retry(ctx: Given[RequestContext], job_id: FromPath[str]) -> None:
    """Give it its attempts anew."""
    await ctx.write(retry_job, job_id)


@get("/acts", summary="The installation's own record")
async def get_operator_acts(ctx: Given[RequestContext], before: FromQuery[int | None] = None) -> ActPage:
    """Return what operators did, and their sign-ins; fifty a page, the newest first."""
    return await ctx.read(acts, before)


router = Router(
    "/operator",
    route_handlers=[
        get_bodies,
        post_body,
        get_body,
        patch_body,
        post_suspend_body,
        post_reopen_body,
        post_administrator,
        post_new_administrator,
        get_municipalities,
        get_plans,
        put_plan,
        get_condition,
        post_retry,
        get_operator_acts,
    ],
    opt={"admits": "operators", "fresh": "changes"},
    tags=["Installation"],
)
