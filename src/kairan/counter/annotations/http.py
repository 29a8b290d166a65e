"""Annotations over HTTP, and cases as a table."""

from collections.abc import AsyncIterator
from typing import Literal

from litestar import Response, Router, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.response import Stream

from kairan.applications.model import ApplicationId
from kairan.core.kit.spreadsheet import CHARSETS, MEDIA_TYPE, Encoding, encoded, encoded_rows
from kairan.core.request_context import RequestContext
from kairan.counter.annotations.annotating import annotate_case, case_annotations
from kairan.counter.annotations.exporting import (
    ExportedCases,
    begin_cases_export,
    chosen_cases,
    exported_cases,
)
from kairan.counter.annotations.fields import annotation_fields, change_annotation_fields
from kairan.counter.annotations.model import (
    AnnotationChange,
    AnnotationFields,
    AnnotationFieldsChange,
    CaseAnnotations,
    ChosenCases,
)
from kairan.forms.model import FormId

Case = FromPath[ApplicationId]
Form = FromPath[FormId]
_ENCODINGS: dict[str, Encoding] = {"csv": "utf-8", "csv-sjis": "cp932"}


@get("/cases/{case_id:str}/annotations", summary="What the section found out about a case")
async def get_case_annotations(ctx: Given[RequestContext], case_id: Case) -> CaseAnnotations:
    """Return the fields of the procedure, and what stands in them; the applicant sees none of it."""
    return await ctx.read(case_annotations, case_id)


@put("/cases/{case_id:str}/annotations", summary="Note what was found out about a case")
async def put_case_annotations(
    ctx: Given[RequestContext], case_id: Case, data: JSONBody[AnnotationChange]
) -> CaseAnnotations:
    """Write into some fields of the procedure."""
    return await ctx.write(annotate_case, case_id, data)


@get("/forms/{form_id:str}/annotations", summary="The fields of a form's procedure")
async def get_annotation_fields(ctx: Given[RequestContext], form_id: Form) -> AnnotationFields:
    """Return what the section finds out about each application."""
    return await ctx.read(annotation_fields, form_id)


@put("/forms/{form_id:str}/annotations", summary="Change the fields of a form's procedure")
async def put_annotation_fields(
    ctx: Given[RequestContext], form_id: Form, data: JSONBody[AnnotationFieldsChange]
) -> AnnotationFields:
    """Change the fields as a whole; what stands in one that is gone is kept."""
    return await ctx.write(change_annotation_fields, form_id, data)


@post("/forms/{form_id:str}/cases/export", status_code=200, summary="Cases as a table")
async def post_cases_export(
    ctx: Given[RequestContext], form_id: Form, form_as: FromQuery[Literal["csv", "csv-sjis"]] = "csv"
) -> Stream:
    """Return where each case stands and what the section found out, as CSV; noted in the form's record."""
    export = await ctx.write(begin_cases_export, form_id, form_as)
    encoding = _ENCODINGS[form_as]
    headers = {
        "Content-Disposition": f'attachment; filename="cases-{form_id}.csv"',
        "Content-Type": f"{MEDIA_TYPE}; charset={CHARSETS[encoding]}",
    }
    return Stream(_lines(ctx, export, encoding), headers=headers)


@post("/cases/many/export", status_code=200, summary="Chosen cases as a table")
async def post_chosen_export(ctx: Given[RequestContext], data: JSONBody[ChosenCases]) -> Response[bytes]:
    """Return up to 300 cases as CSV, of one form with what the section found out; noted in the forms' records."""
    head, rows = await ctx.write(chosen_cases, data)
    headers = {"Content-Disposition": 'attachment; filename="cases.csv"'}
    media_type = f"{MEDIA_TYPE}; charset={CHARSETS[data.encoding]}"
    return Response(encoded(head, rows, data.encoding), media_type=media_type, headers=headers)


async def _lines(ctx: RequestContext, export: ExportedCases, encoding: Encoding) -> AsyncIterator[bytes]:
    """Yield a table piece by piece, so that no reader is held for long."""
    yield encoded(export.head, [], encoding)
    after: str | None = ""
    while after is not None:
        rows, after = await ctx.read(exported_cases, export, after)
        yield encoded_rows(rows, encoding)


router = Router(
    "/",
    route_handlers=[
        get_case_annotations,
        put_case_annotations,
        get_annotation_fields,
        put_annotation_fields,
        post_cases_export,
        post_chosen_export,
    ],
    tags=["Counter"],
)
