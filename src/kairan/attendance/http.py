"""Attendance over HTTP: parse, call one action, render."""

from typing import Annotated

from litestar import Response, Router, delete, get, post
from litestar.di import NamedDependency as Given
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody, QueryParameter

from kairan.attendance.acting import drop_feed, end_report, make_feed, report
from kairan.attendance.calendar import calendar_of
from kairan.attendance.model import (
    AttendanceDay,
    FeedMade,
    NewReport,
    OwnAttendance,
    ReportId,
    ReportsNow,
    ReportView,
)
from kairan.attendance.showing import day_of_department, own_report, own_reports, reports_now
from kairan.core.kit.store import Store
from kairan.core.request_context import RequestContext
from kairan.people import DepartmentId

FEEDS = "/api/attendance/feeds"


@get("/now", summary="Where everybody is")
async def get_reports_now(ctx: Given[RequestContext]) -> ReportsNow:
    """Return what the people of one's body reported for now and the next day, without notes."""
    return await ctx.read(reports_now)


@get("/day", summary="A day of a department")
async def get_attendance_day(
    ctx: Given[RequestContext],
    day: Annotated[str | None, QueryParameter(max_length=10)] = None,
    department_id: Annotated[str | None, QueryParameter(max_length=13)] = None,
) -> AttendanceDay:
    """Return the people of a department and of those below it, with what they reported for a day."""
    return await ctx.read(day_of_department, day, None if department_id is None else DepartmentId(department_id))


@get("/own", summary="One's own reports")
async def get_own_attendance(ctx: Given[RequestContext]) -> OwnAttendance:
    """Return what one reported that is not over."""
    return await ctx.read(own_reports)


@post("", summary="Report where one is")
async def post_attendance_report(ctx: Given[RequestContext], data: JSONBody[NewReport]) -> ReportView:
    """Say where one is, and until when."""
    return await ctx.read(own_report, await ctx.write(report, data))


@post("/{report_id:str}/end", status_code=200, summary="Be back")
async def post_report_end(ctx: Given[RequestContext], report_id: FromPath[ReportId]) -> OwnAttendance:
    """Be back now, or take back what has not begun."""
    await ctx.write(end_report, report_id)
    return await ctx.read(own_reports)


@post("/feed", summary="An address for one's calendar")
async def post_feed(ctx: Given[RequestContext]) -> FeedMade:
    """Make a secret address under which a calendar program finds what one reported; an earlier one ends."""
    return FeedMade(path=f"{FEEDS}/{await ctx.write(make_feed)}")


@delete("/feed", summary="End the address of one's calendar")
async def delete_feed(ctx: Given[RequestContext]) -> None:
    """Let the address lead nowhere."""
    await ctx.write(drop_feed)


_CALENDAR = ResponseSpec(str, generate_examples=False, description="The calendar", media_type="text/calendar")


@get(
    "/feeds/{secret:str}",
    exclude_from_auth=True,
    summary="A calendar by its secret address",
    responses={200: _CALENDAR},
)
async def get_feed(store: Given[Store], secret: FromPath[str]) -> Response[bytes]:
    """Return what its owner reported, for calendar programs; public to whoever knows the address."""
    content = await store.read(calendar_of, secret)
    headers = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
    return Response(content.encode(), media_type="text/calendar", headers=headers)


router = Router(
    "/attendance",
    route_handlers=[
        get_reports_now,
        get_attendance_day,
        get_own_attendance,
        post_attendance_report,
        post_report_end,
        post_feed,
        delete_feed,
        get_feed,
    ],
    tags=["Attendance"],
)
