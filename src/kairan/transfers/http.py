"""Lists of moves over HTTP: parse, call one action, render. Every route is for administrators of the body."""

from typing import Annotated

import msgspec
from litestar import Response, Router, delete, get, patch, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.core.kit.clock import INSTANT_MOST
from kairan.core.kit.ids import Id
from kairan.core.kit.spreadsheet import MEDIA_TYPE
from kairan.core.request_context import RequestContext
from kairan.core.viewer import MemberId
from kairan.people import DepartmentId
from kairan.people.model import MemberStatus
from kairan.roster.model import Separators
from kairan.transfers.actions import (
    change_list,
    discard_list,
    drop_move,
    prepare_list,
    put_moves,
    set_list,
    withdraw_list,
)
from kairan.transfers.exporting import export_list
from kairan.transfers.model import MOVES_MOST, ListId, Move, Title
from kairan.transfers.queries import ListPage, Lists, PeopleToMove, Preview, candidates, lists_of, page_of_list, preview
from kairan.transfers.spreadsheet import SheetOptions, SheetPlan, SheetTaken, file_of, plan_sheet, take_sheet
from kairan.transfers.undoing import undo_list

SHEET_BYTES = 8 * 1024 * 1024  # a million characters, each escaped
Hour = Annotated[int, msgspec.Meta(ge=0, le=INSTANT_MOST)]


class NewList(msgspec.Struct, frozen=True):
    """A list to be prepared; its hour in milliseconds since 1970 UTC."""

    name: Title
    effective_at: Hour


class ListChange(msgspec.Struct, frozen=True, kw_only=True):
    """What is to change of a list; what is left out stays."""

    name: Title | msgspec.UnsetType = msgspec.UNSET
    effective_at: Hour | msgspec.UnsetType = msgspec.UNSET


