"""What was handed over, at the entrance of residents: fetched by whose it is, confirmed to whoever has it in hand."""

import asyncio
import hashlib
import hmac
from typing import Any

from litestar import Response, Router, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery
from litestar.response import Stream

from kairan.applications.applicants import AnyRequest, applicant_of
from kairan.applications.model import ApplicationId
from kairan.applications.requests import see_other
from kairan.core.edge.authentication import Authentication
from kairan.core.kit.blobs import CHUNK, Blobs
from kairan.core.kit.bounds import bounded
from kairan.core.kit.store import Store
from kairan.counter.applicants import require_own_case
from kairan.counter.deliverables.confirming import confirmed_deliverable
from kairan.counter.deliverables.fetching import fetch_deliverable
from kairan.counter.deliverables.model import DeliverableId
from kairan.counter.deliverables.problems import DeliverableNotFound, DeliverableOver, DeliverableUnconfirmed
from kairan.counter.pages import document_rendering as rendering
from kairan.counter.problems import CaseNotShown
from kairan.files.http import disposition

FIND = "/f/-/documents"
CASES = "/f/-/cases"
CHECKED_BYTES = bounded("deliverables.checked_bytes", 32 * 1024 * 1024, "refuse", "413 `request.too_large`")
_HARMLESS = {"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "no-store"}


@post("/f/-/cases/{case_id:str}/documents/{deliverable_id:str}", status_code=200, summary="Fetch what was handed over")
async def post_fetch_deliverable(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    blobs: Given[Blobs],
    case_id: FromPath[ApplicationId],
    deliverable_id: FromPath[DeliverableId],
) -> Response[Any]:
    """Return a letter or a file to whose case it is; that it was fetched is on record, so no link alone does it."""
    applicant, cookies = await applicant_of(request, authentication)
    try:
        await store.read(require_own_case, applicant, case_id)
        file = await store.write(fetch_deliverable, applicant, case_id, deliverable_id)
    except CaseNotShown:
        return see_other(CASES, cookies)
    except (DeliverableNotFound, DeliverableOver):
        return see_other(f"{CASES}/{case_id}?why=document#documents", cookies)
    headers = {
        **_HARMLESS,
        "Content-Disposition": disposition(file.name, is_shown=False),
        "Content-Length": str(file.size),
    }
    return Stream(blobs.get(file.blob_key), media_type=file.type, headers=headers)


@get(FIND, summary="Whether a document is genuine")
async def get_document_finding(
    request: AnyRequest, authentication: Given[Authentication], number: FromQuery[str] = ""
) -> Response[str]:
    """Ask for the number of a document, and lead on to it."""
    applicant, cookies = await applicant_of(request, authentication)
    plain = "".join(one for one in number[:40] if one.isascii() and (one.isalnum() or one == "-"))
    if plain:
        return see_other(f"{FIND}/{plain}", cookies)
    return rendering.finding(applicant.language, is_bad=False)


@get(f"{FIND}/{{number:str}}", summary="A document that was issued")
async def get_document(
    request: AnyRequest, store: Given[Store], authentication: Given[Authentication], number: FromPath[str]
) -> Response[str]:
    """Show that a document was issued, and ask for the file to compare it; nothing of whom it is for."""
    applicant, _ = await applicant_of(request, authentication)
    try:
        found = await store.read(confirmed_deliverable, number)
    except DeliverableUnconfirmed:
        return rendering.finding(applicant.language, is_bad=True)
    return rendering.confirmed(found, applicant.language, None)


@post(f"{FIND}/{{number:str}}", status_code=200, summary="Compare a document", request_max_body_size=CHECKED_BYTES)
async def post_document(
    request: AnyRequest, store: Given[Store], authentication: Given[Authentication], number: FromPath[str]
) -> Response[str]:
    """Say whether a file is the document that was issued, byte for byte; the file is not kept."""
    applicant, _ = await applicant_of(request, authentication)
    try:
        found = await store.read(confirmed_deliverable, number)
    except DeliverableUnconfirmed:
        return rendering.finding(applicant.language, is_bad=True)
    sent = (await request.form()).get("file")
    digest = await _digest_of(sent) if isinstance(sent, UploadFile) else ""
    is_same = hmac.compare_digest(digest, found.digest) if digest else None
    return rendering.confirmed(found, applicant.language, is_same)


async def _digest_of(sent: UploadFile) -> str:
    """Return the SHA-256 of what was sent; empty for nothing."""
    found, size = hashlib.sha256(), 0
    while chunk := await sent.read(CHUNK):
        size += len(chunk)
        await asyncio.to_thread(found.update, chunk)
    return found.hexdigest() if size else ""


router = Router(
    "/",
    route_handlers=[post_fetch_deliverable, get_document_finding, get_document, post_document],
    opt={"public": True, "exclude_from_auth": True, "work": "applying"},
    include_in_schema=False,
)
