"""Planned changes of departments over HTTP: parse, call one action, render."""

import msgspec
from litestar import Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.administration.planned import obstacle_to, plan_change, plans, withdraw_plan
from kairan.administration.planned_model import PlanId, PlannedChanges, PlannedChangeWanted
from kairan.core.request_context import RequestContext


@get("", summary="Planned changes of departments")
async def get_department_plans(ctx: Given[RequestContext]) -> PlannedChanges:
    """Return what waits, and what is over lately."""
    return await ctx.read(plans)


@post("", summary="Plan a change of a department")
async def post_department_plan(ctx: Given[RequestContext], data: JSONBody[PlannedChangeWanted]) -> PlannedChanges:
    """Plan to rename, move, close or merge a department at an instant; return the list, and what is in its way now."""
    plan_id = await ctx.write(plan_change, data)
    warning = await ctx.read(obstacle_to, plan_id)
    return msgspec.structs.replace(await ctx.read(plans), warning=warning)


@post("/{plan_id:str}/withdraw", status_code=200, summary="Withdraw a planned change")
async def post_department_plan_withdraw(ctx: Given[RequestContext], plan_id: FromPath[PlanId]) -> PlannedChanges:
    """Withdraw it before its instant; return the list."""
    await ctx.write(withdraw_plan, plan_id)
    return await ctx.read(plans)


router = Router(
    "/administration/department-plans",
    route_handlers=[get_department_plans, post_department_plan, post_department_plan_withdraw],
    tags=["Administration"],
    opt={"fresh": "changes"},
)
