"""One's own link to the provider, over HTTP: linking oneself is to be proved like any other change of one's ways in."""

from typing import Any

from litestar import Request, Response, Router, delete, get, post
from litestar.di import NamedDependency as Given
from litestar.params import JSONBody

from kairan.core.edge.authentication import Authentication
from kairan.core.kit.openid.flow import CameBack
from kairan.core.kit.store import Store
from kairan.core.viewer import Viewer
from kairan.sessions.arrival import address_of
from kairan.single_sign_on.http import CALLBACK, Onward, base_of, browser_known, onward
from kairan.single_sign_on.linking import OwnLink, own_link, unlink_own
from kairan.single_sign_on.round_trip import Way, come_back_to_link, set_out_to_link

Asked = Request[Any, Any, Any]


@get("/", summary="Who one is at the body's provider")
async def get_own_link(store: Given[Store], viewer: Given[Viewer]) -> OwnLink:
    """Return one's own link, and whether one can be linked at all."""
    return await store.read(own_link, viewer)


@post("/start", status_code=200, summary="Set out to link oneself to the provider", fresh=True)
async def post_link_start(
    request: Asked, way: Given[Way], viewer: Given[Viewer], authentication: Given[Authentication]
) -> Response[Onward]:
    """Return the provider's address; the way back links exactly who set out, in this browser."""
    browser = browser_known(request, authentication)
    url = await set_out_to_link(way, viewer, browser, base_of(request) + CALLBACK)
    return onward(url, browser, authentication)


@post("/finish", status_code=200, summary="Come back from the provider to be linked")
async def post_link_finish(
    request: Asked, way: Given[Way], viewer: Given[Viewer], authentication: Given[Authentication],
    data: JSONBody[CameBack],
) -> OwnLink:  # fmt: skip
    """Check what the provider sent along and link; the proof was given when one set out."""
    browser = browser_known(request, authentication)
    await come_back_to_link(way, viewer, data, browser, address_of(request))
    return await way.store.read(own_link, viewer)


@delete("/", summary="Undo one's own link to the provider", fresh=True)
async def delete_own_link(store: Given[Store], viewer: Given[Viewer]) -> None:
    """Undo it; open sessions go on."""
    await store.write(unlink_own, viewer)


router = Router(
    "/me/provider",
    route_handlers=[get_own_link, post_link_start, post_link_finish, delete_own_link],
    tags=["Entrance"],
    opt={"while_read_only": True},
)
