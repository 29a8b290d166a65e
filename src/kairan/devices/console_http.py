"""The body's devices, over HTTP. Every route is for whoever administers devices."""

from typing import Annotated

import msgspec
from litestar import Router, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromQuery, JSONBody, QueryParameter

from kairan.core.edge.authentication import Authentication
from kairan.core.kit.ids import Id
from kairan.core.kit.revisions import revision_of
from kairan.core.request_context import RequestContext
from kairan.devices.actions import Decision, change_rules, decide
from kairan.devices.lent import issue_lent, lent_devices, withdraw_lent
from kairan.devices.queries import DevicePage, find_devices, rules_for_console
from kairan.sessions.device_model import REASON_MOST, DeviceRules, DeviceStatus, LentDevice


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """A decision about devices, up to two hundred at once; whoever is refused is told the reason."""

    device_ids: Annotated[list[Id], msgspec.Meta(min_length=1, max_length=200)]
    decision: Decision
    reason: Annotated[str, msgspec.Meta(max_length=REASON_MOST)] = ""


class Done(msgspec.Struct, frozen=True):
    """How many sessions ended with it."""

    sessions: int


@get("/", summary="The body's devices")
async def get_body_devices(
    ctx: Given[RequestContext],
    q: Annotated[str, QueryParameter(max_length=200)] = "",
    status: FromQuery[DeviceStatus | None] = None,
    after: Annotated[str | None, QueryParameter(max_length=10)] = None,
) -> DevicePage:
    """Search by person and name of the device; what waits stands first; a hundred a page."""
    return await ctx.read(find_devices, q, status, after)


@post("/decide", status_code=200, summary="Approve, refuse or stop devices")
async def post_decide(
    ctx: Given[RequestContext], authentication: Given[Authentication], data: JSONBody[Decided]
) -> Done:
    """Decide about devices, all or none; sessions on stopped ones end at once."""
    ended = await ctx.write(decide, data.device_ids, data.decision, data.reason)
    authentication.forget_all()
    return Done(len(ended))


class RulesView(msgspec.Struct, frozen=True):
    """The rules, and the faces of the installation they can speak of."""

    rules: DeviceRules
    faces: list[str]
    revision: str  # of the rules


@get("/rules", summary="What the body asks of devices")
async def get_device_rules(ctx: Given[RequestContext], authentication: Given[Authentication]) -> RulesView:
    """Return from where only approved devices come in, what is approved by itself, and the consent."""
    faces = sorted(authentication.faces.names)
    rules = await ctx.read(rules_for_console)
    return RulesView(rules, faces, revision_of(rules))


@put("/rules", summary="Change what the body asks of devices")
async def put_device_rules(
    ctx: Given[RequestContext],
    authentication: Given[Authentication],
    data: JSONBody[DeviceRules],
    revision: FromQuery[str] = "",
) -> RulesView:
    """Keep the rules; whoever is at work on a device that now needs approval is asked to apply."""
    kept = await ctx.write(change_rules, data, authentication.faces.names, revision)
    authentication.forget_all()
    return RulesView(kept, sorted(authentication.faces.names), revision_of(kept))


class LentDevices(msgspec.Struct, frozen=True):
    """What the body lends, by inventory number."""

    lent: list[LentDevice]


class NewLent(msgspec.Struct, frozen=True):
    """Inventory numbers for which codes are to be issued."""

    numbers: Annotated[list[Annotated[str, msgspec.Meta(max_length=400)]], msgspec.Meta(min_length=1, max_length=1000)]


class OneLent(msgspec.Struct, frozen=True):
    """An inventory number."""

    number: Annotated[str, msgspec.Meta(max_length=400)]


@get("/lent", summary="What the body lends, with the codes")
async def get_lent(ctx: Given[RequestContext]) -> LentDevices:
    """Return inventory numbers, their codes, and whose device used them."""
    return LentDevices(await ctx.read(lent_devices))


@post("/lent", status_code=200, summary="Issue codes for lent devices")
async def post_lent(ctx: Given[RequestContext], data: JSONBody[NewLent]) -> LentDevices:
    """Issue a code for each number that has none; it is handed over with the device, and good once."""
    return LentDevices(await ctx.write(issue_lent, data.numbers))


@post("/lent/withdraw", status_code=200, summary="Take a lent device out of the list")
async def post_lent_withdrawal(ctx: Given[RequestContext], data: JSONBody[OneLent]) -> LentDevices:
    """Make its code void."""
    return LentDevices(await ctx.write(withdraw_lent, data.number))


router = Router(
    "/administration/devices",
    route_handlers=[
        get_body_devices, post_decide, get_device_rules, put_device_rules, get_lent, post_lent, post_lent_withdrawal,
    ],
    tags=["Administration"],
    opt={"fresh": "changes"},
)  # fmt: skip
