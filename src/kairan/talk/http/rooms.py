"""Rooms over HTTP: parse, call one action, render."""

from typing import Annotated

import msgspec
from litestar import delete, get, patch, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.core.request_context import RequestContext
from kairan.core.viewer import MemberId
from kairan.talk.card_model import RoomCard
from kairan.talk.cards import OpenRooms, RoomMember, card_of, members_of, open_rooms
from kairan.talk.leaving import Leaving, leaving
from kairan.talk.model import INVITE_LIMIT, History, Keep, NewRoom, RoomChange, RoomId
from kairan.talk.reading import mark_read, mark_room_unread, mark_threads_read, marks_of
from kairan.talk.rooms import (
    archive_room,
    change_room,
    create_room,
    invite,
    join_room,
    keep_room,
    leave_room,
    name_master,
    open_direct,
    remove_member,
    unarchive_room,
    withdraw_master,
)
from kairan.talk.threads import Mark


class People(msgspec.Struct, frozen=True):
    """Some members, by id."""

    member_ids: Annotated[list[MemberId], msgspec.Meta(max_length=INVITE_LIMIT)]
    guest_history: History = "since_joining"  # what guests among them may read of before


class RoomMembers(msgspec.Struct, frozen=True):
    """Who is in a room."""

    members: list[RoomMember]


class Marks(msgspec.Struct, frozen=True):
    """How far everybody in a room has read: `[member_id, n, from_n]` each."""

    marks: list[Mark]


class ReadUpTo(msgspec.Struct, frozen=True):
    """How far one has read; `rewinds` is said by a device that saw it, not by the person."""

    n: Annotated[int, msgspec.Meta(ge=0, le=2**53)]
    rewinds: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)] | None = None


@get("/rooms/open", summary="Open rooms one may join")
async def get_open_rooms(
    ctx: Given[RequestContext],
    q: Annotated[str, QueryParameter(max_length=200)] = "",
    after: FromQuery[str | None] = None,
) -> OpenRooms:
    """Return the open rooms of one's own body that one is not in."""
    return await ctx.read(open_rooms, q, after)


@post("/rooms", summary="Make a room")
async def post_room(ctx: Given[RequestContext], data: JSONBody[NewRoom]) -> RoomCard:
    """Make a group room; its maker becomes its first master."""
    room_id = await ctx.write(create_room, data)
    return await ctx.read(card_of, room_id)


@post("/direct", status_code=200, summary="Open a direct talk")
async def post_direct(ctx: Given[RequestContext], data: JSONBody[People]) -> RoomCard:
    """Return the direct talk with these people, made now if there is none."""
    room_id = await ctx.write(open_direct, data.member_ids)
    return await ctx.read(card_of, room_id)


@get("/rooms/{room_id:str}", summary="A room")
async def get_room(ctx: Given[RequestContext], room_id: FromPath[RoomId]) -> RoomCard:
    """Return a room one is in, or an open one."""
    return await ctx.read(card_of, room_id)


@patch("/rooms/{room_id:str}", summary="Change a room")
async def patch_room(ctx: Given[RequestContext], room_id: FromPath[RoomId], data: JSONBody[RoomChange]) -> RoomCard:
    """Change name, purpose or rules; masters only."""
    await ctx.write(change_room, room_id, data)
    return await ctx.read(card_of, room_id)


@post("/rooms/{room_id:str}/archive", status_code=200, summary="Archive a room")
async def post_archive(ctx: Given[RequestContext], room_id: FromPath[RoomId]) -> RoomCard:
    """Close the room for writing; masters only."""
    await ctx.write(archive_room, room_id)
    return await ctx.read(card_of, room_id)


@post("/rooms/{room_id:str}/unarchive", status_code=200, summary="Reopen an archived room")
async def post_unarchive(ctx: Given[RequestContext], room_id: FromPath[RoomId]) -> RoomCard:
    """Open the room for writing again; masters only."""
    await ctx.write(unarchive_room, room_id)
    return await ctx.read(card_of, room_id)


@post("/rooms/{room_id:str}/join", status_code=200, summary="Join an open room")
async def post_join(ctx: Given[RequestContext], room_id: FromPath[RoomId]) -> RoomCard:
    """Join; joining again changes nothing."""
    await ctx.write(join_room, room_id)
    return await ctx.read(card_of, room_id)


