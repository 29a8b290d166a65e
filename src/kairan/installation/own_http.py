"""A body's own page over HTTP, for its administrators."""

from litestar import Router, get, patch
from litestar.di import NamedDependency as Given
from litestar.params import FromQuery, JSONBody

from kairan.core.request_context import RequestContext
from kairan.installation.model import OwnBody, OwnBodyChange, RecordDrift, Surroundings
from kairan.installation.own import change_own_body, own_body, record_drift
from kairan.sessions import Limits


@get("", summary="One's own body: plan, limits, use, sign-in page")
async def get_own_body(ctx: Given[RequestContext], limits: Given[Limits], surroundings: Given[Surroundings]) -> OwnBody:
    """Return what the body was given and uses, and what its administrators should know in time."""
    return await ctx.read(own_body, limits.file_bytes, surroundings.faces)


@patch("", summary="Change how the body's people sign in")
async def patch_own_body(
    ctx: Given[RequestContext],
    limits: Given[Limits],
    surroundings: Given[Surroundings],
    data: JSONBody[OwnBodyChange],
    revision: FromQuery[str] = "",
) -> OwnBody:
    """Change whether the body is listed on the sign-in page, and whom people ask who cannot sign in."""
    return await ctx.write(change_own_body, data, limits.file_bytes, surroundings.faces, revision)


@get("/drift", summary="Whether the record agrees with the tables")
async def get_record_drift(ctx: Given[RequestContext]) -> RecordDrift:
    """Return whether the self-audit found something that is still there; what it is, the record says."""
    return await ctx.read(record_drift)


router = Router(
    "/administration/organization",
    route_handlers=[get_own_body, patch_own_body, get_record_drift],
    opt={"fresh": "changes"},
    tags=["Administration"],
)
