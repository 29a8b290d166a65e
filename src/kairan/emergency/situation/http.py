"""Situation reports over HTTP: parse, call one action, render."""

import asyncio
from functools import partial

from litestar import Response, Router, get, post, put
from litestar.di import NamedDependency as Given
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody

from kairan.applications.paper.layout import as_pdf
from kairan.core.kit.typesetting import Typesetter
from kairan.core.request_context import RequestContext
from kairan.emergency.incidents.model import IncidentId
from kairan.emergency.situation.forms import SituationForm
from kairan.emergency.situation.model import (
    REPORTS_MOST,
    SituationDraft,
    SituationIssue,
    Situations,
    SituationView,
)
from kairan.emergency.situation.paper.situation import TEMPLATE, situation_paper
from kairan.emergency.situation.workbook import MEDIA_TYPE, situation_workbook
from kairan.emergency.situation.writing import (
    issue_situation,
    keep_situation,
    next_situation,
    situation,
    situations,
    take_situation,
)

One = FromPath[IncidentId]
Form = FromPath[SituationForm]
Number = FromPath[int]


@get("", summary="The situation reports of an incident")
async def get_situations(ctx: Given[RequestContext], incident_id: One) -> Situations:
    """Return the reports of each form, the newest first."""
    return await ctx.read(situations, incident_id)


@get("/{form:str}", summary="The report being written")
async def get_next_situation(ctx: Given[RequestContext], incident_id: One, form: Form) -> SituationView:
    """Return the report being written, or the next one as it would begin from the last."""
    return await ctx.read(next_situation, incident_id, form)


@put("/{form:str}", status_code=200, summary="Write a report")
async def put_situation(
    ctx: Given[RequestContext], incident_id: One, form: Form, data: JSONBody[SituationDraft]
) -> SituationView:
    """Keep what the report being written says."""
    return await ctx.write(keep_situation, incident_id, form, data)


@post("/{form:str}/issue", status_code=200, summary="Issue a report")
async def post_situation_issue(
    ctx: Given[RequestContext], incident_id: One, form: Form, data: JSONBody[SituationIssue]
) -> SituationView:
    """Issue it: from now on it stays as it is, and the chronology says so."""
    return await ctx.write(issue_situation, incident_id, form, data)


@get("/{form:str}/{number:int}", summary="A report")
async def get_situation(ctx: Given[RequestContext], incident_id: One, form: Form, number: Number) -> SituationView:
    """Return one report."""
    return await ctx.read(situation, incident_id, form, _known(number))


def _known(number: int) -> int:
    """Keep a number within what a database column holds; there is no such report in any case."""
    return max(0, min(number, REPORTS_MOST + 1))


@post(
    "/{form:str}/{number:int}/pdf",
    status_code=200,
    summary="A report as PDF",
    packed=True,
    responses={
        200: ResponseSpec(bytes, generate_examples=False, description="The report", media_type="application/pdf")
    },
)
async def post_situation_pdf(
    ctx: Given[RequestContext], typesetter: Given[Typesetter], incident_id: One, form: Form, number: Number
) -> Response[bytes]:
    """Return a report as PDF/A; noted in the incident's record."""
    out = await ctx.write(take_situation, incident_id, form, _known(number), "pdf")
    at = out.view.issued_at or out.view.document.as_of
    pdf = await typesetter.pdf(ctx.viewer.member_id, TEMPLATE, partial(situation_paper, out), at)
    return as_pdf(pdf, f"situation-{form}-{out.view.number}.pdf")


@post(
    "/{form:str}/{number:int}/workbook",
    status_code=200,
    summary="A report as XLSX",
    packed=True,
    responses={200: ResponseSpec(bytes, generate_examples=False, description="The report", media_type=MEDIA_TYPE)},
)
async def post_situation_workbook(
    ctx: Given[RequestContext], incident_id: One, form: Form, number: Number
) -> Response[bytes]:
    """Return a report as a workbook; noted in the incident's record."""
    out = await ctx.write(take_situation, incident_id, form, _known(number), "xlsx")
    content = await asyncio.to_thread(situation_workbook, out)
    name = f"situation-{form}-{out.view.number}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=MEDIA_TYPE, headers=headers)


router = Router(
    "/incidents/{incident_id:str}/situation",
    route_handlers=[
        get_situations,
        get_next_situation,
        put_situation,
        post_situation_issue,
        get_situation,
        post_situation_pdf,
        post_situation_workbook,
    ],
    tags=["Situation reports"],
)