@post("/rooms/{room_id:str}/leave", status_code=204, summary="Leave a room")
async def post_leave(ctx: Given[RequestContext], room_id: FromPath[RoomId]) -> None:
    """Leave; what one wrote stays."""
    await ctx.write(leave_room, room_id)


@get("/rooms/{room_id:str}/members", summary="Who is in a room")
async def get_members(ctx: Given[RequestContext], room_id: FromPath[RoomId]) -> RoomMembers:
    """Return the members, masters first."""
    return RoomMembers(await ctx.read(members_of, room_id))


@post("/rooms/{room_id:str}/members", status_code=200, summary="Bring people into a room")
async def post_members(ctx: Given[RequestContext], room_id: FromPath[RoomId], data: JSONBody[People]) -> RoomMembers:
    """Bring people in; who is in already stays as they are."""
    await ctx.write(invite, room_id, data.member_ids, data.guest_history)
    return RoomMembers(await ctx.read(members_of, room_id))


@delete("/rooms/{room_id:str}/members/{member_id:str}", summary="Remove somebody from a room")
async def delete_member(ctx: Given[RequestContext], room_id: FromPath[RoomId], member_id: FromPath[MemberId]) -> None:
    """Remove somebody at once; masters only."""
    await ctx.write(remove_member, room_id, member_id)


@put("/rooms/{room_id:str}/masters/{member_id:str}", status_code=204, summary="Name a master")
async def put_master(ctx: Given[RequestContext], room_id: FromPath[RoomId], member_id: FromPath[MemberId]) -> None:
    """Make a member one of the room's masters; masters only."""
    await ctx.write(name_master, room_id, member_id)


@delete("/rooms/{room_id:str}/masters/{member_id:str}", summary="Withdraw a master")
async def delete_master(ctx: Given[RequestContext], room_id: FromPath[RoomId], member_id: FromPath[MemberId]) -> None:
    """Make a master a simple member again; the last one stays."""
    await ctx.write(withdraw_master, room_id, member_id)


@put("/rooms/{room_id:str}/mine", status_code=204, summary="Keep a room one's own way")
async def put_mine(ctx: Given[RequestContext], room_id: FromPath[RoomId], data: JSONBody[Keep]) -> None:
    """Set favourite and notices for oneself."""
    await ctx.write(keep_room, room_id, data)


@get("/rooms/{room_id:str}/marks", summary="Read marks of a room")
async def get_marks(ctx: Given[RequestContext], room_id: FromPath[RoomId]) -> Marks:
    """Return how far everybody has read; afterwards they move by live frames."""
    return Marks(await ctx.read(marks_of, room_id))


@post("/rooms/{room_id:str}/read", while_read_only=True, status_code=204, summary="Mark a room as read")
async def post_read(ctx: Given[RequestContext], room_id: FromPath[RoomId], data: JSONBody[ReadUpTo]) -> None:
    """Move one's own mark forward; never back."""
    await ctx.write(mark_read, room_id, data.n, data.rewinds)


@post("/rooms/{room_id:str}/unread", while_read_only=True, status_code=204, summary="Mark a room as unread")
async def post_room_unread(ctx: Given[RequestContext], room_id: FromPath[RoomId]) -> None:
    """Move one's own mark back before the newest message of somebody else; who has read it is told as before."""
    await ctx.write(mark_room_unread, room_id)


@post(
    "/rooms/{room_id:str}/threads/read", while_read_only=True, status_code=204, summary="Mark a room's threads as read"
)
async def post_threads_read(ctx: Given[RequestContext], room_id: FromPath[RoomId]) -> None:
    """Move one's own mark to the end of every thread one follows in the room."""
    await ctx.write(mark_threads_read, room_id)


@get("/rooms/{room_id:str}/leaving", summary="What leaving a room would mean")
async def get_leaving(ctx: Given[RequestContext], room_id: FromPath[RoomId]) -> Leaving:
    """Return who becomes the room's master when one leaves; nobody while others are."""
    return await ctx.read(leaving, room_id)


handlers = [
    get_open_rooms, post_room, post_direct, get_room, patch_room, post_archive, post_unarchive, post_join,
    post_leave, get_members, post_members, delete_member, put_master, delete_master, put_mine, get_marks, post_read,
    post_room_unread, post_threads_read, get_leaving,
]  # fmt: skip
