"""Our cookies: over TLS under names that no other host of the domain can set (`__Host-`, RFC 6265bis).

Of two with one name neither is believed: somebody else put one of them there.
"""

from typing import Final, Literal

from litestar.datastructures import Cookie
from litestar.types import Scope

from kairan.core.edge.forwarded import cookie_of

COOKIE: Final = "kairan_session"
BROWSER_COOKIE: Final = "kairan_device"
JOURNEY_COOKIE: Final = "kairan_journey"
APPLICANT_COOKIE: Final = "kairan_applicant"
LANGUAGE_COOKIE: Final = "kairan_language"
HOST_ONLY = "__Host-"
BROWSER_S = 400 * 24 * 3600

Name = Literal["kairan_session", "kairan_device", "kairan_journey", "kairan_applicant", "kairan_language"]


def name_of(name: Name, *, secure: bool) -> str:
    """Return the name a cookie really has."""
    return HOST_ONLY + name if secure else name


def read_cookie(scope: Scope, name: Name, *, secure: bool) -> str:
    """Return a cookie of ours; empty for none, and for two."""
    return cookie_of(scope, name_of(name, secure=secure))


def read_browser(scope: Scope, *, secure: bool) -> str:
    """Return the cookie by which a browser is known, also under the name it had before TLS; alone it opens nothing."""
    return read_cookie(scope, BROWSER_COOKIE, secure=secure) or cookie_of(scope, BROWSER_COOKIE)


def made_cookie(name: Name, value: str, seconds: int, *, secure: bool) -> Cookie:
    """Return a cookie that no script reads; of no seconds, one that takes it back."""
    return Cookie(
        name_of(name, secure=secure),
        value=value,
        path="/",
        max_age=seconds,
        httponly=True,
        samesite="lax",
        secure=secure,
    )
