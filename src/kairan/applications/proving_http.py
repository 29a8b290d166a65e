"""The page on which a mail address is proved, over HTTP."""

from litestar import Response, Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery

from kairan.applications.applicants import AnyRequest, applicant_of
from kairan.applications.model import PublicPages
from kairan.applications.problems import DraftGone
from kairan.applications.proving import mail_to_prove, prove, send_code
from kairan.applications.requests import ROUTER_OPTIONS, see_other, typed_of
from kairan.applications.showing_proofs import after_proof, proof_path, proving
from kairan.applications.steps import look_at
from kairan.core.edge.authentication import Authentication
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store


@get("/{address:str}/prove/{question_id:str}", summary="Prove a mail address")
async def get_proof(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    public_pages: Given[PublicPages],
    address: FromPath[str],
    question_id: FromPath[str],
    why: FromQuery[str] = "",
) -> Response[str]:
    """Ask for the code that was sent to the address that was entered."""
    applicant, _ = await applicant_of(request, authentication)
    checking = "check" in request.query_params
    try:
        step = await store.read(look_at, applicant, box, address)
        mail, is_sent = await store.read(mail_to_prove, applicant, box, address, question_id)
    except DraftGone:
        return see_other(f"/f/{address}?why=gone", [])
    if step.is_over:
        return see_other(f"/f/{address}/changed", [])
    if not mail:
        return see_other(after_proof(step, question_id, is_checking=checking), [])
    return proving(
        step,
        question_id,
        mail,
        applicant.language,
        is_sent=is_sent,
        why=why,
        is_mailed=public_pages.is_mailed,
        checking=checking,
    )


@post("/{address:str}/prove/{question_id:str}", summary="Enter the code that proves a mail address")
async def post_proof(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    public_pages: Given[PublicPages],
    address: FromPath[str],
    question_id: FromPath[str],
) -> Response[str]:
    """Send a new code, or compare the one that was typed and lead on."""
    applicant, cookies = await applicant_of(request, authentication)
    typed = await typed_of(request)
    checking = "-checking" in typed
    try:
        if "send" in typed.get("-to", ()):
            why = "no_mail"
            if public_pages.is_mailed:
                sending = await store.write(send_code, applicant, box, address, question_id, True)  # noqa: FBT003
                why = "letters" if sending == "over" else "sent"
        else:
            why = await store.write(prove, applicant, box, address, question_id, "".join(typed.get("code", [])))
        step = await store.read(look_at, applicant, box, address)
    except DraftGone:
        return see_other(f"/f/{address}?why=gone", cookies)
    if step.is_over:
        return see_other(f"/f/{address}/changed", cookies)
    if why == "proved":
        return see_other(after_proof(step, question_id, is_checking=checking), cookies)
    here = proof_path(step, question_id, is_checking=checking)
    return see_other(f"{here}{'&' if checking else '?'}why={why}", cookies)


router = Router("/f", route_handlers=[get_proof, post_proof], opt=ROUTER_OPTIONS, include_in_schema=False)
