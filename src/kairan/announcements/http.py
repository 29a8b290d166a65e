"""Announcements over HTTP: one's own, and the page of the administrators."""

from typing import Annotated

from litestar import Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.announcements.actions import announce, confirm_announcement, end_announcement
from kairan.announcements.model import (
    AddresseePage,
    AnnouncementId,
    AnnouncementPage,
    AnnouncementRow,
    Announcements,
    NewAnnouncement,
)
from kairan.announcements.queries import addressees_of, all_announcements, announcements
from kairan.core.kit.priority import set_priority
from kairan.core.request_context import RequestContext


@get("", summary="What one is to confirm")
async def get_announcements(ctx: Given[RequestContext]) -> Announcements:
    """Return what is announced to the viewer and not confirmed yet, the urgent ones first."""
    return await ctx.read(announcements)


@post("/{announcement_id:str}/confirm", status_code=204, summary="Confirm an announcement")
async def post_announcement_confirmation(ctx: Given[RequestContext], announcement_id: FromPath[AnnouncementId]) -> None:
    """Confirm that one has read it; it is shown no more on any of one's screens."""
    await ctx.write(confirm_announcement, announcement_id)


@get("", summary="The body's announcements")
async def get_all_announcements(ctx: Given[RequestContext], before: FromQuery[str | None] = None) -> AnnouncementPage:
    """Return the announcements, fifty a page, the newest first, with how many have confirmed."""
    return await ctx.read(all_announcements, None if before is None else AnnouncementId(before))


@post("", summary="Announce something")
async def post_announcement(ctx: Given[RequestContext], data: JSONBody[NewAnnouncement]) -> AnnouncementRow:
    """Show it to everybody it is for, at once or from its time on; what is urgent goes before all other work."""
    set_priority(urgent=data.importance == "urgent")
    return await ctx.write(announce, data)


@post("/{announcement_id:str}/end", status_code=200, summary="End an announcement")
async def post_announcement_end(
    ctx: Given[RequestContext], announcement_id: FromPath[AnnouncementId]
) -> AnnouncementRow:
    """End it before its time; screens put it away at once."""
    return await ctx.write(end_announcement, announcement_id)


@get("/{announcement_id:str}/people", summary="Who has confirmed an announcement")
async def get_addressees(
    ctx: Given[RequestContext],
    announcement_id: FromPath[AnnouncementId],
    after: Annotated[int, QueryParameter(ge=0, le=1_000_000)] = 0,
) -> AddresseePage:
    """Return whom it is for, a hundred a page, those who have not confirmed first, and the counts by department."""
    return await ctx.read(addressees_of, announcement_id, after)


mine = Router("/announcements", route_handlers=[get_announcements, post_announcement_confirmation], tags=["People"])
console = Router(
    "/administration/announcements",
    route_handlers=[get_all_announcements, post_announcement, post_announcement_end, get_addressees],
    tags=["Administration"],
    opt={"fresh": "changes"},
)