class MovesPut(msgspec.Struct, frozen=True):
    """Moves by person; whoever is in the list already moves as said here, if `revisions` name what it said so far."""

    moves: Annotated[dict[MemberId, Move], msgspec.Meta(max_length=MOVES_MOST)]
    revisions: Annotated[dict[MemberId, Id], msgspec.Meta(max_length=MOVES_MOST)] = {}


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A table as the bytes of its file, in base64, at most some 700 kB; and how it is to be read."""

    table: Annotated[str, msgspec.Meta(max_length=1_000_000)]
    separators: Separators = "read"
    split_days: bool = False  # lines with another day go into lists of their own

    @property
    def options(self) -> SheetOptions:
        """How it is to be read."""
        return SheetOptions(separators=self.separators, split_days=self.split_days)


@get("/transfers", summary="The lists of moves")
async def get_lists(ctx: Given[RequestContext]) -> Lists:
    """Return every list of the body, the latest hour first."""
    return Lists(await ctx.read(lists_of))


@post("/transfers", summary="Prepare a list of moves")
async def post_list(ctx: Given[RequestContext], data: JSONBody[NewList]) -> ListPage:
    """Begin a list; nothing happens before it is set and its hour has come."""
    list_id = await ctx.write(prepare_list, data.name, data.effective_at)
    return await ctx.read(page_of_list, list_id)


@get("/transfers/candidates", summary="Staff who can be put into a list")
async def get_people_to_move(
    ctx: Given[RequestContext],
    q: Annotated[str, QueryParameter(max_length=200)] = "",
    department_id: FromQuery[str | None] = None,
    status: FromQuery[MemberStatus | None] = None,
) -> PeopleToMove:
    """Search by name, reading or staff number, within a department and those below it; the first hundred."""
    within = None if department_id is None else DepartmentId(department_id)
    return await ctx.read(candidates, q, within, status)


@get("/transfers/{list_id:str}", summary="A list of moves")
async def get_list(ctx: Given[RequestContext], list_id: FromPath[ListId]) -> ListPage:
    """Return a list with its moves."""
    return await ctx.read(page_of_list, list_id)


@patch("/transfers/{list_id:str}", summary="Change a list's name or hour")
async def patch_list(
    ctx: Given[RequestContext], list_id: FromPath[ListId], data: JSONBody[ListChange], revision: FromQuery[str] = ""
) -> ListPage:
    """Change what is being prepared; a list that is set is withdrawn first."""
    await ctx.write(change_list, list_id, data.name, data.effective_at, revision)
    return await ctx.read(page_of_list, list_id)


@delete("/transfers/{list_id:str}", summary="Throw a list away")
async def delete_list(ctx: Given[RequestContext], list_id: FromPath[ListId]) -> None:
    """Throw away a list that is being prepared."""
    await ctx.write(discard_list, list_id)


@put("/transfers/{list_id:str}/moves", status_code=200, summary="Put people into a list")
async def put_list_moves(ctx: Given[RequestContext], list_id: FromPath[ListId], data: JSONBody[MovesPut]) -> ListPage:
    """Add moves, or change those of people who are in the list."""
    await ctx.write(put_moves, list_id, data.moves, data.revisions)
    return await ctx.read(page_of_list, list_id)


@delete("/transfers/{list_id:str}/moves/{member_id:str}", status_code=200, summary="Take somebody out of a list")
async def delete_move(ctx: Given[RequestContext], list_id: FromPath[ListId], member_id: FromPath[MemberId]) -> ListPage:
    """Take one person out of a list."""
    await ctx.write(drop_move, list_id, member_id)
    return await ctx.read(page_of_list, list_id)


@post(
    "/transfers/{list_id:str}/sheet",
    status_code=200,
    summary="Take moves over from a table",
    request_max_body_size=SHEET_BYTES,
)
async def post_sheet(ctx: Given[RequestContext], list_id: FromPath[ListId], data: JSONBody[Sheet]) -> SheetTaken:
    """Take over a CSV or what was pasted from a spreadsheet: all of it, or nothing and every faulty line."""
    return await ctx.write(take_sheet, list_id, file_of(data.table), data.options)


@post(
    "/transfers/{list_id:str}/sheet/plan",
    status_code=200,
    summary="What taking moves over from a table would do",
    fresh=False,
    request_max_body_size=SHEET_BYTES,
)
async def post_sheet_plan(ctx: Given[RequestContext], list_id: FromPath[ListId], data: JSONBody[Sheet]) -> SheetPlan:
    """Say what every line would do, what of the table is not used, and what is wrong; nothing is changed."""
    return await ctx.read(plan_sheet, list_id, file_of(data.table), data.options)


@get("/transfers/{list_id:str}/preview", summary="What a list would do")
async def get_preview(ctx: Given[RequestContext], list_id: FromPath[ListId]) -> Preview:
    """Return posts before and after, rooms entered and left, masters, and what is wrong."""
    return await ctx.read(preview, list_id)


@get(
    "/transfers/{list_id:str}/export",
    summary="A list of moves as CSV",
    writes=True,
    fresh=True,
    media_type=MEDIA_TYPE,
)
async def get_list_export(ctx: Given[RequestContext], list_id: FromPath[ListId]) -> Response[str]:
    """Give out who moves from where to where: what would happen, or what did; an entry tells of it."""
    written = await ctx.write(export_list, list_id)
    headers = {"Content-Disposition": 'attachment; filename="kairan-transfers.csv"', "Cache-Control": "no-store"}
    return Response(written, media_type=MEDIA_TYPE, headers=headers)


@post("/transfers/{list_id:str}/set", status_code=200, summary="Set a list for its hour")
async def post_set(ctx: Given[RequestContext], list_id: FromPath[ListId]) -> ListPage:
    """Let a list be carried out at its hour; at once when that has passed."""
    await ctx.write(set_list, list_id)
    return await ctx.read(page_of_list, list_id)


@post("/transfers/{list_id:str}/withdraw", status_code=200, summary="Take a list back before its hour")
async def post_withdraw(ctx: Given[RequestContext], list_id: FromPath[ListId]) -> ListPage:
    """Let a list be prepared again."""
    await ctx.write(withdraw_list, list_id)
    return await ctx.read(page_of_list, list_id)


@post("/transfers/{list_id:str}/undo", status_code=200, summary="Take back what a list has changed")
async def post_undo_list(ctx: Given[RequestContext], list_id: FromPath[ListId]) -> ListPage:
    """Bring posts, memberships and masters back to what they were, where nothing else happened since."""
    await ctx.write(undo_list, list_id)
    return await ctx.read(page_of_list, list_id)


router = Router(
    "/administration",
    route_handlers=[
        get_lists, post_list, get_people_to_move, get_list, patch_list, delete_list, put_list_moves, delete_move,
        post_sheet, post_sheet_plan, get_preview, get_list_export, post_set, post_withdraw, post_undo_list,
    ],
    tags=["Transfers"],
    opt={"fresh": "changes"},
)  # fmt: skip
