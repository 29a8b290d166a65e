"""Pictures of forms over HTTP: what was sent is encoded anew, so that nothing but its pixels stays."""

import asyncio
import hashlib

from litestar import Router, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.core.kit.blobs import Blobs, new_key
from kairan.core.kit.bounds import bounded
from kairan.core.request_context import RequestContext
from kairan.files.decoding import decoded
from kairan.files.images import Picture
from kairan.files.model import StoredFile
from kairan.forms.model import FormId, NewPicture
from kairan.forms.pictures import PictureMade, keep_picture, picture_source
from kairan.forms.problems import FormPictureWrong
from kairan.forms.questions import FormPicture
from kairan.forms.questions.explanations import PICTURE_PX

AT_ONCE = bounded("forms.pictures", 1, "wait", "among the requests that were let in")
_making = asyncio.Semaphore(AT_ONCE)


@post("/{form_id:str}/pictures", summary="Make a picture of a form")
async def post_picture(
    ctx: Given[RequestContext], blobs: Given[Blobs], form_id: FromPath[FormId], data: JSONBody[NewPicture]
) -> FormPicture:
    """Make a file that was sent (PNG, JPEG or WebP, at most 10 MB) a picture that explanations of a form can show.

    It is encoded anew with at most 1,200 pixels a side: position, camera and comments are gone.
    """
    source = await ctx.read(picture_source, form_id, data.file_id)
    async with _making:
        picture = await asyncio.to_thread(_decoded, blobs, source)
    if picture is None:
        raise FormPictureWrong
    made = PictureMade(
        type=picture.remade_type,
        size=len(picture.remade),
        digest=hashlib.sha256(picture.remade).digest(),
        blob_key=new_key(),
        width=picture.width,
        height=picture.height,
    )
    await blobs.put(made.blob_key, picture.remade)
    try:
        return await ctx.write(keep_picture, form_id, made)
    except BaseException:
        await asyncio.shield(blobs.delete(made.blob_key))
        raise


def _decoded(blobs: Blobs, source: StoredFile) -> Picture | None:
    with blobs.open(source.blob_key) as content:
        return decoded(content, PICTURE_PX)


router = Router("/forms", route_handlers=[post_picture], tags=["Forms"])
