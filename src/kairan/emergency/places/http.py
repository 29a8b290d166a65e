"""Places over HTTP: the board for all, reports of those who are there, and for the headquarters the lists."""

from typing import Annotated, Any

from litestar import Request, Response, Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import Db
from kairan.core.kit.outside import OutsideBusy, OutsideThreads
from kairan.core.kit.problems import TooBusy
from kairan.core.kit.spreadsheet import MEDIA_TYPE, table_of
from kairan.core.request_context import RequestContext
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.audience import TASK
from kairan.emergency.places.actions import add_place, name_keepers, report, retire_place
from kairan.emergency.places.exporting import HEAD, place_rows
from kairan.emergency.places.importing import preview_list, take_list
from kairan.emergency.places.lists import PlaceList, read_places
from kairan.emergency.places.model import (
    ListMode,
    MapTiles,
    NewPlace,
    PlaceBoard,
    PlaceHistory,
    PlaceId,
    PlaceKeepers,
    PlacePoints,
    PlaceReport,
    PlacesListed,
    PlaceView,
    WhichPlaces,
)
from kairan.emergency.places.queries import place_board, place_history, place_points, place_view
from kairan.people import require_task
from kairan.roster.wire import CsvBody

MIB = 1024 * 1024
BYTES_MOST = bounded("emergency.place_list", 4 * MIB, "refuse", "413 `request.too_large`")
READERS = bounded("emergency.place_readers", 2, "refuse", "503 `server.busy`; whoever brought the list tries again")
AnyRequest = Request[Any, Any, Any]
Searched = Annotated[str, QueryParameter(max_length=100)]
AfterPlaces = Annotated[int, QueryParameter(ge=0, le=10_000)]
BeforeSeq = Annotated[int, QueryParameter(ge=0, le=2**53)]

_readers = OutsideThreads("places", READERS)


@get("", summary="The places of the body, and how they are")
async def get_places(
    ctx: Given[RequestContext],
    words: Searched = "",
    after: AfterPlaces = 0,
    *,
    drill: FromQuery[bool] = False,
    which: FromQuery[WhichPlaces] = "all",
) -> PlaceBoard:
    """Return places, a hundred a page: full ones, open ones by how many are there, then the others."""
    return await ctx.read(place_board, drill, which, words, after)


@get("/points", summary="The places of the body on a map")
async def get_place_points(ctx: Given[RequestContext], *, drill: FromQuery[bool] = False) -> PlacePoints:
    """Return every place that has a position."""
    return await ctx.read(place_points, drill)


@get("/tiles", summary="Where maps get tiles")
async def get_map_tiles(map_tiles: Given[MapTiles]) -> MapTiles:
    """Return the path of the tiles on this server; an empty one: maps show the outline of municipalities."""
    return map_tiles


_TABLE = ResponseSpec(str, generate_examples=False, description="The table", media_type=MEDIA_TYPE)


@get("/export", summary="The places as a table", responses={200: _TABLE})
async def get_places_export(ctx: Given[RequestContext], *, drill: FromQuery[bool] = False) -> Response[bytes]:
    """Return every place of which something was said, as CSV for a spreadsheet."""
    rows = await ctx.read(place_rows, drill)
    headers = {"Content-Disposition": 'attachment; filename="places.csv"'}
    return Response(table_of(HEAD, rows).encode(), media_type=MEDIA_TYPE, headers=headers)


@post("", summary="Add a place on the spot")
async def post_place(ctx: Given[RequestContext], data: JSONBody[NewPlace]) -> PlaceView:
    """Add a place that was never designated (指定外の避難所)."""

    def act(db: Db, viewer: Viewer) -> PlaceView:
        return place_view(db, viewer, add_place(db, viewer, data), is_drill=False)

    return await ctx.write(act)


@get("/{place_id:str}", summary="A place")
async def get_place(
    ctx: Given[RequestContext], place_id: FromPath[PlaceId], *, drill: FromQuery[bool] = False
) -> PlaceView:
    """Return a place with all that its list says, how it is, and who may report."""
    return await ctx.read(place_view, place_id, drill)


@put("/{place_id:str}/status", status_code=200, summary="Say how a place is")
async def put_place_status(
    ctx: Given[RequestContext], place_id: FromPath[PlaceId], data: JSONBody[PlaceReport]
) -> PlaceView:
    """Say whether it is open, how many are there and what is lacking; for the headquarters and those named for it."""

    def act(db: Db, viewer: Viewer) -> PlaceView:
        report(db, viewer, place_id, data)
        return place_view(db, viewer, place_id, data.is_drill)

    return await ctx.write(act)


@get("/{place_id:str}/history", summary="How a place went on")
async def get_place_history(
    ctx: Given[RequestContext],
    place_id: FromPath[PlaceId],
    before: BeforeSeq = 0,
    *,
    drill: FromQuery[bool] = False,
) -> PlaceHistory:
    """Return what was said of it, the newest first; `before`: what `next` named."""
    return await ctx.read(place_history, place_id, drill, before or None)


@put("/{place_id:str}/keepers", status_code=200, summary="Say who may report of a place")
async def put_place_keepers(
    ctx: Given[RequestContext], place_id: FromPath[PlaceId], data: JSONBody[PlaceKeepers]
) -> PlaceView:
    """Name exactly these people; the headquarters may always."""

    def act(db: Db, viewer: Viewer) -> PlaceView:
        name_keepers(db, viewer, place_id, data)
        return place_view(db, viewer, place_id, is_drill=False)

    return await ctx.write(act)


@delete("/{place_id:str}", status_code=204, summary="Take a place off the list")
async def delete_place(ctx: Given[RequestContext], place_id: FromPath[PlaceId]) -> None:
    """Take it off the list; what was said of it stays on the record."""
    await ctx.write(retire_place, place_id)


@post(
    "/lists/preview",
    status_code=200,
    summary="What taking in a list of places would do",
    operation_class=CsvBody,
    request_max_body_size=BYTES_MOST,
)
async def post_list_preview(
    request: AnyRequest,
    ctx: Given[RequestContext],
    mode: FromQuery[ListMode] = "designated",
    *,
    drill: FromQuery[bool] = False,
) -> PlacesListed:
    """Read a CSV (指定緊急避難場所・指定避難所一覧, or what is open now) and say what would change; nothing does."""
    return await ctx.read(preview_list, await _read(request, ctx.viewer), mode, drill)


@post(
    "/lists",
    status_code=200,
    summary="Take in a list of places",
    operation_class=CsvBody,
    request_max_body_size=BYTES_MOST,
)
async def post_place_list(
    request: AnyRequest,
    ctx: Given[RequestContext],
    mode: FromQuery[ListMode] = "designated",
    *,
    drill: FromQuery[bool] = False,
) -> PlacesListed:
    """Take a CSV in, all of it or nothing; the same again changes nothing."""
    return await ctx.write(take_list, await _read(request, ctx.viewer), mode, drill)


async def _read(request: AnyRequest, viewer: Viewer) -> PlaceList:
    require_task(viewer, TASK)
    content = await request.body()
    try:
        return await _readers.run(read_places, content)
    except OutsideBusy:
        raise TooBusy(retry_after_s=1) from None


router = Router(
    "/places",
    route_handlers=[
        get_places,
        get_place_points,
        get_map_tiles,
        get_places_export,
        post_place,
        get_place,
        put_place_status,
        get_place_history,
        put_place_keepers,
        delete_place,
        post_list_preview,
        post_place_list,
    ],
    tags=["Places"],
)
