"""Factors over HTTP: one's own in the settings, the second step of a sign-in, a passkey instead of a password."""

from typing import Any

from litestar import Request, Response, Router, delete, get, patch, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.core.edge.authentication import OWN, Authentication, Site
from kairan.core.edge.problems import TooManyTries
from kairan.core.kit.database import Db
from kairan.core.kit.problems import Malformed
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store
from kairan.core.viewer import Viewer
from kairan.factors.actions import (
    add_passkey,
    add_totp,
    prove,
    remove_passkey,
    remove_totp,
    show_at_entrance,
    show_second,
)
from kairan.factors.challenges import SIGN_IN, step_of
from kairan.factors.passkeys import Outcome, Showing, ask_for_passkey, offer_passkey, rename_passkey
from kairan.factors.problems import FactorWrong, PasskeyCloned, PasskeyRefused, PasskeysUnavailable
from kairan.factors.queries import own_factors
from kairan.factors.recovery import has_factor_here, issue_codes
from kairan.factors.totp import offer_totp
from kairan.people import organization_of, people_named
from kairan.sessions.actions import note_proof, open_session
from kairan.sessions.arrival import address_of, check_password, come_in, entrance_of
from kairan.sessions.factor_model import (
    Added,
    Codes,
    NewPasskey,
    OwnFactors,
    PasskeyAsked,
    PasskeyName,
    PasskeyOffer,
    PasskeySignIn,
    Proof,
    Shown,
    TotpConfirm,
    TotpOffer,
)
from kairan.sessions.model import Limits, Me
from kairan.sessions.problems import StrongerProofNeeded
from kairan.sessions.queries import me, own_password
from kairan.sessions.sign_in_throttle import attempt_proof, forgive, note_refused

Asked = Request[Any, Any, Any]
ENROL = ("enrol_factor",)
STEP = ("second_factor", "enrol_factor")


def _site(request: Asked, authentication: Authentication) -> Site | None:
    return authentication.site(request.headers.get("host", ""))


def _require_site(request: Asked, authentication: Authentication) -> Site:
    site = _site(request, authentication)
    if site is None:
        raise PasskeysUnavailable
    return site


# --- one's own ---------------------------------------------------------------------------------------------------


@get("/me/factors", summary="What one can show besides the password", at_gate=ENROL)
async def get_factors(
    request: Asked, store: Given[Store], viewer: Given[Viewer], authentication: Given[Authentication]
) -> OwnFactors:
    """Return the member's own authenticator app, passkeys and recovery codes, and what happened lately."""
    return await store.read(own_factors, viewer, _site(request, authentication))


@post("/me/totp", status_code=200, summary="Begin with an authenticator app", at_gate=ENROL, fresh=True)
async def post_totp(store: Given[Store], viewer: Given[Viewer], box: Given[SecretBox]) -> TotpOffer:
    """Return a fresh secret; nothing is kept until a code of it is shown."""

    def named(db: Db) -> tuple[str, str]:
        login, _, _ = own_password(db, viewer)
        return login, organization_of(db, viewer).name

    login, organization = await store.read(named)
    return offer_totp(box, viewer, login, organization)


@post("/me/totp/confirm", status_code=200, summary="Add the authenticator app", at_gate=ENROL, fresh=True)
async def post_totp_confirm(
    request: Asked,
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    data: JSONBody[TotpConfirm],
) -> Added:
    """Show the first code; from now on the app is asked for at each sign-in. An earlier app is replaced."""
    attempt = await store.write(attempt_proof, viewer, address_of(request))
    if attempt.wait_s:
        raise TooManyTries(retry_after_s=attempt.wait_s, wait_s=attempt.wait_s)
    codes = await store.write(add_totp, viewer, box, data)
    await store.write(forgive, attempt)
    authentication.forget_member(viewer.member_id)
    return Added(codes)


