"""Mutual aid over HTTP: agreements, for whoever decides for a body; requests and offers, for whoever takes part."""

from litestar import Router, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.alliances.aid.agreeing import agreements, answer_agreement, propose_agreement
from kairan.alliances.aid.asking import aid_requests, ask_for_aid, close_request, offer_aid, settle_offer
from kairan.alliances.aid.model import (
    AgreementAnswer,
    Agreements,
    AidOfferChange,
    AidRequests,
    NewAgreement,
    NewAidOffer,
    NewAidRequest,
)
from kairan.core.kit.ids import Id
from kairan.core.request_context import RequestContext
from kairan.talk.model import AllianceId

Which = FromPath[AllianceId]


@get("/{alliance_id:str}/agreements", summary="Agreements on mutual aid")
async def get_agreements(ctx: Given[RequestContext], alliance_id: Which) -> Agreements:
    """Return the agreements of one's own body, with whom to call at any hour."""
    return await ctx.read(agreements, alliance_id)


@post("/{alliance_id:str}/agreements", summary="Propose an agreement")
async def post_aid_agreement(
    ctx: Given[RequestContext], alliance_id: Which, data: JSONBody[NewAgreement]
) -> Agreements:
    """Propose an agreement to other bodies of the alliance."""
    await ctx.write(propose_agreement, alliance_id, data)
    return await ctx.read(agreements, alliance_id)


@put("/{alliance_id:str}/agreements/{agreement_id:str}", summary="Answer an agreement")
async def put_agreement(
    ctx: Given[RequestContext], alliance_id: Which, agreement_id: FromPath[Id], data: JSONBody[AgreementAnswer]
) -> Agreements:
    """Agree for one's body, or decline or leave."""
    await ctx.write(answer_agreement, alliance_id, agreement_id, data)
    return await ctx.read(agreements, alliance_id)


@get("/{alliance_id:str}/aid", summary="Requests for aid")
async def get_aid(ctx: Given[RequestContext], alliance_id: Which) -> AidRequests:
    """Return what bodies of the alliance need, and what was offered."""
    return await ctx.read(aid_requests, alliance_id)


@post("/{alliance_id:str}/aid", summary="Ask for aid")
async def post_aid(ctx: Given[RequestContext], alliance_id: Which, data: JSONBody[NewAidRequest]) -> AidRequests:
    """Ask other bodies for aid, and tell it in a room at once."""
    await ctx.write(ask_for_aid, alliance_id, data)
    return await ctx.read(aid_requests, alliance_id)


@post("/{alliance_id:str}/aid/{aid_id:str}/offers", summary="Offer aid")
async def post_aid_offer(
    ctx: Given[RequestContext], alliance_id: Which, aid_id: FromPath[Id], data: JSONBody[NewAidOffer]
) -> AidRequests:
    """Offer aid upon a request of another body."""
    await ctx.write(offer_aid, alliance_id, aid_id, data)
    return await ctx.read(aid_requests, alliance_id)


@put("/{alliance_id:str}/aid/{aid_id:str}/offers/{offer_id:str}", summary="Settle an offer of aid")
async def put_aid_offer(
    ctx: Given[RequestContext],
    alliance_id: Which,
    aid_id: FromPath[Id],
    offer_id: FromPath[Id],
    data: JSONBody[AidOfferChange],
) -> AidRequests:
    """Take back what one's body offered, or note that it has come."""
    await ctx.write(settle_offer, alliance_id, aid_id, offer_id, data)
    return await ctx.read(aid_requests, alliance_id)


@post("/{alliance_id:str}/aid/{aid_id:str}/close", status_code=200, summary="Close a request for aid")
async def post_aid_close(ctx: Given[RequestContext], alliance_id: Which, aid_id: FromPath[Id]) -> AidRequests:
    """Say that one's body needs no more."""
    await ctx.write(close_request, alliance_id, aid_id)
    return await ctx.read(aid_requests, alliance_id)


router = Router(
    "/alliances",
    route_handlers=[
        get_agreements,
        post_aid_agreement,
        put_agreement,
        get_aid,
        post_aid,
        post_aid_offer,
        put_aid_offer,
        post_aid_close,
    ],
    tags=["Alliances"],
)
