"""Who fills in a form, at the edge: a cookie of this browser, or, with an internal form, whoever is signed in."""

import hashlib
import secrets
from typing import Any

from litestar import Request
from litestar.datastructures import Cookie

from kairan.applications.model import Applicant
from kairan.core.edge.authentication import Authentication
from kairan.core.edge.cookies import APPLICANT_COOKIE, LANGUAGE_COOKIE, made_cookie, read_cookie
from kairan.core.edge.faces import PUBLIC, device_class
from kairan.core.edge.problems import AddressRefused, DeviceLost, SignedOut
from kairan.core.edge.refusals import language_of
from kairan.core.kit.problems import NotFound
from kairan.core.viewer import DeviceClass, Viewer
from kairan.forms.document import Tongue
from kairan.forms.translating import ORIGINAL, TONGUES

COOKIE_S = 30 * 24 * 3600
AnyRequest = Request[Any, Any, Any]
_TAGS = {"zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-hant": "zh-hant", "fil": "tl"}


async def applicant_of(request: AnyRequest, authentication: Authentication) -> tuple[Applicant, list[Cookie]]:
    """Return who asks, with the cookie they will be known by.

    At the entrance of residents nobody is a member; where there is one, the other entrances know members only.
    Problems: NotFound, HostUnknown, ProxyUnknown.
    """
    face = authentication.face(request)
    viewer = None if face == PUBLIC else await _member(request, authentication)
    if viewer is not None:
        return applicant_of_member(viewer, _tongue_of(request, authentication)), []
    if face != PUBLIC and authentication.faces.has_public:
        raise NotFound
    token = read_cookie(request.scope, APPLICANT_COOKIE, secure=authentication.secure)
    device = device_class(request.headers.get("user-agent", ""))
    if len(token) >= 32:
        return applicant_of_token(token, _tongue_of(request, authentication), device), []
    fresh = secrets.token_urlsafe(32)
    cookie = made_cookie(APPLICANT_COOKIE, fresh, COOKIE_S, secure=authentication.secure)
    return applicant_of_token(fresh, _tongue_of(request, authentication), device), [cookie]


def _tongue_of(request: AnyRequest, authentication: Authentication) -> Tongue:
    """Return what was chosen at the top of a page, else the first language of the browser that there is."""
    chosen = read_cookie(request.scope, LANGUAGE_COOKIE, secure=authentication.secure)
    preferred = request.headers.get("accept-language", "").lower().partition(",")[0].partition(";")[0].strip()
    wanted = (chosen, _TAGS.get(preferred, preferred.partition("-")[0]), language_of(request))
    return next((tongue for one in wanted for tongue in TONGUES if tongue == one), ORIGINAL)


async def _member(request: AnyRequest, authentication: Authentication) -> Viewer | None:
    """Return who is signed in, if anybody is, and nothing is outstanding."""
    try:
        viewer = (await authentication.guarded(request)).viewer
    except (SignedOut, DeviceLost, AddressRefused):
        return None
    return None if viewer.gates or viewer.is_operator or viewer.is_guest else viewer


def applicant_of_token(token: str, language: Tongue = "ja", device: DeviceClass | None = None) -> Applicant:
    """Return who is known by a cookie and nothing else."""
    return Applicant(key=_key(f"applicant:{token}"), language=language, device=device)


def applicant_of_member(viewer: Viewer, language: Tongue | None = None) -> Applicant:
    """Return a member of staff as an applicant, for forms of their own body."""
    return Applicant(
        key=_key(f"member:{viewer.member_id}"),
        language=language or viewer.language,
        member_id=viewer.member_id,
        organization_id=viewer.organization_id,
    )


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
