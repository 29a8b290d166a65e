"""What goes out over HTTP as a file: workbooks, and paper."""

from functools import partial
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency as Given
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Stream

from kairan.applications.losses import AnswerLosses, losses_of_answers
from kairan.applications.model import ApplicationId
from kairan.applications.paper import answers, poster, report
from kairan.applications.paper.layout import FOLDER, as_pdf
from kairan.applications.printing import announced, print_application, reported
from kairan.applications.workbook import MEDIA_TYPE, as_download, workbook_of
from kairan.core.kit.clock import now_ms
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.typesetting import Typesetter
from kairan.core.request_context import RequestContext
from kairan.forms.links import FormLinks
from kairan.forms.model import FormId


def _described(description: str, media_type: str = "application/pdf") -> dict[int, ResponseSpec]:
    return {200: ResponseSpec(bytes, generate_examples=False, description=description, media_type=media_type)}


@get("/forms/{form_id:str}/applications/losses", summary="What answers in CP932 would lose")
async def get_answer_losses(
    ctx: Given[RequestContext], box: Given[SecretBox], form_id: FromPath[FormId]
) -> AnswerLosses:
    """Return the characters that a table for old Excel could not carry, where they stand; nothing is taken out."""
    return await losses_of_answers(ctx, box, form_id)


@post(
    "/forms/{form_id:str}/applications/workbook",
    status_code=200,
    summary="What came in, as a workbook",
    packed=True,
    responses=_described("The workbook", MEDIA_TYPE),
)
async def post_applications_workbook(
    ctx: Given[RequestContext],
    box: Given[SecretBox],
    form_id: FromPath[FormId],
    rows: Annotated[str, QueryParameter(max_length=13)] = "",
) -> Stream:
    """Return every answer as XLSX, in the columns of the CSV, or in the rows of a group; noted in the form's record."""
    return as_download(await workbook_of(ctx, box, form_id, rows), f"applications-{form_id}.xlsx")


@post(
    "/applications/{application_id:str}/paper",
    status_code=200,
    summary="An application as PDF",
    packed=True,
    responses=_described("The application"),
)
async def post_application_paper(
    ctx: Given[RequestContext],
    box: Given[SecretBox],
    typesetter: Given[Typesetter],
    application_id: FromPath[ApplicationId],
    sealed: FromQuery[bool] = False,  # noqa: FBT002
) -> Response[bytes]:
    """Return one application as PDF, with the answers that need care if wanted; noted in its record."""
    found = await ctx.write(print_application, box, application_id, sealed)
    make = partial(answers.application_paper, found.view, found.organization, found.printed, ctx.viewer.language)
    pdf = await typesetter.pdf(ctx.viewer.member_id, FOLDER / answers.TEMPLATE, make, found.printed_at)
    return as_pdf(pdf, f"application-{found.view.number}.pdf")


@get("/forms/{form_id:str}/poster", summary="A form on a poster", packed=True, responses=_described("The poster"))
async def get_form_poster(
    request: Request[Any, Any, Any],
    ctx: Given[RequestContext],
    links: Given[FormLinks],
    typesetter: Given[Typesetter],
    form_id: FromPath[FormId],
) -> Response[bytes]:
    """Return a page of A4 with the form's title, a QR code and its address."""
    form = await ctx.read(announced, form_id)
    here = str(request.base_url).rstrip("/")
    base = here if form.is_for_staff else links.url or here
    form = msgspec.structs.replace(form, url=f"{base}{form.url}")
    pdf = await typesetter.pdf(
        ctx.viewer.member_id, FOLDER / poster.TEMPLATE, partial(poster.poster_paper, form), now_ms()
    )
    return as_pdf(pdf, f"poster-{form_id}.pdf")


@get(
    "/forms/{form_id:str}/report",
    summary="What came in, counted, as a report",
    packed=True,
    responses=_described("The report"),
)
async def get_form_report(
    ctx: Given[RequestContext],
    typesetter: Given[Typesetter],
    form_id: FromPath[FormId],
    few: FromQuery[bool] = False,  # noqa: FBT002
) -> Response[bytes]:
    """Return the counts as PDF; counts below five, which may point at somebody, only where `few` asks for them."""
    found = await ctx.search(reported, form_id, not few)
    make = partial(report.report_paper, found, ctx.viewer.language)
    pdf = await typesetter.pdf(ctx.viewer.member_id, FOLDER / report.TEMPLATE, make, found.made_at)
    return as_pdf(pdf, f"report-{form_id}.pdf")


router = Router(
    "/",
    route_handlers=[
        get_answer_losses,
        post_applications_workbook,
        post_application_paper,
        get_form_poster,
        get_form_report,
    ],
    tags=["Forms"],
)
