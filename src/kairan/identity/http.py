"""Identity over HTTP: for the section, for who builds a form, and for who administers the body."""

import asyncio

from litestar import Router, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.applications.model import ApplicationId
from kairan.core.request_context import RequestContext
from kairan.forms.model import FormId
from kairan.identity.desk import IdentityDesk
from kairan.identity.model import (
    IdentityTermsChange,
    IdentityTermsView,
    IdentityView,
    ProviderChange,
    ProvidersView,
)
from kairan.identity.proofs import case_identity
from kairan.identity.providers import change_provider, keep_provider_key, known_profile, providers_view
from kairan.identity.setting_up import change_identity_terms, identity_terms
from kairan.identity.signing.viewing import SignedFile, signed_file
from kairan.people import require_task

Desk = Given[IdentityDesk]


@get("/cases/{case_id:str}/identity", summary="How the applicant of a case was identified")
async def get_case_identity(
    ctx: Given[RequestContext], identity_desk: Desk, case_id: FromPath[ApplicationId]
) -> IdentityView:
    """Return how the applicant proved who they are, and which answers are as certified."""
    return await ctx.read(case_identity, identity_desk.box, case_id)


@post("/cases/{case_id:str}/signed", status_code=200, summary="What the applicant of a case signed")
async def post_case_signed(
    ctx: Given[RequestContext], identity_desk: Desk, case_id: FromPath[ApplicationId]
) -> SignedFile:
    """Return the document that was signed, and the signature with its certificate where it is kept; on record."""
    return await ctx.write(signed_file, identity_desk.box, case_id)


@get("/forms/{form_id:str}/identity", summary="What a form asks for before it is filled in")
async def get_identity_terms(
    ctx: Given[RequestContext], identity_desk: Desk, form_id: FromPath[FormId]
) -> IdentityTermsView:
    """Return what is asked, and what can be chosen."""
    return await ctx.read(identity_terms, identity_desk.allowed, form_id)


@put("/forms/{form_id:str}/identity", summary="Change what a form asks for before it is filled in")
async def put_identity_terms(
    ctx: Given[RequestContext], identity_desk: Desk, form_id: FromPath[FormId], data: JSONBody[IdentityTermsChange]
) -> IdentityTermsView:
    """Change the terms as a whole; what was sent already stays as it was."""
    return await ctx.write(change_identity_terms, identity_desk.allowed, form_id, data)


@get("/", summary="The body's providers for applicants")
async def get_identity_providers(ctx: Given[RequestContext], identity_desk: Desk) -> ProvidersView:
    """Return every provider, without secrets."""
    return await ctx.read(providers_view, identity_desk.allowed)


@put("/{profile:str}", fresh=True, summary="Change a provider for applicants")
async def put_identity_provider(
    ctx: Given[RequestContext], identity_desk: Desk, profile: FromPath[str], data: JSONBody[ProviderChange]
) -> ProvidersView:
    """Change a provider; who does it proves themselves anew."""
    require_task(ctx.viewer, "organization")
    if data.terms.issuer.strip():
        identity_desk.providers.require_issuer(data.terms.issuer.strip())
    return await ctx.write(change_provider, identity_desk.box, identity_desk.allowed, known_profile(profile), data)


@post("/{profile:str}/key", fresh=True, status_code=200, summary="Make a new key for a provider for applicants")
async def post_identity_key(ctx: Given[RequestContext], identity_desk: Desk, profile: FromPath[str]) -> ProvidersView:
    """Make a key here, and publish its public half; the one before is good no longer."""
    from kairan.core.kit.openid.jose import new_client_key  # noqa: PLC0415  (a tenth of a cold start)

    require_task(ctx.viewer, "organization")
    made = await asyncio.to_thread(new_client_key)
    return await ctx.write(keep_provider_key, identity_desk.box, identity_desk.allowed, known_profile(profile), made)


router = Router(
    "/", route_handlers=[get_case_identity, post_case_signed, get_identity_terms, put_identity_terms], tags=["Identity"]
)
console_router = Router(
    "/administration/identity",
    route_handlers=[get_identity_providers, put_identity_provider, post_identity_key],
    tags=["Identity"],
)
