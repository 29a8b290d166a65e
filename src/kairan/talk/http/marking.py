"""Pins, questions and bookmarks over HTTP: parse, call one action, render."""

from litestar import Router, delete, get, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody

from kairan.core.request_context import RequestContext
from kairan.talk.http.messages import Seq
from kairan.talk.marking import (
    Questioning,
    add_bookmark,
    bookmarks,
    mark_question,
    pin_message,
    pins_of,
    questions_of,
    remove_bookmark,
    unpin_message,
)
from kairan.talk.model import MessageId, Question, RoomId
from kairan.talk.queries import Messages


@get("/rooms/{room_id:str}/pins", summary="What a room keeps at hand")
async def get_pins(ctx: Given[RequestContext], room_id: FromPath[RoomId]) -> Messages:
    """Return the pinned messages, what was pinned last first."""
    return await ctx.read(pins_of, room_id)


@get("/rooms/{room_id:str}/questions", summary="Questions of a room")
async def get_questions(
    ctx: Given[RequestContext],
    room_id: FromPath[RoomId],
    which: FromQuery[Question] = "open",
    before: Seq = None,
) -> Messages:
    """Return the open or the solved questions, the newest first."""
    return await ctx.read(questions_of, room_id, which, before)


@put("/messages/{message_id:str}/pin", status_code=204, summary="Pin a message")
async def put_pin(ctx: Given[RequestContext], message_id: FromPath[MessageId]) -> None:
    """Keep it at hand for everybody in the room."""
    await ctx.write(pin_message, message_id)


@delete("/messages/{message_id:str}/pin", summary="Unpin a message")
async def delete_pin(ctx: Given[RequestContext], message_id: FromPath[MessageId]) -> None:
    """Let it go from what is at hand."""
    await ctx.write(unpin_message, message_id)


@put("/messages/{message_id:str}/question", status_code=204, summary="Mark a question")
async def put_question(
    ctx: Given[RequestContext], message_id: FromPath[MessageId], data: JSONBody[Questioning]
) -> None:
    """Say that it is an open question, a solved one, or none."""
    await ctx.write(mark_question, message_id, data.question)


@get("/bookmarks", summary="One's bookmarks")
async def get_bookmarks(ctx: Given[RequestContext], before: Seq = None) -> Messages:
    """Return the messages one keeps for oneself, the newest bookmark first."""
    return await ctx.read(bookmarks, before)


@put("/messages/{message_id:str}/bookmark", status_code=204, summary="Bookmark a message")
async def put_bookmark(ctx: Given[RequestContext], message_id: FromPath[MessageId]) -> None:
    """Keep it for oneself; nobody else sees it."""
    await ctx.write(add_bookmark, message_id)


@delete("/messages/{message_id:str}/bookmark", summary="Remove a bookmark")
async def delete_bookmark(ctx: Given[RequestContext], message_id: FromPath[MessageId]) -> None:
    """Forget it."""
    await ctx.write(remove_bookmark, message_id)


router = Router(
    "/",
    route_handlers=[
        get_pins,
        get_questions,
        put_pin,
        delete_pin,
        put_question,
        get_bookmarks,
        put_bookmark,
        delete_bookmark,
    ],
    tags=["Talk"],
)
