"""Deleting accounts over HTTP: for administrators, after a fresh proof."""

from litestar import Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath

from kairan.core.edge.authentication import Authentication
from kairan.core.request_context import RequestContext
from kairan.core.viewer import MemberId
from kairan.erasure.actions import delete_account
from kairan.erasure.model import Deletion
from kairan.erasure.queries import deletion


@get("/people/{member_id:str}/deletion", summary="What deleting an account would take and leave")
async def get_deletion(ctx: Given[RequestContext], member_id: FromPath[MemberId]) -> Deletion:
    """Look before deleting: nothing changes."""
    return await ctx.read(deletion, member_id)


@post("/people/{member_id:str}/deletion", status_code=204, summary="Delete an account for good")
async def post_deletion(
    ctx: Given[RequestContext], authentication: Given[Authentication], member_id: FromPath[MemberId]
) -> None:
    """Erase what is personal; what was written stays under name and post. It cannot be taken back."""
    await ctx.write(delete_account, member_id)
    authentication.forget_all()


router = Router(
    "/administration", route_handlers=[get_deletion, post_deletion], tags=["Administration"], opt={"fresh": "changes"}
)
