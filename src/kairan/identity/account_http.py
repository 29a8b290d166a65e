"""The applicants' account over HTTP (マイページ); no script is needed anywhere."""

from functools import partial

from litestar import Response, Router, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency as Given
from litestar.params import FromQuery

from kairan.applications.applicants import COOKIE_S, AnyRequest, applicant_of
from kairan.applications.model import PublicPages
from kairan.applications.problems import DraftGone, FormNotOffered, MailNotGood
from kairan.applications.requests import ROUTER_OPTIONS, see_other, typed_of
from kairan.core.edge.authentication import Authentication
from kairan.core.edge.cookies import APPLICANT_COOKIE, made_cookie
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store
from kairan.identity.accounts.keeping import account_of, delete_account, delete_draft, sign_out_everywhere
from kairan.identity.accounts.my_page import my_page
from kairan.identity.pages import account_pages
from kairan.identity.problems import AccountGone, IdentityWayGone, SignInOver
from kairan.identity.signing_in import begin_sign_in, finish_sign_in, send_sign_in_code, sign_in_asked

HERE = "/f/-/account"


def _known_by(token: str, authentication: Authentication) -> Cookie:
    return made_cookie(APPLICANT_COOKIE, token, COOKIE_S, secure=authentication.secure)


def _unknown(authentication: Authentication) -> Cookie:
    return made_cookie(APPLICANT_COOKIE, "", 0, secure=authentication.secure)


@get("/", summary="My page")
async def get_account(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    public_pages: Given[PublicPages],
    why: FromQuery[str] = "",
) -> Response[str]:
    """Show everything of the account this browser is signed in to, or ask for a mail address."""
    applicant, _ = await applicant_of(request, authentication)
    if applicant.member_id is not None:
        return see_other("/f", [])
    try:
        mine = await store.read(my_page, applicant, box)
    except AccountGone:
        return account_pages.signing_in(applicant.language, why, is_mailed=public_pages.is_mailed)
    return account_pages.mine(mine, applicant.language, why)


@post("/", summary="Sign in by mail")
async def post_account(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    public_pages: Given[PublicPages],
) -> Response[str]:
    """Send a code to an address."""
    applicant, cookies = await applicant_of(request, authentication)
    typed = await typed_of(request)
    mail, address = "".join(typed.get("mail", []))[:300], "".join(typed.get("for", []))[:100]
    back = f"/f/{address}/identity" if address else HERE
    if not public_pages.is_mailed or applicant.member_id is not None:
        return see_other(back, cookies)
    try:
        sign_in_id = await store.write(begin_sign_in, applicant, box, mail, address)
        sending = await store.write(partial(send_sign_in_code, anew=False), applicant, box, sign_in_id)
    except MailNotGood:
        return see_other(f"{back}?why=mail_bad", cookies)
    except (FormNotOffered, DraftGone):
        return see_other(f"{HERE}?why=sign_in_over", cookies)
    if sending == "over":
        return see_other(f"{back}?why=letters_over", cookies)
    return see_other(f"{HERE}/code?s={sign_in_id}", cookies)


@get("/code", summary="Enter the code that was sent")
async def get_account_code(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    s: FromQuery[str] = "",
    why: FromQuery[str] = "",
) -> Response[str]:
    """Ask for the code that was sent to the address."""
    applicant, _ = await applicant_of(request, authentication)
    try:
        asked = await store.read(sign_in_asked, applicant, box, s)
    except SignInOver:
        return see_other(f"{HERE}?why=sign_in_over", [])
    return account_pages.entering_code(asked, s, applicant.language, why)


