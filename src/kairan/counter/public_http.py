"""The applicants' pages of a case over HTTP; no script is needed anywhere."""

from litestar import Response, Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery

from kairan.applications.applicants import AnyRequest, applicant_of
from kairan.applications.model import ApplicationId, PublicPages
from kairan.applications.pressed_map import map_on_page
from kairan.applications.problems import NotComplete
from kairan.applications.requests import see_other, typed_of
from kairan.core.edge.authentication import Authentication
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store
from kairan.counter.applicants import let_in
from kairan.counter.asking_paper import ask_paper
from kairan.counter.correcting import correct, open_correction
from kairan.counter.correction_files import correction_as_kept
from kairan.counter.own_case import own_case
from kairan.counter.pages import rendering
from kairan.counter.pages.words import word
from kairan.counter.problems import CaseMoveNotAllowed, CaseNotShown, NoCorrectionOpen
from kairan.counter.withdrawing import withdraw

FIND = "/f/-/cases"
_NOTICES = {"sent": "sent", "corrected": "corrected"}
_FAULTS = {"message": "message_bad", "late": "withdraw_late", "none": "no_correction", "document": "document_none"}


@get("/", summary="Find an application by its number")
async def get_finding(
    request: AnyRequest, authentication: Given[Authentication], why: FromQuery[str] = ""
) -> Response[str]:
    """Ask for number and code."""
    applicant, _ = await applicant_of(request, authentication)
    return rendering.finding(applicant.language, is_bad=why == "bad")


@post("/", summary="Open an application by its number and code")
async def post_finding(
    request: AnyRequest, store: Given[Store], authentication: Given[Authentication], box: Given[SecretBox]
) -> Response[str]:
    """Open an application to this browser."""
    applicant, cookies = await applicant_of(request, authentication)
    typed = await typed_of(request)
    number, code = "".join(typed.get("number", []))[:100], "".join(typed.get("code", []))[:100]
    try:
        case_id = await store.write(let_in, applicant, box, number, code)
    except CaseNotShown:
        return see_other(f"{FIND}?why=bad", cookies)
    return see_other(f"{FIND}/{case_id}", cookies)


@get("/{case_id:str}", summary="Where an application stands")
async def get_own_case(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    case_id: FromPath[ApplicationId],
    why: FromQuery[str] = "",
) -> Response[str]:
    """Show where an application stands, and what was said, to whose it is."""
    applicant, _ = await applicant_of(request, authentication)
    try:
        own = await store.read(own_case, applicant, box, case_id)
    except CaseNotShown:
        return see_other(FIND, [])
    notice = word(_NOTICES[why], applicant.language) if why in _NOTICES else ""
    fault = word(_FAULTS[why], applicant.language) if why in _FAULTS else ""
    return rendering.case(own, applicant.language, notice, fault)


@get("/{case_id:str}/correct", summary="What is to be corrected")
async def get_own_correction(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    public_pages: Given[PublicPages],
    case_id: FromPath[ApplicationId],
) -> Response[str]:
    """Show the answers that are to be mended, each with its reason."""
    applicant, _ = await applicant_of(request, authentication)
    is_told = "mend" in request.query_params
    try:
        own = await store.read(own_case, applicant, box, case_id)
        wanted, complaints = await store.read(correction_as_kept, applicant, box, case_id, is_told)
    except CaseNotShown:
        return see_other(FIND, [])
    except NoCorrectionOpen:
        return see_other(f"{FIND}/{case_id}?why=none", [])
    ground = await map_on_page(store, applicant, public_pages, own.organization_id, wanted.questions)
    return rendering.correction(own, wanted, wanted.typed, complaints, applicant.language, ground)


@post("/{case_id:str}/correct", summary="Correct an application")
async def post_own_correction(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    public_pages: Given[PublicPages],
    case_id: FromPath[ApplicationId],
) -> Response[str]:
    """Mend what was asked, as a whole; what is wrong with it is told, and nothing typed is lost."""
    applicant, cookies = await applicant_of(request, authentication)
    typed = await typed_of(request)
    try:
        own = await store.read(own_case, applicant, box, case_id)
        wanted = await store.read(open_correction, applicant, box, case_id)
        complaints = await store.write(correct, applicant, box, case_id, typed)
    except CaseNotShown:
        return see_other(FIND, cookies)
    except NoCorrectionOpen:
        return see_other(f"{FIND}/{case_id}?why=none", cookies)
    except NotComplete:
        return see_other(f"{FIND}/{case_id}/correct?mend=1", cookies)
    if complaints:
        shown = {**typed, **wanted.files_in(wanted.typed)}
        ground = await map_on_page(store, applicant, public_pages, own.organization_id, wanted.questions)
        return rendering.correction(own, wanted, shown, complaints, applicant.language, ground)
    return see_other(f"{FIND}/{case_id}?why=corrected", cookies)


@get("/{case_id:str}/withdraw", summary="Before an application is taken back")
async def get_own_withdrawal(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    case_id: FromPath[ApplicationId],
) -> Response[str]:
    """Say what follows from it, and ask once more."""
    applicant, _ = await applicant_of(request, authentication)
    try:
        own = await store.read(own_case, applicant, box, case_id)
    except CaseNotShown:
        return see_other(FIND, [])
    if not own.may_withdraw:
        return see_other(f"{FIND}/{case_id}?why=late", [])
    return rendering.withdrawing(own, applicant.language)


@post("/{case_id:str}/withdraw", summary="Take an application back")
async def post_own_withdrawal(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    case_id: FromPath[ApplicationId],
) -> Response[str]:
    """Take an application back; a second time changes nothing."""
    applicant, cookies = await applicant_of(request, authentication)
    try:
        await store.write(withdraw, applicant, box, case_id)
    except CaseNotShown:
        return see_other(FIND, cookies)
    except CaseMoveNotAllowed:
        return see_other(f"{FIND}/{case_id}?why=late", cookies)
    return see_other(f"{FIND}/{case_id}", cookies)


@post("/{case_id:str}/paper", summary="Ask for the result on paper")
async def post_own_paper(
    request: AnyRequest, store: Given[Store], authentication: Given[Authentication], case_id: FromPath[ApplicationId]
) -> Response[str]:
    """Tell the section that the result is wanted on paper, or not any more."""
    applicant, cookies = await applicant_of(request, authentication)
    is_wanted = (await typed_of(request)).get("wanted") == ["yes"]
    try:
        await store.write(ask_paper, applicant, case_id, is_wanted)
    except CaseNotShown:
        return see_other(FIND, cookies)
    except CaseMoveNotAllowed:
        return see_other(f"{FIND}/{case_id}?why=late", cookies)
    return see_other(f"{FIND}/{case_id}#paper", cookies)


router = Router(
    FIND,
    route_handlers=[
        get_finding,
        post_finding,
        get_own_case,
        get_own_correction,
        post_own_correction,
        get_own_withdrawal,
        post_own_withdrawal,
        post_own_paper,
    ],
    opt={"public": True, "exclude_from_auth": True, "work": "applying"},
    include_in_schema=False,
)
