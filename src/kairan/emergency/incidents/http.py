"""Incidents over HTTP: parse, call one action, render."""

from typing import Annotated

from litestar import Response, Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.core.kit.priority import set_priority
from kairan.core.kit.spreadsheet import MEDIA_TYPE, table_of
from kairan.core.request_context import RequestContext
from kairan.core.viewer import MemberId
from kairan.emergency.incidents.chronology import change_entry, move_entry, strike_entry, write_entry
from kairan.emergency.incidents.leading import (
    add_people,
    change_incident,
    end_incident,
    open_incident,
    remove_person,
    reopen_incident,
)
from kairan.emergency.incidents.model import (
    ENTRIES_MOST,
    ChronologyChange,
    ChronologyStatus,
    ChronologyStrike,
    FieldReport,
    IncidentChange,
    IncidentId,
    IncidentPeople,
    NewChronologyEntry,
    NewIncident,
)
from kairan.emergency.incidents.queries import (
    QUERY_LIMIT,
    KindFilter,
    StatusFilter,
    Wanted,
    chronology,
    incident_people,
    incident_view,
    incidents,
)
from kairan.emergency.incidents.reporting import own_reports, report
from kairan.emergency.incidents.table import HEAD, table_rows
from kairan.emergency.incidents.views import (
    Chronology,
    ChronologyMade,
    IncidentMade,
    IncidentPersons,
    Incidents,
    IncidentView,
    OwnReports,
)

One = FromPath[IncidentId]
Words = Annotated[str, QueryParameter(max_length=QUERY_LIMIT)]
Responsible = Annotated[str, QueryParameter(max_length=13)]
Before = Annotated[str, QueryParameter(max_length=40)]
Known = Annotated[int, QueryParameter(ge=0, le=2**53)]
Number = FromPath[int]


@get("", summary="Incidents")
async def get_incidents(ctx: Given[RequestContext]) -> Incidents:
    """Return the incidents whose chronology one reads, and those to which one may report."""
    return await ctx.read(incidents)


@post("", summary="Open an incident")
async def post_incident(ctx: Given[RequestContext], data: JSONBody[NewIncident]) -> IncidentMade:
    """Open one, with its people and a room for each name; it goes before all other work."""
    set_priority(urgent=True)
    return IncidentMade(id=await ctx.write(open_incident, data))


@get("/{incident_id:str}", summary="An incident")
async def get_incident(ctx: Given[RequestContext], incident_id: One) -> IncidentView:
    """Return an incident with its figures."""
    return await ctx.read(incident_view, incident_id)


@put("/{incident_id:str}", summary="Change an incident")
async def put_incident(ctx: Given[RequestContext], incident_id: One, data: JSONBody[IncidentChange]) -> IncidentView:
    """Give it another name, kind or level; the chronology says so."""
    await ctx.write(change_incident, incident_id, data)
    return await ctx.read(incident_view, incident_id)


@post("/{incident_id:str}/end", status_code=200, summary="End an incident")
async def post_incident_end(ctx: Given[RequestContext], incident_id: One) -> IncidentView:
    """End it: it is read and printed, and nothing more is written."""
    await ctx.write(end_incident, incident_id)
    return await ctx.read(incident_view, incident_id)


@post("/{incident_id:str}/reopen", status_code=200, summary="Reopen an incident")
async def post_incident_reopening(ctx: Given[RequestContext], incident_id: One) -> IncidentView:
    """Let it go on after all."""
    await ctx.write(reopen_incident, incident_id)
    return await ctx.read(incident_view, incident_id)


@get("/{incident_id:str}/people", summary="Who works on an incident")
async def get_incident_people(ctx: Given[RequestContext], incident_id: One) -> IncidentPersons:
    """Return who works on it, in the order in which they came."""
    return await ctx.read(incident_people, incident_id)


@post("/{incident_id:str}/people", status_code=200, summary="Let people work on an incident")
async def post_incident_people(
    ctx: Given[RequestContext], incident_id: One, data: JSONBody[IncidentPeople]
) -> IncidentPersons:
    """Add people, and let them into those of its rooms that one is in."""
    await ctx.write(add_people, incident_id, data)
    return await ctx.read(incident_people, incident_id)


