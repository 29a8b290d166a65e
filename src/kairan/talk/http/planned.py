"""PlannedMessage messages over HTTP: parse, call one action, render."""

from litestar import Router, delete, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.core.request_context import RequestContext
from kairan.talk.model import RoomId
from kairan.talk.planned import PlannedMessage, PlannedMessages, Planning, drop_planned, plan_message, planned_messages


@get("/planned-messages", summary="What one has planned to send")
async def get_planned_messages(ctx: Given[RequestContext]) -> PlannedMessages:
    """Return the messages that wait for their time, and those that could not be sent."""
    return await ctx.read(planned_messages)


@post("/rooms/{room_id:str}/planned-messages", summary="Send a message at a time")
async def post_planned_message(
    ctx: Given[RequestContext], room_id: FromPath[RoomId], data: JSONBody[Planning]
) -> PlannedMessage:
    """Keep it until then; it is sent as its author may send it at that time."""
    return await ctx.write(plan_message, room_id, data)


@delete("/planned-messages/{planned_id:str}", summary="Take a planned message back")
async def delete_planned_message(ctx: Given[RequestContext], planned_id: FromPath[str]) -> None:
    """Forget it; what was sent already stays."""
    await ctx.write(drop_planned, planned_id)


router = Router(
    "/",
    route_handlers=[get_planned_messages, post_planned_message, delete_planned_message],
    tags=["Talk"],
)
