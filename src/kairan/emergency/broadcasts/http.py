"""Broadcasts over HTTP: one's own, and for who leads them."""

from functools import partial
from typing import Annotated

import msgspec
from litestar import Response, Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.applications.paper.layout import as_pdf
from kairan.core.kit.database import Db
from kairan.core.kit.priority import set_priority
from kairan.core.kit.spreadsheet import MEDIA_TYPE, table_of
from kairan.core.kit.typesetting import Typesetter
from kairan.core.request_context import RequestContext
from kairan.core.viewer import MemberId, Viewer
from kairan.emergency.broadcasts.answering import answer_for
from kairan.emergency.broadcasts.audience import addressable
from kairan.emergency.broadcasts.figures import broadcast_figures
from kairan.emergency.broadcasts.letters import LettersGo
from kairan.emergency.broadcasts.model import (
    BroadcastAnswer,
    BroadcastDraft,
    BroadcastId,
    BroadcastWanted,
    NewBroadcast,
    TemplateId,
)
from kairan.emergency.broadcasts.paper.report import TEMPLATE, report_paper
from kairan.emergency.broadcasts.phoning import CallNote, call, call_list, give_back
from kairan.emergency.broadcasts.printing import print_broadcast
from kairan.emergency.broadcasts.queries import broadcast_view, broadcasts, own_broadcasts
from kairan.emergency.broadcasts.reaching import answer, confirm, note_device, see
from kairan.emergency.broadcasts.sending import end_broadcast, preview, repeat_now, send_broadcast
from kairan.emergency.broadcasts.templates import add_template, change_template, delete_template, templates
from kairan.emergency.broadcasts.views import (
    BroadcastAddressees,
    BroadcastFigures,
    BroadcastMade,
    BroadcastPage,
    BroadcastPreview,
    BroadcastTemplates,
    BroadcastView,
    CallList,
    OwnBroadcasts,
    ReachedPage,
)
from kairan.emergency.broadcasts.watching import HEAD, reached_people, table_rows

AfterPeople = Annotated[int, QueryParameter(ge=0, le=1_000_000)]
Which = Annotated[str, QueryParameter(max_length=10)]


