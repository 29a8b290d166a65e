"""A correction with files over HTTP: sent as any form of the web sends them, without a script; a picture, small."""

from litestar import Response, Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath
from litestar.response import Stream

from kairan.applications.applicants import AnyRequest, applicant_of
from kairan.applications.attaching import note_refusals, remove_file
from kairan.applications.model import ApplicationId
from kairan.applications.multipart import boundary_of
from kairan.applications.problems import NotComplete
from kairan.applications.public_files_http import as_small_picture
from kairan.applications.receiving import Came, Receiver, Sitting
from kairan.applications.requests import FILES_OPTIONS, see_other
from kairan.applications.showing import stays_at
from kairan.core.edge.authentication import Authentication, address_of
from kairan.core.edge.rate_limits import network_of
from kairan.core.kit.blobs import Blobs
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store
from kairan.counter.applicants import require_own_case
from kairan.counter.correction_files import ToCorrection, correct_as_kept, keep_correction, own_case_picture
from kairan.counter.problems import CaseNotShown, NoCorrectionOpen
from kairan.counter.public_http import FIND
from kairan.files.http import body_of


@post("/{case_id:str}/correct/files", request_max_body_size=None, summary="Correct an application with files")
async def post_own_correction_files(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    receiver: Given[Receiver],
    case_id: FromPath[ApplicationId],
) -> Response[str]:
    """Keep what was typed, take the files in, and mend what was asked, unless a file was only added or taken out."""
    applicant, cookies = await applicant_of(request, authentication)
    network = network_of(address_of(request))
    authentication.rate_limits.admit("attaching", network, None)
    to = ToCorrection(applicant=applicant, box=box, case_id=case_id)
    here = f"{FIND}/{case_id}"
    try:
        await store.read(require_own_case, applicant, case_id)
        sitting = Sitting(store=store, to=lambda _: to, of=case_id, network=network)
        boundary = boundary_of(request.headers.get("content-type", ""))
        came = await receiver.receive(sitting, body_of(request), boundary)
        return see_other(here + await _kept(store, to, came), cookies)
    except CaseNotShown:
        return see_other(FIND, cookies)
    except NoCorrectionOpen:
        return see_other(f"{here}?why=none", cookies)
    except NotComplete:
        return see_other(f"{here}/correct?mend=1", cookies)


async def _kept(store: Store, to: ToCorrection, came: Came) -> str:
    """Keep what arrived and return where that leads; where the page did not arrive whole, that is told once it is kept.

    Problems: Malformed, UploadInterrupted, UploadTooSlow, TooMuchSent, CaseNotShown, NoCorrectionOpen, NotComplete,
    DraftTooLarge. Raises Gone.
    """
    await store.write(keep_correction, to, came.typed, came.cut_off is None)
    for named in came.typed.get("-remove", []):
        await store.write(remove_file, to, named.rpartition(".")[2])
    await store.write(note_refusals, to, came.refused)
    came.tell_cut_off()
    if stays := stays_at(came.typed):
        return f"/correct#q-{stays}"
    return "/correct?mend=1" if await store.write(correct_as_kept, to) else "?why=corrected"


@get("/{case_id:str}/small/{file_id:str}", summary="A picture of a case, small")
async def get_own_case_picture(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    blobs: Given[Blobs],
    case_id: FromPath[ApplicationId],
    file_id: FromPath[str],
) -> Stream:
    """Return a picture, small, to whose case it is."""
    applicant, _ = await applicant_of(request, authentication)
    return await as_small_picture(await store.read(own_case_picture, applicant, case_id, file_id), blobs)


router = Router(
    FIND,
    route_handlers=[post_own_correction_files, get_own_case_picture],
    opt=FILES_OPTIONS,
    include_in_schema=False,
)
