"""Sign in, sign out, change the password, over HTTP."""

import asyncio
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, Router, delete, get, post, put
from litestar.datastructures import Cookie
from litestar.di import NamedDependency as Given
from litestar.params import JSONBody

from kairan.entry.actions import change_password, end_session, open_session
from kairan.entry.door import COOKIE, Door
from kairan.entry.model import SESSION_DAYS, Limits, Me, SignIn
from kairan.entry.passwords import hash_password, password_matches, require_good_password
from kairan.entry.problems import SignedOut, SignInRefused
from kairan.entry.queries import credential_of, me, password_hash_of, viewer_of
from kairan.kit.store import Store
from kairan.people import Organization, organizations
from kairan.people.problems import PasswordWrong
from kairan.viewer import Viewer


class NewPassword(msgspec.Struct, frozen=True):
    """A change of password."""

    current: Annotated[str, msgspec.Meta(max_length=1000)]
    new: Annotated[str, msgspec.Meta(max_length=1000)]


@get("/organizations/sign-in", exclude_from_auth=True, summary="The bodies one can sign in to")
async def get_organizations(store: Given[Store]) -> list[Organization]:
    """Return the names to choose from; public."""
    return await store.read(organizations)


@post("/session", exclude_from_auth=True, status_code=200, summary="Sign in")
async def post_session(
    request: Request[Any, Any, Any],
    store: Given[Store],
    door: Given[Door],
    limits: Given[Limits],
    data: JSONBody[SignIn],
) -> Response[Me]:
    """Check the password and open a session, kept in an HttpOnly cookie."""
    credential = await store.read(credential_of, data.login, data.organization)
    stored = None if credential is None else credential.password_hash
    matches = await asyncio.to_thread(password_matches, stored, data.password)
    if credential is None or not matches:
        raise SignInRefused
    entrance = door.entrance(request.headers.get("host", ""), request.headers.get("user-agent", ""))
    token = await store.write(open_session, credential.member_id, entrance)
    guarded = await store.read(viewer_of, token, entrance.face)
    if guarded is None:
        raise SignInRefused
    content = await store.read(me, guarded.viewer, limits)
    return Response(content, cookies=[_cookie(token, door, SESSION_DAYS * 86_400)])


@get("/session", summary="Who is signed in")
async def get_session(store: Given[Store], viewer: Given[Viewer], limits: Given[Limits]) -> Me:
    """Return the signed-in member. Problem session.signed_out when there is none."""
    return await store.read(me, viewer, limits)


@delete("/session", status_code=200, summary="Sign out")
async def delete_session(store: Given[Store], viewer: Given[Viewer], door: Given[Door]) -> Response[None]:
    """End the session and take the cookie back."""
    if viewer.session_id is None:
        raise SignedOut
    await store.write(end_session, viewer, viewer.session_id)
    door.forget(viewer.session_id)
    return Response(None, cookies=[_cookie("", door, 0)])


@put("/me/password", status_code=204, summary="Change one's own password")
async def put_password(
    store: Given[Store], viewer: Given[Viewer], door: Given[Door], data: JSONBody[NewPassword]
) -> None:
    """Change the password; every other session of the member ends."""
    require_good_password(data.new)
    stored = await store.read(password_hash_of, viewer)
    if not await asyncio.to_thread(password_matches, stored, data.current):
        raise PasswordWrong
    await store.write(change_password, viewer, await asyncio.to_thread(hash_password, data.new))
    door.forget_all()


def _cookie(token: str, door: Door, seconds: int) -> Cookie:
    return Cookie(COOKIE, value=token, path="/", max_age=seconds, httponly=True, samesite="lax", secure=door.secure)


router = Router(
    "/",
    route_handlers=[get_organizations, post_session, get_session, delete_session, put_password],
    tags=["Entrance"],
)
