"""One's own devices, over HTTP."""

from typing import Any

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.core.edge.authentication import BROWSER_COOKIE, Authentication
from kairan.core.kit.store import Store
from kairan.core.request_context import RequestContext
from kairan.devices.actions import apply_for, note_wiped, report_lost
from kairan.devices.queries import ThisDevice, own_devices, this_device
from kairan.sessions.arrival import address_of, browser_cookie, entrance_of
from kairan.sessions.device_model import Application, DeviceView


class Devices(msgspec.Struct, frozen=True):
    """One's own devices, the latest used first."""

    devices: list[DeviceView]


@get("/device", summary="This device, and what is asked of it", at_gate=True)
async def get_device(ctx: Given[RequestContext]) -> ThisDevice:
    """Return how this browser stands, and the consent to agree to when applying."""
    return await ctx.read(this_device)


@post("/device", status_code=200, summary="Ask for this device to be approved", at_gate=("device",))
async def post_device(
    request: Request[Any, Any, Any],
    ctx: Given[RequestContext],
    authentication: Given[Authentication],
    data: JSONBody[Application],
) -> Response[ThisDevice]:
    """Apply with a name, whose device it is, and the consent; the rule may approve it at once."""
    entrance = entrance_of(request, authentication)
    is_new = await ctx.write(apply_for, data, entrance)
    authentication.forget(ctx.viewer.session_id or "")
    cookies = [browser_cookie(entrance.browser, authentication)] if is_new else []
    return Response(await ctx.read(this_device), cookies=cookies)


@get("/devices", summary="One's own devices")
async def get_devices(ctx: Given[RequestContext]) -> Devices:
    """Return the member's own devices."""
    return Devices(await ctx.read(own_devices))


@post("/devices/{device_id:str}/lost", status_code=200, summary="Report one of one's devices lost")
async def post_lost(
    ctx: Given[RequestContext], authentication: Given[Authentication], device_id: FromPath[str]
) -> Devices:
    """End its sessions at once; its store is cleared when it next comes into contact."""
    for session_id in await ctx.write(report_lost, device_id):
        authentication.forget(session_id)
    return Devices(await ctx.read(own_devices))


@post("/device/wiped", exclude_from_auth=True, status_code=200, summary="Say that a lost device cleared its store")
async def post_wiped(
    request: Request[Any, Any, Any], store: Given[Store], authentication: Given[Authentication]
) -> Response[None]:
    """Heard from the device itself, known by its cookie, which is taken back."""
    browser = request.cookies.get(BROWSER_COOKIE, "")
    if browser:
        await store.write(note_wiped, browser, address_of(request))
    return Response(None, cookies=[browser_cookie("", authentication)])


router = Router("/", route_handlers=[get_device, post_device, get_devices, post_lost, post_wiped], tags=["Entrance"])
