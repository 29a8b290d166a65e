"""Alliances over HTTP: for whoever takes part, and for whoever decides for a body."""

from typing import Annotated

import msgspec
from litestar import Router, get, patch, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.alliances.consent import act_on_body, invitable_bodies
from kairan.alliances.directory import rooms_of_alliance
from kairan.alliances.figures import AllianceFigures, figures_of_alliance
from kairan.alliances.founding import (
    change_alliance,
    end_alliance,
    found_alliance,
    offer_alliance,
    take_alliance_over,
)
from kairan.alliances.model import (
    AllianceChange,
    AllianceOffer,
    AlliancePeople,
    AllianceProfile,
    AllianceRooms,
    Alliances,
    AllianceSending,
    AllianceView,
    BodyAct,
    InvitableBodies,
    NewAlliance,
    NewAllianceRoom,
    PeopleOrder,
    RoomPin,
    RoomsLeft,
)
from kairan.alliances.people import people_of_alliance, set_profile
from kairan.alliances.queries import alliance, alliances
from kairan.alliances.rooms import join_alliance_room, leave_alliance_rooms, open_room, pin_room
from kairan.alliances.sending import set_sending
from kairan.alliances.terms import TermsVersions, terms_versions
from kairan.core.request_context import RequestContext
from kairan.core.viewer import OrganizationId
from kairan.talk.model import AllianceId, RoomId

Which = FromPath[AllianceId]
Sought = Annotated[str, QueryParameter(max_length=200)]


class AllianceRoomMade(msgspec.Struct, frozen=True):
    """The room that was opened."""

    id: RoomId


@get("", summary="Alliances")
async def get_alliances(ctx: Given[RequestContext]) -> Alliances:
    """Return the alliances the viewer takes part in; whoever decides for their body is shown those it may join, too."""
    return await ctx.read(alliances)


@post("", summary="Found an alliance")
async def post_alliance(ctx: Given[RequestContext], data: JSONBody[NewAlliance]) -> AllianceView:
    """Found an alliance; the viewer's body is its host."""
    return await ctx.read(alliance, await ctx.write(found_alliance, data))


@get("/{alliance_id:str}", summary="An alliance")
async def get_alliance(ctx: Given[RequestContext], alliance_id: Which) -> AllianceView:
    """Return an alliance with its terms, its bodies, and what the viewer may do."""
    return await ctx.read(alliance, alliance_id)


@patch("/{alliance_id:str}", summary="Change an alliance")
async def patch_alliance(
    ctx: Given[RequestContext], alliance_id: Which, data: JSONBody[AllianceChange]
) -> AllianceView:
    """Change an alliance, for its host; other terms are a new version that each body is asked to accept."""
    await ctx.write(change_alliance, alliance_id, data)
    return await ctx.read(alliance, alliance_id)


@post("/{alliance_id:str}/end", status_code=200, summary="End an alliance")
async def post_alliance_end(ctx: Given[RequestContext], alliance_id: Which) -> AllianceView:
    """End an alliance, for its host; its rooms are archived and stay readable to who is in them."""
    await ctx.write(end_alliance, alliance_id)
    return await ctx.read(alliance, alliance_id)


@put("/{alliance_id:str}/heir", summary="Offer an alliance to another body")
async def put_alliance_heir(
    ctx: Given[RequestContext], alliance_id: Which, data: JSONBody[AllianceOffer]
) -> AllianceView:
    """Offer an alliance to another of its bodies, or take the offer back."""
    await ctx.write(offer_alliance, alliance_id, data)
    return await ctx.read(alliance, alliance_id)


@post("/{alliance_id:str}/host", status_code=200, summary="Take an alliance over")
async def post_alliance_host(ctx: Given[RequestContext], alliance_id: Which) -> AllianceView:
    """Take over an alliance that was offered to the viewer's body."""
    await ctx.write(take_alliance_over, alliance_id)
    return await ctx.read(alliance, alliance_id)


@get("/{alliance_id:str}/terms", summary="The versions of an alliance's terms")
async def get_alliance_terms(ctx: Given[RequestContext], alliance_id: Which) -> TermsVersions:
    """Return the terms as they held from when on, the newest first."""
    return await ctx.read(terms_versions, alliance_id)


@get("/{alliance_id:str}/figures", summary="The figures of an alliance's bodies")
async def get_alliance_figures(ctx: Given[RequestContext], alliance_id: Which) -> AllianceFigures:
    """Return how much each body uses that agreed to tell it, by month."""
    return await ctx.read(figures_of_alliance, alliance_id)


@get("/{alliance_id:str}/invitable", summary="Bodies that may be invited")
async def get_invitable_bodies(ctx: Given[RequestContext], alliance_id: Which, q: Sought = "") -> InvitableBodies:
    """Return bodies of this installation that are not in the alliance, for its host."""
    return await ctx.read(invitable_bodies, alliance_id, q)


