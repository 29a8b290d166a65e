"""Confirmations and the list to phone over HTTP: parse, call one action, render."""

from litestar import delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody

from kairan.core.request_context import RequestContext
from kairan.core.viewer import MemberId
from kairan.talk.awaited import awaited_of
from kairan.talk.confirmation_model import Asking, Confirmations, Confirming
from kairan.talk.confirming import ask_confirmation, confirm, confirmations, end_confirmation
from kairan.talk.model import Message, MessageId
from kairan.talk.phone_model import PhoneList, PhoneNote
from kairan.talk.phoning import phone_list, release, take
from kairan.talk.queries import Messages


@post("/messages/{message_id:str}/confirmation", status_code=200, summary="Ask readers to confirm a message")
async def post_asking(ctx: Given[RequestContext], message_id: FromPath[MessageId], data: JSONBody[Asking]) -> Message:
    """Ask those named, or everybody in the room who may read it; for its author, once."""
    return await ctx.write(ask_confirmation, message_id, data)


@post("/messages/{message_id:str}/confirmation/end", status_code=200, summary="Ask for no more confirmations")
async def post_asking_end(ctx: Given[RequestContext], message_id: FromPath[MessageId]) -> Message:
    """Wait for nobody any more; what was confirmed stays. For the author and masters of the room."""
    return await ctx.write(end_confirmation, message_id)


@post("/messages/{message_id:str}/confirmations", status_code=200, summary="Confirm a message")
async def post_confirmed(
    ctx: Given[RequestContext], message_id: FromPath[MessageId], data: JSONBody[Confirming]
) -> Message:
    """Confirm the wording on the screen; never undone, a second time changes nothing."""
    return await ctx.write(confirm, message_id, data)


@get("/messages/{message_id:str}/confirmations", summary="Who has confirmed a message")
async def get_message_confirmations(ctx: Given[RequestContext], message_id: FromPath[MessageId]) -> Confirmations:
    """Return who has confirmed when, and who has not; for the author and masters of the room."""
    return await ctx.read(confirmations, message_id)


@get("/confirmations", summary="Messages that wait for one's confirmation")
async def get_awaited(ctx: Given[RequestContext], before: FromQuery[str | None] = None) -> Messages:
    """Return the messages that the viewer is asked to confirm, the newest first."""
    return await ctx.read(awaited_of, before)


@get("/messages/{message_id:str}/phone", summary="Who phones whom about a message")
async def get_phone_list(ctx: Given[RequestContext], message_id: FromPath[MessageId]) -> PhoneList:
    """Return who was taken by whom, and what came of it."""
    return await ctx.read(phone_list, message_id)


@put("/messages/{message_id:str}/phone/{member_id:str}", status_code=200, summary="Take somebody to phone")
async def put_phone(
    ctx: Given[RequestContext],
    message_id: FromPath[MessageId],
    member_id: FromPath[MemberId],
    data: JSONBody[PhoneNote],
) -> PhoneList:
    """Take them, or note what came of it; of two at once one wins, and the other is told."""
    return await ctx.write(take, message_id, member_id, data)


@delete("/messages/{message_id:str}/phone/{member_id:str}", status_code=200, summary="Give somebody back")
async def delete_phone(
    ctx: Given[RequestContext], message_id: FromPath[MessageId], member_id: FromPath[MemberId]
) -> PhoneList:
    """Let others phone them, or take back what one noted."""
    return await ctx.write(release, message_id, member_id)


handlers = [
    post_asking, post_asking_end, post_confirmed, get_message_confirmations, get_awaited, get_phone_list,
    put_phone, delete_phone,
]  # fmt: skip
