"""Sign in, sign out, change the password, over HTTP."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, Router, delete, get, patch, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.core.edge.authentication import OWN, Authentication
from kairan.core.edge.cookies import read_browser
from kairan.core.edge.problems import CLEARED, SignedOut, TooManyTries
from kairan.core.kit.clock import now_ms
from kairan.core.kit.store import Store
from kairan.core.viewer import MemberId, Viewer
from kairan.people import OrganizationListed, organizations
from kairan.sessions.actions import change_password, confirm_told, end_other_sessions, end_session, name_session
from kairan.sessions.arrival import address_of, check_password, come_in, entrance_of, session_cookie
from kairan.sessions.model import Limits, Me, Sessions, SignIn
from kairan.sessions.passwords import compare_later, hash_later, require_good_password
from kairan.sessions.problems import IssuedPasswordExpired, PasswordUnchanged, SignInRefused
from kairan.sessions.queries import me, own_password, sessions_of
from kairan.sessions.sign_in_throttle import Attempt, attempt_sign_in, let_in, note_refused
from kairan.single_sign_on.problems import PasswordNotForYou
from kairan.single_sign_on.queries import may_use_password


class NewPassword(msgspec.Struct, frozen=True):
    """A change of password."""

    current: Annotated[str, msgspec.Meta(max_length=1000)]
    new: Annotated[str, msgspec.Meta(max_length=1000)]


class SessionName(msgspec.Struct, frozen=True):
    """What a member calls one of their sessions; empty takes the name back."""

    name: Annotated[str, msgspec.Meta(max_length=400)]


@get("/organizations/sign-in", exclude_from_auth=True, urgent=True, summary="The bodies one can sign in to")
async def get_organizations(store: Given[Store]) -> list[OrganizationListed]:
    """Return the bodies that chose to be listed, with whom to ask who cannot get in; public."""
    return await store.read(organizations)


@post("/session", exclude_from_auth=True, urgent=True, status_code=200, summary="Sign in")
async def post_session(
    request: Request[Any, Any, Any],
    store: Given[Store],
    authentication: Given[Authentication],
    limits: Given[Limits],
    data: JSONBody[SignIn],
) -> Response[Me]:
    """Check the password and open a session, kept in an HttpOnly cookie. Problem session.too_many_tries: wait."""
    browser = read_browser(request.scope, secure=authentication.secure)
    attempt = await store.write(attempt_sign_in, data, address_of(request), authentication.rules, browser)
    if attempt.wait_s:
        raise TooManyTries(retry_after_s=attempt.wait_s, wait_s=attempt.wait_s)
    async with authentication.waiting_room.waited(attempt.address, attempt.slow_s, is_first=attempt.is_first):
        member_id = await _checked(store, attempt, data.password)
    entrance = entrance_of(request, authentication)
    token = await store.write(let_in, attempt, member_id, entrance, authentication.rules)
    return await come_in(store, authentication, limits, token, entrance)


async def _checked(store: Store, attempt: Attempt, password: str) -> MemberId:
    """Compare the password; the same work whether or not there is an account. Problems: SignInRefused."""
    stored = None if attempt.credential is None else attempt.credential.password_hash
    matches = await compare_later(stored, password)
    if attempt.credential is None or not matches:
        await store.write(note_refused, attempt)
        raise SignInRefused
    if attempt.credential.ends_at is not None and attempt.credential.ends_at <= now_ms():
        await store.write(note_refused, attempt)
        raise IssuedPasswordExpired
    if not await store.read(may_use_password, attempt.credential.member_id):
        await store.write(note_refused, attempt)
        raise PasswordNotForYou
    return attempt.credential.member_id


@get("/session", **OWN, urgent=True, summary="Who is signed in", at_gate=True)
async def get_session(store: Given[Store], viewer: Given[Viewer], limits: Given[Limits]) -> Me:
    """Return the signed-in member, and what is outstanding. Problem session.signed_out when there is none."""
    return await store.read(me, viewer, limits)


@delete("/session", **OWN, urgent=True, status_code=200, summary="Sign out", at_gate=True)
async def delete_session(
    store: Given[Store], viewer: Given[Viewer], authentication: Given[Authentication]
) -> Response[None]:
    """End the session and take the cookie back."""
    if viewer.session_id is None:
        raise SignedOut
    await store.write(end_session, viewer, viewer.session_id)
    authentication.forget(viewer.session_id)
    return Response(None, cookies=[session_cookie("", authentication, 0)], headers=CLEARED)


@get("/sessions", **OWN, summary="Where one is signed in")
async def get_sessions(store: Given[Store], viewer: Given[Viewer], authentication: Given[Authentication]) -> Sessions:
    """Return the member's own sessions, this one first."""
    return await store.read(sessions_of, viewer, authentication.rules)


@patch("/sessions/{session_id:str}", **OWN, status_code=204, summary="Name one of one's sessions")
async def patch_session(
    store: Given[Store], viewer: Given[Viewer], session_id: FromPath[str], data: JSONBody[SessionName]
) -> None:
    """Name a session, so that one knows one's devices apart."""
    await store.write(name_session, viewer, session_id, data.name)


@delete("/sessions/{session_id:str}", **OWN, summary="End one of one's sessions")
async def delete_one_session(
    store: Given[Store], viewer: Given[Viewer], authentication: Given[Authentication], session_id: FromPath[str]
) -> None:
    """End a session; what is open there closes at once. Ending an ended one changes nothing."""
    await store.write(end_session, viewer, session_id, "revoked")
    authentication.forget(session_id)


@delete("/sessions", **OWN, summary="Sign out everywhere else")
async def delete_other_sessions(
    store: Given[Store], viewer: Given[Viewer], authentication: Given[Authentication]
) -> None:
    """End every session of the member but this one."""
    await store.write(end_other_sessions, viewer)
    authentication.forget_all()


@put("/me/password", **OWN, status_code=204, summary="Change one's own password", at_gate=("new_password",))
async def put_password(
    request: Request[Any, Any, Any],
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    data: JSONBody[NewPassword],
) -> None:
    """Change the password; every other session of the member ends. At the gate the issued one need not be repeated."""
    login, stored, least = await store.read(own_password, viewer)
    require_good_password(data.new, login, least)
    if "new_password" in viewer.gates:
        if await compare_later(stored, data.new):
            raise PasswordUnchanged
    else:
        await check_password(request, store, viewer, data.current)
    await store.write(change_password, viewer, await hash_later(data.new))
    authentication.forget_all()


@post("/me/handled/confirm", **OWN, status_code=204, summary="Confirm what others did")
async def post_handled_confirmed(store: Given[Store], viewer: Given[Viewer]) -> None:
    """Remember that on this device one was told that somebody issued one's password, say, or changed one's login."""
    await store.write(confirm_told, viewer)


@get("/session/proof", **OWN, status_code=204, summary="Whether the last proof is fresh enough", fresh=True)
async def get_proof() -> None:
    """Answer, or refuse with session.proof_needed: to be asked before a download that wants a fresh proof."""


router = Router(
    "/",
    route_handlers=[
        get_organizations,
        post_session,
        get_session,
        delete_session,
        get_sessions,
        patch_session,
        delete_one_session,
        delete_other_sessions,
        put_password,
        post_handled_confirmed,
        get_proof,
    ],
    tags=["Entrance"],
)