@delete("/me/totp", summary="Remove the authenticator app", fresh=True)
async def delete_totp(store: Given[Store], viewer: Given[Viewer], authentication: Given[Authentication]) -> None:
    """Remove it; removing none changes nothing. Problem factor.last where the organisation demands one."""
    await store.write(remove_totp, viewer)
    authentication.forget_member(viewer.member_id)


@post("/me/recovery-codes", status_code=200, summary="Issue recovery codes anew", fresh=True)
async def post_codes(store: Given[Store], viewer: Given[Viewer], box: Given[SecretBox]) -> Codes:
    """Return ten codes, shown this once; earlier ones are good for nothing from now on."""
    return Codes(await store.write(issue_codes, viewer, box))


@post("/me/passkeys/offer", status_code=200, summary="Begin with a passkey", at_gate=ENROL, fresh=True)
async def post_passkey_offer(
    request: Asked,
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    box: Given[SecretBox],
) -> PasskeyOffer:
    """Return what the browser needs to make a passkey; nothing is kept yet."""
    site = _require_site(request, authentication)

    def offer(db: Db) -> PasskeyOffer:
        login, _, _ = own_password(db, viewer)
        (person,) = people_named(db, [viewer.member_id])
        return offer_passkey(db, viewer, box, site, login, person.name)

    return await store.read(offer)


@post("/me/passkeys", status_code=200, summary="Add a passkey", at_gate=ENROL, fresh=True)
async def post_passkey(
    request: Asked,
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    data: JSONBody[NewPasskey],
) -> Added:
    """Keep a passkey made in this session; it signs in without a password, and counts as a second factor."""
    codes = await store.write(add_passkey, viewer, box, _require_site(request, authentication), data)
    authentication.forget_member(viewer.member_id)
    return Added(codes)


@patch("/me/passkeys/{passkey_id:str}", status_code=204, summary="Name one of one's passkeys")
async def patch_passkey(
    store: Given[Store], viewer: Given[Viewer], passkey_id: FromPath[str], data: JSONBody[PasskeyName]
) -> None:
    """Name a passkey, so that one knows them apart."""
    await store.write(rename_passkey, viewer, passkey_id, data.name)


@delete("/me/passkeys/{passkey_id:str}", summary="Remove one of one's passkeys", fresh=True)
async def delete_passkey(
    store: Given[Store], viewer: Given[Viewer], authentication: Given[Authentication], passkey_id: FromPath[str]
) -> None:
    """Remove a passkey. Problem factor.last where the organisation demands one."""
    await store.write(remove_passkey, viewer, passkey_id)
    authentication.forget_member(viewer.member_id)


# --- showing -----------------------------------------------------------------------------------------------------


@post(
    "/session/passkey/ask",
    exclude_from_auth=True,
    urgent=True,
    status_code=200,
    summary="Ask the browser for a passkey",
)
async def post_passkey_ask(
    request: Asked, store: Given[Store], authentication: Given[Authentication], box: Given[SecretBox]
) -> PasskeyAsked:
    """Return a challenge for a passkey of this address; the same for everybody."""
    return await store.read(ask_for_passkey, box, _require_site(request, authentication), SIGN_IN, None)


@post("/session/passkey", exclude_from_auth=True, urgent=True, status_code=200, summary="Sign in with a passkey")
async def post_passkey_session(
    request: Asked,
    store: Given[Store],
    authentication: Given[Authentication],
    limits: Given[Limits],
    box: Given[SecretBox],
    data: JSONBody[PasskeySignIn],
) -> Response[Me]:
    """Open a session for the passkey's member; no password and no second step are asked for."""
    site, entrance = _require_site(request, authentication), entrance_of(request, authentication)

    def open_for(db: Db) -> tuple[Showing, str]:
        showing = show_at_entrance(db, box, site, data.passkey)
        if showing.outcome != "shown" or showing.member_id is None:
            return showing, ""
        address = address_of(request)
        return showing, open_session(db, showing.member_id, entrance, authentication.rules, address, ("passkey",))

    showing, token = await store.write(open_for)
    _require_shown(showing.outcome, authentication, is_passkey=True)
    return await come_in(store, authentication, limits, token, entrance)


