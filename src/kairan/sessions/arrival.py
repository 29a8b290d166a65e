"""Coming in, over HTTP, whichever way it was: the entrance, the cookies, the password shown once more."""

import secrets
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.datastructures import Cookie

from kairan.core.edge.authentication import Authentication
from kairan.core.edge.cookies import BROWSER_COOKIE, BROWSER_S, COOKIE, made_cookie, read_browser
from kairan.core.edge.problems import TooManyTries
from kairan.core.edge.rate_limits import network_of
from kairan.core.kit.store import Store
from kairan.core.viewer import Entrance, Viewer
from kairan.people.problems import PasswordWrong
from kairan.sessions.model import Limits, Me
from kairan.sessions.passwords import compare_later
from kairan.sessions.problems import SignInRefused
from kairan.sessions.queries import me, own_password, viewer_of
from kairan.sessions.sign_in_throttle import attempt_proof, forgive, note_refused


def entrance_of(request: Request[Any, Any, Any], authentication: Authentication) -> Entrance:
    """Decide the entrance of a request in which somebody comes in: with a new cookie for the browser.

    Problems: HostUnknown, ProxyUnknown.
    """
    entrance = authentication.entrance(request)
    held = read_browser(request.scope, secure=authentication.secure)[:100]
    return msgspec.structs.replace(entrance, browser=secrets.token_urlsafe(32), former=held)


async def come_in(
    store: Store, authentication: Authentication, limits: Limits, token: str, entrance: Entrance
) -> Response[Me]:
    """Answer with who came in and the cookie of the session just opened, whichever way it was."""
    guarded = await store.read(viewer_of, token, entrance.face, authentication.rules)
    if guarded is None:
        raise SignInRefused
    content = await store.read(me, guarded.viewer, limits)
    cookies = [
        session_cookie(token, authentication, authentication.rules.absolute_ms // 1000),
        browser_cookie(entrance.browser, authentication),
    ]
    return Response(content, cookies=cookies)


def address_of(request: Request[Any, Any, Any]) -> str:
    """Return where a request comes from; of IPv6 the network, since one household has more addresses than tries."""
    return network_of(request.client.host if request.client else "")


async def check_password(request: Request[Any, Any, Any], store: Store, viewer: Viewer, typed: str) -> None:
    """Compare the viewer's own password, slowly like at the entrance. Problems: PasswordWrong, TooManyTries."""
    attempt = await store.write(attempt_proof, viewer, address_of(request))
    if attempt.wait_s:
        raise TooManyTries(retry_after_s=attempt.wait_s, wait_s=attempt.wait_s)
    _, stored, _ = await store.read(own_password, viewer)
    if not await compare_later(stored, typed):
        await store.write(note_refused, attempt)
        raise PasswordWrong
    await store.write(forgive, attempt)


def session_cookie(token: str, authentication: Authentication, seconds: int) -> Cookie:
    """Return the cookie that keeps a session; of no seconds, the one that takes it back."""
    return made_cookie(COOKIE, token, seconds, secure=authentication.secure)


def browser_cookie(browser: str, authentication: Authentication) -> Cookie:
    """Return the cookie by which a device is known, for as long as browsers keep one; empty takes it back."""
    return made_cookie(BROWSER_COOKIE, browser, BROWSER_S if browser else 0, secure=authentication.secure)
