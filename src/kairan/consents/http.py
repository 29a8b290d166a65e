"""Consents over HTTP, for administrators; auditors see them."""

from litestar import Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.consents.actions import (
    ask_second,
    consent_as_second,
    note_seen_alone,
    refuse_as_second,
    withdraw_request,
)
from kairan.consents.model import Asked, ConsentView
from kairan.consents.queries import Consents, consent_view, consents
from kairan.core.edge.authentication import Authentication
from kairan.core.request_context import RequestContext

BYTES = 1024 * 1024  # an act on ten thousand accounts


@get("/", summary="What waits for a second person")
async def get_consents(ctx: Given[RequestContext]) -> Consents:
    """Return the newest requests, and what was done by one person alone."""
    return await ctx.read(consents)


@post("/", summary="Ask for a second person's consent", request_max_body_size=BYTES)
async def post_consent_request(ctx: Given[RequestContext], data: JSONBody[Asked]) -> ConsentView:
    """Ask, with a reason; it waits seven days."""
    return await ctx.read(consent_view, await ctx.write(ask_second, data))


@post("/{consent_id:str}/consent", status_code=200, summary="Consent as a second person")
async def post_second_consent(
    ctx: Given[RequestContext], authentication: Given[Authentication], consent_id: FromPath[str]
) -> ConsentView:
    """Consent: what can be done at once is done in the asker's name; a password is drawn by who asked."""
    await ctx.write(consent_as_second, consent_id)
    authentication.forget_all()
    return await ctx.read(consent_view, consent_id)


@post("/{consent_id:str}/refuse", status_code=200, summary="Refuse as a second person")
async def post_second_refusal(ctx: Given[RequestContext], consent_id: FromPath[str]) -> ConsentView:
    """Refuse."""
    await ctx.write(refuse_as_second, consent_id)
    return await ctx.read(consent_view, consent_id)


@post("/{consent_id:str}/withdraw", status_code=200, summary="Withdraw a request for consent")
async def post_request_withdrawal(ctx: Given[RequestContext], consent_id: FromPath[str]) -> ConsentView:
    """Withdraw a request, or a consent that was not used."""
    await ctx.write(withdraw_request, consent_id)
    return await ctx.read(consent_view, consent_id)


@post("/seen", status_code=204, summary="Confirm what was done by one person alone")
async def post_seen_alone(ctx: Given[RequestContext]) -> None:
    """Remember that it was seen."""
    await ctx.write(note_seen_alone)


router = Router(
    "/administration/consents",
    route_handlers=[
        get_consents, post_consent_request, post_second_consent, post_second_refusal, post_request_withdrawal,
        post_seen_alone,
    ],
    tags=["Administration"],
    opt={"fresh": "changes"},
)  # fmt: skip
