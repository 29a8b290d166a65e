"""Deleting accounts over HTTP: for administrators, after a fresh proof."""

from litestar import Router, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath

from kairan.entry.door import Door
from kairan.erasure.actions import delete_account
from kairan.erasure.model import Deletion
from kairan.erasure.queries import deletion
from kairan.errand import Errand
from kairan.viewer import MemberId


@get("/people/{member_id:str}/deletion", summary="What deleting an account would take and leave")
async def get_deletion(errand: Given[Errand], member_id: FromPath[MemberId]) -> Deletion:
    """Look before deleting: nothing changes."""
    return await errand.read(deletion, member_id)


@post("/people/{member_id:str}/deletion", status_code=204, summary="Delete an account for good")
async def post_deletion(errand: Given[Errand], door: Given[Door], member_id: FromPath[MemberId]) -> None:
    """Erase what is personal; what was written stays under name and post. It cannot be taken back."""
    await errand.write(delete_account, member_id)
    door.forget_all()


router = Router(
    "/administration", route_handlers=[get_deletion, post_deletion], tags=["Administration"], opt={"fresh": "changes"}
)
