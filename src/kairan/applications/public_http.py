"""The residents' pages over HTTP: the list of forms, one page after the other, the check, the number.

What is typed is kept at every button, then the browser is led on (see other), so that neither a reload nor "back" sends
anything twice. No script is needed anywhere.
"""

from urllib.parse import quote

from litestar import Response, Router, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery

from kairan.applications import showing
from kairan.applications.access_codes import code_of
from kairan.applications.applicants import AnyRequest, applicant_of
from kairan.applications.carried import carried_in, carry, is_carried
from kairan.applications.filling import begin, begin_anew, keep
from kairan.applications.gates import gates_before
from kairan.applications.invitations.problems import InvitationNeeded, InvitationUnknown, InvitationUsed
from kairan.applications.model import Applicant, ApplicationId, Draft, DraftId, PublicPages
from kairan.applications.not_kept import NOT_KEPT, Sent, shown_again
from kairan.applications.offering import listed_forms, listing_bodies, next_form
from kairan.applications.pages.rendering import STYLE, STYLE_NAME
from kairan.applications.pages.scripts import SCRIPTS
from kairan.applications.pressed_map import map_on_page
from kairan.applications.problems import (
    DraftGone,
    EarlierVersionOver,
    EnoughApplications,
    FormNotOpen,
    NotAsChecked,
    NotComplete,
    PlaceFull,
    PlacesDrawn,
    PlaceWaits,
    WorkNeeded,
    WorkTooSoon,
)
from kairan.applications.proof_of_work import Work, challenge_for, is_waited_for
from kairan.applications.proving import send_code
from kairan.applications.receipts import receipt_of
from kairan.applications.requests import ROUTER_OPTIONS, Typed, see_other, typed_of, why_of
from kairan.applications.resuming import give_resume_code
from kairan.applications.showing_proofs import proof_next, proof_path
from kairan.applications.step_counts import reach
from kairan.applications.steps import find_step, further_step, look_at
from kairan.applications.submitting import submit
from kairan.applications.tongues import cookie_of_tongue, pressed_tongue
from kairan.core.edge.authentication import Authentication, address_of
from kairan.core.edge.client import FOREVER
from kairan.core.edge.problems import AddressTooFast
from kairan.core.kit.problems import Malformed, NotFound, StorageFull, StorageUnavailable
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store

TO_CHECK_AGAIN = (
    NotAsChecked,
    PlaceFull,
    PlaceWaits,
    PlacesDrawn,
    NotComplete,
    WorkNeeded,
    WorkTooSoon,
    AddressTooFast,
    StorageFull,
    StorageUnavailable,
)
NOT_INVITED = (InvitationNeeded, InvitationUnknown, InvitationUsed)


@get("/", summary="The bodies that offer forms")
async def get_bodies(request: AnyRequest, store: Given[Store], authentication: Given[Authentication]) -> Response[str]:
    """Show which bodies list forms; where it is one only, its forms."""
    applicant, _ = await applicant_of(request, authentication)
    bodies = await store.read(listing_bodies, applicant)
    if len(bodies) == 1:
        return see_other(f"/f/-/{bodies[0][1]}", [])
    return showing.bodies(bodies, applicant.language)


@get("/-/{code:str}", summary="The forms of a body")
async def get_body_forms(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    code: FromPath[str],
    q: FromQuery[str] = "",
) -> Response[str]:
    """Show the forms a body lists, those that hold the words."""
    applicant, _ = await applicant_of(request, authentication)
    known = {listed: (body_id, name) for body_id, listed, name in await store.read(listing_bodies, applicant)}
    if code not in known:
        raise NotFound
    body_id, name = known[code]
    words = q[:200]
    found = await store.read(listed_forms, applicant, body_id, words)
    return showing.listed(name, found, words, applicant.language, f"/f/-/{code}")


@get("/-/assets/{name:str}", summary="How the pages look")
async def get_style(name: FromPath[str]) -> Response[str]:
    """Return the style sheet, or a script; its name changes with it."""
    if name in SCRIPTS:
        return Response(SCRIPTS[name], media_type="text/javascript", headers={"Cache-Control": FOREVER})
    if name != STYLE_NAME:
        raise NotFound
    return Response(STYLE, media_type="text/css", headers={"Cache-Control": FOREVER})


