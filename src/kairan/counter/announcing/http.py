"""Announcing arrivals over HTTP."""

from litestar import Router, get, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.core.request_context import RequestContext
from kairan.counter.announcing.announcing import announcing, choose_announcing
from kairan.counter.announcing.model import Announcing, AnnouncingChoice
from kairan.forms.model import FormId


@get("/forms/{form_id:str}/announcing", summary="Where arrivals of a form are announced")
async def get_announcing(ctx: Given[RequestContext], form_id: FromPath[FormId]) -> Announcing:
    """Return in which room it is said how many came in, and in whose name."""
    return await ctx.read(announcing, form_id)


@put("/forms/{form_id:str}/announcing", summary="Announce arrivals of a form in a room")
async def put_announcing(
    ctx: Given[RequestContext], form_id: FromPath[FormId], data: JSONBody[AnnouncingChoice]
) -> Announcing:
    """Say in which room arrivals are announced from now on, in one's own name, or in none."""
    return await ctx.write(choose_announcing, form_id, data)


router = Router("/", route_handlers=[get_announcing, put_announcing], tags=["Counter"])
