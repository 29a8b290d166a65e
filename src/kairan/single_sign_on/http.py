"""Signing in through a body's provider, over HTTP."""

import re
import secrets
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.core.edge.authentication import Authentication
from kairan.core.edge.cookies import JOURNEY_COOKIE, made_cookie, read_cookie
from kairan.core.kit.openid.flow import CameBack
from kairan.core.kit.openid.problems import TokenRefused
from kairan.core.kit.store import Store
from kairan.core.viewer import Viewer
from kairan.sessions.arrival import address_of, come_in, entrance_of
from kairan.sessions.model import Limits, Me
from kairan.single_sign_on.model import JOURNEY_MS, Offer
from kairan.single_sign_on.queries import connection_of, offers
from kairan.single_sign_on.round_trip import Way, come_back, farewell, set_out, sign_out_from_there

CALLBACK = "/sign-in/callback"
_BROWSER = re.compile(r"[A-Za-z0-9_-]{43}")


class SetOut(msgspec.Struct, frozen=True):
    """At which body one wants to sign in: its id or code."""

    organization: Annotated[str, msgspec.Meta(max_length=40)]


class Onward(msgspec.Struct, frozen=True):
    """Where the browser goes next; null: nowhere."""

    url: str | None


class Offers(msgspec.Struct, frozen=True):
    """What the sign-in page offers beside passwords."""

    offers: list[Offer]


class Keys(msgspec.Struct, frozen=True):
    """A key set (RFC 7517)."""

    keys: list[dict[str, Any]]


@get("/", exclude_from_auth=True, summary="Which bodies sign in through a provider")
async def get_offers(store: Given[Store]) -> Offers:
    """Return, for each body with a provider, what stands on the button; public."""
    return Offers(await store.read(offers))


@post("/start", exclude_from_auth=True, urgent=True, status_code=200, summary="Set out to a body's provider")
async def post_start(
    request: Request[Any, Any, Any], way: Given[Way], authentication: Given[Authentication], data: JSONBody[SetOut]
) -> Response[Onward]:
    """Return the provider's address, and give this browser a cookie by which it is known when it comes back."""
    browser = browser_known(request, authentication)
    url = await set_out(way, data.organization, browser, base_of(request) + CALLBACK)
    return onward(url, browser, authentication)


def browser_known(request: Request[Any, Any, Any], authentication: Authentication) -> str:
    """Return by what this browser is known on its way: several of its tabs may be under way at once."""
    held = read_cookie(request.scope, JOURNEY_COOKIE, secure=authentication.secure)
    return held if _BROWSER.fullmatch(held) else secrets.token_urlsafe(32)


def onward(url: str, browser: str, authentication: Authentication) -> Response[Onward]:
    """Answer with the provider's address, and the cookie by which the browser is known when it comes back."""
    cookie = made_cookie(JOURNEY_COOKIE, browser, JOURNEY_MS // 1000, secure=authentication.secure)
    return Response(Onward(url), cookies=[cookie])


@post("/finish", exclude_from_auth=True, urgent=True, status_code=200, summary="Come back from a provider")
async def post_finish(
    request: Request[Any, Any, Any],
    way: Given[Way],
    authentication: Given[Authentication],
    limits: Given[Limits],
    data: JSONBody[CameBack],
) -> Response[Me]:
    """Check what the provider sent along and open a session, kept in an HttpOnly cookie."""
    entrance = entrance_of(request, authentication)
    browser = read_cookie(request.scope, JOURNEY_COOKIE, secure=authentication.secure) or None
    token = await come_back(way, data, browser, entrance, authentication.rules, address_of(request))
    return await come_in(way.store, authentication, limits, token, entrance)


@get("/farewell", summary="Where to sign out at the provider, too", at_gate=True, admits="both")
async def get_farewell(request: Request[Any, Any, Any], way: Given[Way], viewer: Given[Viewer]) -> Onward:
    """Return the provider's address for signing out, to be gone to after signing out here."""
    return Onward(await farewell(way, viewer, base_of(request) + "/"))


@get("/keys/{organization_id:str}", exclude_from_auth=True, summary="A body's public key for its provider")
async def get_keys(store: Given[Store], organization_id: FromPath[str]) -> Response[Keys]:
    """Return the key set (JWKS) with which the provider checks private_key_jwt; public."""
    connection = await store.read(connection_of, organization_id)
    held = connection.public_key if connection is not None else None
    keys = Keys([] if held is None else [msgspec.json.decode(held, type=dict[str, Any])])
    return Response(keys, headers={"Cache-Control": "no-cache"})


@post("/back-channel/{organization_id:str}", exclude_from_auth=True, status_code=200, include_in_schema=False)
async def post_back_channel(
    request: Request[Any, Any, Any],
    way: Given[Way],
    authentication: Given[Authentication],
    organization_id: FromPath[str],
) -> Response[None]:
    """Hear from a provider that somebody signed out there (OpenID Connect Back-Channel Logout 1.0)."""
    form = await request.form()
    token = form.get("logout_token")
    if not isinstance(token, str):
        raise TokenRefused(what="logout_token")
    for session_id in await sign_out_from_there(way, organization_id, token):
        authentication.forget(session_id)
    return Response(None, headers={"Cache-Control": "no-store"})


def base_of(request: Request[Any, Any, Any]) -> str:
    """Return the address this browser uses, without a path: each face comes back to itself.

    The host is the browser's word; a provider sends people only to addresses it was told of.
    """
    return f"{request.url.scheme}://{request.headers.get('host', '')}"


router = Router(
    "/oidc",
    route_handlers=[get_offers, post_start, post_finish, get_farewell, get_keys, post_back_channel],
    tags=["Entrance"],
)
