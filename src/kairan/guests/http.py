"""Guests over HTTP: for whoever answers for them, for administrators, and for whoever opens a one-time link."""

from functools import partial
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.core.edge.authentication import Authentication
from kairan.core.kit.problems import Problem
from kairan.core.kit.store import Store
from kairan.core.request_context import RequestContext
from kairan.core.viewer import MemberId
from kairan.guests.accepting import (
    CameIn,
    OpenedInvitation,
    accept,
    link_known,
    note_refused,
    open_link,
    require_patience,
)
from kairan.guests.inviting import Made, consent, decline, invite_guest, send_again, withdraw
from kairan.guests.letters import Delivery
from kairan.guests.listing import export_guests
from kairan.guests.model import (
    Day,
    Guest,
    GuestRules,
    GuestRulesTold,
    GuestState,
    Invitation,
    InvitationId,
    Invited,
    NewInvitation,
)
from kairan.guests.problems import InvitationWithdrawn, LinkExpired, LinkUnknown, LinkUsed, LinkVoided
from kairan.guests.queries import (
    GuestCard,
    GuestFilter,
    GuestPage,
    OwnGuests,
    card,
    find_guests,
    find_invitations,
    guest,
    invitation,
    own_guests,
)
from kairan.guests.rules import rules, set_rules
from kairan.guests.sponsorship import change_sponsor, end_now, renew
from kairan.sessions import hash_later
from kairan.sessions.arrival import address_of
from kairan.sessions.passwords import require_good_password

_LINKS = (LinkUnknown, LinkExpired, LinkUsed, LinkVoided, InvitationWithdrawn)
_COUNTED: dict[str, Any] = {"exclude_from_auth": True, "counts_itself": True}
"""Counted here and not before: a link that is known for itself, others for their address."""
Token = Annotated[str, msgspec.Meta(max_length=200)]


class Link(msgspec.Struct, frozen=True):
    """The token of a one-time link, as it stands behind the #."""

    token: Token


class Acceptance(msgspec.Struct, frozen=True):
    """A one-time link, and the password the guest chose."""

    token: Token
    password: Annotated[str, msgspec.Meta(max_length=1000)]


class LastDay(msgspec.Struct, frozen=True):
    """Until when a guest is to stay."""

    ends_on: Day


class Sponsor(msgspec.Struct, frozen=True):
    """Who is to answer for a guest."""

    member_id: MemberId


class Invitations(msgspec.Struct, frozen=True):
    """The open invitations of the body."""

    invitations: list[Invitation]


# --- for whoever opens a link ----------------------------------------------------------------------------------


@post("/guest-invitation", **_COUNTED, status_code=200, summary="What a one-time link invites to")
async def post_opened(
    request: Request[Any, Any, Any], store: Given[Store], authentication: Given[Authentication], data: JSONBody[Link]
) -> OpenedInvitation:
    """Return who invites where, what for and until when; the link stays good."""
    await _count(request, store, authentication, data.token)
    try:
        return await store.read(open_link, data.token)
    except _LINKS as refusal:
        await _note_refused(request, store, data.token, refusal)
        raise


@post("/guest-invitation/accept", **_COUNTED, status_code=200, summary="Accept an invitation")
async def post_accepted(
    request: Request[Any, Any, Any],
    store: Given[Store],
    authentication: Given[Authentication],
    data: JSONBody[Acceptance],
) -> CameIn:
    """Make the guest's account with the password they chose, and use the link up; they then sign in with it."""
    await _count(request, store, authentication, data.token)
    try:
        opened = await store.read(open_link, data.token)
        require_good_password(data.password, opened.login)
        hashed = await hash_later(data.password)
        return await store.write(accept, data.token, hashed)
    except _LINKS as refusal:
        await _note_refused(request, store, data.token, refusal)
        raise


async def _count(request: Request[Any, Any, Any], store: Store, authentication: Authentication, token: str) -> None:
    """Count a link that was once made for itself, anything else for its address. Problems: TooFast."""
    look = partial(store.read, link_known, token)
    known = await authentication.strangers.known("sign_in", address_of(request), look)
    if known is not None:
        authentication.rate_limits.admit_known("sign_in", known)


async def _note_refused(request: Request[Any, Any, Any], store: Store, token: str, refusal: Problem) -> None:
    """Count a link that is not good; one that is good opens whatever else was tried from its address."""
    address = address_of(request)
    await store.read(require_patience, address)
    await store.write(note_refused, token, refusal, address)


# --- for whoever answers for guests ------------------------------------------------------------------------------


@get("/guests", summary="The guests one answers for")
async def get_own_guests(ctx: Given[RequestContext]) -> OwnGuests:
    """Return one's own guests, the next to end first, and the open invitations one has to do with."""
    return await ctx.read(own_guests)


@get("/guests/rules", summary="What the body decides about guests")
async def get_guest_rules(ctx: Given[RequestContext], delivery: Given[Delivery]) -> GuestRulesTold:
    """Return who may invite, for how long, whether somebody must consent, and whether invitations are mailed."""
    return GuestRulesTold.of(await ctx.read(rules), is_mailed=delivery.is_mailed)


@get("/guests/{guest_id:str}", summary="What one may know of a guest")
async def get_guest_card(ctx: Given[RequestContext], guest_id: FromPath[MemberId]) -> GuestCard:
    """Return where a guest comes from, until when, and who answers for them."""
    return await ctx.read(card, guest_id)


@post("/guests/{guest_id:str}/renew", status_code=200, summary="Move a guest's last day")
async def post_renew(ctx: Given[RequestContext], guest_id: FromPath[MemberId], data: JSONBody[LastDay]) -> Guest:
    """Let a guest stay until another day, as far as the body allows."""
    await ctx.write(renew, guest_id, data.ends_on)
    return await ctx.read(guest, guest_id)


