"""Pages with files over HTTP (添付): sent as any form of the web sends them, without a script; a picture, small."""

import msgspec
from litestar import Response, Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath
from litestar.response import Stream

from kairan.applications.applicants import AnyRequest, applicant_of
from kairan.applications.attaching import ToDraft, note_refusals, own_picture, remove_file
from kairan.applications.attachment_model import HandedOut
from kairan.applications.filling import keep
from kairan.applications.model import Draft, PublicPages
from kairan.applications.multipart import boundary_of
from kairan.applications.not_kept import NOT_KEPT, Sent, shown_again
from kairan.applications.problems import FormNotOpen
from kairan.applications.public_http import NOT_INVITED, led_on
from kairan.applications.receiving import Came, Receiver, Sitting
from kairan.applications.requests import FILES_OPTIONS, see_other, why_of
from kairan.applications.resuming import give_resume_code
from kairan.core.edge.authentication import Authentication, address_of
from kairan.core.edge.rate_limits import network_of
from kairan.core.kit.blobs import Blobs
from kairan.core.kit.problems import Malformed
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store
from kairan.files.http import HARMLESS, begun, body_of
from kairan.files.images import THUMBNAIL_TYPE


@post("/{address:str}/p/{page_id:str}/files", request_max_body_size=None, summary="Keep a page of a form with files")
async def post_page_files(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    box: Given[SecretBox],
    receiver: Given[Receiver],
    public_pages: Given[PublicPages],
    address: FromPath[str],
    page_id: FromPath[str],
) -> Response[str]:
    """Keep what was typed and take the files in, as far as they come; lead on, back, or to what is to be mended."""
    applicant, cookies = await applicant_of(request, authentication)
    boundary = boundary_of(request.headers.get("content-type", ""))
    network = network_of(address_of(request))
    authentication.rate_limits.admit("attaching", network, None)

    def to(came: Came) -> ToDraft:
        return ToDraft(applicant=applicant, box=box, address=address, number=came.number)

    sitting = Sitting(store=store, to=to, of=address, network=network)
    try:
        came = await receiver.receive(sitting, body_of(request), boundary)
        try:
            draft = await _keep(store, to(came), came)
        except NOT_KEPT as problem:
            return await shown_again(store, box, public_pages, Sent(applicant, address, page_id, came.typed), problem)
    except FormNotOpen:
        return see_other(f"/f/{address}", cookies)
    except NOT_INVITED as problem:
        return see_other(f"/f/{address}?why={why_of(problem)}", cookies)
    return await led_on(
        store,
        box,
        applicant,
        cookies,
        address,
        draft,
        page_id,
        came.typed,
        secure=authentication.secure,
        is_mailed=public_pages.is_mailed,
    )


async def _keep(store: Store, to: ToDraft, came: Came) -> Draft:
    """Keep what arrived; where the page did not arrive whole, that is told once it is kept.

    Problems: Malformed, UploadInterrupted, UploadTooSlow, TooMuchSent, FormNotOffered, FormNotOpen, DraftTooLarge,
    InvitationNeeded, InvitationUnknown, InvitationUsed. Raises Gone.
    """
    if any(came.typed.get("-url", ())):
        raise Malformed  # a field nobody sees
    whose = (to.applicant, to.box, to.address)
    draft = await store.write(keep, *whose, came.asked, came.typed, came.number)
    for named in came.typed.get("-remove", []):
        await store.write(remove_file, to, named.rpartition(".")[2])
    await store.write(note_refusals, to, came.refused)
    if "save" in came.typed.get("-to", ()):
        await store.write(give_resume_code, *whose)
    came.tell_cut_off()
    was_gone = came.holder is not None and came.holder.is_new  # begun anew for the first file
    return msgspec.structs.replace(draft, is_new=draft.is_new or was_gone)


@get("/{address:str}/small/{file_id:str}", summary="A picture that was attached, small")
async def get_own_picture(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    blobs: Given[Blobs],
    address: FromPath[str],
    file_id: FromPath[str],
) -> Stream:
    """Return a picture, small, to who attached it."""
    applicant, _ = await applicant_of(request, authentication)
    return await as_small_picture(await store.read(own_picture, applicant, address, file_id), blobs)


async def as_small_picture(picture: HandedOut, blobs: Blobs) -> Stream:
    """Hand out a picture, small, to who attached it."""
    headers = {**HARMLESS, "Cache-Control": "private, no-store", "Content-Disposition": "inline"}
    return Stream(await begun(blobs.get(picture.thumbnail_key or "")), media_type=THUMBNAIL_TYPE, headers=headers)


router = Router(
    "/f",
    route_handlers=[post_page_files, get_own_picture],
    opt=FILES_OPTIONS,
    include_in_schema=False,
)
