"""Setting up a body's provider, over HTTP. Every route is for administrators of the body."""

import asyncio
from typing import Annotated, Any

import msgspec
from litestar import Request, Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.core.kit.secrets import SecretBox
from kairan.core.request_context import RequestContext
from kairan.core.viewer import MemberId
from kairan.people import require_task
from kairan.single_sign_on.connection_test import Trial, try_connection
from kairan.single_sign_on.http import CALLBACK, base_of
from kairan.single_sign_on.queries import ConnectionView, SubjectLink, connection_view, links
from kairan.single_sign_on.round_trip import Way
from kairan.single_sign_on.setup import NewTerms, keep_key, note_tested, require_terms, save_connection, unlink

AnyRequest = Request[Any, Any, Any]


class SubjectLinks(msgspec.Struct, frozen=True):
    """Who is linked to whom at the provider; a hundred at most."""

    links: list[SubjectLink]


async def _view(ctx: RequestContext, request: AnyRequest) -> ConnectionView:
    """Add what the provider must be told of us."""
    base, body = base_of(request), ctx.viewer.organization_id
    return msgspec.structs.replace(
        await ctx.read(connection_view),
        redirect_uris=[base + CALLBACK],
        keys_uri=f"{base}/api/oidc/keys/{body}",
        sign_out_uri=f"{base}/api/oidc/back-channel/{body}",
        home_uri=f"{base}/",
    )


@get("/", summary="The body's connection to its provider")
async def get_connection(request: AnyRequest, ctx: Given[RequestContext]) -> ConnectionView:
    """Return the terms, and what the provider must be told; never the secret."""
    return await _view(ctx, request)


@put("/", summary="Set up the connection to the provider")
async def put_connection(
    request: AnyRequest,
    ctx: Given[RequestContext],
    way: Given[Way],
    box: Given[SecretBox],
    data: JSONBody[NewTerms],
    revision: FromQuery[str] = "",
) -> ConnectionView:
    """Keep the terms, and the secret if one is sent; switch the connection on or off."""
    require_task(ctx.viewer, "sign_in")
    if data.terms.issuer.strip():
        way.providers.require_issuer(data.terms.issuer.strip())
    await ctx.write(save_connection, data, box, revision)
    return await _view(ctx, request)


@post("/key", status_code=200, summary="Make a new key for private_key_jwt")
async def post_key(request: AnyRequest, ctx: Given[RequestContext], box: Given[SecretBox]) -> ConnectionView:
    """Make a key here, and publish its public half; the one before is good no longer."""
    from kairan.core.kit.openid.jose import new_client_key  # noqa: PLC0415  (a tenth of a cold start)

    require_task(ctx.viewer, "sign_in")
    private, public = await asyncio.to_thread(new_client_key)
    await ctx.write(keep_key, private, public, box)
    return await _view(ctx, request)


@post("/test", status_code=200, summary="Try the connection")
async def post_test(request: AnyRequest, ctx: Given[RequestContext], way: Given[Way]) -> Trial:
    """Ask the provider for real, step by step, with what is saved."""
    connection = await ctx.read(require_terms)
    trial = await try_connection(way, connection, base_of(request) + CALLBACK, ctx.viewer.language)
    await ctx.write(note_tested, trial.issuer, trial.failed)
    return trial


@get("/links", summary="Who is linked to whom at the provider")
async def get_links(ctx: Given[RequestContext], q: Annotated[str, QueryParameter(max_length=200)] = "") -> SubjectLinks:
    """Search by name and reading; the latest first."""
    return SubjectLinks(await ctx.read(links, q))


@delete("/links/{member_id:str}", summary="Undo a link")
async def delete_link(ctx: Given[RequestContext], member_id: FromPath[MemberId]) -> None:
    """Undo the link of a person, when the provider gave them another user; sessions opened by it end."""
    await ctx.write(unlink, member_id)


router = Router(
    "/administration/sign-in/provider",
    route_handlers=[get_connection, put_connection, post_key, post_test, get_links, delete_link],
    tags=["Administration"],
    opt={"fresh": "changes"},
)
