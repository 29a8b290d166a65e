"""The map of an incident over HTTP: parse, call one action, render."""

from litestar import Router, delete, get, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.core.request_context import RequestContext
from kairan.emergency.incidents.model import IncidentId
from kairan.emergency.maps.model import HazardAreas, IncidentMap, OwnPosition, SharedPosition
from kairan.emergency.maps.queries import hazard_areas, incident_map
from kairan.emergency.maps.sharing import own_position, share_position, withdraw_position

One = FromPath[IncidentId]


@get("/map", summary="The map of an incident")
async def get_incident_map(ctx: Given[RequestContext], incident_id: One) -> IncidentMap:
    """Return what was reported where, the places in use, and who shows where they are."""
    return await ctx.read(incident_map, incident_id)


@get("/hazards", summary="Areas of warnings around an incident")
async def get_hazard_areas(ctx: Given[RequestContext], incident_id: One) -> HazardAreas:
    """Return the municipalities of one's prefecture for which warnings are in force."""
    return await ctx.read(hazard_areas, incident_id)


@get("/position", summary="Whether one shows where one is")
async def get_own_position(ctx: Given[RequestContext], incident_id: One) -> OwnPosition:
    """Return until when one's own position is shown."""
    return await ctx.read(own_position, incident_id)


@put("/position", status_code=200, summary="Show where one is")
async def put_own_position(ctx: Given[RequestContext], incident_id: One, data: JSONBody[SharedPosition]) -> OwnPosition:
    """Show it to those who work on the incident, for a stated time; a new position replaces the last."""
    return await ctx.write(share_position, incident_id, data)


@delete("/position", status_code=204, summary="Show no more where one is")
async def delete_own_position(ctx: Given[RequestContext], incident_id: One) -> None:
    """Show it no more; nothing keeps where one was."""
    await ctx.write(withdraw_position, incident_id)


router = Router(
    "/incidents/{incident_id:str}",
    route_handlers=[get_incident_map, get_hazard_areas, get_own_position, put_own_position, delete_own_position],
    tags=["Incidents"],
)
