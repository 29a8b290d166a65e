"""One's own reminders over HTTP: parse, call one action, render."""

from litestar import Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.core.request_context import RequestContext
from kairan.talk.model import MessageId
from kairan.talk.own_reminders import (
    OwnReminders,
    ReminderTimes,
    Reminding,
    drop_own_reminder,
    finish_own_reminder,
    own_reminders,
    reminder_times,
    set_own_reminder,
)


@get("/own-reminders", summary="One's own reminders")
async def get_own_reminders(ctx: Given[RequestContext]) -> OwnReminders:
    """Return the messages the viewer wants to be told of, and those they were done with lately."""
    return await ctx.read(own_reminders)


@get("/messages/{message_id:str}/own-reminder", summary="When one may be told of a message again")
async def get_own_reminder(ctx: Given[RequestContext], message_id: FromPath[MessageId]) -> ReminderTimes:
    """Return what the viewer has set for a message, and the mornings they may choose."""
    return await ctx.read(reminder_times, message_id)


@put("/messages/{message_id:str}/own-reminder", status_code=204, summary="Be told of a message at a time")
async def put_own_reminder(
    ctx: Given[RequestContext], message_id: FromPath[MessageId], data: JSONBody[Reminding]
) -> None:
    """Let the viewer be told at that time, at any hour; set again, it is changed."""
    await ctx.write(set_own_reminder, message_id, data.at)


@post("/messages/{message_id:str}/own-reminder/done", status_code=204, summary="Be done with a reminder")
async def post_own_reminder_done(ctx: Given[RequestContext], message_id: FromPath[MessageId]) -> None:
    """Put the reminder among what is done."""
    await ctx.write(finish_own_reminder, message_id)


@delete("/messages/{message_id:str}/own-reminder", summary="Take a reminder back")
async def delete_own_reminder(ctx: Given[RequestContext], message_id: FromPath[MessageId]) -> None:
    """Forget the reminder."""
    await ctx.write(drop_own_reminder, message_id)


router = Router(
    "/",
    route_handlers=[
        get_own_reminders,
        get_own_reminder,
        put_own_reminder,
        post_own_reminder_done,
        delete_own_reminder,
    ],
    tags=["Talk"],
)
