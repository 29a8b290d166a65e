"""Another application in the same sitting, over HTTP: which answers of the earlier one are to be taken over."""

from litestar import Response, Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath

from kairan.applications import showing
from kairan.applications.applicants import AnyRequest, applicant_of
from kairan.applications.model import ApplicationId
from kairan.applications.problems import ApplicationNotFound, FormNotOpen
from kairan.applications.requests import see_other, typed_of
from kairan.applications.reusing import begin_another, offered_answers
from kairan.applications.steps import look_at
from kairan.core.edge.authentication import Authentication
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store


@get("/{address:str}/again/{application_id:str}", summary="Another application in the same sitting")
async def get_again(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    address: FromPath[str],
    application_id: FromPath[ApplicationId],
) -> Response[str]:
    """Offer the answers of an earlier application; none is taken unless it is asked for."""
    applicant, cookies = await applicant_of(request, authentication)
    try:
        offered = await store.read(offered_answers, applicant, box, address, application_id)
    except ApplicationNotFound:
        return see_other(f"/f/{address}", cookies)
    if not offered.answers or not offered.form.is_open:
        return see_other(f"/f/{address}", cookies)
    return showing.again(offered.form, offered.answers, application_id, applicant.language)


@post("/{address:str}/again/{application_id:str}", summary="Begin another application")
async def post_again(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    address: FromPath[str],
    application_id: FromPath[ApplicationId],
) -> Response[str]:
    """Begin with the answers that were chosen, with all that are offered, or with none."""
    applicant, cookies = await applicant_of(request, authentication)
    typed = await typed_of(request)
    how = "".join(typed.get("how", []))
    try:
        offered = await store.read(offered_answers, applicant, box, address, application_id)
        every = [question.id for question, _ in offered.answers]
        taken = every if how == "all" else typed.get("take", []) if how == "some" else []
        await store.write(begin_another, applicant, box, address, application_id, taken)
    except (ApplicationNotFound, FormNotOpen):
        return see_other(f"/f/{address}", cookies)
    step = await store.read(look_at, applicant, box, address)
    return see_other(f"/f/{address}/p/{step.pages[0].page.id}?began=1", cookies)


router = Router(
    "/f",
    route_handlers=[get_again, post_again],
    opt={"public": True, "exclude_from_auth": True, "work": "applying"},
    include_in_schema=False,
)
