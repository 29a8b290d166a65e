"""Files over HTTP: bytes in, bytes out, and never anything a browser might run."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency as Given
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Example, OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from litestar.params import FromPath, QueryParameter
from litestar.response import Stream

from kairan.core.kit.blobs import Blobs
from kairan.core.kit.store import Store
from kairan.core.viewer import EVERY_CLASS, Viewer
from kairan.files.actions import Announced
from kairan.files.images import THUMBNAIL_TYPE
from kairan.files.intake import Intake
from kairan.files.kinds import OCTETS
from kairan.files.model import FileId, FileView, StoredFile
from kairan.files.names import clean_file_name
from kairan.files.problems import UploadInterrupted, UploadTooSlow
from kairan.files.queries import content_of, thumbnail_of
from kairan.files.ranges import Part, Unsatisfiable, names_version, part_wanted
from kairan.policy import may

AnyRequest = Request[Any, Any, Any]

ANY_TYPE = "*/*"
IDLE_S = 20  # without a byte: the sender has gone
GRACE_S = 15  # after which, on the whole, at least so much must have come
LEAST_BYTES_S = 20_000

# A file is a guest on our origin: it may load nothing, run nothing and name no page as its own.
HARMLESS = {"Content-Security-Policy": "default-src 'none'; sandbox", "Accept-Ranges": "bytes"}
_ASKED_EACH_TIME = "private, max-age=0, must-revalidate"  # permission may end; the ETag saves the bytes
_NEVER_KEPT = "no-store"  # where policy lets nothing stay on the device


@dataclass
class RawBody(Operation):
    """Says in the documentation that the body is the file itself."""

    def __post_init__(self) -> None:
        """Describe the body, which the framework cannot see."""
        self.request_body = RequestBody(
            description="The bytes of the file, as they are.",
            required=True,
            content={OCTETS: OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY))},
        )


def _described(container: type[bytes] | None, description: str, media_type: str = OCTETS) -> ResponseSpec:
    return ResponseSpec(container, generate_examples=False, description=description, media_type=media_type)


Name = Annotated[
    str,
    QueryParameter(
        max_length=4096,
        description="The file's name, cleaned by rule: path parts, control characters and the like are taken out.",
        examples=[Example(value="避難所開設状況.xlsx")],
    ),
]


@post(
    "/files",
    work="upload",
    summary="Send a file",
    operation_class=RawBody,
    request_max_body_size=None,  # bounded by the intake, which says so in words
)
async def post_file(
    request: AnyRequest,
    store: Given[Store],
    viewer: Given[Viewer],
    intake: Given[Intake],
    name: Name = "",
    *,
    position: Annotated[bool, QueryParameter(description="Leave in a photo where and with what it was taken")] = False,
) -> FileView:
    """Receive and check a file; it can then be attached within a day.

    Its type is told by its content. Photos lose the place and the device they were taken with, unless `position` is
    set. Refused are programs and scripts, names that promise other content, files beyond the limit, and uploads that
    break off (nothing of them is kept).
    """
    claimed = request.headers.get("content-type", OCTETS).partition(";")[0].strip().lower()[:127]
    announced = Announced(clean_file_name(name), claimed, request.content_length, position)
    return await intake.receive(store, viewer, announced, body_of(request))


async def body_of(request: AnyRequest) -> AsyncIterator[bytes]:
    """Yield the body as it comes.

    Problems: UploadInterrupted, when the sender goes away or falls silent; UploadTooSlow.
    """
    began, received = time.monotonic(), 0
    while True:
        if time.monotonic() - began > GRACE_S + received / LEAST_BYTES_S:
            raise UploadTooSlow
        try:
            async with asyncio.timeout(IDLE_S):
                message = await request.receive()
        except TimeoutError as silence:
            raise UploadInterrupted from silence
        if message["type"] != "http.request":
            raise UploadInterrupted
        if body := message.get("body"):
            received += len(body)
            yield body
        if not message.get("more_body"):
            return


@get(
    "/files/{file_id:str}/content",
    summary="The content of a file",
    responses={
        200: _described(bytes, "The bytes, under the type told by the content", ANY_TYPE),
        206: _described(bytes, "A part, as asked for with Range", ANY_TYPE),
        304: _described(None, "Unchanged since the version named with If-None-Match"),
        416: _described(None, "The part asked for lies outside of the file"),
    },
)
async def get_content(
    request: AnyRequest,
    store: Given[Store],
    viewer: Given[Viewer],
    blobs: Given[Blobs],
    file_id: FromPath[FileId],
    *,
    download: Annotated[bool, QueryParameter(description="Offer to save it, also where it could be shown")] = False,
) -> Response[Any]:
    """Return the bytes, whole or a part. Only pictures decoded here are shown in place; all else is a download."""
    file = await store.read(content_of, viewer, file_id, download)
    headers = _headers_of(file, _caching_for(viewer), is_shown=file.is_shown_inline and not download)
    if names_version(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(b"", status_code=304, headers=headers)
    part = _part_wanted(request, file.size, headers["ETag"])
    if isinstance(part, Unsatisfiable):
        return Response(b"", status_code=416, headers=headers | {"Content-Range": f"bytes */{file.size}"})
    return await _bytes_of(blobs, file, headers, part)


def _caching_for(viewer: Viewer) -> str:
    """Return what a browser may keep; it asks again each time, since permission may end."""
    return _ASKED_EACH_TIME if may(viewer, "download", EVERY_CLASS) else _NEVER_KEPT


def _headers_of(file: StoredFile, caching: str, *, is_shown: bool) -> dict[str, str]:
    return {
        **HARMLESS,
        "ETag": f'"{(file.digest or b"").hex()[:32]}"',
        "Cache-Control": caching,
        "Content-Disposition": disposition(file.name, is_shown=is_shown),
    }


def _part_wanted(request: AnyRequest, size: int, etag: str) -> Part | Unsatisfiable | None:
    """Return the part asked for; none if the asker holds a part of another version."""
    if request.headers.get("if-range", etag) != etag:
        return None
    return part_wanted(request.headers.get("range"), size)


async def _bytes_of(blobs: Given[Blobs], file: StoredFile, headers: dict[str, str], part: Part | None) -> Response[Any]:
    start, end = (0, file.size) if part is None else (part.start, part.end)
    if part is not None:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
    headers["Content-Length"] = str(end - start)
    stream = await begun(blobs.get(file.blob_key, start, end))
    return Stream(stream, status_code=200 if part is None else 206, media_type=file.type, headers=headers)


async def begun(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Fetch the first bytes before the answer begins: trouble can still be told then."""
    first = await anext(chunks, b"")

    async def all_of_it() -> AsyncIterator[bytes]:
        yield first
        async for chunk in chunks:
            yield chunk

    return all_of_it()