class OnDevice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which broadcasts a device has got."""

    ids: Annotated[list[BroadcastId], msgspec.Meta(max_length=20)]


# --- for those to whom they are sent -------------------------------------------------------------------------------


@get("/mine", summary="Broadcasts to oneself")
async def get_own_broadcasts(ctx: Given[RequestContext]) -> OwnBroadcasts:
    """Return what was sent to the viewer and is not over, what waits for them first."""
    return await ctx.read(own_broadcasts)


@post("/device", status_code=204, summary="Say that broadcasts are on the device")
async def post_on_device(ctx: Given[RequestContext], data: JSONBody[OnDevice]) -> None:
    """Note that the device has them; of what was not sent to the viewer, nothing happens."""
    await ctx.write(note_device, data.ids)


@post("/{broadcast_id:str}/seen", status_code=204, summary="Say that one has seen a broadcast")
async def post_seen(ctx: Given[RequestContext], broadcast_id: FromPath[BroadcastId]) -> None:
    """Note that the viewer looked at it."""
    await ctx.write(see, broadcast_id)


@post("/{broadcast_id:str}/confirm", status_code=200, urgent=True, summary="Confirm a broadcast")
async def post_broadcast_confirmation(ctx: Given[RequestContext], broadcast_id: FromPath[BroadcastId]) -> OwnBroadcasts:
    """Confirm it; nothing more is told of it, whichever way. A second time changes nothing."""

    def act(db: Db, viewer: Viewer) -> OwnBroadcasts:
        confirm(db, viewer, broadcast_id)
        return own_broadcasts(db, viewer)

    return await ctx.write(act)


@post("/{broadcast_id:str}/answer", status_code=200, urgent=True, summary="Answer a broadcast")
async def post_broadcast_answer(
    ctx: Given[RequestContext], broadcast_id: FromPath[BroadcastId], data: JSONBody[BroadcastAnswer]
) -> OwnBroadcasts:
    """Answer what is asked, or answer anew; the same twice is once."""

    def act(db: Db, viewer: Viewer) -> OwnBroadcasts:
        answer(db, viewer, broadcast_id, data)
        return own_broadcasts(db, viewer)

    return await ctx.write(act)


@put("/{broadcast_id:str}/people/{member_id:str}/answer", status_code=204, urgent=True, summary="Answer for somebody")
async def put_answer_for(
    ctx: Given[RequestContext],
    broadcast_id: FromPath[BroadcastId],
    member_id: FromPath[MemberId],
    data: JSONBody[BroadcastAnswer],
) -> None:
    """Answer for somebody who cannot: the headquarters for everybody, others within their department."""
    await ctx.write(answer_for, broadcast_id, member_id, data)


# --- for who leads them --------------------------------------------------------------------------------------------


@get("", summary="The broadcasts one leads")
async def get_broadcasts(ctx: Given[RequestContext], before: FromQuery[str | None] = None) -> BroadcastPage:
    """Return broadcasts, fifty a page, the newest first, with how far they have come."""
    return await ctx.read(broadcasts, None if before is None else BroadcastId(before))


@get("/addressees", summary="Posts and associations a broadcast can go to")
async def get_broadcast_addressees(ctx: Given[RequestContext]) -> BroadcastAddressees:
    """Return the posts of staff and the associations of guests, with how many belong to each."""
    return await ctx.read(addressable)


@post("/preview", status_code=200, summary="To whom a broadcast would go")
async def post_broadcast_preview(
    ctx: Given[RequestContext], letters: Given[LettersGo], data: JSONBody[BroadcastWanted]
) -> BroadcastPreview:
    """Return how many people it would reach, over which ways, and what of its plan reaches nobody."""
    return await ctx.read(preview, data, letters)


@post("", summary="Send a broadcast")
async def post_broadcast(ctx: Given[RequestContext], data: JSONBody[NewBroadcast]) -> BroadcastMade:
    """Send it to everybody it is for; what is urgent goes before all other work, and is told at any hour."""
    set_priority(urgent=data.draft.is_urgent)
    return await ctx.write(send_broadcast, data)


@get("/{broadcast_id:str}", summary="How far a broadcast has come")
async def get_broadcast(ctx: Given[RequestContext], broadcast_id: FromPath[BroadcastId]) -> BroadcastView:
    """Return the counts of each step by department, and what was answered."""
    return await ctx.read(broadcast_view, broadcast_id)


@get("/{broadcast_id:str}/people", summary="How far a broadcast has come with each")
async def get_reached_people(
    ctx: Given[RequestContext],
    broadcast_id: FromPath[BroadcastId],
    which: Which = "",
    department_id: FromQuery[str] = "",
    after: AfterPeople = 0,
) -> ReachedPage:
    """Return people, a hundred a page: in trouble first, then those who are waited for."""
    return await ctx.read(reached_people, broadcast_id, which, department_id, after)


@get("/{broadcast_id:str}/export", summary="A broadcast's people as a table")
async def get_broadcast_export(ctx: Given[RequestContext], broadcast_id: FromPath[BroadcastId]) -> Response[bytes]:
    """Return everybody with their step and answer, as CSV for a spreadsheet."""
    rows = await ctx.read(table_rows, broadcast_id)
    headers = {"Content-Disposition": f'attachment; filename="broadcast-{broadcast_id}.csv"'}
    return Response(table_of(HEAD, rows).encode(), media_type=MEDIA_TYPE, encoding="utf-8", headers=headers)


@get("/{broadcast_id:str}/figures", summary="How a broadcast went")
async def get_broadcast_figures(ctx: Given[RequestContext], broadcast_id: FromPath[BroadcastId]) -> BroadcastFigures:
    """Return times and rates by department and post, against the last one that asked the same."""
    return await ctx.read(broadcast_figures, broadcast_id)


@post(
    "/{broadcast_id:str}/report",
    status_code=200,
    summary="A broadcast's result as PDF",
    packed=True,
    responses={
        200: ResponseSpec(bytes, generate_examples=False, description="The result", media_type="application/pdf")
    },
)
async def post_broadcast_report(
    ctx: Given[RequestContext], typesetter: Given[Typesetter], broadcast_id: FromPath[BroadcastId]
) -> Response[bytes]:
    """Return its figures and whom to look after as PDF/A; noted in the broadcast's record."""
    out = await ctx.write(print_broadcast, broadcast_id)
    pdf = await typesetter.pdf(ctx.viewer.member_id, TEMPLATE, partial(report_paper, out), out.printed_at)
    return as_pdf(pdf, f"broadcast-{broadcast_id}.pdf")


