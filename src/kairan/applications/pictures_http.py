"""Pictures of a form's explanations over HTTP, for who may fill it in: requests of their own, kept by the browser."""

from litestar import Router, get
from litestar.di import NamedDependency as Given
from litestar.params import FromPath
from litestar.response import Stream

from kairan.applications.applicants import AnyRequest, applicant_of
from kairan.applications.pictures import shown_picture
from kairan.applications.requests import FILES_OPTIONS
from kairan.core.edge.authentication import Authentication
from kairan.core.kit.blobs import Blobs
from kairan.core.kit.store import Store
from kairan.files.http import HARMLESS, begun

KEPT_BY_BROWSER = "private, max-age=31536000, immutable"
"""A picture never changes under its name; private, since the form may be for some people only."""


@get("/{address:str}/pictures/{picture_id:str}", summary="A picture of an explanation")
async def get_picture(
    request: AnyRequest,
    store: Given[Store],
    authentication: Given[Authentication],
    blobs: Given[Blobs],
    address: FromPath[str],
    picture_id: FromPath[str],
) -> Stream:
    """Return a picture of the version that is open, or that the applicant has begun."""
    applicant, _ = await applicant_of(request, authentication)
    file = await store.read(shown_picture, applicant, address, picture_id)
    headers = {
        **HARMLESS,
        "Accept-Ranges": "none",
        "Cache-Control": KEPT_BY_BROWSER,
        "Content-Disposition": "inline",
        "Content-Length": str(file.size),
    }
    return Stream(await begun(blobs.get(file.blob_key)), media_type=file.type, headers=headers)


router = Router(
    "/f",
    route_handlers=[get_picture],
    opt=FILES_OPTIONS,
    include_in_schema=False,
)