@get("/{address:str}", summary="In front of a form")
async def get_front(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    address: FromPath[str],
    why: FromQuery[str] = "",
) -> Response[str]:
    """Show what a form is for, what one needs, and whether it is open."""
    applicant, _ = await applicant_of(request, authentication)
    form, step = await store.read(find_step, applicant, box, address)
    carried = carried_in(form.document, request.query_params)
    gates = await store.read(gates_before, box, applicant, form) if step is None else list(step.gates)
    return showing.front(form, step, applicant.language, why, carried, gates)


@post("/{address:str}/begin", summary="Begin a form")
async def post_begin(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    address: FromPath[str],
) -> Response[str]:
    """Begin a form, or go on with it."""
    applicant, cookies = await applicant_of(request, authentication)
    typed = await typed_of(request)
    start = begin_anew if typed.get("how") == ["anew"] else begin
    try:
        await store.write(start, applicant, box, address, "".join(typed.get("number", [])))
        if is_carried(typed):
            await store.write(carry, applicant, box, address, typed)
    except FormNotOpen:
        return see_other(f"/f/{address}", cookies)
    except NOT_INVITED as problem:
        return see_other(f"/f/{address}?why={why_of(problem)}", cookies)
    step = await store.read(look_at, applicant, box, address)
    if step.is_earlier:
        return see_other(f"/f/{address}/changed", cookies)
    if step.leads_away:
        return see_other(step.leads_away, cookies)
    at = step.to_go_on()
    return see_other(f"/f/{address}/p/{at.page.id}?began=1", cookies)


@get("/{address:str}/p/{page_id:str}", summary="A page of a form")
async def get_page(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    public_pages: Given[PublicPages],
    address: FromPath[str],
    page_id: FromPath[str],
) -> Response[str]:
    """Show a page with what was typed so far."""
    applicant, _ = await applicant_of(request, authentication)
    try:
        step = await store.read(look_at, applicant, box, address)
    except DraftGone:
        return see_other(f"/f/{address}?why={'cookie' if 'began' in request.query_params else 'gone'}", [])
    if step.leads_away:
        return see_other(step.leads_away, [])
    at = step.place_of(page_id)
    if at is None:
        if "identified" in request.query_params:
            return see_other(f"/f/{address}/p/{step.pages[0].page.id}?identified=1", [])
        return see_other(f"/f/{address}/p/{step.to_go_on(at_end=True).page.id}", [])
    body, questions = step.form.organization_id, step.pages[at].questions
    ground = await map_on_page(store, applicant, public_pages, body, questions)
    return showing.page(step, at, applicant.language, set(request.query_params), ground)


@post("/{address:str}/p/{page_id:str}", summary="Keep a page of a form")
async def post_page(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    public_pages: Given[PublicPages],
    address: FromPath[str],
    page_id: FromPath[str],
) -> Response[str]:
    """Keep what was typed, whatever it is, and lead on, back, or to what is to be mended."""
    applicant, cookies = await applicant_of(request, authentication)
    typed = await typed_of(request)
    if any(typed.get("-url", ())):
        raise Malformed  # a field nobody sees
    asked = typed.get("-asked", [])
    try:
        draft = await store.write(keep, applicant, box, address, asked, typed, "".join(typed.get("-number", [])))
        if "save" in typed.get("-to", ()):
            await store.write(give_resume_code, applicant, box, address)
    except FormNotOpen:
        return see_other(f"/f/{address}", cookies)
    except NOT_INVITED as problem:
        return see_other(f"/f/{address}?why={why_of(problem)}", cookies)
    except NOT_KEPT as problem:
        return await shown_again(store, box, public_pages, Sent(applicant, address, page_id, typed), problem)
    return await led_on(
        store,
        box,
        applicant,
        cookies,
        address,
        draft,
        page_id,
        typed,
        secure=authentication.secure,
        is_mailed=public_pages.is_mailed,
    )


async def led_on(
    store: Store,
    box: SecretBox,
    applicant: Applicant,
    cookies: list[Cookie],
    address: str,
    draft: Draft,
    page_id: str,
    typed: Typed,
    *,
    secure: bool,
    is_mailed: bool,
) -> Response[str]:
    """Lead on after a page of a draft was kept; one that was gone until then says so."""
    step = await store.read(look_at, applicant, box, address)
    if step.leads_away:
        return see_other(step.leads_away, cookies)
    if tongue := pressed_tongue("".join(typed.get("-to", []))):
        here = f"/f/{address}/p/{page_id}{'?check=1' if '-checking' in typed else ''}"
        return see_other(here, [*cookies, cookie_of_tongue(tongue, secure=secure)])
    if draft.is_new:
        at = page_id if step.place_of(page_id) is not None else step.to_go_on().page.id
        return see_other(f"/f/{address}/p/{at}?expired=1", cookies)
    asked = typed.get("-asked", [])
    to, to_prove = showing.where_next(step, page_id, asked, typed), proof_next(step, page_id, asked, typed)
    further = further_step(step, page_id, to)
    if further and further not in draft.reached:
        await store.write(reach, applicant, draft.id, further)
    if to_prove is None:
        return see_other(to, cookies)
    if is_mailed:
        await store.write(send_code, applicant, box, address, to_prove, False)  # noqa: FBT003
    return see_other(proof_path(step, to_prove, is_checking="-checking" in typed), cookies)


