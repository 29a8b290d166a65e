"""Entering for somebody over HTTP."""

from litestar import Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.applications.model import ApplicationId
from kairan.core.request_context import RequestContext
from kairan.counter.entering.entering import begin_entering, case_entry
from kairan.counter.entering.model import CaseEntry, Entering, EnteringBegun
from kairan.forms.model import FormId


@post("/forms/{form_id:str}/entering", status_code=200, summary="Enter an application for somebody")
async def post_entering(
    ctx: Given[RequestContext], form_id: FromPath[FormId], data: JSONBody[EnteringBegun]
) -> Entering:
    """Return where the form is filled in; what is submitted there next counts as entered for somebody."""
    return await ctx.write(begin_entering, form_id, data)


@get("/cases/{case_id:str}/entry", summary="Who entered a case")
async def get_case_entry(ctx: Given[RequestContext], case_id: FromPath[ApplicationId]) -> CaseEntry:
    """Return which member of staff entered it for somebody, if one did."""
    return await ctx.read(case_entry, case_id)


router = Router("/", route_handlers=[post_entering, get_case_entry], tags=["Counter"])
