"""The rooms of the body over HTTP, for whoever administers them."""

from typing import Annotated

import msgspec
from litestar import Router, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.core.kit.database import Db
from kairan.core.request_context import RequestContext
from kairan.core.viewer import MemberId, Viewer
from kairan.talk.department_rooms import (
    DepartmentsWithoutRoom,
    RoomsMade,
    RoomsWanted,
    departments_without_room,
    make_department_rooms,
)
from kairan.talk.model import RoomId
from kairan.talk.room_administration import (
    Candidate,
    OverseenRoom,
    OverseenRooms,
    RoomState,
    allow_my_numbers,
    appoint_master,
    archive,
    candidates,
    oversee_rooms,
)


class Candidates(msgspec.Struct, frozen=True):
    """Who could be a room's master."""

    people: list[Candidate]


class Appointment(msgspec.Struct, frozen=True):
    """Who becomes the room's master."""

    member_id: MemberId


class Archiving(msgspec.Struct, frozen=True):
    """Whether the room is to be closed for writing."""

    archived: bool


class MyNumbersChoice(msgspec.Struct, frozen=True):
    """Whether My Numbers may be written in the room."""

    allowed: bool


@get("", summary="The rooms of the body, without their contents")
async def get_rooms(
    ctx: Given[RequestContext],
    q: Annotated[str, QueryParameter(max_length=200)] = "",
    which: FromQuery[RoomState | None] = None,
    after: Annotated[str | None, QueryParameter(max_length=13)] = None,
) -> OverseenRooms:
    """Search by name; a hundred a page."""
    return await ctx.read(oversee_rooms, q, which, after)


@get("/departments", summary="The departments without a room")
async def get_departments_without_room(
    ctx: Given[RequestContext], below: FromQuery[bool | None] = None
) -> DepartmentsWithoutRoom:
    """Say what rooms would be made for them, and with which masters; nothing changes."""

    def look(db: Db, viewer: Viewer) -> DepartmentsWithoutRoom:
        return departments_without_room(db, viewer, below=below or False)

    return await ctx.read(look)


@post("/departments", status_code=200, summary="Make rooms for departments")
async def post_department_rooms(ctx: Given[RequestContext], data: JSONBody[RoomsWanted]) -> RoomsMade:
    """Make a room for each of these departments that has none; it follows the posts."""
    return await ctx.write(make_department_rooms, data)


@get("/{room_id:str}/candidates", summary="Who could be a room's master")
async def get_candidates(ctx: Given[RequestContext], room_id: FromPath[RoomId]) -> Candidates:
    """Return the active staff in the room."""
    return Candidates(await ctx.read(candidates, room_id))


@put("/{room_id:str}/master", status_code=200, summary="Appoint a master for a room without one")
async def put_overseen_master(
    ctx: Given[RequestContext], room_id: FromPath[RoomId], data: JSONBody[Appointment]
) -> OverseenRoom:
    """Appoint one of its members; the room is told."""
    return await ctx.write(appoint_master, room_id, data.member_id)


@put("/{room_id:str}/archived", status_code=200, summary="Archive a room, or take it out of the archive")
async def put_archived(
    ctx: Given[RequestContext], room_id: FromPath[RoomId], data: JSONBody[Archiving]
) -> OverseenRoom:
    """Close it for writing, or open it again; the room is told."""

    def change(db: Db, viewer: Viewer) -> OverseenRoom:
        return archive(db, viewer, room_id, archived=data.archived)

    return await ctx.write(change)


@put("/{room_id:str}/my-numbers", status_code=200, summary="Let My Numbers be written in a room, or no more")
async def put_my_numbers(
    ctx: Given[RequestContext], room_id: FromPath[RoomId], data: JSONBody[MyNumbersChoice]
) -> OverseenRoom:
    """Allow it for a room whose work needs them; everywhere else they are refused."""

    def change(db: Db, viewer: Viewer) -> OverseenRoom:
        return allow_my_numbers(db, viewer, room_id, allowed=data.allowed)

    return await ctx.write(change)


router = Router(
    "/administration/rooms",
    route_handlers=[
        get_rooms, get_departments_without_room, post_department_rooms, get_candidates, put_overseen_master,
        put_archived, put_my_numbers,
    ],
    tags=["Administration"],
    opt={"fresh": "changes"},
)  # fmt: skip
