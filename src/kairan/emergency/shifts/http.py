"""Shifts over HTTP, for who leads."""

from litestar import Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.core.request_context import RequestContext
from kairan.emergency.musters.model import MusterId
from kairan.emergency.shifts.actions import add_shift, change_shift, delete_shift, tell_shift
from kairan.emergency.shifts.model import NewShift, OwnShifts, ShiftDraft, ShiftId, Shifts
from kairan.emergency.shifts.queries import own_shifts, shifts


@get("/{muster_id:str}/shifts", summary="The shifts of a muster")
async def get_shifts(ctx: Given[RequestContext], muster_id: FromPath[MusterId]) -> Shifts:
    """Return who works where and when, who relieves whom, and who rests now."""
    return await ctx.read(shifts, muster_id)


@post("/{muster_id:str}/shifts", summary="Plan a shift")
async def post_shift(ctx: Given[RequestContext], muster_id: FromPath[MusterId], data: JSONBody[NewShift]) -> Shifts:
    """Plan a shift; nobody works in two at once."""
    return await ctx.write(add_shift, muster_id, data)


@put("/{muster_id:str}/shifts/{shift_id:str}", status_code=200, summary="Change a shift")
async def put_shift(
    ctx: Given[RequestContext],
    muster_id: FromPath[MusterId],
    shift_id: FromPath[ShiftId],
    data: JSONBody[ShiftDraft],
) -> Shifts:
    """Change a shift; its people are to be told anew."""
    return await ctx.write(change_shift, muster_id, shift_id, data)


@delete("/{muster_id:str}/shifts/{shift_id:str}", status_code=200, summary="Delete a shift")
async def delete_one_shift(
    ctx: Given[RequestContext], muster_id: FromPath[MusterId], shift_id: FromPath[ShiftId]
) -> Shifts:
    """Delete a shift."""
    return await ctx.write(delete_shift, muster_id, shift_id)


@post("/{muster_id:str}/shifts/{shift_id:str}/tell", status_code=200, summary="Tell the people of a shift")
async def post_shift_told(
    ctx: Given[RequestContext], muster_id: FromPath[MusterId], shift_id: FromPath[ShiftId]
) -> Shifts:
    """Tell them where and when they work, and let them confirm; told twice as it is, it is once."""
    return await ctx.write(tell_shift, muster_id, shift_id)


@get("/mine/shifts", summary="One's own shifts")
async def get_own_shifts(ctx: Given[RequestContext]) -> OwnShifts:
    """Return where and when the viewer works, the next first."""
    return await ctx.read(own_shifts)


router = Router(
    "/musters",
    route_handlers=[get_own_shifts, get_shifts, post_shift, put_shift, delete_one_shift, post_shift_told],
    tags=["Musters"],
)
