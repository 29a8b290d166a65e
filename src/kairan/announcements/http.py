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
from kairan.errand import Errand
from kairan.kit.lane import take_lane


@get("", summary="What one is to confirm")
async def get_announcements(errand: Given[Errand]) -> Announcements:
    """Return what is announced to the viewer and not confirmed yet, the urgent ones first."""
    return await errand.read(announcements)


@post("/{announcement_id:str}/confirm", status_code=204, summary="Confirm an announcement")
async def post_announcement_confirmation(errand: Given[Errand], announcement_id: FromPath[AnnouncementId]) -> None:
    """Confirm that one has read it; it is shown no more on any of one's screens."""
    await errand.write(confirm_announcement, announcement_id)


@get("", summary="The body's announcements")
async def get_all_announcements(errand: Given[Errand], before: FromQuery[str | None] = None) -> AnnouncementPage:
    """Return the announcements, fifty a page, the newest first, with how many have confirmed."""
    return await errand.read(all_announcements, None if before is None else AnnouncementId(before))


@post("", summary="Announce something")
async def post_announcement(errand: Given[Errand], data: JSONBody[NewAnnouncement]) -> AnnouncementRow:
    """Show it to everybody it is for, at once or from its time on; what is urgent goes before all other work."""
    take_lane(urgent=data.importance == "urgent")
    return await errand.write(announce, data)


@post("/{announcement_id:str}/end", status_code=200, summary="End an announcement")
async def post_announcement_end(errand: Given[Errand], announcement_id: FromPath[AnnouncementId]) -> AnnouncementRow:
    """End it before its time; screens put it away at once."""
    return await errand.write(end_announcement, announcement_id)


@get("/{announcement_id:str}/people", summary="Who has confirmed an announcement")
async def get_addressees(
    errand: Given[Errand],
    announcement_id: FromPath[AnnouncementId],
    after: Annotated[int, QueryParameter(ge=0, le=1_000_000)] = 0,
) -> AddresseePage:
    """Return whom it is for, a hundred a page, those who have not confirmed first, and the counts by department."""
    return await errand.read(addressees_of, announcement_id, after)


mine = Router("/announcements", route_handlers=[get_announcements, post_announcement_confirmation], tags=["People"])
console = Router(
    "/administration/announcements",
    route_handlers=[get_all_announcements, post_announcement, post_announcement_end, get_addressees],
    tags=["Administration"],
    opt={"fresh": "changes"},
)
