"""What came in, counted, over HTTP."""

from typing import Annotated

from litestar import Router, get
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, QueryParameter

from kairan.applications.counting_model import CrossFigures, FrequentWords, Funnel
from kairan.applications.crosses import cross_figures
from kairan.applications.figures import Selection, form_figures
from kairan.applications.frequent_words import frequent_words
from kairan.applications.funnel import form_funnel
from kairan.applications.model import FormFigures
from kairan.core.request_context import RequestContext
from kairan.forms.model import FormId

Word = Annotated[str, QueryParameter(max_length=40)]
VERSIONS_MOST = 2**31


@get("/forms/{form_id:str}/figures", summary="What came in, counted")
async def get_form_figures(
    ctx: Given[RequestContext],
    form_id: FromPath[FormId],
    since: Word = "",
    until: Word = "",
    form_version: FromQuery[int | None] = None,
) -> FormFigures:
    """Return the counts of every question and day, of some days of Japan (2026-04-01) or a version; surveys as a whole.

    Small numbers of surveys are null.
    """
    return await ctx.search(form_figures, form_id, Selection(since=since, until=until, version=_known(form_version)))


@get("/forms/{form_id:str}/figures/cross", summary="Two questions crossed")
async def get_cross(
    ctx: Given[RequestContext],
    form_id: FromPath[FormId],
    rows: Annotated[str, QueryParameter(max_length=13)],
    columns: Annotated[str, QueryParameter(max_length=13)],
) -> CrossFigures:
    """Return how those who chose something in one question answered another, with totals."""
    return await ctx.search(cross_figures, form_id, rows, columns)


@get("/forms/{form_id:str}/figures/words", summary="Frequent words of free text")
async def get_words(
    ctx: Given[RequestContext],
    form_id: FromPath[FormId],
    question: Annotated[str, QueryParameter(max_length=13)],
) -> FrequentWords:
    """Return in how many answers to a question the most frequent words stand."""
    return await ctx.search(frequent_words, form_id, question)


@get("/forms/{form_id:str}/figures/funnel", summary="Where people give up")
async def get_funnel(
    ctx: Given[RequestContext], form_id: FromPath[FormId], form_version: FromQuery[int | None] = None
) -> Funnel:
    """Return how many began, came to each page, and submitted."""
    return await ctx.read(form_funnel, form_id, _known(form_version))


def _known(version: int | None) -> int | None:
    """Return a version as a database can hold it; 0, which is none, for every other number."""
    return version if version is None or 0 < version < VERSIONS_MOST else 0


router = Router("/", route_handlers=[get_form_figures, get_cross, get_words, get_funnel], tags=["Forms"])
