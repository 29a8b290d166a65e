"""Meetings over HTTP: parse, call one action, render."""

from typing import Annotated

from litestar import Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.core.request_context import RequestContext
from kairan.meetings.acting import (
    change_meeting,
    drop_meeting,
    end_meeting,
    keep_minutes,
    make_meeting,
    show_page,
)
from kairan.meetings.model import (
    MeetingChange,
    MeetingId,
    MeetingMinutes,
    MeetingPage,
    MeetingView,
    NewMeeting,
    NewPaper,
    PaperId,
    ShowingPage,
    ShownPage,
)
from kairan.meetings.papers import add_paper, drop_paper, open_paper
from kairan.meetings.showing import meeting_view, meetings_of, shown_page
from kairan.meetings.video import (
    BodyVideoAddress,
    VideoAddress,
    VideoMeeting,
    own_video_address,
    save_video_address,
    start_video,
)
from kairan.talk.model import RoomId

One = FromPath[MeetingId]
OnePaper = FromPath[PaperId]
MEETING = "/meetings/{meeting_id:str}"
PAPER = f"{MEETING}/papers/{{paper_id:str}}"
SHOWN = f"{MEETING}/shown"


@get("/rooms/{room_id:str}/meetings", summary="The meetings of a room")
async def get_meetings(
    ctx: Given[RequestContext],
    room_id: FromPath[RoomId],
    after: Annotated[str | None, QueryParameter(max_length=13)] = None,
) -> MeetingPage:
    """Return them, fifty a page, the latest first."""
    return await ctx.read(meetings_of, room_id, after)


@post("/meetings", summary="Prepare a meeting")
async def post_meeting(ctx: Given[RequestContext], data: JSONBody[NewMeeting]) -> MeetingView:
    """Prepare a meeting of a room, with its agenda."""
    return await ctx.read(meeting_view, await ctx.write(make_meeting, data))


@get(MEETING, summary="A meeting")
async def get_meeting(ctx: Given[RequestContext], meeting_id: One) -> MeetingView:
    """Return a meeting with its papers, and who has opened them."""
    return await ctx.read(meeting_view, meeting_id)


@put(MEETING, summary="Change a meeting")
async def put_meeting(ctx: Given[RequestContext], meeting_id: One, data: JSONBody[MeetingChange]) -> MeetingView:
    """Change its title, time, place and agenda."""
    await ctx.write(change_meeting, meeting_id, data)
    return await ctx.read(meeting_view, meeting_id)


@delete(MEETING, summary="Call a meeting off")
async def delete_meeting(ctx: Given[RequestContext], meeting_id: One) -> None:
    """Call it off: nobody sees it any more."""
    await ctx.write(drop_meeting, meeting_id)


@post(f"{MEETING}/end", status_code=200, summary="End a meeting")
async def post_meeting_end(ctx: Given[RequestContext], meeting_id: One) -> MeetingView:
    """End it; its papers can still be read."""
    await ctx.write(end_meeting, meeting_id)
    return await ctx.read(meeting_view, meeting_id)


@put(f"{MEETING}/minutes", summary="The minutes of a meeting")
async def put_meeting_minutes(
    ctx: Given[RequestContext], meeting_id: One, data: JSONBody[MeetingMinutes]
) -> MeetingView:
    """Make a note of the room its minutes; the first one holds."""
    await ctx.write(keep_minutes, meeting_id, data)
    return await ctx.read(meeting_view, meeting_id)


@get(SHOWN, summary="What is shown in a meeting")
async def get_shown_page(ctx: Given[RequestContext], meeting_id: One) -> ShownPage:
    """Return the page that is shown, and whether anything else has changed."""
    return await ctx.read(shown_page, meeting_id)


@put(SHOWN, summary="Show a page in a meeting")
async def put_shown_page(ctx: Given[RequestContext], meeting_id: One, data: JSONBody[ShowingPage]) -> ShownPage:
    """Show a page to everybody who follows, or nothing any more."""
    await ctx.write(show_page, meeting_id, data)
    return await ctx.read(shown_page, meeting_id)


@post(f"{MEETING}/papers", summary="Add a paper to a meeting")
async def post_meeting_paper(ctx: Given[RequestContext], meeting_id: One, data: JSONBody[NewPaper]) -> MeetingView:
    """Add an uploaded file; a PDF is made into pages that can be shown."""
    await ctx.write(add_paper, meeting_id, data)
    return await ctx.read(meeting_view, meeting_id)


@delete(PAPER, status_code=200, summary="Take a paper away from a meeting")
async def delete_meeting_paper(ctx: Given[RequestContext], meeting_id: One, paper_id: OnePaper) -> MeetingView:
    """Take it away: nobody sees it any more."""
    await ctx.write(drop_paper, meeting_id, paper_id)
    return await ctx.read(meeting_view, meeting_id)


@post(f"{PAPER}/open", status_code=204, summary="Note that one has opened a paper")
async def post_meeting_paper_opening(ctx: Given[RequestContext], meeting_id: One, paper_id: OnePaper) -> None:
    """Note that one has opened it."""
    await ctx.write(open_paper, meeting_id, paper_id)


@post("/rooms/{room_id:str}/video", status_code=200, summary="Start a video meeting of a room")
async def post_video(ctx: Given[RequestContext], room_id: FromPath[RoomId]) -> VideoMeeting:
    """Return the address of a new meeting in the body's own video system."""
    return await ctx.read(start_video, room_id)


@get("", summary="Where the body's video meetings are")
async def get_video_address(ctx: Given[RequestContext]) -> BodyVideoAddress:
    """Return the address that rooms start meetings with."""
    return await ctx.read(own_video_address)


@put("", summary="Set where the body's video meetings are")
async def put_video_address(
    ctx: Given[RequestContext], data: JSONBody[VideoAddress], revision: FromQuery[str] = ""
) -> BodyVideoAddress:
    """Keep the address for all rooms of the body."""
    await ctx.write(save_video_address, data, revision)
    return await ctx.read(own_video_address)


router = Router(
    "/",
    route_handlers=[
        get_meetings,
        post_meeting,
        get_meeting,
        put_meeting,
        delete_meeting,
        post_meeting_end,
        put_meeting_minutes,
        get_shown_page,
        put_shown_page,
        post_meeting_paper,
        delete_meeting_paper,
        post_meeting_paper_opening,
        post_video,
    ],
    tags=["Meetings"],
)
console = Router(
    "/administration/video",
    route_handlers=[get_video_address, put_video_address],
    tags=["Administration"],
    opt={"fresh": "changes"},
)
