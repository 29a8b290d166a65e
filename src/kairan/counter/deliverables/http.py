"""Deliverables over HTTP, for the section."""

from functools import partial
from typing import Any

from litestar import Request, Response, Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody

from kairan.applications.model import ApplicationId, PublicPages
from kairan.applications.paper.layout import FOLDER, as_pdf
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.typesetting import Typesetter
from kairan.core.request_context import RequestContext
from kairan.counter.deliverables.issuing import hand_over_file, order_letter, order_letters, withdraw_deliverable
from kairan.counter.deliverables.listing import case_deliverables
from kairan.counter.deliverables.model import (
    CaseDeliverables,
    DeliverableId,
    DeliverableWithdrawal,
    FileHandedOver,
    LetterOrder,
    LetterTemplate,
    LetterTemplateChange,
    LetterTemplateId,
    LetterTemplates,
    LetterText,
    ManyLetters,
)
from kairan.counter.deliverables.paper import TEMPLATE, letter_paper
from kairan.counter.deliverables.sampling import letter_sample, template_sample
from kairan.counter.deliverables.templates import (
    add_letter_template,
    change_letter_template,
    letter_templates,
    remove_letter_template,
)
from kairan.forms.model import FormId

AnyRequest = Request[Any, Any, Any]
Box = Given[SecretBox]
Case = FromPath[ApplicationId]
Form = FromPath[FormId]
_SAMPLE = {200: ResponseSpec(bytes, generate_examples=False, description="A sample", media_type="application/pdf")}


def _base(request: AnyRequest, pages: PublicPages) -> str:
    return pages.url or str(request.base_url).rstrip("/")


@get("/cases/{case_id:str}/deliverables", summary="What was handed over")
async def get_case_deliverables(ctx: Given[RequestContext], case_id: Case) -> CaseDeliverables:
    """Return the letters and files of a case, whether they were fetched, and which letters can be made."""
    return await ctx.read(case_deliverables, case_id)


@post("/cases/{case_id:str}/letters", status_code=200, summary="Order a letter")
async def post_case_letter(
    request: AnyRequest,
    ctx: Given[RequestContext],
    box: Box,
    public_pages: Given[PublicPages],
    case_id: Case,
    data: JSONBody[LetterOrder],
) -> CaseDeliverables:
    """Let a letter be made of a template; the applicant is told when it can be fetched."""
    await ctx.write(order_letter, box, _base(request, public_pages), case_id, data.letter_id)
    return await ctx.read(case_deliverables, case_id)


@post(
    "/cases/{case_id:str}/letters/sample",
    status_code=200,
    summary="See a letter before it is ordered",
    packed=True,
    responses=_SAMPLE,
)
async def post_case_letter_sample(
    ctx: Given[RequestContext], typesetter: Given[Typesetter], case_id: Case, data: JSONBody[LetterOrder]
) -> Response[bytes]:
    """Return a letter with everything filled in, marked as a sample; nothing is kept."""
    return await _sample(ctx, typesetter, await ctx.read(letter_sample, case_id, data.letter_id))


@post("/cases/{case_id:str}/deliverables", status_code=200, summary="Hand over a file")
async def post_case_deliverable(
    ctx: Given[RequestContext], box: Box, case_id: Case, data: JSONBody[FileHandedOver]
) -> CaseDeliverables:
    """Hand over a file that was sent with `POST /files`; the applicant is told."""
    await ctx.write(hand_over_file, box, case_id, data)
    return await ctx.read(case_deliverables, case_id)


@post(
    "/cases/{case_id:str}/deliverables/{deliverable_id:str}/withdraw",
    status_code=200,
    summary="Withdraw what was handed over",
)
async def post_case_deliverable_withdrawal(
    ctx: Given[RequestContext],
    case_id: Case,
    deliverable_id: FromPath[DeliverableId],
    data: JSONBody[DeliverableWithdrawal],
) -> CaseDeliverables:
    """Let something be fetched no more; who asks for its number is told that it is not valid any more."""
    await ctx.write(withdraw_deliverable, case_id, deliverable_id, data)
    return await ctx.read(case_deliverables, case_id)


@post("/cases/many/letters", status_code=204, summary="Order letters for many cases")
async def post_many_letters(
    request: AnyRequest,
    ctx: Given[RequestContext],
    box: Box,
    public_pages: Given[PublicPages],
    data: JSONBody[ManyLetters],
) -> None:
    """Order a letter for each of up to 300 cases, numbered in the order in which they came in: for all or none."""
    await ctx.write(order_letters, box, _base(request, public_pages), data)


@get("/forms/{form_id:str}/letters", summary="The letters of a form")
async def get_letter_templates(ctx: Given[RequestContext], form_id: Form) -> LetterTemplates:
    """Return the templates of letters, and what can be filled in."""
    return await ctx.read(letter_templates, form_id)


@post("/forms/{form_id:str}/letters", status_code=200, summary="Make a template of a letter")
async def post_letter_template(
    ctx: Given[RequestContext], form_id: Form, data: JSONBody[LetterTemplateChange]
) -> LetterTemplates:
    """Make a template."""
    return await ctx.write(add_letter_template, form_id, data)


@put("/forms/{form_id:str}/letters/{letter_id:str}", summary="Change a template of a letter")
async def put_letter_template(
    ctx: Given[RequestContext],
    form_id: Form,
    letter_id: FromPath[LetterTemplateId],
    data: JSONBody[LetterTemplateChange],
) -> LetterTemplates:
    """Change a template as a whole; letters that were ordered stay as they are."""
    return await ctx.write(change_letter_template, form_id, letter_id, data)


@delete("/forms/{form_id:str}/letters/{letter_id:str}", status_code=200, summary="Remove a template of a letter")
async def delete_letter_template(
    ctx: Given[RequestContext], form_id: Form, letter_id: FromPath[LetterTemplateId]
) -> LetterTemplates:
    """Let no letter be made of a template any more."""
    return await ctx.write(remove_letter_template, form_id, letter_id)


@post(
    "/forms/{form_id:str}/letters/sample",
    status_code=200,
    summary="See a template on paper",
    packed=True,
    responses=_SAMPLE,
)
async def post_letter_template_sample(
    ctx: Given[RequestContext], typesetter: Given[Typesetter], form_id: Form, data: JSONBody[LetterTemplate]
) -> Response[bytes]:
    """Return a template on paper, with the names of the fields in their places; nothing is kept."""
    return await _sample(ctx, typesetter, await ctx.read(template_sample, form_id, data))


async def _sample(ctx: RequestContext, typesetter: Typesetter, text: LetterText) -> Response[bytes]:
    make = partial(letter_paper, text, is_sample=True)
    return as_pdf(await typesetter.pdf(ctx.viewer.member_id, FOLDER / TEMPLATE, make, text.issued_at), "sample.pdf")


router = Router(
    "/",
    route_handlers=[
        get_case_deliverables,
        post_case_letter,
        post_case_letter_sample,
        post_case_deliverable,
        post_case_deliverable_withdrawal,
        post_many_letters,
        get_letter_templates,
        post_letter_template,
        put_letter_template,
        delete_letter_template,
        post_letter_template_sample,
    ],
    tags=["Counter"],
)