@post("/code", summary="Sign in with the code that was sent")
async def post_account_code(
    request: AnyRequest, store: Given[Store], authentication: Given[Authentication], box: Given[SecretBox]
) -> Response[str]:
    """Send a new code, or compare the one that was typed and lead on."""
    applicant, cookies = await applicant_of(request, authentication)
    typed = await typed_of(request)
    sign_in_id, code = "".join(typed.get("s", []))[:20], "".join(typed.get("code", []))[:100]
    here = f"{HERE}/code?s={sign_in_id}"
    try:
        if "send" in typed.get("to", ()):
            again = await store.write(partial(send_sign_in_code, anew=True), applicant, box, sign_in_id)
            return see_other(f"{here}&why={'letters_over' if again == 'over' else 'code_sent'}", cookies)
        came = await store.write(finish_sign_in, applicant, box, sign_in_id, code, "along" in typed)
    except (SignInOver, FormNotOffered, DraftGone, IdentityWayGone):
        return see_other(f"{HERE}?why=sign_in_over", cookies)
    if came.proof != "proved":
        return see_other(f"{here}&why={'code_wrong' if came.proof == 'wrong' else 'code_over'}", cookies)
    known = [_known_by(came.token, authentication)] if came.token else cookies
    return see_other(f"/f/{came.address}/p/-" if came.address else HERE, known)


@post("/leave", summary="Sign out")
async def post_account_leave(
    request: AnyRequest, store: Given[Store], authentication: Given[Authentication]
) -> Response[str]:
    """Let this browser be nobody's; one that is not signed in stays as it is."""
    applicant, cookies = await applicant_of(request, authentication)
    if applicant.member_id is not None or await store.read(account_of, applicant) is None:
        return see_other(HERE, cookies)
    return see_other(f"{HERE}?why=left", [_unknown(authentication)])


@post("/everywhere", summary="Sign out in all other browsers")
async def post_account_everywhere(
    request: AnyRequest, store: Given[Store], authentication: Given[Authentication], box: Given[SecretBox]
) -> Response[str]:
    """Let no other browser be signed in any more."""
    applicant, cookies = await applicant_of(request, authentication)
    try:
        token = await store.write(sign_out_everywhere, applicant, box)
    except AccountGone:
        return see_other(HERE, cookies)
    return see_other(f"{HERE}?why=everywhere", [_known_by(token, authentication)])


@post("/drafts", summary="Delete a draft of the account")
async def post_account_drafts(
    request: AnyRequest, store: Given[Store], authentication: Given[Authentication]
) -> Response[str]:
    """Delete one draft."""
    applicant, cookies = await applicant_of(request, authentication)
    draft_id = "".join((await typed_of(request)).get("draft", []))[:20]
    try:
        await store.write(delete_draft, applicant, draft_id)
    except AccountGone:
        return see_other(HERE, cookies)
    return see_other(f"{HERE}?why=draft_deleted", cookies)


@get("/delete", summary="Before an account is deleted")
async def get_account_delete(
    request: AnyRequest, store: Given[Store], authentication: Given[Authentication], box: Given[SecretBox]
) -> Response[str]:
    """Say what goes and what stays."""
    applicant, _ = await applicant_of(request, authentication)
    try:
        mine = await store.read(my_page, applicant, box)
    except AccountGone:
        return see_other(HERE, [])
    return account_pages.deleting(mine, applicant.language)


@post("/delete", summary="Delete the account")
async def post_account_delete(
    request: AnyRequest, store: Given[Store], authentication: Given[Authentication]
) -> Response[str]:
    """Delete the account with its drafts; what was sent stays with the office."""
    applicant, cookies = await applicant_of(request, authentication)
    try:
        await store.write(delete_account, applicant)
    except AccountGone:
        return see_other(HERE, cookies)
    return see_other(f"{HERE}?why=deleted", [_unknown(authentication)])


router = Router(
    HERE,
    route_handlers=[
        get_account,
        post_account,
        get_account_code,
        post_account_code,
        post_account_leave,
        post_account_everywhere,
        post_account_drafts,
        get_account_delete,
        post_account_delete,
    ],
    opt=ROUTER_OPTIONS,
    include_in_schema=False,
)
