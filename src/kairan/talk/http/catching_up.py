"""Catching up over HTTP: parse, ask one query, render."""

from typing import Annotated

from litestar import Router, get
from litestar.di import NamedDependency as Given
from litestar.params import FromQuery, QueryParameter

from kairan.core.request_context import RequestContext
from kairan.talk.catching_up import ROOMS_MOST, Topics, topics_of
from kairan.talk.concerning import Concerns, concerns_of
from kairan.talk.model import RoomId


@get("/catch-up/concerns", summary="What of the unread concerns one")
async def get_concerns(ctx: Given[RequestContext], room: FromQuery[RoomId | None] = None) -> Concerns:
    """Return unread messages one is asked to read or called in, threads with answers, and words of one's own."""
    return await ctx.read(concerns_of, room)


@get("/catch-up/topics", summary="What is new in rooms, by topic")
async def get_topics(
    ctx: Given[RequestContext], rooms: Annotated[str, QueryParameter(max_length=14 * ROOMS_MOST)]
) -> Topics:
    """Return what is new in up to ten rooms, named by their ids with commas between, the most answered first."""
    return await ctx.read(topics_of, [RoomId(one) for one in rooms.split(",") if one])


router = Router("/", route_handlers=[get_concerns, get_topics], tags=["Talk"])
