"""Circulars over HTTP: parse, call one action, render."""

from functools import partial
from typing import Annotated

from litestar import Response, Router, get, post, put
from litestar.di import NamedDependency as Given
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.circulars.confirming import confirm_circular, look_at_circular
from kairan.circulars.leading import deputise, extend, pass_over, remind_circular, withdraw_circular
from kairan.circulars.lists import CircularList, circular_counts, circulars
from kairan.circulars.model import (
    CircularConfirming,
    CircularDeputising,
    CircularExtension,
    CircularId,
    CircularPassing,
    CircularRewording,
    CircularWidening,
    CircularWithdrawal,
    NewCircular,
)
from kairan.circulars.paper.record import TEMPLATE, record_paper
from kairan.circulars.printing import print_record
from kairan.circulars.sending import reword_circular, send_circular
from kairan.circulars.sheet import WhichPeople, circular_parts, circular_view
from kairan.circulars.views import (
    CircularCounts,
    CircularPage,
    CircularParts,
    CircularSentOff,
    CircularView,
    RemindedPeople,
)
from kairan.circulars.widening import widen_circular
from kairan.core.kit.typesetting import Typesetter
from kairan.core.request_context import RequestContext
from kairan.core.viewer import MemberId

One = FromPath[CircularId]


@get("", summary="One's circulars")
async def get_circulars(
    ctx: Given[RequestContext],
    view: FromQuery[CircularList] = "waiting",
    after: Annotated[str | None, QueryParameter(max_length=13)] = None,
) -> CircularPage:
    """Return what waits for one, what one has sent, or what is done, fifty a page, the newest first."""
    return await ctx.read(circulars, view, after)


@post("", summary="Send a circular")
async def post_circular(ctx: Given[RequestContext], data: JSONBody[NewCircular]) -> CircularSentOff:
    """Send it round people and departments, in order or to all at once."""
    return CircularSentOff(await ctx.write(send_circular, data))


@get("/counts", summary="How many circulars wait")
async def get_circular_counts(ctx: Given[RequestContext]) -> CircularCounts:
    """Return the numbers beside the place in the rail."""
    return await ctx.read(circular_counts)


@get("/{circular_id:str}", summary="A circular")
async def get_circular(ctx: Given[RequestContext], circular_id: One) -> CircularView:
    """Return what it says, who has confirmed, and what one may do with it."""
    return await ctx.read(circular_view, circular_id)


@get("/{circular_id:str}/people", summary="The people of a circular")
async def get_circular_people(
    ctx: Given[RequestContext],
    circular_id: One,
    which: FromQuery[WhichPeople] = "all",
    of_version: Annotated[int, QueryParameter(ge=0, le=1_000)] = 0,  # `version` is what the application provides
    after: Annotated[int, QueryParameter(ge=-1, le=1_000_000)] = -1,
) -> CircularParts:
    """Return them in the order of the way round, a hundred a page; `of_version` 0 is the present one."""
    return await ctx.read(circular_parts, circular_id, which, of_version, after)


@post("/{circular_id:str}/look", status_code=204, summary="Note that one has opened a circular")
async def post_circular_look(ctx: Given[RequestContext], circular_id: One) -> None:
    """Note that whoever is asked has opened it."""
    await ctx.write(look_at_circular, circular_id)


@post("/{circular_id:str}/confirm", status_code=200, summary="Confirm a circular")
async def post_circular_confirmation(
    ctx: Given[RequestContext], circular_id: One, data: JSONBody[CircularConfirming]
) -> CircularView:
    """Confirm the version on the screen, with a comment or none, for oneself or as a deputy."""
    await ctx.write(confirm_circular, circular_id, data)
    return await ctx.read(circular_view, circular_id)


@post("/{circular_id:str}/remind", status_code=200, summary="Remind everybody who is asked")
async def post_circular_reminder(ctx: Given[RequestContext], circular_id: One) -> RemindedPeople:
    """Let everybody who is asked now be told once more; every ten minutes at most."""
    return RemindedPeople(await ctx.write(remind_circular, circular_id))


