"""A case taken out, over HTTP."""

from functools import partial

from litestar import Response, Router, post
from litestar.di import NamedDependency as Given
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery

from kairan.applications.model import ApplicationId
from kairan.applications.paper.answers import TEMPLATE
from kairan.applications.paper.layout import FOLDER, as_pdf
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.typesetting import Typesetter
from kairan.core.request_context import RequestContext
from kairan.counter.disclosing.gathering import Extent, take_out
from kairan.counter.disclosing.paper import dossier_paper
from kairan.counter.disclosing.proving import take_out_data

FILE = "application/octet-stream"  # a file to be kept, whatever is in it


def _described(description: str, media_type: str) -> dict[int, ResponseSpec]:
    return {200: ResponseSpec(bytes, generate_examples=False, description=description, media_type=media_type)}


@post(
    "/cases/{case_id:str}/paper",
    status_code=200,
    summary="A case as PDF",
    packed=True,
    responses=_described("The case", "application/pdf"),
)
async def post_case_paper(
    ctx: Given[RequestContext],
    box: Given[SecretBox],
    typesetter: Given[Typesetter],
    case_id: FromPath[ApplicationId],
    extent: FromQuery[Extent] = "applicant",
) -> Response[bytes]:
    """Return a case as PDF: what its applicant may see, or everything; noted in its record."""
    found = await ctx.write(take_out, box, case_id, extent, "paper")
    make = partial(dossier_paper, found, ctx.viewer.language)
    pdf = await typesetter.pdf(ctx.viewer.member_id, FOLDER / TEMPLATE, make, found.taken_at)
    return as_pdf(pdf, f"case-{found.application.number}.pdf")


@post(
    "/cases/{case_id:str}/export",
    status_code=200,
    summary="A case as data, with its proof",
    responses=_described("The case, with the entries of its record as they were digested", FILE),
)
async def post_case_export(
    ctx: Given[RequestContext],
    box: Given[SecretBox],
    case_id: FromPath[ApplicationId],
    extent: FromQuery[Extent] = "applicant",
) -> Response[bytes]:
    """Return a case as JSON: what its applicant may see, or everything; noted in its record."""
    data = await ctx.write(take_out_data, box, case_id, extent)
    headers = {"Content-Disposition": f'attachment; filename="case-{case_id}.json"', "Cache-Control": "no-store"}
    return Response(data, media_type=FILE, headers=headers)


router = Router("/", route_handlers=[post_case_paper, post_case_export], tags=["Counter"])
