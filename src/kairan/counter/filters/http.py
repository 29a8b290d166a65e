"""Narrowing the inbox over HTTP."""

from litestar import Router, delete, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody

from kairan.core.request_context import RequestContext
from kairan.counter.filters.filters import forget_filter, keep_filter, narrowing, pulse
from kairan.counter.filters.model import FilterId, KeptFilter, Narrowing, NewFilter, Pulse


@get("/cases/narrowing", summary="What the inbox can be narrowed by")
async def get_narrowing(ctx: Given[RequestContext]) -> Narrowing:
    """Return the forms whose cases one reads, with the fields of their procedures, and the filters one keeps."""
    return await ctx.read(narrowing)


@get("/cases/pulse", summary="Whether anything changed in the inbox")
async def get_pulse(ctx: Given[RequestContext], since: FromQuery[int] = -1) -> Pulse:
    """Return when anything last changed; whoever has the inbox on screen asks this and loads it when it did.

    `since` is `body_at` of the answer before: while it still holds, `changed_at` is null.
    """
    return await ctx.read(pulse, since)


@post("/cases/filters", status_code=200, summary="Keep a filter")
async def post_filter(ctx: Given[RequestContext], data: JSONBody[NewFilter]) -> list[KeptFilter]:
    """Keep a filter for oneself."""
    return await ctx.write(keep_filter, data)


@delete("/cases/filters/{filter_id:str}", status_code=200, summary="Forget a filter")
async def delete_filter(ctx: Given[RequestContext], filter_id: FromPath[FilterId]) -> list[KeptFilter]:
    """Forget a filter of one's own."""
    return await ctx.write(forget_filter, filter_id)


router = Router("/", route_handlers=[get_narrowing, get_pulse, post_filter, delete_filter], tags=["Counter"])
