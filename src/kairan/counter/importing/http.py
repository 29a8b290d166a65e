"""Taking a download in, over HTTP: the file itself is the body."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Any

from litestar import Request, Router, post
from litestar.di import NamedDependency as Given
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from litestar.params import FromPath, QueryParameter

from kairan.applications.receiving import Receiver, Sitting
from kairan.core.kit.blobs import CHUNK
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store
from kairan.core.request_context import RequestContext
from kairan.counter.importing.download import Download, Record
from kairan.counter.importing.importing import (
    FILE_FIELD,
    ToImported,
    bind_imported,
    note_import,
    require_import,
    take_in,
)
from kairan.counter.importing.model import DOWNLOAD_BYTES, Imported, Taken
from kairan.counter.importing.problems import DownloadUnreadable
from kairan.files.http import body_of
from kairan.forms.model import FormId

AnyRequest = Request[Any, Any, Any]


@dataclass
class DownloadBody(Operation):
    """Says in the documentation that the body is the file itself."""

    def __post_init__(self) -> None:
        """Describe the body, which the framework cannot see."""
        binary = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY))
        self.request_body = RequestBody(
            description="What was downloaded: a ZIP, a CSV or an XML.",
            required=True,
            content={"application/octet-stream": binary},
        )


@post(
    "/forms/{form_id:str}/cases/import",
    status_code=200,
    summary="Take in what came in elsewhere",
    operation_class=DownloadBody,
    request_max_body_size=None,
)
async def post_cases_import(
    request: AnyRequest,
    ctx: Given[RequestContext],
    store: Given[Store],
    box: Given[SecretBox],
    receiver: Given[Receiver],
    form_id: FromPath[FormId],
    name: Annotated[str, QueryParameter(min_length=1, max_length=255)],
) -> Imported:
    """Make a case of each application in a download of ぴったりサービス; taken in twice, the second changes nothing."""
    await ctx.read(require_import, form_id)
    data = await _whole(request)
    download = await asyncio.to_thread(Download, name, data)
    new = known = 0
    noted: dict[str, None] = {}
    refused: list[str] = []
    for record in download.records:
        taken = await ctx.write(take_in, box, form_id, record)
        new, known = new + taken.is_new, known + (not taken.is_new)
        noted |= dict.fromkeys(taken.noted)
        if taken.wants_files:
            refused += await _files(ctx, store, box, receiver, download, record, taken)
    done = Imported(new=new, known=known, noted=list(noted)[:200], refused_files=refused[:200])
    await ctx.write(note_import, form_id, done, hashlib.sha256(data).hexdigest())
    return done


async def _whole(request: AnyRequest) -> bytes:
    """Return the body. Problems: DownloadUnreadable, UploadInterrupted, UploadTooSlow."""
    data = bytearray()
    async for chunk in body_of(request):
        data += chunk
        if len(data) > DOWNLOAD_BYTES:
            raise DownloadUnreadable(what="size")
    return bytes(data)


async def _files(
    ctx: RequestContext,
    store: Store,
    box: SecretBox,
    receiver: Receiver,
    download: Download,
    record: Record,
    taken: Taken,
) -> list[str]:
    """Take in the files of an application; return those that were not taken."""
    to = ToImported(viewer=ctx.viewer, box=box, case_id=taken.case_id)
    sitting = Sitting(store=store, to=lambda _: to, of=taken.case_id, network=f"member {ctx.viewer.member_id}")
    refused: list[str] = []
    for member in record.files:
        content = await asyncio.to_thread(download.content, member)
        why = await receiver.take(sitting, to, FILE_FIELD, member.name.rpartition("/")[2], _pieces(content))
        if why is not None:
            refused.append(f"{record.number} {member.name}"[:300])
    await store.write(bind_imported, to)
    return refused


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(content), CHUNK):
        yield content[at : at + CHUNK]


router = Router("/", route_handlers=[post_cases_import], tags=["Counter"])
