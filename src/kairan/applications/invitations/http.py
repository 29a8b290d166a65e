"""Invitations over HTTP, for those who publish a form."""

import asyncio
from collections.abc import AsyncIterator
from typing import Literal

from litestar import Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.response import Stream

from kairan.applications.invitations.actions import invite, withdraw_invitation, write_to_invited
from kairan.applications.invitations.model import (
    InvitationId,
    InvitationPage,
    InvitationsAdded,
    Invited,
    Inviting,
    LettersPosted,
)
from kairan.applications.invitations.queries import (
    HEAD,
    NumbersExporting,
    Shown,
    begin_numbers_export,
    exported_numbers,
    invited_people,
)
from kairan.applications.invitations.reading import read_invited
from kairan.applications.model import PublicPages
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.spreadsheet import CHARSETS, MEDIA_TYPE, Encoding, encoded, encoded_rows
from kairan.core.request_context import RequestContext
from kairan.forms.model import FormId

ListFormat = Literal["csv", "csv-sjis"]
_ENCODINGS: dict[ListFormat, Encoding] = {"csv": "utf-8", "csv-sjis": "cp932"}


@get("", summary="Who was invited to a form")
async def get_invited(
    ctx: Given[RequestContext],
    form_id: FromPath[FormId],
    after: FromQuery[str | None] = None,
    shown: FromQuery[Shown] = "all",
) -> InvitationPage:
    """Return who was invited, a hundred a page, how many have answered, or who has not."""
    return await ctx.read(invited_people, form_id, shown, after)


@post("", summary="Invite people to a form", status_code=200)
async def post_invited(
    ctx: Given[RequestContext], box: Given[SecretBox], form_id: FromPath[FormId], data: JSONBody[Inviting]
) -> InvitationsAdded:
    """Give a number to everybody in a table (CSV, UTF-8 or CP932), or to so many people without names."""
    people = await asyncio.to_thread(read_invited, data.table) if data.table else []
    return await ctx.write(invite, box, form_id, [*people, *([Invited()] * data.count)])


@post("/letters", summary="Write to who has not answered", status_code=200)
async def post_letters(
    ctx: Given[RequestContext], box: Given[SecretBox], public_pages: Given[PublicPages], form_id: FromPath[FormId]
) -> LettersPosted:
    """Send the address and the number to those who have not answered, five hundred at once."""
    return await ctx.write(write_to_invited, box, form_id, public_pages.url, public_pages.is_mailed)


@post("/{invitation_id:str}/withdraw", summary="Withdraw an invitation", status_code=200)
async def post_invitation_withdrawal(
    ctx: Given[RequestContext], form_id: FromPath[FormId], invitation_id: FromPath[InvitationId]
) -> InvitationPage:
    """Let a number be used no more."""
    return await ctx.write(withdraw_invitation, form_id, invitation_id)


@post("/export", summary="The list of the invited, with their numbers", status_code=200)
async def post_numbers_export(
    ctx: Given[RequestContext], box: Given[SecretBox], form_id: FromPath[FormId], form_as: FromQuery[ListFormat] = "csv"
) -> Stream:
    """Return everybody with their number as CSV; noted in the form's record."""
    export = await ctx.write(begin_numbers_export, form_id, form_as)
    encoding = _ENCODINGS[form_as]
    headers = {
        "Content-Disposition": f'attachment; filename="invited-{form_id}.csv"',
        "Content-Type": f"{MEDIA_TYPE}; charset={CHARSETS[encoding]}",
    }
    return Stream(_lines(ctx, box, export, encoding), headers=headers)


async def _lines(
    ctx: RequestContext, box: SecretBox, export: NumbersExporting, encoding: Encoding
) -> AsyncIterator[bytes]:
    yield encoded(list(HEAD), [], encoding)
    after: str | None = ""
    while after is not None:
        rows, after = await ctx.read(exported_numbers, box, export, after)
        yield encoded_rows(rows, encoding)


router = Router(
    "/forms/{form_id:str}/invited",
    route_handlers=[get_invited, post_invited, post_letters, post_invitation_withdrawal, post_numbers_export],
    tags=["Forms"],
)
