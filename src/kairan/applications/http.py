"""What came in, over HTTP, for those who may read it."""

from collections.abc import AsyncIterator
from typing import Annotated

from litestar import Router, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.response import Stream

from kairan.applications.attachment_model import Opening
from kairan.applications.export import (
    ENCODINGS,
    Exporting,
    TextFormat,
    begin_export,
    exported_objects,
    exported_rows,
)
from kairan.applications.handing_out import opened_to
from kairan.applications.listing import applications, choose_columns
from kairan.applications.listing_model import ApplicationPage, ColumnsChoice, MarksChange, NewNote, Wanted
from kairan.applications.model import ApplicationId, ApplicationView, Mark
from kairan.applications.preview import PreviewedPage, Previewing, previewed
from kairan.applications.remarks import application_with_remarks, mark_application, note_application
from kairan.applications.sealed_answers import open_sealed
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.spreadsheet import CHARSETS, MEDIA_TYPE, Encoding, encoded, encoded_rows
from kairan.core.request_context import RequestContext
from kairan.forms.model import FormId

Word = Annotated[str, QueryParameter(max_length=200)]


@get("/forms/{form_id:str}/applications", summary="What came in by a form")
async def get_applications(
    ctx: Given[RequestContext],
    form_id: FromPath[FormId],
    before: FromQuery[str | None] = None,
    q: Word = "",
    since: Word = "",
    until: Word = "",
    question: Word = "",
    choice: Word = "",
    mark: FromQuery[Mark | None] = None,
) -> ApplicationPage:
    """Return what came in, a hundred a page, the newest first.

    `q` is a reference number, or words of answers that lie open; `since` and `until` are days of Japan (2026-04-01);
    `choice` is what was chosen in `question`.
    """
    wanted = Wanted(words=q, since=since, until=until, question=question, choice=choice, mark=mark)
    is_search = bool(q or question or mark)
    return await (ctx.search if is_search else ctx.read)(applications, form_id, before, wanted)


@put("/forms/{form_id:str}/applications/columns", status_code=204, summary="Which columns one's list has")
async def put_columns(ctx: Given[RequestContext], form_id: FromPath[FormId], data: JSONBody[ColumnsChoice]) -> None:
    """Keep which questions stand in one's own list of what came in; none: the first few again."""
    await ctx.write(choose_columns, form_id, data)


@post("/forms/{form_id:str}/applications/export", status_code=200, summary="What came in, as a table or as JSON")
async def post_applications_export(
    ctx: Given[RequestContext],
    box: Given[SecretBox],
    form_id: FromPath[FormId],
    form_as: FromQuery[TextFormat] = "csv",
    rows: Annotated[str, QueryParameter(max_length=13)] = "",
) -> Stream:
    """Return every answer as CSV, in UTF-8 or for old Excel, or as JSON with the form; noted in the form's record.

    `rows` names a repeating group: the table then has a row for each of its members, not for each application.
    """
    export = await ctx.write(begin_export, form_id, form_as, rows)
    if form_as == "json":
        headers = _headers(form_id, "json", "application/json")
        return Stream(_objects(ctx, box, export), media_type="application/json", headers=headers)
    encoding = ENCODINGS[form_as]
    headers = _headers(form_id, "csv", f"{MEDIA_TYPE}; charset={CHARSETS[encoding]}")
    return Stream(_lines(ctx, box, export, encoding), headers=headers)


def _headers(form_id: str, end: str, media_type: str) -> dict[str, str]:
    disposition = f'attachment; filename="applications-{form_id}.{end}"'
    return {"Content-Disposition": disposition, "Content-Type": media_type}


async def _lines(ctx: RequestContext, box: SecretBox, export: Exporting, encoding: Encoding) -> AsyncIterator[bytes]:
    """Yield a table piece by piece, so that no reader is held for long."""
    yield encoded(export.head, [], encoding)
    after: str | None = ""
    while after is not None:
        rows, after = await ctx.read(exported_rows, box, export, after)
        yield encoded_rows(rows, encoding)


async def _objects(ctx: RequestContext, box: SecretBox, export: Exporting) -> AsyncIterator[bytes]:
    yield b'{"form":' + export.document.encode() + b',"applications":['
    after: str | None = ""
    comma = b""
    while after is not None:
        objects, after = await ctx.read(exported_objects, box, export, after)
        if objects:
            yield comma + b",".join(objects)
            comma = b","
    yield b"]}"


@get("/applications/{application_id:str}", summary="An application")
async def get_application(
    ctx: Given[RequestContext], opening: Given[Opening], application_id: FromPath[ApplicationId]
) -> ApplicationView:
    """Return one application; answers that need care are sealed in it."""
    return opened_to(await ctx.read(application_with_remarks, application_id), ctx.viewer, opening)


@put("/applications/{application_id:str}/marks", summary="Mark an application")
async def put_marks(
    ctx: Given[RequestContext],
    opening: Given[Opening],
    application_id: FromPath[ApplicationId],
    data: JSONBody[MarksChange],
) -> ApplicationView:
    """Say which marks it bears from now on, for all who read it; applicants see none."""
    return opened_to(await ctx.write(mark_application, application_id, data), ctx.viewer, opening)


@post("/applications/{application_id:str}/notes", summary="Note something about an application")
async def post_application_note(
    ctx: Given[RequestContext],
    opening: Given[Opening],
    application_id: FromPath[ApplicationId],
    data: JSONBody[NewNote],
) -> ApplicationView:
    """Note something for all who read it; applicants never see it."""
    return opened_to(await ctx.write(note_application, application_id, data), ctx.viewer, opening)


@post("/applications/{application_id:str}/open", status_code=200, summary="The sealed answers of an application")
async def post_opening(
    ctx: Given[RequestContext],
    box: Given[SecretBox],
    opening: Given[Opening],
    application_id: FromPath[ApplicationId],
) -> ApplicationView:
    """Return one application with every answer, for who works on it; that they were looked at is noted."""
    return opened_to(await ctx.write(open_sealed, box, application_id), ctx.viewer, opening)


@post("/forms/{form_id:str}/preview", status_code=200, summary="A page of a form's draft, as applicants see it")
async def post_form_preview(
    ctx: Given[RequestContext], form_id: FromPath[FormId], data: JSONBody[Previewing]
) -> PreviewedPage:
    """Return a page of a document that need not be saved, with what is typed into it."""
    return await ctx.read(previewed, form_id, data)


router = Router(
    "/",
    route_handlers=[
        get_applications,
        put_columns,
        post_applications_export,
        get_application,
        put_marks,
        post_application_note,
        post_opening,
        post_form_preview,
    ],
    tags=["Forms"],
)
