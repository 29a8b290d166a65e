"""The receipt over HTTP: as PDF to who submitted it, and that it came in to whoever has it in hand."""

from functools import partial

from litestar import Response, Router, get
from litestar.di import NamedDependency as Given
from litestar.params import FromPath

from kairan.applications import showing
from kairan.applications.applicants import AnyRequest, applicant_of
from kairan.applications.model import ApplicationId, PublicPages
from kairan.applications.numbers import in_groups
from kairan.applications.offering import offered_form
from kairan.applications.paper.answers import TEMPLATE, receipt_paper
from kairan.applications.paper.layout import FOLDER, as_pdf
from kairan.applications.receipts import confirmation_of, receipt_of
from kairan.core.edge.authentication import Authentication
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store
from kairan.core.kit.typesetting import Typesetter


@get("/{address:str}/done/{application_id:str}/receipt", summary="The receipt as PDF", packed=True)
async def get_receipt(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    typesetter: Given[Typesetter],
    public_pages: Given[PublicPages],
    address: FromPath[str],
    application_id: FromPath[ApplicationId],
) -> Response[bytes]:
    """Return what was submitted as PDF, to who submitted it."""
    applicant, _ = await applicant_of(request, authentication)
    form = await store.read(offered_form, applicant, address)
    receipt = await store.read(receipt_of, applicant, box, address, application_id)
    here = str(request.base_url).rstrip("/")
    base = (
        here if form.audience == "staff" else public_pages.url or here
    )  # staff have no way to the residents' entrance
    url = f"{base}/f/-/received/{in_groups(receipt.number)}"
    make = partial(receipt_paper, form, receipt, url, "en" if applicant.language == "en" else "ja")
    pdf = await typesetter.pdf(applicant.key, FOLDER / TEMPLATE, make, receipt.submitted_at)
    return as_pdf(pdf, f"receipt-{receipt.number}.pdf")


@get("/-/received/{number:str}", summary="Whether something was received")
async def get_confirmation(
    request: AnyRequest, store: Given[Store], authentication: Given[Authentication], number: FromPath[str]
) -> Response[str]:
    """Show that something came in under a number, and when; nothing of what was said."""
    applicant, _ = await applicant_of(request, authentication)
    return showing.confirmed(await store.read(confirmation_of, applicant, number), applicant.language)


router = Router(
    "/f",
    route_handlers=[get_receipt, get_confirmation],
    opt={"public": True, "exclude_from_auth": True, "work": "applying"},
    include_in_schema=False,
)
