"""Attached files over HTTP, for those who work on applications; never anything a browser might run."""

from typing import Annotated

from litestar import Router, get, post
from litestar.di import NamedDependency as Given
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, QueryParameter
from litestar.response import Stream

from kairan.applications.attachment_model import PICTURES, HandedOut, Opening
from kairan.applications.files_archive import Packed, archive_of, begin_files_export, packed_files
from kairan.applications.handing_out import handed_out, note_viewed
from kairan.applications.model import ApplicationId
from kairan.applications.problems import ApplicationNotFound
from kairan.core.kit.blobs import Blobs
from kairan.core.kit.ids import Id
from kairan.core.kit.secrets import SecretBox
from kairan.core.request_context import RequestContext
from kairan.files.http import HARMLESS, begun, disposition
from kairan.files.images import THUMBNAIL_TYPE
from kairan.forms.model import FormId

Download = Annotated[bool, QueryParameter(description="Offer to save it, also where it could be shown")]
_NEVER_KEPT = {**HARMLESS, "Cache-Control": "no-store", "Accept-Ranges": "none"}
FILE_BYTES = ResponseSpec(bytes, generate_examples=False, description="The bytes", media_type="*/*")
SMALL_PICTURE = ResponseSpec(bytes, generate_examples=False, description="The picture", media_type=THUMBNAIL_TYPE)
_ZIP = ResponseSpec(bytes, generate_examples=False, description="The archive", media_type="application/zip")


@get(
    "/applications/{application_id:str}/files/{file_id:str}",
    summary="A file that was attached to an application",
    responses={200: FILE_BYTES},
    packed=True,
)
async def get_application_file(
    ctx: Given[RequestContext],
    box: Given[SecretBox],
    blobs: Given[Blobs],
    opening: Given[Opening],
    application_id: FromPath[ApplicationId],
    file_id: FromPath[Id],
    *,
    download: Download = False,
) -> Stream:
    """Return a file. Only pictures, which were encoded anew here, are shown in place; all else is a download.

    Of a question that needs care, for who works on it, and on record.
    """
    file = await _handed(ctx, box, opening, application_id, file_id, to_keep=download)
    return await as_file(file, blobs, download=download)


@get(
    "/applications/{application_id:str}/files/{file_id:str}/thumbnail",
    summary="An attached picture, small",
    responses={200: SMALL_PICTURE},
    packed=True,
)
async def get_application_thumbnail(
    ctx: Given[RequestContext],
    box: Given[SecretBox],
    blobs: Given[Blobs],
    opening: Given[Opening],
    application_id: FromPath[ApplicationId],
    file_id: FromPath[Id],
) -> Stream:
    """Return a picture as WebP of at most 640 pixels a side, under the same terms as the picture itself."""
    file = await _handed(ctx, box, opening, application_id, file_id, to_keep=False)
    return await as_thumbnail(file, blobs)


async def as_file(file: HandedOut, blobs: Blobs, *, download: bool) -> Stream:
    """Hand out a file: pictures in place, unless they are to be saved; everything else to be saved."""
    is_shown = file.type in PICTURES and not download
    headers = {**_NEVER_KEPT, "Content-Length": str(file.size)}
    headers["Content-Disposition"] = disposition(file.name, is_shown=is_shown)
    return Stream(await begun(blobs.get(file.blob_key)), media_type=file.type, headers=headers)


async def as_thumbnail(file: HandedOut, blobs: Blobs) -> Stream:
    """Hand out a picture, small. Problems: ApplicationNotFound, for what is none."""
    if file.thumbnail_key is None:
        raise ApplicationNotFound
    headers = {**_NEVER_KEPT, "Content-Disposition": "inline"}
    return Stream(await begun(blobs.get(file.thumbnail_key)), media_type=THUMBNAIL_TYPE, headers=headers)


async def _handed(
    ctx: RequestContext, box: SecretBox, opening: Opening, application_id: ApplicationId, file_id: str, *, to_keep: bool
) -> HandedOut:
    file = await ctx.read(handed_out, box, opening, application_id, file_id, to_keep)
    if file.careful_question:
        await ctx.write(note_viewed, application_id, file.careful_question)
    return file


@post(
    "/forms/{form_id:str}/applications/export-files",
    status_code=200,
    summary="All files that came in by a form, as a ZIP",
    responses={200: _ZIP},
    packed=True,
)
async def post_files_export(
    ctx: Given[RequestContext],
    box: Given[SecretBox],
    blobs: Given[Blobs],
    opening: Given[Opening],
    form_id: FromPath[FormId],
) -> Stream:
    """Return every attached file in a folder for each application; noted in the form's record.

    Files that no virus checker has seen yet are left out where they may not be opened; the archive lists them.
    """
    export = await ctx.write(begin_files_export, form_id)

    async def pieces(after: str) -> tuple[list[Packed], str | None]:
        return await ctx.read(packed_files, box, opening, export, after)

    headers = {"Content-Disposition": f'attachment; filename="files-{form_id}.zip"', "Cache-Control": "no-store"}
    return Stream(archive_of(pieces, blobs), media_type="application/zip", headers=headers)


router = Router(
    "/", route_handlers=[get_application_file, get_application_thumbnail, post_files_export], tags=["Forms"]
)
