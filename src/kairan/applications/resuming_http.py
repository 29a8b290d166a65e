"""The pages of going on later, on another device; see `resuming`."""

from litestar import Response, Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery

from kairan.applications import showing
from kairan.applications.applicants import AnyRequest, applicant_of
from kairan.applications.model import PublicPages
from kairan.applications.offering import offered_form
from kairan.applications.problems import DraftGone, MailNotGood
from kairan.applications.requests import ROUTER_OPTIONS, see_other, typed_of
from kairan.applications.resuming import mail_resume_code, resume, resume_code_of
from kairan.applications.steps import look_at
from kairan.core.edge.authentication import Authentication
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store


@get("/{address:str}/kept", summary="How to go on later")
async def get_kept(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    public_pages: Given[PublicPages],
    address: FromPath[str],
    page: FromQuery[str] = "",
    why: FromQuery[str] = "",
) -> Response[str]:
    """Show the number by which the form is gone on with on another device."""
    applicant, _ = await applicant_of(request, authentication)
    try:
        step = await store.read(look_at, applicant, box, address)
        code = await store.read(resume_code_of, applicant, box, address)
    except DraftGone:
        return see_other(f"/f/{address}?why=gone", [])
    if code is None:
        return see_other(f"/f/{address}", [])
    return showing.kept(step, code, page[:40], applicant.language, why, is_mailed=public_pages.is_mailed)


@post("/{address:str}/kept", summary="Get the number to go on by mail")
async def post_kept(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    public_pages: Given[PublicPages],
    address: FromPath[str],
) -> Response[str]:
    """Send the number to an address."""
    applicant, cookies = await applicant_of(request, authentication)
    typed = await typed_of(request)
    to, page = "".join(typed.get("mail", []))[:300], "".join(typed.get("page", []))[:40]
    url = f"{public_pages.url}/f/{address}/resume"
    try:
        await store.write(mail_resume_code, applicant, box, address, to, url)
    except DraftGone:
        return see_other(f"/f/{address}?why=gone", cookies)
    except MailNotGood:
        return see_other(f"/f/{address}/kept?why=mail&page={page}", cookies)
    return see_other(f"/f/{address}/kept?why=sent&page={page}", cookies)


@get("/{address:str}/resume", summary="Go on with a form on another device")
async def get_resume(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    address: FromPath[str],
    why: FromQuery[str] = "",
) -> Response[str]:
    """Ask for the number."""
    applicant, _ = await applicant_of(request, authentication)
    form = await store.read(offered_form, applicant, address)
    return showing.resuming(form, applicant.language, is_bad=why == "bad")


@post("/{address:str}/resume", summary="Take a form over to this device")
async def post_resume(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    address: FromPath[str],
) -> Response[str]:
    """Open what was saved under a number, here and no longer there."""
    applicant, cookies = await applicant_of(request, authentication)
    code = "".join((await typed_of(request)).get("code", []))
    try:
        await store.write(resume, applicant, address, code)
    except DraftGone:
        return see_other(f"/f/{address}/resume?why=bad", cookies)
    step = await store.read(look_at, applicant, box, address)
    if step.is_earlier:
        return see_other(f"/f/{address}/changed", cookies)
    return see_other(f"/f/{address}/p/{step.to_go_on().page.id}", cookies)


router = Router(
    "/f",
    route_handlers=[get_kept, post_kept, get_resume, post_resume],
    opt=ROUTER_OPTIONS,
    include_in_schema=False,
)
