"""Drafts on all devices of their author, over HTTP."""

from litestar import Router, get, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.core.request_context import RequestContext
from kairan.talk.model import RoomId
from kairan.talk.shared_drafts import DraftSaving, SharedDraft, SharedDrafts, save_draft, shared_drafts


@get("/drafts", summary="What one is writing")
async def get_drafts(ctx: Given[RequestContext]) -> SharedDrafts:
    """Return one's drafts, as they were saved last on any device."""
    return await ctx.read(shared_drafts)


@put("/rooms/{room_id:str}/draft", summary="Keep a draft")
async def put_room_draft(
    ctx: Given[RequestContext], room_id: FromPath[RoomId], data: JSONBody[DraftSaving]
) -> SharedDraft:
    """Keep what one is writing for one's other devices; nobody else sees it."""
    return await ctx.write(save_draft, room_id, data)


router = Router("/", route_handlers=[get_drafts, put_room_draft], tags=["Talk"])
