"""The applicants' pages of identity over HTTP; no script is needed anywhere."""

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Response, Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery

from kairan.applications.applicants import AnyRequest, applicant_of
from kairan.applications.model import ApplicationId, PublicPages
from kairan.applications.problems import DraftGone, FormNotOffered, NotAsChecked, NotComplete
from kairan.applications.requests import ROUTER_OPTIONS, see_other, typed_of
from kairan.core.edge.authentication import Authentication
from kairan.core.kit.openid.flow import CameBack
from kairan.core.kit.openid.problems import (
    ProviderRefusedClient,
    ProviderSaidNo,
    ProviderUnreachable,
    ProviderWrong,
)
from kairan.core.kit.problems import Malformed, Problem
from kairan.core.kit.store import Store
from kairan.counter.problems import CaseNotShown
from kairan.counter.public_http import FIND
from kairan.identity.desk import IdentityDesk
from kairan.identity.hop import offer_of, take_over
from kairan.identity.own import own_labels
from kairan.identity.pages import rendering
from kairan.identity.problems import (
    BusinessNotExamined,
    IdentityJourneyOver,
    IdentityNotProved,
    IdentityNumberWrong,
    IdentityWayGone,
)
from kairan.identity.proofs import own_identity
from kairan.identity.providers import BACK, public_key_of
from kairan.identity.signing.problems import (
    CertificateOver,
    CertificateRevoked,
    OtherSigner,
    RevocationUnknown,
    SignatureWrong,
)

ELSEWHERE = "/f/-/identity/elsewhere"
REFUSED = (BusinessNotExamined, CertificateOver, CertificateRevoked, OtherSigner, RevocationUnknown, SignatureWrong)
_SENT = ("state", "code", "iss", "error")


class IdentityKeys(msgspec.Struct, frozen=True):
    """A key set (RFC 7517)."""

    keys: list[dict[str, Any]]


@get("/{address:str}/identity", summary="Prove who you are before a form")
async def get_identity(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    identity_desk: Given[IdentityDesk],
    public_pages: Given[PublicPages],
    address: FromPath[str],
    why: FromQuery[str] = "",
) -> Response[str]:
    """Show how somebody may prove who they are, and the way of who cannot."""
    applicant, _ = await applicant_of(request, authentication)
    try:
        offer = await store.read(offer_of, applicant, identity_desk.box, identity_desk.allowed, address)
    except DraftGone:
        return see_other(f"/f/{address}?why=gone", [])
    if offer is None:
        return see_other(f"/f/{address}", [])
    return rendering.asking(offer, address, applicant.language, why, is_mailed=public_pages.is_mailed)


@post("/{address:str}/identity/{profile:str}", status_code=200, summary="Set out to prove who you are")
async def post_identity(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    identity_desk: Given[IdentityDesk],
    address: FromPath[str],
    profile: FromPath[str],
) -> Response[str]:
    """Prepare the way to a provider; the link to it stands on our page, so that no form leads away from here."""
    applicant, cookies = await applicant_of(request, authentication)
    back = identity_desk.base(str(request.base_url)) + BACK
    try:
        url, number = await identity_desk.leave(applicant, address, profile, back)
        offer = await store.read(offer_of, applicant, identity_desk.box, identity_desk.allowed, address)
    except DraftGone:
        return see_other(f"/f/{address}?why=gone", cookies)
    except (IdentityWayGone, ProviderUnreachable, ProviderWrong):
        return see_other(f"/f/{address}/identity?why=away", cookies)
    label = next((name for one, name in offer.ways.items() if one == profile), "") if offer is not None else ""
    return rendering.leaving(address, label, url, number, applicant.language)


@post("/{address:str}/sign", status_code=200, summary="Set out to sign what was checked")
async def post_sign(
    request: AnyRequest,
    authentication: Given[Authentication],
    identity_desk: Given[IdentityDesk],
    address: FromPath[str],
) -> Response[str]:
    """Prepare the way to where what was checked is signed; the link to it stands on our page."""
    applicant, cookies = await applicant_of(request, authentication)
    checked = "".join((await typed_of(request)).get("checked", []))[:100]
    back = identity_desk.base(str(request.base_url)) + BACK
    try:
        url, number = await identity_desk.leave_to_sign(applicant, address, checked, back)
    except DraftGone:
        return see_other(f"/f/{address}?why=gone", cookies)
    except (NotComplete, NotAsChecked):
        return see_other(f"/f/{address}/check?why=not_as_checked", cookies)
    except (IdentityWayGone, ProviderUnreachable, ProviderWrong, ProviderRefusedClient):
        return rendering.lost(applicant.language, "away", f"/f/{address}/check")
    return rendering.leaving_to_sign(address, url, number, applicant.language)


