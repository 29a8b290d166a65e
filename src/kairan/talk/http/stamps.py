"""Stamps over HTTP: those one may send, and the page of the administrators."""

from litestar import Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody

from kairan.core.request_context import RequestContext
from kairan.talk.stamps.arranging import add_stamp, arrange_stamps, withdraw_stamp
from kairan.talk.stamps.model import BodyStamps, NewStamp, StampChoice, Stamps
from kairan.talk.stamps.queries import body_stamps, stamps


@get("/stamps", summary="Stamps one may send")
async def get_stamps(ctx: Given[RequestContext]) -> Stamps:
    """Return the stamps of one's body, in its order."""
    return await ctx.read(stamps)


@get("", summary="The body's stamps")
async def get_body_stamps(ctx: Given[RequestContext]) -> BodyStamps:
    """Return every stamp, those in use first, in their order."""
    return await ctx.read(body_stamps)


@put("", summary="Choose and order the body's stamps")
async def put_body_stamps(
    ctx: Given[RequestContext], data: JSONBody[StampChoice], revision: FromQuery[str] = ""
) -> BodyStamps:
    """Use these, in this order; nobody can send the others."""
    await ctx.write(arrange_stamps, data, revision)
    return await ctx.read(body_stamps)


@post("", summary="Add a stamp of the body's own")
async def post_body_stamp(ctx: Given[RequestContext], data: JSONBody[NewStamp]) -> BodyStamps:
    """Make a picture that was uploaded a stamp; it can be sent at once."""
    await ctx.write(add_stamp, data)
    return await ctx.read(body_stamps)


@delete("/{stamp_id:str}", status_code=200, summary="Withdraw a stamp of the body's own")
async def delete_body_stamp(ctx: Given[RequestContext], stamp_id: FromPath[str]) -> BodyStamps:
    """Let it be sent no more; messages that are it stay."""
    await ctx.write(withdraw_stamp, stamp_id)
    return await ctx.read(body_stamps)


sending = Router("/", route_handlers=[get_stamps], tags=["Talk"])
console = Router(
    "/administration/stamps",
    route_handlers=[get_body_stamps, put_body_stamps, post_body_stamp, delete_body_stamp],
    tags=["Administration"],
    opt={"fresh": "changes"},
)
