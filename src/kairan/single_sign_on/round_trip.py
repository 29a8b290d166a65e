"""The way there and back, at the edge: asks the provider between two short transactions, never within one."""

from urllib.parse import urlencode

import msgspec

from kairan.core.edge.authentication import SessionRules
from kairan.core.kit.openid.flow import CameBack, asking_address, require_answer_of, signed
from kairan.core.kit.openid.id_tokens import Claims, Expected, require_id_token, require_logout_token
from kairan.core.kit.openid.problems import TokenRefused
from kairan.core.kit.openid.provider import Metadata, Providers, Tokens
from kairan.core.kit.problems import Problem
from kairan.core.kit.secrets import SealBroken, SecretBox
from kairan.core.kit.store import Store
from kairan.core.viewer import Entrance, Viewer
from kairan.single_sign_on.actions import (
    SID_SEALED_FOR,
    admit,
    begin_journey,
    end_journey,
    end_sessions_of_subject,
    require_first_use,
)
from kairan.single_sign_on.linking import browser_of, link_own, require_own_provider
from kairan.single_sign_on.model import Arrival, Connection, Journey, Terms
from kairan.single_sign_on.queries import connection_of, opened_there, require_connection
from kairan.single_sign_on.refusals import note_refused
from kairan.single_sign_on.setup import client_of
from kairan.single_sign_on.tokens import arrival_of, lacks_claims


class Way(msgspec.Struct, frozen=True):
    """What is needed on the way."""

    store: Store
    providers: Providers
    box: SecretBox


async def set_out(way: Way, organization: str, browser: str, redirect_uri: str) -> str:
    """Return the address at the provider to which the person goes. Problems: NoProvider, ProviderUnreachable, ..."""
    return await _leave(way, await way.store.read(require_connection, organization), browser, redirect_uri)


async def set_out_to_link(way: Way, viewer: Viewer, browser: str, redirect_uri: str) -> str:
    """Return the address to which somebody signed in goes to link themselves. Problems: NoProvider, ...

    They sign in there anew: on a shared computer another person may be signed in there still. A provider that does not
    know `prompt` must say by `max_age` when they did, and is held to it on the way back.
    """
    connection = await way.store.read(require_own_provider, viewer)
    return await _leave(way, connection, browser_of(browser, viewer), redirect_uri, prompt="login", max_age="0")


async def _leave(way: Way, connection: Connection, browser: str, redirect_uri: str, **more: str) -> str:
    terms = connection.terms
    metadata = await way.providers.metadata(terms.issuer)
    setout = await way.store.write(begin_journey, connection, browser, redirect_uri)
    return asking_address(
        metadata, terms.client_id, terms.scopes, setout, redirect_uri, acr_values=terms.acr_values, **more
    )


async def come_back(
    way: Way, came: CameBack, browser: str | None, entrance: Entrance, rules: SessionRules, address: str
) -> str:
    """Return the token of a new session. Every refusal is told to the body, and nothing else is left of it."""
    back = await way.store.write(end_journey, came.state, browser)
    try:
        journey = require_first_use(back)
        connection = await way.store.read(require_connection, journey.organization_id)
        arrival = await _arrival(way, connection, journey, came)
        return await way.store.write(admit, connection, arrival, way.box, entrance, rules, address)
    except Problem as problem:
        await way.store.write(note_refused, back.journey.organization_id, problem, address)
        raise


async def come_back_to_link(way: Way, viewer: Viewer, came: CameBack, browser: str, address: str) -> None:
    """Link the viewer to who they are there; only where they set out to it themselves. Refusals are told to the body.

    Problems: JourneyOver, NotSignedInAnew, those of linking, those of coming back.
    """
    back = await way.store.write(end_journey, came.state, browser_of(browser, viewer))
    try:
        connection = await way.store.read(require_own_provider, viewer)
        arrival = await _arrival(way, connection, require_first_use(back), came, anew=True)
        await way.store.write(link_own, viewer, arrival)
    except Problem as problem:
        await way.store.write(note_refused, viewer.organization_id, problem, address)
        raise


async def _arrival(
    way: Way, connection: Connection, journey: Journey, came: CameBack, *, anew: bool = False
) -> Arrival:
    """Return whom the provider vouches for; `anew`: only who signed in there after they had set out."""
    terms = connection.terms
    metadata = await way.providers.metadata(terms.issuer)
    require_answer_of(metadata, came)
    form = {
        "grant_type": "authorization_code",
        "code": came.code or "",
        "redirect_uri": journey.redirect_uri,
        "code_verifier": journey.verifier,
    }
    tokens = await way.providers.exchange(metadata, client_of(connection, way.box), form)
    expected = Expected(
        issuer=terms.issuer,
        client_id=terms.client_id,
        nonce=journey.nonce,
        access_token=tokens.access_token,
        signed_in_since=journey.started_at / 1000 if anew else None,
    )
    header, claims = await signed(way.providers, metadata, tokens.id_token)
    require_id_token(header, claims, expected)
    return arrival_of(terms, await _with_userinfo(way, metadata, terms, tokens, claims), tokens.id_token)


async def _with_userinfo(way: Way, metadata: Metadata, terms: Terms, tokens: Tokens, claims: Claims) -> Claims:
    """Add what the ID token leaves open; what it says stands."""
    if metadata.userinfo_endpoint is None or tokens.access_token is None or not lacks_claims(terms, claims):
        return claims
    more = await way.providers.userinfo(metadata, tokens.access_token)
    if more.get("sub") != claims["sub"]:
        raise TokenRefused(what="userinfo sub")
    return {**more, **claims}


async def farewell(way: Way, viewer: Viewer, home: str) -> str | None:
    """Return where the person goes to sign out at the provider, too; None when there is no such place."""
    opened = await way.store.read(opened_there, viewer)
    connection = None if opened is None else await way.store.read(connection_of, opened.organization_id)
    if opened is None or connection is None or not connection.terms.sign_out_there:
        return None
    try:
        metadata = await way.providers.metadata(connection.terms.issuer)
        hint = way.box.open(opened.id_token, SID_SEALED_FOR)
    except (Problem, SealBroken):
        return None  # signing out here must not wait for anybody
    if metadata.end_session_endpoint is None:
        return None
    wanted = {"id_token_hint": hint, "client_id": connection.terms.client_id, "post_logout_redirect_uri": home}
    joint = "&" if "?" in metadata.end_session_endpoint else "?"
    return metadata.end_session_endpoint + joint + urlencode(wanted)


async def sign_out_from_there(way: Way, organization_id: str, logout_token: str) -> list[str]:
    """End the sessions that a provider says are over; return which. Problems: NoProvider, TokenRefused."""
    connection = await way.store.read(require_connection, organization_id)
    terms = connection.terms
    metadata = await way.providers.metadata(terms.issuer)
    _, claims = await signed(way.providers, metadata, logout_token)
    require_logout_token(claims, terms.issuer, terms.client_id)
    return await way.store.write(end_sessions_of_subject, connection, claims.get("sub"), claims.get("sid"))
