"""The language of the residents' pages, chosen at their top."""

from litestar import Response, Router, get
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery

from kairan.applications.applicants import AnyRequest, applicant_of
from kairan.applications.requests import ROUTER_OPTIONS, see_other
from kairan.applications.tongues import cookie_of_tongue, is_ours
from kairan.core.edge.authentication import Authentication
from kairan.core.kit.problems import NotFound
from kairan.forms.translating import TONGUES

BACK_MOST = 300


@get("/-/language/{tongue:str}", summary="Read in another language")
async def get_language(
    request: AnyRequest, authentication: Given[Authentication], tongue: FromPath[str], back: FromQuery[str] = ""
) -> Response[str]:
    """Keep the language, and lead back to the page one came from."""
    await applicant_of(request, authentication)
    if tongue not in TONGUES:
        raise NotFound
    there = back if len(back) <= BACK_MOST and is_ours(back) else "/f"
    return see_other(there, [cookie_of_tongue(tongue, secure=authentication.secure)])


router = Router("/f", route_handlers=[get_language], opt=ROUTER_OPTIONS, include_in_schema=False)