@post("/{broadcast_id:str}/repeat", status_code=204, summary="Tell a broadcast once more")
async def post_repeat(ctx: Given[RequestContext], broadcast_id: FromPath[BroadcastId]) -> None:
    """Tell those who are still waited for at once."""
    await ctx.write(repeat_now, broadcast_id)


@post("/{broadcast_id:str}/end", status_code=204, summary="End a broadcast")
async def post_broadcast_end(ctx: Given[RequestContext], broadcast_id: FromPath[BroadcastId]) -> None:
    """End it: nothing more is told; screens put it away."""
    await ctx.write(end_broadcast, broadcast_id)


@get("/{broadcast_id:str}/calls", summary="Who is to be phoned")
async def get_calls(ctx: Given[RequestContext], broadcast_id: FromPath[BroadcastId]) -> CallList:
    """Return who is still waited for, and who phones them."""
    return await ctx.read(call_list, broadcast_id)


@put("/{broadcast_id:str}/calls/{member_id:str}", status_code=200, summary="Take somebody of a broadcast to phone")
async def put_call(
    ctx: Given[RequestContext],
    broadcast_id: FromPath[BroadcastId],
    member_id: FromPath[MemberId],
    data: JSONBody[CallNote],
) -> CallList:
    """Take them, or note what came of it; of two at once one wins, and the other is told."""
    return await ctx.write(call, broadcast_id, member_id, data)


@delete("/{broadcast_id:str}/calls/{member_id:str}", status_code=200, summary="Give somebody to phone back")
async def delete_call(
    ctx: Given[RequestContext], broadcast_id: FromPath[BroadcastId], member_id: FromPath[MemberId]
) -> CallList:
    """Let others phone them, or take back what one noted."""
    return await ctx.write(give_back, broadcast_id, member_id)


@get("/templates", summary="Broadcasts ready to be sent")
async def get_broadcast_templates(ctx: Given[RequestContext], letters: Given[LettersGo]) -> BroadcastTemplates:
    """Return the body's own templates, and those every body has; and which ways lead out of here."""
    return msgspec.structs.replace(await ctx.read(templates), outside=sorted(letters.outside))


@post("/templates", summary="Keep a template for broadcasts")
async def post_broadcast_template(ctx: Given[RequestContext], data: JSONBody[BroadcastDraft]) -> BroadcastTemplates:
    """Keep one more template of the body's own."""
    return await ctx.write(add_template, data)


@put("/templates/{template_id:str}", status_code=200, summary="Change a template for broadcasts")
async def put_broadcast_template(
    ctx: Given[RequestContext], template_id: FromPath[TemplateId], data: JSONBody[BroadcastDraft]
) -> BroadcastTemplates:
    """Change one of the body's own."""
    return await ctx.write(change_template, template_id, data)


@delete("/templates/{template_id:str}", status_code=200, summary="Delete a template for broadcasts")
async def delete_broadcast_template(
    ctx: Given[RequestContext], template_id: FromPath[TemplateId]
) -> BroadcastTemplates:
    """Delete one of the body's own."""
    return await ctx.write(delete_template, template_id)


router = Router(
    "/broadcasts",
    route_handlers=[
        get_own_broadcasts,
        post_on_device,
        post_seen,
        post_broadcast_confirmation,
        post_broadcast_answer,
        put_answer_for,
        get_broadcasts,
        get_broadcast_addressees,
        post_broadcast_preview,
        post_broadcast,
        get_broadcast,
        get_reached_people,
        get_broadcast_export,
        get_broadcast_figures,
        post_broadcast_report,
        post_repeat,
        post_broadcast_end,
        get_calls,
        put_call,
        delete_call,
        get_broadcast_templates,
        post_broadcast_template,
        put_broadcast_template,
        delete_broadcast_template,
    ],
    tags=["Broadcasts"],
)