@put("/guests/{guest_id:str}/sponsor", status_code=204, summary="Let somebody else answer for a guest")
async def put_sponsor(ctx: Given[RequestContext], guest_id: FromPath[MemberId], data: JSONBody[Sponsor]) -> None:
    """Name another member of staff, or the same one again after they moved."""
    await ctx.write(change_sponsor, guest_id, data.member_id)


@post("/guests/{guest_id:str}/end", status_code=204, summary="End a guest's access")
async def post_end(
    ctx: Given[RequestContext], authentication: Given[Authentication], guest_id: FromPath[MemberId]
) -> None:
    """Close the account at once; what the guest wrote stays."""
    await ctx.write(end_now, guest_id)
    authentication.forget_all()


@post("/guests/invitations", summary="Invite a guest")
async def post_invitation(
    ctx: Given[RequestContext], delivery: Given[Delivery], data: JSONBody[NewInvitation]
) -> Invited:
    """Invite somebody from outside into rooms one is in; the link is mailed, or shown this once."""
    return await _shown(ctx, await ctx.write(invite_guest, data, delivery))


@post("/guests/invitations/{invitation_id:str}/send", status_code=200, summary="Send an invitation again")
async def post_again(
    ctx: Given[RequestContext], delivery: Given[Delivery], invitation_id: FromPath[InvitationId]
) -> Invited:
    """Send a new link; the earlier one is void."""
    return await _shown(ctx, await ctx.write(send_again, invitation_id, delivery))


@post("/guests/invitations/{invitation_id:str}/consent", status_code=200, summary="Consent to an invitation")
async def post_consent(
    ctx: Given[RequestContext], delivery: Given[Delivery], invitation_id: FromPath[InvitationId]
) -> Invited:
    """Consent as the administrator or the sponsor whose consent is needed; the invitation takes its course."""
    return await _shown(ctx, await ctx.write(consent, invitation_id, delivery))


@post("/guests/invitations/{invitation_id:str}/decline", status_code=204, summary="Refuse consent to an invitation")
async def post_decline(ctx: Given[RequestContext], invitation_id: FromPath[InvitationId]) -> None:
    """Refuse consent; nothing is sent."""
    await ctx.write(decline, invitation_id)


@delete("/guests/invitations/{invitation_id:str}", summary="Withdraw an invitation")
async def delete_invitation(ctx: Given[RequestContext], invitation_id: FromPath[InvitationId]) -> None:
    """Take an invitation back; its link is void at once."""
    await ctx.write(withdraw, invitation_id)


async def _shown(ctx: RequestContext, made: Made) -> Invited:
    return Invited(await ctx.read(invitation, made.id), made.link)


# --- for administrators --------------------------------------------------------------------------------------------


@get("/guests", summary="The guests of the body")
async def get_guests(
    ctx: Given[RequestContext],
    q: Annotated[str, QueryParameter(max_length=200)] = "",
    guest_state: FromQuery[GuestState | None] = None,
    sponsor_id: FromQuery[MemberId | None] = None,
    room_id: FromQuery[str | None] = None,
    ends_by: Annotated[str | None, QueryParameter(pattern=r"^\d{4}-\d{2}-\d{2}$")] = None,
    unsponsored: FromQuery[bool] = False,  # noqa: FBT002
    after: Annotated[str | None, QueryParameter(max_length=500)] = None,
) -> GuestPage:
    """Search by name, reading, body or mail, within filters; a hundred a page."""
    wanted = GuestFilter(
        sought=q,
        state=guest_state,
        sponsor_id=sponsor_id,
        room_id=room_id,
        ends_by=ends_by,
        unsponsored=unsponsored,
    )
    return await ctx.read(find_guests, wanted, after)


@get("/guests/invitations", summary="The open invitations of the body")
async def get_invitations(
    ctx: Given[RequestContext], q: Annotated[str, QueryParameter(max_length=200)] = ""
) -> Invitations:
    """Return the invitations that nobody has accepted yet, the newest first."""
    return Invitations(await ctx.read(find_invitations, q))


@get("/guests/export", summary="The list of guests as CSV", writes=True, media_type="text/csv", fresh=True)
async def get_guests_export(
    ctx: Given[RequestContext], guest_state: FromQuery[GuestState | None] = None
) -> Response[str]:
    """Return the list for a spreadsheet; taking it out is on record."""
    text = await ctx.write(export_guests, GuestFilter(state=guest_state))
    headers = {"Content-Disposition": 'attachment; filename="guests.csv"'}
    return Response(text, media_type="text/csv", headers=headers)


@put("/guests/rules", status_code=200, summary="Decide about guests")
async def put_guest_rules(
    ctx: Given[RequestContext], delivery: Given[Delivery], data: JSONBody[GuestRules], revision: FromQuery[str] = ""
) -> GuestRulesTold:
    """Change who may invite, for how long, and whether somebody must consent."""
    return GuestRulesTold.of(await ctx.write(set_rules, data, revision), is_mailed=delivery.is_mailed)


router = Router(
    "/",
    route_handlers=[
        post_opened, post_accepted, get_own_guests, get_guest_rules, get_guest_card, post_renew, put_sponsor, post_end,
        post_invitation, post_again, post_consent, post_decline, delete_invitation,
    ],
    tags=["Guests"],
)  # fmt: skip
console_router = Router(
    "/administration",
    route_handlers=[get_guests, get_invitations, get_guests_export, put_guest_rules],
    opt={"fresh": "changes"},
    tags=["Administration"],
)
