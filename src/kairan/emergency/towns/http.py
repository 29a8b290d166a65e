"""First reports of towns over HTTP: parse, call one action, render."""

from litestar import Router, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.core.kit.priority import set_priority
from kairan.core.request_context import RequestContext
from kairan.emergency.incidents.model import IncidentId
from kairan.emergency.towns.asking import ask_towns, asked_of_us, board, report_of_town, report_of_us
from kairan.emergency.towns.model import TOWNS_MOST, AllAskedOfUs, AskTowns, TownBoard, TownReport

One = FromPath[IncidentId]


@get("", summary="The first reports of towns")
async def get_towns(ctx: Given[RequestContext], incident_id: One) -> TownBoard:
    """Return what each town said, the silent ones first."""
    return await ctx.read(board, incident_id)


@post("", status_code=200, summary="Ask towns for their first report")
async def post_towns(ctx: Given[RequestContext], incident_id: One, data: JSONBody[AskTowns]) -> TownBoard:
    """Ask all of the prefecture, or those named; it goes before all other work."""
    set_priority(urgent=True)
    return await ctx.write(ask_towns, incident_id, data)


@put("/{number:int}", status_code=200, summary="Write down the first report of a town")
async def put_town(
    ctx: Given[RequestContext], incident_id: One, number: FromPath[int], data: JSONBody[TownReport]
) -> TownBoard:
    """Write down what it said, by telephone or otherwise; the chronology says so."""
    return await ctx.write(report_of_town, incident_id, max(0, min(number, TOWNS_MOST + 1)), data)


@get("", summary="First reports asked of this body")
async def get_first_reports(ctx: Given[RequestContext]) -> AllAskedOfUs:
    """Return for which incidents of bodies in an alliance the first report of one's own is asked."""
    return await ctx.read(asked_of_us)


@put("/{incident_id:str}", status_code=200, summary="Send this body's first report")
async def put_first_report(ctx: Given[RequestContext], incident_id: One, data: JSONBody[TownReport]) -> AllAskedOfUs:
    """Send it to the body that asked; it goes before all other work."""
    set_priority(urgent=True)
    return await ctx.write(report_of_us, incident_id, data)


router = Router(
    "/incidents/{incident_id:str}/towns", route_handlers=[get_towns, post_towns, put_town], tags=["First reports"]
)
own_router = Router("/first-reports", route_handlers=[get_first_reports, put_first_report], tags=["First reports"])
