"""Polls over HTTP: parse, call one action, render."""

from typing import Annotated

from litestar import Response, Router, get, post, put
from litestar.di import NamedDependency as Given
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody, QueryParameter

from kairan.core.request_context import RequestContext
from kairan.polls.acting import answer_poll, close_poll, make_poll
from kairan.polls.model import NewPoll, PollAnswer, PollClosing, PollId, PollPage, PollView
from kairan.polls.showing import invitation, poll_csv, poll_view, polls_of
from kairan.talk.model import RoomId

One = FromPath[PollId]


@get("/rooms/{room_id:str}/polls", summary="The polls of a room")
async def get_polls(
    ctx: Given[RequestContext],
    room_id: FromPath[RoomId],
    after: Annotated[str | None, QueryParameter(max_length=13)] = None,
) -> PollPage:
    """Return them with their results, fifty a page, the newest first."""
    return await ctx.read(polls_of, room_id, after)


@post("/polls", summary="Ask a room")
async def post_poll(ctx: Given[RequestContext], data: JSONBody[NewPoll]) -> PollView:
    """Hold a poll in a room."""
    return await ctx.read(poll_view, await ctx.write(make_poll, data))


@get("/polls/{poll_id:str}", summary="A poll")
async def get_poll(ctx: Given[RequestContext], poll_id: One) -> PollView:
    """Return one poll with its result, as far as it is told."""
    return await ctx.read(poll_view, poll_id)


@put("/polls/{poll_id:str}/answer", summary="Answer a poll")
async def put_poll_answer(ctx: Given[RequestContext], poll_id: One, data: JSONBody[PollAnswer]) -> PollView:
    """Answer, or answer otherwise, while it is open."""
    await ctx.write(answer_poll, poll_id, data)
    return await ctx.read(poll_view, poll_id)


@post("/polls/{poll_id:str}/close", status_code=200, summary="Close a poll")
async def post_poll_closing(ctx: Given[RequestContext], poll_id: One, data: JSONBody[PollClosing]) -> PollView:
    """Close it; of dates, with the one that is fixed."""
    await ctx.write(close_poll, poll_id, data)
    return await ctx.read(poll_view, poll_id)


def _described(description: str, media_type: str) -> dict[int, ResponseSpec]:
    return {200: ResponseSpec(str, generate_examples=False, description=description, media_type=media_type)}


def _as_file(content: str, media_type: str, name: str) -> Response[bytes]:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content.encode(), media_type=media_type, headers=headers)


@get("/polls/{poll_id:str}/export", summary="A poll as CSV", responses=_described("The result", "text/csv"))
async def get_poll_export(ctx: Given[RequestContext], poll_id: One) -> Response[bytes]:
    """Return the result as CSV."""
    return _as_file(await ctx.read(poll_csv, poll_id), "text/csv", f"poll-{poll_id}.csv")


@get(
    "/polls/{poll_id:str}/calendar",
    summary="The date that was fixed",
    responses=_described("One event", "text/calendar"),
)
async def get_poll_calendar(ctx: Given[RequestContext], poll_id: One) -> Response[bytes]:
    """Return the date that was fixed as iCalendar."""
    return _as_file(await ctx.read(invitation, poll_id), "text/calendar", f"poll-{poll_id}.ics")


router = Router(
    "/",
    route_handlers=[
        get_polls,
        post_poll,
        get_poll,
        put_poll_answer,
        post_poll_closing,
        get_poll_export,
        get_poll_calendar,
    ],
    tags=["Polls"],
)
