"""Messages over HTTP: parse, call one action, render."""

from typing import Annotated

import msgspec
from litestar import delete, get, patch, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.core.request_context import FastRoute, RequestContext
from kairan.talk.actions import edit_message, remove_message, send_message
from kairan.talk.http.rooms import ReadUpTo
from kairan.talk.model import Draft, Mention, Message, MessageId, MessageText, RoomId
from kairan.talk.queries import (
    PAGE,
    PAGE_MOST,
    Messages,
    Page,
    Place,
    mentions_of,
    message,
    page_of,
)
from kairan.talk.reactions import add_reaction, remove_reaction
from kairan.talk.reading import Readers, mark_thread_read, mark_unread, readers_of
from kairan.talk.reminding import Reminders, Whom, remind, reminders_of
from kairan.talk.room_files import RoomFiles, files_of
from kairan.talk.threads import Thread, Threads, thread_of, threads_of
from kairan.talk.urging import Urging, urge

Seq = Annotated[int | None, QueryParameter(ge=0, le=2**53)]


class Rewording(msgspec.Struct, frozen=True):
    """New words for a message."""

    text: MessageText
    mentions: Annotated[list[Mention], msgspec.Meta(max_length=100)] = []


@get("/rooms/{room_id:str}/messages", summary="A page of a room's timeline")
async def get_messages(
    ctx: Given[RequestContext],
    room_id: FromPath[RoomId],
    before: Seq = None,
    after: Seq = None,
    around: Seq = None,
    n: Seq = None,
    on: Annotated[str | None, QueryParameter(max_length=20)] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=PAGE_MOST)] = PAGE,
) -> Page:
    """Return messages in order: the newest, or before, after or around a `seq`, around an `n`, or from a day on."""
    place = Place(before=before, after=after, around=around, n=n, on=on, limit=limit)
    return await ctx.read(page_of, room_id, place)


@post("/rooms/{room_id:str}/messages", summary="Send a message")
async def post_message(ctx: Given[RequestContext], room_id: FromPath[RoomId], data: JSONBody[Draft]) -> Message:
    """Send; when this answers, the message is on disk. The same client_key again gives back the first message."""
    return await ctx.write(send_message, room_id, data)


@get("/rooms/{room_id:str}/files", summary="Files of a room")
async def get_files(ctx: Given[RequestContext], room_id: FromPath[RoomId], before: Seq = None) -> RoomFiles:
    """Return what was attached, the newest first."""
    return await ctx.read(files_of, room_id, before)


@get("/messages/{message_id:str}", summary="A message")
async def get_message(ctx: Given[RequestContext], message_id: FromPath[MessageId]) -> Message:
    """Return one message, for a permalink."""
    return await ctx.read(message, message_id)


@patch("/messages/{message_id:str}", summary="Edit a message")
async def patch_message(
    ctx: Given[RequestContext], message_id: FromPath[MessageId], data: JSONBody[Rewording]
) -> Message:
    """Change the words of one's own message."""
    return await ctx.write(edit_message, message_id, data.text, data.mentions)


@delete("/messages/{message_id:str}", status_code=200, summary="Remove a message")
async def delete_message(ctx: Given[RequestContext], message_id: FromPath[MessageId]) -> Message:
    """Leave a tombstone; the record keeps the words."""
    return await ctx.write(remove_message, message_id)


@get("/messages/{root_id:str}/thread", summary="A thread")
async def get_thread(ctx: Given[RequestContext], root_id: FromPath[MessageId], before: Seq = None) -> Thread:
    """Return a thread's first message and its newest replies, or those before an `n`."""
    return await ctx.read(thread_of, root_id, before)


@post("/messages/{root_id:str}/thread/read", while_read_only=True, status_code=204, summary="Mark a thread as read")
async def post_thread_read(ctx: Given[RequestContext], root_id: FromPath[MessageId], data: JSONBody[ReadUpTo]) -> None:
    """Move one's own mark in a thread forward."""
    await ctx.write(mark_thread_read, root_id, data.n, data.rewinds)


@post("/messages/{message_id:str}/unread", while_read_only=True, status_code=204, summary="Mark a message as unread")
async def post_unread(ctx: Given[RequestContext], message_id: FromPath[MessageId]) -> None:
    """Move one's own mark back before the message, in its room or its thread; who has read it is told as before."""
    await ctx.write(mark_unread, message_id)


@put("/messages/{message_id:str}/reactions/{emoji:str}", status_code=204, summary="React")
async def put_reaction(ctx: Given[RequestContext], message_id: FromPath[MessageId], emoji: FromPath[str]) -> None:
    """Add one's reaction; twice is once."""
    await ctx.write(add_reaction, message_id, emoji)


@delete("/messages/{message_id:str}/reactions/{emoji:str}", summary="Take a reaction back")
async def delete_reaction(ctx: Given[RequestContext], message_id: FromPath[MessageId], emoji: FromPath[str]) -> None:
    """Remove one's own reaction."""
    await ctx.write(remove_reaction, message_id, emoji)


@get("/messages/{message_id:str}/readers", summary="Who has read a message")
async def get_readers(ctx: Given[RequestContext], message_id: FromPath[MessageId]) -> Readers:
    """Return who has read it and who has not, without its author."""
    return await ctx.read(readers_of, message_id)


@get("/messages/{message_id:str}/reminders", summary="When people were reminded of a message")
async def get_reminders(ctx: Given[RequestContext], message_id: FromPath[MessageId]) -> Reminders:
    """Return when those who have not read it were reminded last, and whether the viewer may remind them."""
    return await ctx.read(reminders_of, message_id)


@post("/messages/{message_id:str}/reminders", status_code=200, summary="Remind those who have not read a message")
async def post_reminder(
    ctx: Given[RequestContext], message_id: FromPath[MessageId], whom: FromQuery[Whom] = "unread"
) -> Reminders:
    """Let everybody be told who has not read it, or not confirmed it; for its author and masters, with a pause."""
    return await ctx.write(remind, message_id, whom)


@post("/messages/{message_id:str}/urgent", status_code=200, summary="Tell a message as urgent")
async def post_urgent(ctx: Given[RequestContext], message_id: FromPath[MessageId], data: JSONBody[Urging]) -> Reminders:
    """Let those who have not read it be told at once, at any hour, for a reason that stands on record."""
    return await ctx.write(urge, message_id, data)


@get("/threads", summary="Threads one follows")
async def get_threads(ctx: Given[RequestContext], before: Seq = None) -> Threads:
    """Return the threads one follows, the newest reply first."""
    return await ctx.read(threads_of, before)


@get("/mentions", summary="Messages that call one")
async def get_mentions(ctx: Given[RequestContext], before: FromQuery[str | None] = None) -> Messages:
    """Return the messages that call the viewer by name, by department, or everybody."""
    return await ctx.read(mentions_of, before)


handlers = [
    get_messages, post_message, get_files, get_message, patch_message, delete_message, get_thread,
    post_thread_read, post_unread, put_reaction, delete_reaction, get_readers, get_reminders,
    post_reminder, post_urgent, get_threads, get_mentions,
]  # fmt: skip

EXPRESS = [
    FastRoute("/api/rooms/{room_id}/messages", Draft, send_message, status=201),
    FastRoute("/api/rooms/{room_id}/messages", Place, page_of, method="GET"),
]