@get("/{address:str}/check", summary="Check what was filled in")
async def get_check(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    address: FromPath[str],
    why: FromQuery[str] = "",
    work: FromQuery[str] = "",
) -> Response[str]:
    """Show every answer before it is sent."""
    applicant, _ = await applicant_of(request, authentication)
    try:
        step = await store.read(look_at, applicant, box, address)
    except DraftGone:
        return see_other(f"/f/{address}?why=gone", [])
    if step.leads_away:
        return see_other(step.leads_away, [])
    if step.walked.ended is not None:
        return showing.ended(step, applicant.language)
    if (to_mend := step.first_to_mend()) is not None:
        return see_other(f"/f/{address}/p/{to_mend.page.id}?mend=1&check=1", [])
    if step.unproved:
        return see_other(proof_path(step, step.unproved[0], is_checking=True), [])
    challenge = challenge_for(box, step.draft.id, work) if step.form.asks_work else None
    return showing.check(step, applicant.language, why, challenge)


@post("/{address:str}/submit", summary="Submit a form")
async def post_submit(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    public_pages: Given[PublicPages],
    address: FromPath[str],
) -> Response[str]:
    """Submit exactly what was checked; a second time leads to the same number."""
    applicant, cookies = await applicant_of(request, authentication)
    typed = await typed_of(request)
    draft_id, checked = DraftId("".join(typed.get("draft", []))), "".join(typed.get("checked", []))
    waits, work = tuple(typed.get("waits", ())), Work("".join(typed.get("work", [])), "".join(typed.get("found", [])))
    try:
        if is_waited_for(box, draft_id, work):
            authentication.rate_limits.admit("waiting", address_of(request), None)
        done = await store.write(
            submit, applicant, box, address, draft_id, checked, public_pages.is_mailed, waits, work
        )
    except TO_CHECK_AGAIN as problem:
        same = f"&work={quote(work.challenge)}" if isinstance(problem, WorkTooSoon | AddressTooFast) else ""
        return see_other(f"/f/{address}/check?why={why_of(problem)}{same}", cookies)
    except (DraftGone, FormNotOpen):
        return see_other(f"/f/{address}", cookies)
    except EarlierVersionOver:
        return see_other(f"/f/{address}/changed", cookies)
    except EnoughApplications:
        return see_other(f"/f/{address}?why=enough", cookies)
    except NOT_INVITED as problem:
        return see_other(f"/f/{address}?why={why_of(problem)}", cookies)
    return see_other(f"/f/{address}/done/{done}", cookies)


@get("/{address:str}/done/{application_id:str}", summary="What was submitted")
async def get_done(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    address: FromPath[str],
    application_id: FromPath[ApplicationId],
) -> Response[str]:
    """Show the number, and what was sent, to who sent it."""
    applicant, _ = await applicant_of(request, authentication)
    form, _ = await store.read(find_step, applicant, box, address)
    receipt = await store.read(receipt_of, applicant, box, address, application_id)
    following = await store.read(next_form, applicant, form)
    return showing.done(form, receipt, code_of(box, receipt.id), applicant.language, following)


@get("/{address:str}/end", summary="Why a form cannot be submitted")
async def get_end(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    address: FromPath[str],
) -> Response[str]:
    """Show what the form says to whom it does not concern."""
    applicant, _ = await applicant_of(request, authentication)
    try:
        step = await store.read(look_at, applicant, box, address)
    except DraftGone:
        return see_other(f"/f/{address}?why=gone", [])
    return showing.ended(step, applicant.language) if step.walked.ended is not None else see_other(f"/f/{address}", [])


router = Router(
    "/f",
    route_handlers=[
        get_bodies,
        get_body_forms,
        get_style,
        get_front,
        post_begin,
        get_page,
        post_page,
        get_check,
        post_submit,
        get_done,
        get_end,
    ],
    opt=ROUTER_OPTIONS,
    include_in_schema=False,
)
