"""The conversation at the entrance of residents: written with files, read, and files saved; no script is needed."""

from litestar import Response, Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath
from litestar.response import Stream

from kairan.applications.applicants import AnyRequest, applicant_of
from kairan.applications.attaching import note_refusals, remove_file
from kairan.applications.model import ApplicationId
from kairan.applications.multipart import boundary_of
from kairan.applications.receiving import Came, Receiver, Sitting
from kairan.applications.requests import FILES_OPTIONS, see_other
from kairan.applications.showing import stays_at
from kairan.core.edge.authentication import Authentication, address_of
from kairan.core.edge.rate_limits import network_of
from kairan.core.kit.blobs import Blobs
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store
from kairan.core.kit.text import TextNotStorable, TextTooLong
from kairan.counter.applicants import require_own_case
from kairan.counter.conversation import read_by_applicant
from kairan.counter.problems import CaseNotShown
from kairan.counter.public_http import FIND
from kairan.counter.thread.finding import own_file
from kairan.counter.thread.writing import ToMessage, keep_writing, send_writing
from kairan.files.http import HARMLESS, begun, body_of, disposition


@post("/{case_id:str}/messages", request_max_body_size=None, summary="Write to the section")
async def post_own_message(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    receiver: Given[Receiver],
    case_id: FromPath[ApplicationId],
) -> Response[str]:
    """Take the files in and write to the section, unless a file was only added or taken out, or was not taken."""
    applicant, cookies = await applicant_of(request, authentication)
    network = network_of(address_of(request))
    authentication.rate_limits.admit("attaching", network, None)
    to = ToMessage(applicant=applicant, box=box, case_id=case_id)
    here = f"{FIND}/{case_id}"
    try:
        await store.read(require_own_case, applicant, case_id)
        sitting = Sitting(store=store, to=lambda _: to, of=case_id, network=network)
        boundary = boundary_of(request.headers.get("content-type", ""))
        came = await receiver.receive(sitting, body_of(request), boundary)
        return see_other(here + await _written(store, to, came), cookies)
    except (TextNotStorable, TextTooLong):
        return see_other(f"{here}?why=message#messages", cookies)
    except CaseNotShown:
        return see_other(FIND, cookies)


async def _written(store: Store, to: ToMessage, came: Came) -> str:
    """Keep what arrived, send it, and return where that leads; what did not arrive whole is not sent.

    Problems: Malformed, UploadInterrupted, UploadTooSlow, TooMuchSent, CaseNotShown, DraftTooLarge, TextNotStorable,
    TextTooLong. Raises Gone.
    """
    await store.write(keep_writing, to, came.typed)
    for named in came.typed.get("remove", []):
        await store.write(remove_file, to, named.rpartition(".")[2])
    await store.write(note_refusals, to, came.refused)
    came.tell_cut_off()
    if stays_at(came.typed):
        return "#messages"
    wrong = await store.write(send_writing, to)
    if wrong is None:
        return "?why=sent#messages"
    return "?why=message#messages" if wrong.code == "missing" else "#messages"


@post("/{case_id:str}/read", summary="Have read what the section wrote")
async def post_own_reading(
    request: AnyRequest, store: Given[Store], authentication: Given[Authentication], case_id: FromPath[ApplicationId]
) -> Response[str]:
    """Note that the applicant has read what the section wrote; the page does so by itself where scripts run."""
    applicant, cookies = await applicant_of(request, authentication)
    try:
        await store.write(read_by_applicant, applicant, case_id)
    except CaseNotShown:
        return see_other(FIND, cookies)
    return see_other(f"{FIND}/{case_id}#messages", cookies)


@get("/{case_id:str}/files/{file_id:str}", summary="A file of the conversation")
async def get_own_case_file(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    blobs: Given[Blobs],
    case_id: FromPath[ApplicationId],
    file_id: FromPath[str],
) -> Stream:
    """Return a file of the conversation, to be saved, to whose case it is."""
    applicant, _ = await applicant_of(request, authentication)
    file = await store.read(own_file, applicant, case_id, file_id)
    headers = {**HARMLESS, "Cache-Control": "private, no-store", "Content-Length": str(file.size)}
    headers["Content-Disposition"] = disposition(file.name, is_shown=False)
    return Stream(await begun(blobs.get(file.blob_key)), media_type=file.type, headers=headers)


router = Router(
    FIND,
    route_handlers=[post_own_message, post_own_reading, get_own_case_file],
    opt=FILES_OPTIONS,
    include_in_schema=False,
)