@get("/-/identity/back", summary="Come back from proving who you are")
async def get_identity_back(request: AnyRequest, authentication: Given[Authentication]) -> Response[str]:
    """Show the button by which what came back is taken in."""
    applicant, _ = await applicant_of(request, authentication)
    return rendering.back(_came_back(dict(request.query_params)), applicant.language)


def _came_back(given: Mapping[str, str]) -> CameBack:
    """Read what a provider sent somebody back with. Problems: Malformed."""
    try:
        return msgspec.convert({"state": "", **{name: given[name] for name in _SENT if name in given}}, CameBack)
    except msgspec.ValidationError:
        raise Malformed from None


@post("/-/identity/back", status_code=200, summary="Take in what a provider says")
async def post_identity_back(
    request: AnyRequest, authentication: Given[Authentication], identity_desk: Given[IdentityDesk]
) -> Response[str]:
    """Check what came back, and lead on to the form, or to where the number of the draft is asked."""
    applicant, cookies = await applicant_of(request, authentication)
    given = {name: values[0] for name, values in (await typed_of(request)).items()}
    came = _came_back(given)
    try:
        landed = await identity_desk.come_back(applicant, came)
    except (IdentityJourneyOver, IdentityWayGone, DraftGone, FormNotOffered):
        return rendering.lost(applicant.language, "journey_over")
    except (IdentityNotProved, ProviderSaidNo):
        return rendering.lost(applicant.language, "not_proved")
    except REFUSED as problem:
        return rendering.lost(applicant.language, problem.code.partition(".")[2])
    except (ProviderUnreachable, ProviderRefusedClient):
        return rendering.lost(applicant.language, "away")
    except Problem:
        return rendering.lost(applicant.language, "unsafe")
    return see_other(landed.path if landed.is_here else ELSEWHERE, cookies)


@get("/-/identity/elsewhere", summary="Go on in another browser")
async def get_identity_elsewhere(
    request: AnyRequest, authentication: Given[Authentication], why: FromQuery[str] = ""
) -> Response[str]:
    """Ask for the number of the draft."""
    applicant, _ = await applicant_of(request, authentication)
    return rendering.elsewhere(applicant.language, is_wrong=why == "wrong")


@post("/-/identity/elsewhere", status_code=200, summary="Take the draft over to this browser")
async def post_identity_elsewhere(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    identity_desk: Given[IdentityDesk],
) -> Response[str]:
    """Let the draft that set out be here, by its number, with what was proved."""
    applicant, cookies = await applicant_of(request, authentication)
    number = "".join((await typed_of(request)).get("number", []))[:100]
    try:
        path = await store.write(take_over, applicant, identity_desk.box, number)
    except (IdentityNumberWrong, FormNotOffered):
        return see_other(f"{ELSEWHERE}?why=wrong", cookies)
    except IdentityWayGone:
        return rendering.lost(applicant.language, "journey_over")
    except OtherSigner:
        return rendering.lost(applicant.language, "other_signer")
    return see_other(path, cookies)


@get("/-/identity/keys/{organization_id:str}/{profile:str}", summary="A body's public key for its provider")
async def get_identity_keys(
    store: Given[Store], organization_id: FromPath[str], profile: FromPath[str]
) -> Response[IdentityKeys]:
    """Return the key set (JWKS) with which the provider checks private_key_jwt; public."""
    held = await store.read(public_key_of, organization_id, profile)
    keys = IdentityKeys([] if held is None else _published(msgspec.json.decode(held, type=dict[str, Any])))
    return Response(keys, media_type="application/json", headers={"Cache-Control": "no-cache"})


def _published(key: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a key as it is published: to check what we sign, and to encrypt for us."""
    from kairan.core.kit.openid.jose import encryption_key  # noqa: PLC0415  (a tenth of a cold start)

    return [key, encryption_key(key)]


@get("/-/cases/{case_id:str}/identity", summary="What was certified for an application")
async def get_own_identity(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    identity_desk: Given[IdentityDesk],
    case_id: FromPath[ApplicationId],
) -> Response[str]:
    """Show to whose application it is what was certified, and what they changed."""
    applicant, _ = await applicant_of(request, authentication)
    try:
        view = await store.read(own_identity, applicant, identity_desk.box, case_id)
        labels = await store.read(own_labels, applicant, case_id)
    except CaseNotShown:
        return see_other(FIND, [])
    if view.level == "none":
        return see_other(f"{FIND}/{case_id}", [])
    return rendering.own(view, labels, f"{FIND}/{case_id}", applicant.language)


router = Router(
    "/f",
    route_handlers=[
        get_identity,
        post_identity,
        post_sign,
        get_identity_back,
        post_identity_back,
        get_identity_elsewhere,
        post_identity_elsewhere,
        get_identity_keys,
        get_own_identity,
    ],
    opt=ROUTER_OPTIONS,
    include_in_schema=False,
)
