"""Figures over HTTP, for whoever does the task "figures", for the whole body or for departments."""

from typing import Annotated

from litestar import Response, Router, get, post, put
from litestar.di import NamedDependency as Given
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromQuery, JSONBody, QueryParameter

from kairan.core.kit.spreadsheet import CHARSETS, MEDIA_TYPE
from kairan.core.request_context import RequestContext
from kairan.figures.actions import change_estimate, export_figures
from kairan.figures.jobs import count_now
from kairan.figures.model import Estimate, Figures, Sheet
from kairan.figures.queries import figures, period_of
from kairan.people import DepartmentId, reach_of
from kairan.roster.decoding import Encoding

Day = Annotated[str | None, QueryParameter(max_length=10)]
CSV = ResponseSpec(bytes, generate_examples=False, description="One table as CSV", media_type="text/csv")


@get("", summary="Figures of use")
async def get_figures(
    ctx: Given[RequestContext], first_on: Day = None, last_on: Day = None, department_id: FromQuery[str | None] = None
) -> Figures:
    """Return what was counted, of days of Japan, thirty where nothing is said; null where fewer than five people acted.

    Every number is a sum over at least five different people who acted, and so is every difference of two.
    """
    department = None if department_id is None else DepartmentId(department_id)
    return await ctx.read(figures, period_of(first_on, last_on), department)


@post("/count", status_code=204, summary="Count now", fresh=False)  # it only looks
async def post_count(ctx: Given[RequestContext]) -> None:
    """Count what is due of the body instead of within the hour."""
    reach_of(ctx.viewer, "figures")
    await count_now(ctx.store, ctx.viewer.organization_id)


@put("/estimate", summary="What a message and a reading save", fresh=True)
async def put_estimate(ctx: Given[RequestContext], data: JSONBody[Estimate], revision: FromQuery[str] = "") -> Estimate:
    """Keep the body's own estimate, in seconds; hours saved are reckoned from it."""
    return await ctx.write(change_estimate, data, revision)


@get("/export", summary="Figures as CSV", writes=True, responses={200: CSV}, fresh=False)  # sums, of nobody
async def get_figures_export(
    ctx: Given[RequestContext],
    sheet: FromQuery[Sheet] = "days",
    first_on: Day = None,
    last_on: Day = None,
    department_id: FromQuery[str | None] = None,
    encoding: FromQuery[Encoding] = "utf-8",
) -> Response[bytes]:
    """Give out a table as CSV, UTF-8 or CP932; an entry tells of it."""
    period = period_of(first_on, last_on)
    department = None if department_id is None else DepartmentId(department_id)
    data = await ctx.write(export_figures, sheet, period, department, encoding)
    name = f"kairan-figures-{sheet}-{period.first_on}-{period.last_on}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(data, media_type=MEDIA_TYPE, encoding=CHARSETS[encoding], headers=headers)


router = Router(
    "/administration/figures",
    route_handlers=[get_figures, post_count, put_estimate, get_figures_export],
    tags=["Administration"],
)
