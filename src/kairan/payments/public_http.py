"""The applicants' page of a payment over HTTP, without scripts; and where providers send their messages."""

from functools import partial

from litestar import Response, Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery

from kairan.applications.applicants import AnyRequest, applicant_of
from kairan.applications.model import ApplicationId
from kairan.applications.paper.layout import FOLDER, as_pdf
from kairan.applications.requests import see_other
from kairan.core.edge.authentication import Authentication
from kairan.core.kit.store import Store
from kairan.core.kit.typesetting import Typesetter
from kairan.core.viewer import OrganizationId
from kairan.counter.problems import CaseNotShown
from kairan.counter.public_http import FIND
from kairan.payments.desk import PaymentDesk
from kairan.payments.pages import rendering
from kairan.payments.pages.words import word
from kairan.payments.paying import own_charge
from kairan.payments.problems import CardProviderAway, CardProviderRefused, ChargeNotDue, HookRefused, WayNotOffered
from kairan.payments.receipts import TEMPLATE, own_receipt, receipt_paper

HOOK_BYTES = 256 * 1024
_FAULTS = {"away": "card_away", "none": "not_due"}


@get("/{case_id:str}/payment", summary="What is to be paid for an application")
async def get_own_payment(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    payment_desk: Given[PaymentDesk],
    case_id: FromPath[ApplicationId],
    why: FromQuery[str] = "",
) -> Response[str]:
    """Show what is owed, how it can be paid, and what came in, to whose application it is."""
    applicant, _ = await applicant_of(request, authentication)
    try:
        own = await store.read(own_charge, applicant, payment_desk.providers, case_id)
    except CaseNotShown:
        return see_other(FIND, [])
    if own is None:
        return see_other(f"{FIND}/{case_id}", [])
    fault = word(_FAULTS[why], applicant.language) if why in _FAULTS else ""
    notice = word("checking", applicant.language) if why == "back" and own.owed else ""
    return rendering.payment(own, applicant.language, notice, fault)


@post("/{case_id:str}/payment/card", summary="Pay by card")
async def post_own_card(
    request: AnyRequest,
    authentication: Given[Authentication],
    payment_desk: Given[PaymentDesk],
    case_id: FromPath[ApplicationId],
) -> Response[str]:
    """Prepare the provider's page; the link to it stands on ours, so that no form leads away from here."""
    applicant, cookies = await applicant_of(request, authentication)
    page = f"{FIND}/{case_id}/payment"
    try:
        await payment_desk.begin(applicant, case_id, str(request.base_url).rstrip("/"))
    except CaseNotShown:
        return see_other(FIND, cookies)
    except (ChargeNotDue, WayNotOffered):
        return see_other(f"{page}?why=none", cookies)
    except (CardProviderAway, CardProviderRefused):
        return see_other(f"{page}?why=away", cookies)
    return see_other(page, cookies)


@get("/{case_id:str}/payment/receipt", summary="The receipt of a payment as PDF", packed=True)
async def get_own_payment_receipt(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    typesetter: Given[Typesetter],
    payment_desk: Given[PaymentDesk],
    case_id: FromPath[ApplicationId],
) -> Response[bytes] | Response[str]:
    """Return what was received for an application as PDF, to whose it is."""
    applicant, _ = await applicant_of(request, authentication)
    try:
        paid = await store.read(own_receipt, applicant, case_id)
    except CaseNotShown:
        return see_other(FIND, [])
    except ChargeNotDue:
        return see_other(f"{FIND}/{case_id}/payment", [])
    base = payment_desk.url or str(request.base_url).rstrip("/")
    make = partial(receipt_paper, paid, base, "ja" if applicant.language in {"ja", "easy"} else "en")
    pdf = await typesetter.pdf(applicant.key, FOLDER / TEMPLATE, make, paid.at)
    return as_pdf(pdf, f"payment-{paid.number}.pdf")


@post("/payments/hook/{organization_id:str}", status_code=200, summary="Where card providers send their messages")
async def post_payment_hook(
    request: AnyRequest, payment_desk: Given[PaymentDesk], organization_id: FromPath[OrganizationId]
) -> Response[None]:
    """Hear what a provider tells of a payment; it is believed by its signature, and nothing else."""
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > HOOK_BYTES:
        raise HookRefused
    body = await request.body()
    await payment_desk.heard(organization_id, body, request.headers.get("stripe-signature", ""))
    return Response(None, headers={"Cache-Control": "no-store"})


router = Router(
    FIND,
    route_handlers=[get_own_payment, post_own_card, get_own_payment_receipt],
    opt={"public": True, "exclude_from_auth": True, "work": "applying"},
    include_in_schema=False,
)
hook_router = Router(
    "/",
    route_handlers=[post_payment_hook],
    opt={"public": True, "exclude_from_auth": True, "work": "applying"},
    include_in_schema=False,
)
