"""Records over HTTP: requests, reading, taking out, and what masters are told."""

from collections.abc import AsyncIterator
from typing import Annotated

import msgspec
from litestar import Router, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.response import Stream

from kairan.core.request_context import RequestContext
from kairan.records.export import Format, Head, Sum, begin_export, exported, foot_of, head_of
from kairan.records.model import NewRequest, Notice, RecordPage, RecordRequest, RecordRules, RoomChoice
from kairan.records.notices import confirm_notices, notices
from kairan.records.reading import view_records
from kairan.records.requests import (
    ask_for_records,
    change_rules,
    consent_to,
    record_rules,
    refuse,
    requests,
    rooms_to_name,
    withdraw,
)

MEDIA = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl", "html": "text/html; charset=utf-8"}
FRESH = {"fresh": "changes"}


class RecordRequests(msgspec.Struct, frozen=True):
    """The body's requests, the newest first."""

    requests: list[RecordRequest]


class RoomChoices(msgspec.Struct, frozen=True):
    """Rooms that can be named, by name."""

    rooms: list[RoomChoice]


class Notices(msgspec.Struct, frozen=True):
    """What a master was told and has not confirmed."""

    notices: list[Notice]


class FromPlace(msgspec.Struct, frozen=True):
    """Where the next page begins; null for the first."""

    after: Annotated[str, msgspec.Meta(max_length=60)] | None = None


@get("/requests", summary="Requests to read records")
async def get_requests(ctx: Given[RequestContext]) -> RecordRequests:
    """Return every request of the body, to its auditors and administrators."""
    return RecordRequests(await ctx.read(requests))


@post("/requests", summary="Ask to read records")
async def post_request(ctx: Given[RequestContext], data: JSONBody[NewRequest]) -> RecordRequest:
    """Ask, as an auditor, for the talk of rooms or people in a period, with a reason."""
    return await ctx.write(ask_for_records, data)


@post("/requests/{request_id:str}/consent", status_code=200, summary="Consent to a request")
async def post_records_consent(ctx: Given[RequestContext], request_id: FromPath[str]) -> RecordRequest:
    """Open it, as a second person, for the hours the body set."""
    return await ctx.write(consent_to, request_id)


@post("/requests/{request_id:str}/refuse", status_code=200, summary="Refuse a request")
async def post_refusal(ctx: Given[RequestContext], request_id: FromPath[str]) -> RecordRequest:
    """Refuse it as a second person."""
    return await ctx.write(refuse, request_id)


@post("/requests/{request_id:str}/withdraw", status_code=200, summary="Withdraw a request or a consent")
async def post_withdrawal(ctx: Given[RequestContext], request_id: FromPath[str]) -> RecordRequest:
    """End it at once."""
    return await ctx.write(withdraw, request_id)


@post("/requests/{request_id:str}/pages", status_code=200, summary="Read a page of records")
async def post_page(ctx: Given[RequestContext], request_id: FromPath[str], data: JSONBody[FromPlace]) -> RecordPage:
    """Return fifty messages, removed ones too; that they were read is an entry."""
    return await ctx.write(view_records, request_id, data.after)


@get("/requests/{request_id:str}/export", summary="Take records out with their proof", opt={"fresh": True})
async def get_records_export(
    ctx: Given[RequestContext],
    request_id: FromPath[str],
    format: FromQuery[Format] = "jsonl",  # noqa: A002  (its name in the address)
) -> Stream:
    """Give out everything a request reaches as JSON Lines, CSV or a page; that it was taken out is an entry."""
    head = await ctx.write(begin_export, request_id, format)
    disposition = f'attachment; filename="kairan-records-{head.request_id}.{format}"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Stream(_written(ctx, head, format), media_type=MEDIA[format], headers=headers)


async def _written(ctx: RequestContext, head: Head, wanted: Format) -> AsyncIterator[bytes]:
    total = Sum()
    yield total.add(head_of(head, wanted))
    after: str | None = None
    while True:
        written = await ctx.read(exported, head.request_id, wanted, after)
        yield total.add(written.text)
        if (after := written.next) is None:
            break
    yield foot_of(wanted, total.lines, total.hexdigest()).encode()


@get("/rooms", summary="Rooms an auditor may name")
async def get_room_choices(
    ctx: Given[RequestContext], q: Annotated[str, QueryParameter(max_length=200)] = ""
) -> RoomChoices:
    """Return names only, at most fifty."""
    return RoomChoices(await ctx.read(rooms_to_name, q))


@get("/rules", summary="How long a consent lasts, and when masters are told")
async def get_rules(ctx: Given[RequestContext]) -> RecordRules:
    """Return the body's rules."""
    return await ctx.read(record_rules)


@put("/rules", summary="Change the rules for reading records")
async def put_rules(ctx: Given[RequestContext], data: JSONBody[RecordRules]) -> RecordRules:
    """Change them, as an administrator."""
    return await ctx.write(change_rules, data)


@get("/notices", summary="What one was told of records read")
async def get_notices(ctx: Given[RequestContext]) -> Notices:
    """Return, to a master of rooms, whose records of which rooms were read and by whom."""
    return Notices(await ctx.read(notices))


@post("/notices/confirm", status_code=204, summary="Confirm what one was told")
async def post_confirmation(ctx: Given[RequestContext]) -> None:
    """Remember that it was seen."""
    await ctx.write(confirm_notices)


console = Router(
    "/administration/records",
    route_handlers=[
        get_requests, post_request, post_records_consent, post_refusal, post_withdrawal, post_page, get_records_export,
        get_room_choices, get_rules, put_rules,
    ],
    tags=["Records"],
    opt=FRESH,
)  # fmt: skip
mine = Router("/records", route_handlers=[get_notices, post_confirmation], tags=["Records"])
