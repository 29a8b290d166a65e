"""The counter in numbers over HTTP."""

from typing import Annotated

from litestar import Router, get
from litestar.di import NamedDependency as Given
from litestar.params import FromQuery, QueryParameter

from kairan.core.request_context import RequestContext
from kairan.counter.figures.model import CounterFigures
from kairan.counter.figures.queries import counter_figures
from kairan.forms.model import FormId

Word = Annotated[str, QueryParameter(max_length=40)]


@get("/cases/figures", summary="The counter in numbers")
async def get_counter_figures(
    ctx: Given[RequestContext], since: Word = "", until: Word = "", form_id: FromQuery[FormId | None] = None
) -> CounterFigures:
    """Return what came in within some days of Japan (2026-04-01), how long it took, and where it waits.

    Of forms of which the viewer may see counts; of one form with what was to be corrected.
    """
    return await ctx.search(counter_figures, since, until, form_id)


router = Router("/", route_handlers=[get_counter_figures], tags=["Counter"])