@post(
    "/session/second/ask",
    urgent=True,
    status_code=200,
    summary="Ask the browser for one of one's passkeys",
    at_gate=STEP,
)
async def post_second_ask(
    request: Asked,
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    box: Given[SecretBox],
) -> PasskeyAsked:
    """Return a challenge for one of the member's own passkeys: the second step, or a fresh proof."""
    purpose = step_of(viewer.session_id or "")
    return await store.read(ask_for_passkey, box, _require_site(request, authentication), purpose, viewer.member_id)


@post("/session/second", urgent=True, status_code=200, summary="Take the second step of a sign-in", at_gate=STEP)
async def post_second(
    request: Asked,
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    limits: Given[Limits],
    box: Given[SecretBox],
    data: JSONBody[Shown],
) -> Response[Me]:
    """Show a code, a recovery code or a passkey; return who came in, and what is outstanding still."""
    _require_one(data.code, data.recovery_code, data.passkey)
    attempt = await store.write(attempt_proof, viewer, address_of(request))
    if attempt.wait_s:
        raise TooManyTries(retry_after_s=attempt.wait_s, wait_s=attempt.wait_s)
    outcome = await store.write(show_second, viewer, box, _site(request, authentication), data)
    if outcome == "refused":
        await store.write(note_refused, attempt)
    _require_shown(outcome, authentication, is_passkey=data.passkey is not None)
    await store.write(forgive, attempt)
    authentication.forget(viewer.session_id or "")
    now = (await authentication.guarded(request)).viewer
    return Response(await store.read(me, now, limits))


@post("/session/proof", status_code=204, summary="Prove once more who one is", at_gate=ENROL)
async def post_proof(
    request: Asked,
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    data: JSONBody[Proof],
) -> None:
    """Check password, code or passkey; for some minutes then, what wants a fresh proof is accepted.

    Whoever has a second factor shows one. Problem session.stronger_proof.
    """
    _require_one(data.password, data.code, data.passkey)
    if data.password is not None:
        if await store.read(has_factor_here, viewer.member_id, _site(request, authentication)):
            raise StrongerProofNeeded
        await check_password(request, store, viewer, data.password)
        await store.write(note_proof, viewer, "password")
    else:
        attempt = await store.write(attempt_proof, viewer, address_of(request))
        if attempt.wait_s:
            raise TooManyTries(retry_after_s=attempt.wait_s, wait_s=attempt.wait_s)
        shown = Shown(code=data.code, passkey=data.passkey)
        outcome = await store.write(prove, viewer, box, _site(request, authentication), shown)
        if outcome == "refused":
            await store.write(note_refused, attempt)
        _require_shown(outcome, authentication, is_passkey=data.passkey is not None)
        await store.write(forgive, attempt)
    authentication.forget(viewer.session_id or "")


def _require_one(*shown: object) -> None:
    if sum(one is not None for one in shown) != 1:
        raise Malformed


def _require_shown(outcome: Outcome, authentication: Authentication, *, is_passkey: bool) -> None:
    """Refuse what does not count, once that is on record. Problems: FactorWrong, PasskeyRefused, PasskeyCloned."""
    if outcome == "cloned":
        authentication.forget_all()  # sessions ended
        raise PasskeyCloned
    if outcome == "refused":
        raise PasskeyRefused if is_passkey else FactorWrong


router = Router(
    "/",
    route_handlers=[
        get_factors, post_totp, post_totp_confirm, delete_totp, post_codes, post_passkey_offer, post_passkey,
        patch_passkey, delete_passkey, post_passkey_ask, post_passkey_session, post_second_ask, post_second,
        post_proof,
    ],
    opt=OWN,
    tags=["Entrance"],
)  # fmt: skip