@get(
    "/files/{file_id:str}/thumbnail",
    summary="The small picture of a file",
    responses={
        200: _described(bytes, "The picture", THUMBNAIL_TYPE),
        304: _described(None, "Unchanged since the version named with If-None-Match"),
    },
)
async def get_thumbnail(
    request: AnyRequest,
    store: Given[Store],
    viewer: Given[Viewer],
    blobs: Given[Blobs],
    file_id: FromPath[FileId],
) -> Response[Any]:
    """Return a WebP of at most 640 pixels a side, upright, without what the camera wrote into the original."""
    file = await store.read(thumbnail_of, viewer, file_id)
    headers = {
        **HARMLESS,
        "Cache-Control": _caching_for(viewer),
        "ETag": f'"{file.id}"',
        "Content-Disposition": "inline",
    }
    if names_version(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(b"", status_code=304, headers=headers)
    stream = await begun(blobs.get(file.thumbnail_key or ""))
    return Stream(stream, media_type=THUMBNAIL_TYPE, headers=headers)


def disposition(name: str, *, is_shown: bool) -> str:
    """Return Content-Disposition (RFC 6266): the name in UTF-8, and in ASCII for old programs."""
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\%' else "_" for c in name)
    return f"{'inline' if is_shown else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


router = Router("/", route_handlers=[post_file, get_content, get_thumbnail], tags=["Files"])