@post("/{circular_id:str}/pass", status_code=200, summary="Wait for some people no longer")
async def post_circular_passing(
    ctx: Given[RequestContext], circular_id: One, data: JSONBody[CircularPassing]
) -> CircularView:
    """Pass some people over; the circular goes on."""
    await ctx.write(pass_over, circular_id, data)
    return await ctx.read(circular_view, circular_id)


@put("/{circular_id:str}/people/{member_id:str}/deputy", summary="Say who may confirm instead of somebody")
async def put_circular_deputy(
    ctx: Given[RequestContext], circular_id: One, member_id: FromPath[MemberId], data: JSONBody[CircularDeputising]
) -> CircularView:
    """Name a deputy, or nobody; for whoever leads it, and for oneself."""
    await ctx.write(deputise, circular_id, member_id, data)
    return await ctx.read(circular_view, circular_id)


@put("/{circular_id:str}/wording", summary="Change what a circular says")
async def put_circular_wording(
    ctx: Given[RequestContext], circular_id: One, data: JSONBody[CircularRewording]
) -> CircularView:
    """Change it; it goes round again from the beginning, and what was before stays readable."""
    await ctx.write(reword_circular, circular_id, data)
    return await ctx.read(circular_view, circular_id)


@put("/{circular_id:str}/due", summary="Give a circular another last day")
async def put_circular_due(
    ctx: Given[RequestContext], circular_id: One, data: JSONBody[CircularExtension]
) -> CircularView:
    """Give it another last day, or none; one that had ended goes on."""
    await ctx.write(extend, circular_id, data)
    return await ctx.read(circular_view, circular_id)


@post("/{circular_id:str}/people", status_code=200, summary="Let a circular go to more people")
async def post_circular_people(
    ctx: Given[RequestContext], circular_id: One, data: JSONBody[CircularWidening]
) -> CircularView:
    """Add people and departments at the end; sent to all at once, they are asked at once."""
    await ctx.write(widen_circular, circular_id, data)
    return await ctx.read(circular_view, circular_id)


@post("/{circular_id:str}/withdraw", status_code=200, summary="Take a circular back")
async def post_circular_withdrawal(
    ctx: Given[RequestContext], circular_id: One, data: JSONBody[CircularWithdrawal]
) -> CircularView:
    """Take it back: nobody is asked any more, and its words and files are not shown."""
    await ctx.write(withdraw_circular, circular_id, data)
    return await ctx.read(circular_view, circular_id)


@post(
    "/{circular_id:str}/record",
    status_code=200,
    summary="The record of a circular as PDF",
    packed=True,
    responses={
        200: ResponseSpec(bytes, generate_examples=False, description="The record", media_type="application/pdf")
    },
)
async def post_circular_record(
    ctx: Given[RequestContext], typesetter: Given[Typesetter], circular_id: One
) -> Response[bytes]:
    """Return what it said and who confirmed when, version by version, as PDF/A; noted in its record."""
    found = await ctx.write(print_record, circular_id)
    pdf = await typesetter.pdf(
        ctx.viewer.member_id, TEMPLATE, partial(record_paper, found, ctx.viewer.language), found.printed_at
    )
    headers = {"Content-Disposition": f'attachment; filename="circular-{found.id}.pdf"', "Cache-Control": "no-store"}
    return Response(pdf, media_type="application/pdf", headers=headers)


router = Router(
    "/circulars",
    route_handlers=[
        get_circulars,
        post_circular,
        get_circular_counts,
        get_circular,
        get_circular_people,
        post_circular_look,
        post_circular_confirmation,
        post_circular_reminder,
        post_circular_passing,
        put_circular_deputy,
        put_circular_wording,
        put_circular_due,
        post_circular_people,
        post_circular_withdrawal,
        post_circular_record,
    ],
    tags=["Circulars"],
)
