"""One act on many accounts over HTTP: look, then do."""

from typing import Annotated

from litestar import Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromQuery, JSONBody, QueryParameter

from kairan.administration.bulk import BulkPlan, BulkWanted, MatchingIds, do_bulk, matching_ids, plan_bulk
from kairan.administration.model import PasswordState
from kairan.administration.queries import AccountFilter, Holding
from kairan.core.edge.authentication import Authentication
from kairan.core.request_context import RequestContext
from kairan.core.viewer import MemberKind
from kairan.people import DepartmentId
from kairan.people.model import MemberStatus

BYTES = 1024 * 1024  # ten thousand ids


@get("/people/ids", summary="Everybody who matches")
async def get_matching_ids(
    ctx: Given[RequestContext],
    q: Annotated[str, QueryParameter(max_length=200)] = "",
    department_id: FromQuery[str | None] = None,
    status: FromQuery[MemberStatus | None] = None,
    kind: FromQuery[MemberKind | None] = None,
    role: FromQuery[Holding | None] = None,
    password: FromQuery[PasswordState | None] = None,
) -> MatchingIds:
    """Return the ids of all whom the filters of the list find, at most 10,000: what is confirmed is what is changed."""
    wanted = AccountFilter(
        sought=q,
        department_id=None if department_id is None else DepartmentId(department_id),
        status=status,
        kind=kind,
        role=role,
        password=password,
    )
    return await ctx.read(matching_ids, wanted)


@post(
    "/people/bulk/plan", status_code=200, summary="What an act on many accounts would do", request_max_body_size=BYTES
)
async def post_bulk_plan(ctx: Given[RequestContext], data: JSONBody[BulkWanted]) -> BulkPlan:
    """Count who changes, and name who cannot be among them; nothing changes."""
    return await ctx.read(plan_bulk, data)


@post("/people/bulk", status_code=200, summary="Do one act to many accounts", request_max_body_size=BYTES)
async def post_bulk(
    ctx: Given[RequestContext], authentication: Given[Authentication], data: JSONBody[BulkWanted]
) -> BulkPlan:
    """Suspend, reopen, move or give a post: to all of them, or to none."""
    done = await ctx.write(do_bulk, data)
    authentication.forget_all()
    return done


router = Router(
    "/administration",
    route_handlers=[get_matching_ids, post_bulk_plan, post_bulk],
    tags=["Administration"],
    opt={"fresh": "changes"},
)
