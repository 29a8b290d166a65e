"""Supplies over HTTP: parse, call one action, render."""

from litestar import Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody

from kairan.core.request_context import RequestContext
from kairan.emergency.supplies.asking import (
    accept_offer,
    ask_supply,
    move_supply,
    offer,
    open_supply,
    send_to_ally,
    withdraw_offer,
)
from kairan.emergency.supplies.model import (
    NewOffer,
    NewSupply,
    SupplyAccepted,
    SupplyBoard,
    SupplyId,
    SupplyMade,
    SupplyMove,
    SupplyOpening,
)
from kairan.emergency.supplies.queries import supply_board

One = FromPath[SupplyId]


@get("", summary="What is asked for")
async def get_supplies(ctx: Given[RequestContext], *, drill: FromQuery[bool] = False) -> SupplyBoard:
    """Return what one's body asked for, and what allies ask for."""
    return await ctx.read(supply_board, drill)


@post("", summary="Ask for supplies")
async def post_supply(ctx: Given[RequestContext], data: JSONBody[NewSupply]) -> SupplyMade:
    """Ask for goods, people, a vehicle or a task, for a place or for the headquarters."""
    return SupplyMade(id=await ctx.write(ask_supply, data))


@put("/{supply_id:str}/state", status_code=204, summary="Say how far supplies are")
async def put_supply_state(ctx: Given[RequestContext], supply_id: One, data: JSONBody[SupplyMove]) -> None:
    """Say how far it is; those at a place say that it arrived, or is needed no more."""
    await ctx.write(move_supply, supply_id, data)


@put("/{supply_id:str}/alliance", status_code=204, summary="Ask an alliance for supplies")
async def put_supply_alliance(ctx: Given[RequestContext], supply_id: One, data: JSONBody[SupplyOpening]) -> None:
    """Let the headquarters of its bodies see it and offer, or none any more."""
    await ctx.write(open_supply, supply_id, data)


@put("/{supply_id:str}/helper", status_code=204, summary="Accept what another body offers")
async def put_supply_helper(ctx: Given[RequestContext], supply_id: One, data: JSONBody[SupplyAccepted]) -> None:
    """Take an offer; the others see that it is taken."""
    await ctx.write(accept_offer, supply_id, data)


@put("/{supply_id:str}/offer", status_code=204, summary="Offer supplies to an ally")
async def put_supply_offer(ctx: Given[RequestContext], supply_id: One, data: JSONBody[NewOffer]) -> None:
    """Offer something in one's body's name."""
    await ctx.write(offer, supply_id, data)


@delete("/{supply_id:str}/offer", status_code=204, summary="Withdraw an offer")
async def delete_supply_offer(ctx: Given[RequestContext], supply_id: One) -> None:
    """Offer nothing any more; what was accepted is asked for anew."""
    await ctx.write(withdraw_offer, supply_id)


@post("/{supply_id:str}/sent", status_code=204, summary="Say that supplies for an ally are on their way")
async def post_supply_sent(ctx: Given[RequestContext], supply_id: One) -> None:
    """Say that what was offered and accepted is on its way."""
    await ctx.write(send_to_ally, supply_id)


router = Router(
    "/supplies",
    route_handlers=[
        get_supplies,
        post_supply,
        put_supply_state,
        put_supply_alliance,
        put_supply_helper,
        put_supply_offer,
        delete_supply_offer,
        post_supply_sent,
    ],
    tags=["Supplies"],
)