@delete("/{incident_id:str}/people/{member_id:str}", status_code=204, summary="Let somebody work on it no more")
async def delete_incident_person(ctx: Given[RequestContext], incident_id: One, member_id: FromPath[MemberId]) -> None:
    """Remove somebody; its rooms are left as rooms are."""
    await ctx.write(remove_person, incident_id, member_id)


@get("/{incident_id:str}/chronology", summary="The chronology of an incident")
async def get_chronology(
    ctx: Given[RequestContext],
    incident_id: One,
    status: FromQuery[StatusFilter] = "",
    kind: FromQuery[KindFilter] = "",
    responsible: Responsible = "",
    q: Words = "",
    before: Before = "",
    known: Known = 0,
) -> Chronology:
    """Return entries, a hundred a page, the newest first; none where nothing changed since the `known` revision.

    `responsible`: the id of who is responsible for them, or `nobody`.
    """
    wanted = Wanted(status=status, kind=kind, responsible=responsible, query=q, before=before, known=known)
    return await ctx.read(chronology, incident_id, wanted)


@post("/{incident_id:str}/chronology", summary="Write in the chronology")
async def post_chronology(
    ctx: Given[RequestContext], incident_id: One, data: JSONBody[NewChronologyEntry]
) -> ChronologyMade:
    """Write an entry, directly or from a message."""
    return ChronologyMade(number=await ctx.write(write_entry, incident_id, data))


@put("/{incident_id:str}/chronology/{number:int}", status_code=204, summary="Change an entry of the chronology")
async def put_chronology_entry(
    ctx: Given[RequestContext], incident_id: One, number: Number, data: JSONBody[ChronologyChange]
) -> None:
    """Change it as a whole; its former wording stays on record."""
    await ctx.write(change_entry, incident_id, _known(number), data)


@put("/{incident_id:str}/chronology/{number:int}/status", status_code=204, summary="Say how far an entry is")
async def put_chronology_status(
    ctx: Given[RequestContext], incident_id: One, number: Number, data: JSONBody[ChronologyStatus]
) -> None:
    """Say whether it is open, being worked on, or done."""
    await ctx.write(move_entry, incident_id, _known(number), data)


@post("/{incident_id:str}/chronology/{number:int}/strike", status_code=204, summary="Strike an entry")
async def post_chronology_strike(
    ctx: Given[RequestContext], incident_id: One, number: Number, data: JSONBody[ChronologyStrike]
) -> None:
    """Say that it does not hold; it stays, struck through."""
    await ctx.write(strike_entry, incident_id, _known(number), data)


def _known(number: int) -> int:
    """Keep a number within what a database column holds; there is no such entry in any case."""
    return max(0, min(number, ENTRIES_MOST + 1))


@post("/{incident_id:str}/chronology/export", status_code=200, summary="The chronology as a table")
async def post_chronology_export(ctx: Given[RequestContext], incident_id: One) -> Response[bytes]:
    """Return the whole chronology, oldest first, as CSV for a spreadsheet; noted in the incident's record."""
    rows = await ctx.write(table_rows, incident_id)
    headers = {"Content-Disposition": f'attachment; filename="chronology-{incident_id}.csv"'}
    return Response(table_of(HEAD, rows).encode(), media_type=MEDIA_TYPE, encoding="utf-8", headers=headers)


@post("/{incident_id:str}/reports", summary="Report from the field")
async def post_field_report(ctx: Given[RequestContext], incident_id: One, data: JSONBody[FieldReport]) -> OwnReports:
    """Report what one sees, with photos and position; all staff may, while it goes on."""
    return await ctx.write(report, incident_id, data)


@get("/{incident_id:str}/reports/mine", summary="One's own reports")
async def get_own_field_reports(ctx: Given[RequestContext], incident_id: One) -> OwnReports:
    """Return what one reported oneself, and how far it is."""
    return await ctx.read(own_reports, incident_id)


router = Router(
    "/incidents",
    route_handlers=[
        get_incidents,
        post_incident,
        get_incident,
        put_incident,
        post_incident_end,
        post_incident_reopening,
        get_incident_people,
        post_incident_people,
        delete_incident_person,
        get_chronology,
        post_chronology,
        put_chronology_entry,
        put_chronology_status,
        post_chronology_strike,
        post_chronology_export,
        post_field_report,
        get_own_field_reports,
    ],
    tags=["Incidents"],
)
