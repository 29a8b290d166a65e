"""What is left of an incident over HTTP: parse, call one action, render."""

from collections.abc import AsyncIterator
from functools import partial

import msgspec
from litestar import Response, Router, get, post, put
from litestar.di import NamedDependency as Given
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody
from litestar.response import Stream

from kairan.applications.paper.layout import as_pdf
from kairan.core.kit.typesetting import Typesetter
from kairan.core.request_context import RequestContext
from kairan.emergency.closing.model import Review, ReviewView
from kairan.emergency.closing.paper.record import MAP_TEMPLATE, TEMPLATE, map_paper, record_paper
from kairan.emergency.closing.printing import print_incident, print_map
from kairan.emergency.closing.proving import ProofHead, begin_proof, proof_part
from kairan.emergency.closing.reviewing import review, write_review
from kairan.emergency.incidents.model import IncidentId
from kairan.records.export import Sum, foot_of, line_of

One = FromPath[IncidentId]
PDF = {200: ResponseSpec(bytes, generate_examples=False, description="The record", media_type="application/pdf")}


@post("/record", status_code=200, summary="The record of an incident as PDF", packed=True, responses=PDF)
async def post_incident_record(
    ctx: Given[RequestContext], typesetter: Given[Typesetter], incident_id: One
) -> Response[bytes]:
    """Return figures, map, how far and fast broadcasts came, chronology and review as PDF/A; noted on record."""
    out = await ctx.write(print_incident, incident_id)
    pdf = await typesetter.pdf(ctx.viewer.member_id, TEMPLATE, partial(record_paper, out), out.printed_at)
    return as_pdf(pdf, f"incident-{incident_id}.pdf")


@post("/map/paper", status_code=200, summary="The map of an incident as PDF", packed=True, responses=PDF)
async def post_incident_map_paper(
    ctx: Given[RequestContext], typesetter: Given[Typesetter], incident_id: One
) -> Response[bytes]:
    """Return the map as it is now as PDF/A, with the list of what stands on it; noted in the incident's record."""
    out = await ctx.write(print_map, incident_id)
    pdf = await typesetter.pdf(ctx.viewer.member_id, MAP_TEMPLATE, partial(map_paper, out), out.printed_at)
    return as_pdf(pdf, f"incident-map-{incident_id}.pdf")


@post("/proof", status_code=200, summary="Take an incident out with its proof")
async def post_incident_proof(ctx: Given[RequestContext], incident_id: One) -> Stream:
    """Give out everything its record holds, with digests, as JSON Lines; that it was taken out is the last entry."""
    head = await ctx.write(begin_proof, incident_id)
    disposition = f'attachment; filename="incident-{head.incident_id}.jsonl"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Stream(_proof(ctx, incident_id, head), media_type="application/jsonl", headers=headers)


async def _proof(ctx: RequestContext, incident_id: IncidentId, head: ProofHead) -> AsyncIterator[bytes]:
    total = Sum()
    yield total.add(line_of({"line": "incident", **msgspec.to_builtins(head)}))
    after: int | None = 0
    while after is not None:
        part = await ctx.read(proof_part, incident_id, after, head.entries)
        yield total.add("".join(map(line_of, part.lines)))
        after = part.last
    yield foot_of("jsonl", total.lines, total.hexdigest()).encode()


@get("/review", summary="What to do better next time")
async def get_incident_review(ctx: Given[RequestContext], incident_id: One) -> ReviewView:
    """Return what was written of an incident."""
    return await ctx.read(review, incident_id)


@put("/review", status_code=200, summary="Write what to do better next time")
async def put_incident_review(ctx: Given[RequestContext], incident_id: One, data: JSONBody[Review]) -> ReviewView:
    """Write it as a whole, also when the incident is over; its former wording stays on record."""
    return await ctx.write(write_review, incident_id, data)


router = Router(
    "/incidents/{incident_id:str}",
    route_handlers=[
        post_incident_record,
        post_incident_map_paper,
        post_incident_proof,
        get_incident_review,
        put_incident_review,
    ],
    tags=["Incidents"],
)