@post("/{alliance_id:str}/bodies/{body_id:str}", status_code=200, summary="Act on a body's part")
async def post_alliance_body(
    ctx: Given[RequestContext], alliance_id: Which, body_id: FromPath[OrganizationId], data: JSONBody[BodyAct]
) -> AllianceView:
    """Invite, ask, accept, suspend, leave and the rest: one act at a time, by whoever decides for that side."""
    await ctx.write(act_on_body, alliance_id, body_id, data)
    return await ctx.read(alliance, alliance_id)


@put("/{alliance_id:str}/sending", summary="Decide whom one's body sends")
async def put_alliance_sending(
    ctx: Given[RequestContext], alliance_id: Which, data: JSONBody[AllianceSending]
) -> AllianceView:
    """Decide whom the viewer's body sends, and what it allows in the alliance's rooms."""
    await ctx.write(set_sending, alliance_id, data)
    return await ctx.read(alliance, alliance_id)


@get("/{alliance_id:str}/people", summary="The people of an alliance")
async def get_alliance_people(
    ctx: Given[RequestContext],
    alliance_id: Which,
    q: Sought = "",
    body_id: FromQuery[str | None] = None,
    after: FromQuery[str | None] = None,
    theme: Annotated[str | None, QueryParameter(max_length=200)] = None,
    order: FromQuery[PeopleOrder] = "reading",
) -> AlliancePeople:
    """Return who takes part, a hundred a page, as they are shown outside their bodies."""
    return await ctx.search(people_of_alliance, alliance_id, q, body_id, after, theme, order)


@put("/{alliance_id:str}/profile", summary="Say what one shows of oneself")
async def put_alliance_profile(
    ctx: Given[RequestContext], alliance_id: Which, data: JSONBody[AllianceProfile]
) -> AllianceProfile:
    """Say what one knows about, and how one may be reached, in this alliance."""
    return await ctx.write(set_profile, alliance_id, data)


@get("/{alliance_id:str}/rooms", summary="The rooms of an alliance")
async def get_alliance_rooms(
    ctx: Given[RequestContext],
    alliance_id: Which,
    q: Sought = "",
    theme: Annotated[str | None, QueryParameter(max_length=200)] = None,
    after: FromQuery[str | None] = None,
    mine: FromQuery[bool] = False,  # noqa: FBT002
) -> AllianceRooms:
    """Return the rooms one may join or is in, fifty a page, pinned first, then by what was said lately."""
    return await ctx.read(rooms_of_alliance, alliance_id, q, theme, after, mine)


@post("/{alliance_id:str}/rooms", summary="Open a room of an alliance")
async def post_alliance_room(
    ctx: Given[RequestContext], alliance_id: Which, data: JSONBody[NewAllianceRoom]
) -> AllianceRoomMade:
    """Open a room; whoever takes part in the alliance may."""
    return AllianceRoomMade(await ctx.write(open_room, alliance_id, data))


@post("/{alliance_id:str}/rooms/{room_id:str}/join", status_code=204, summary="Join a room of an alliance")
async def post_alliance_room_member(ctx: Given[RequestContext], alliance_id: Which, room_id: FromPath[RoomId]) -> None:
    """Join an open room of an alliance."""
    await ctx.write(join_alliance_room, alliance_id, room_id)


@post("/{alliance_id:str}/rooms/leave", status_code=204, summary="Leave rooms of an alliance")
async def post_alliance_rooms_left(ctx: Given[RequestContext], alliance_id: Which, data: JSONBody[RoomsLeft]) -> None:
    """Leave several rooms at once; all or none."""
    await ctx.write(leave_alliance_rooms, alliance_id, data.room_ids)


@put("/{alliance_id:str}/rooms/{room_id:str}/pin", status_code=204, summary="Pin a room of an alliance")
async def put_alliance_room_pin(
    ctx: Given[RequestContext], alliance_id: Which, room_id: FromPath[RoomId], data: JSONBody[RoomPin]
) -> None:
    """Put a room at the top of the directory, or take it down; for moderators."""
    await ctx.write(pin_room, alliance_id, room_id, data)


router = Router(
    "/alliances",
    route_handlers=[
        get_alliances,
        post_alliance,
        get_alliance,
        patch_alliance,
        post_alliance_end,
        put_alliance_heir,
        post_alliance_host,
        get_alliance_terms,
        get_alliance_figures,
        get_invitable_bodies,
        post_alliance_body,
        put_alliance_sending,
        get_alliance_people,
        put_alliance_profile,
        get_alliance_rooms,
        post_alliance_room,
        post_alliance_room_member,
        post_alliance_rooms_left,
        put_alliance_room_pin,
    ],
    tags=["Alliances"],
)
