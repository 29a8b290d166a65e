"""The page between an earlier version of a form and the one that is published now."""

from litestar import Response, Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath

from kairan.applications import showing
from kairan.applications.applicants import AnyRequest, applicant_of
from kairan.applications.carrying import carry_over
from kairan.applications.problems import DraftGone, OtherVersion
from kairan.applications.requests import ROUTER_OPTIONS, see_other, typed_of
from kairan.applications.steps import look_at
from kairan.core.edge.authentication import Authentication
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store

DIGITS = 9  # of a version


@get("/{address:str}/changed", summary="What a form differs in since it was begun")
async def get_changed(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    address: FromPath[str],
) -> Response[str]:
    """Show what differs, and let the applicant choose."""
    applicant, _ = await applicant_of(request, authentication)
    try:
        step = await store.read(look_at, applicant, box, address)
    except DraftGone:
        return see_other(f"/f/{address}?why=gone", [])
    if not step.is_earlier:
        return see_other(f"/f/{address}/p/{step.to_go_on().page.id}", [])
    return showing.changed(step, applicant.language)


@post("/{address:str}/changed", summary="Go on with a form that has changed")
async def post_changed(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    address: FromPath[str],
) -> Response[str]:
    """Carry the answers over to the version whose differences were shown, or go on as it was begun."""
    applicant, cookies = await applicant_of(request, authentication)
    typed = await typed_of(request)
    is_carried = "carry" in typed.get("how", ())
    try:
        if is_carried:
            await store.write(carry_over, applicant, box, address, _version(typed))
        step = await store.read(look_at, applicant, box, address)
    except DraftGone:
        return see_other(f"/f/{address}?why=gone", cookies)
    except OtherVersion:
        return see_other(f"/f/{address}/changed", cookies)
    if step.is_over:
        return see_other(f"/f/{address}/changed", cookies)
    at = step.to_go_on().page.id
    return see_other(f"/f/{address}/p/{at}{'?carried=1' if is_carried else ''}", cookies)


def _version(typed: dict[str, list[str]]) -> int:
    given = "".join(typed.get("version", []))
    return int(given) if given.isascii() and given.isdigit() and len(given) <= DIGITS else 0


router = Router("/f", route_handlers=[get_changed, post_changed], opt=ROUTER_OPTIONS, include_in_schema=False)
