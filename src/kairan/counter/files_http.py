"""The files of a case over HTTP: for who works on it, and for who is asked to approve it."""

from litestar import Router, get
from litestar.di import NamedDependency as Given
from litestar.params import FromPath
from litestar.response import Stream

from kairan.applications.attachment_model import HandedOut, Opening
from kairan.applications.files_http import FILE_BYTES, SMALL_PICTURE, Download, as_file, as_thumbnail
from kairan.applications.handing_out import file_of, note_viewed
from kairan.applications.model import ApplicationId
from kairan.core.kit.blobs import Blobs
from kairan.core.kit.database import Db
from kairan.core.kit.ids import Id
from kairan.core.kit.secrets import SecretBox
from kairan.core.request_context import RequestContext
from kairan.core.viewer import Viewer
from kairan.counter.finding import application_of, require_case
from kairan.counter.replaced_files import replaced_names
from kairan.counter.thread.finding import file_of_message


@get(
    "/cases/{case_id:str}/files/{file_id:str}",
    summary="A file of a case",
    responses={200: FILE_BYTES},
    packed=True,
)
async def get_case_file(
    ctx: Given[RequestContext],
    box: Given[SecretBox],
    blobs: Given[Blobs],
    opening: Given[Opening],
    case_id: FromPath[ApplicationId],
    file_id: FromPath[Id],
    *,
    download: Download = False,
) -> Stream:
    """Return a file. Only pictures, which were encoded anew here, are shown in place; all else is a download."""
    return await as_file(await _handed(ctx, box, opening, case_id, file_id, to_keep=download), blobs, download=download)


@get(
    "/cases/{case_id:str}/files/{file_id:str}/thumbnail",
    summary="A picture of a case, small",
    responses={200: SMALL_PICTURE},
    packed=True,
)
async def get_case_thumbnail(
    ctx: Given[RequestContext],
    box: Given[SecretBox],
    blobs: Given[Blobs],
    opening: Given[Opening],
    case_id: FromPath[ApplicationId],
    file_id: FromPath[Id],
) -> Stream:
    """Return a picture as WebP of at most 640 pixels a side, under the same terms as the picture itself."""
    return await as_thumbnail(await _handed(ctx, box, opening, case_id, file_id, to_keep=False), blobs)


async def _handed(
    ctx: RequestContext, box: SecretBox, opening: Opening, case_id: ApplicationId, file_id: str, *, to_keep: bool
) -> HandedOut:
    file = await ctx.read(case_file, box, opening, case_id, file_id, to_keep)
    if file.careful_question:
        await ctx.write(note_viewed, case_id, file.careful_question)
    return file


def case_file(
    db: Db, viewer: Viewer, box: SecretBox, opening: Opening, case_id: ApplicationId, file_id: str, to_keep: bool
) -> HandedOut:
    """Return a file of a case the viewer may read, also one that a correction took the place of.

    To find it is to be allowed to read the case.

    Problems: RefusedByPolicy, ApplicationNotFound, FormRightNeeded, FileNotShown.
    """
    require_case(db, viewer, case_id)
    if (said := file_of_message(db, viewer, opening, case_id, file_id, to_keep)) is not None:
        return said
    row = application_of(db, case_id)
    return file_of(db, viewer, box, opening, row, file_id, to_keep, replaced_names(db, box, row))


router = Router("/", route_handlers=[get_case_file, get_case_thumbnail], tags=["Counter"])
