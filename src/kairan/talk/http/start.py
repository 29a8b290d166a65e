"""Everything a client needs to begin, with the position from which it then follows what happens."""

from typing import Annotated

import msgspec
from litestar import get
from litestar.di import NamedDependency as Given
from litestar.params import FromQuery, QueryParameter

from kairan.core.journal import followed_streams, heads
from kairan.core.kit.database import Db
from kairan.core.request_context import RequestContext
from kairan.core.viewer import MemberId, Viewer
from kairan.sessions import Limits, Me
from kairan.sessions.queries import me
from kairan.talk.card_model import RoomCard
from kairan.talk.cards import cards_of
from kairan.talk.model import MessageId, RoomId
from kairan.talk.search import SearchPage, SearchQuery, search


class Start(msgspec.Struct, frozen=True):
    """The signed-in member, their rooms, and the position of every stream they follow.

    The positions are read before the state: what comes after them may already be in it, nothing is missing.
    """

    me: Me
    rooms: list[RoomCard]
    vector: dict[str, int]
    threads_unread: int


def start(db: Db, viewer: Viewer, limits: Limits) -> Start:
    """Return the start of a client."""
    vector = heads(db, followed_streams(db, viewer))
    rooms = cards_of(db, viewer)
    unread = sum(card.mine.thread_unread for card in rooms if card.mine is not None)
    return Start(me(db, viewer, limits), rooms, vector, unread)


@get("/start", summary="Begin: who I am, my rooms, and where to follow from")
async def get_start(ctx: Given[RequestContext], limits: Given[Limits]) -> Start:
    """Return everything the first screen needs, and the vector for the realtime hello."""
    return await ctx.read(start, limits)


@get("/search", work="search", summary="Search messages and file names")
async def get_search(
    ctx: Given[RequestContext],
    q: Annotated[str, QueryParameter(max_length=200)] = "",
    room_id: FromQuery[RoomId | None] = None,
    author_id: FromQuery[MemberId | None] = None,
    since: Annotated[str | None, QueryParameter(name="from")] = None,
    until: Annotated[str | None, QueryParameter(name="to")] = None,
    before: FromQuery[MessageId | None] = None,
    *,
    files: FromQuery[bool] = False,
    to_me: FromQuery[bool] = False,
) -> SearchPage:
    """Search everything one may see, the newest first; every word must occur, none with a minus before it.

    Without words it gives what fits the filters: a room, an author, days, what has files, what calls oneself.
    """
    query = SearchQuery(
        q=q,
        room_id=room_id,
        author_id=author_id,
        since=since,
        until=until,
        before=before,
        with_files=files,
        to_me=to_me,
    )
    return await ctx.search(search, query)


handlers = [get_start, get_search]
