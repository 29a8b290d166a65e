"""Is this ID token true, and for us? Pure checks (OpenID Connect Core 3.1.3.7, Back-Channel Logout 2.6).

The signature was checked before (jose.py): what stands here gets header and claims.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from kairan.core.kit.clock import now_ms
from kairan.core.kit.openid.problems import NotSignedInAnew, TokenRefused

SKEW_S = 120  # the clocks of two servers may differ so much
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
LOGOUT_AGE_S = 10 * 60
INTEGER_MOST = 10**18  # a number of staff, at most

Claims = Mapping[str, Any]


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """What an ID token must say."""

    issuer: str
    client_id: str
    nonce: str
    access_token: str | None
    signed_in_since: float | None = None
    """In seconds: whoever signed in there before this must do so anew; null: it does not matter when they did."""


def require_id_token(header: Claims, claims: Claims, expected: Expected) -> None:
    """Refuse an ID token that is not from whom we asked, not for us, or not for now.

    Problems: TokenRefused, NotSignedInAnew.
    """
    _require_issuer_and_audience(claims, expected.issuer, expected.client_id)
    _require_time(claims)
    if expected.signed_in_since is not None:
        _require_signed_in_since(claims, expected.signed_in_since)
    if claims.get("nonce") != expected.nonce:
        raise TokenRefused(what="nonce")
    half = None if expected.access_token is None else _half_hash(expected.access_token, header["alg"])
    if half is not None and claims.get("at_hash", half) != half:
        raise TokenRefused(what="at_hash")
    if not is_subject(claims.get("sub")):
        raise TokenRefused(what="sub")


def require_logout_token(claims: Claims, issuer: str, client_id: str) -> None:
    """Refuse a logout token that is not from whom we know, not for us, or old. Problems: TokenRefused."""
    _require_issuer_and_audience(claims, issuer, client_id)
    issued = _instant(claims, "iat")
    if not -SKEW_S <= now_ms() / 1000 - issued <= LOGOUT_AGE_S:
        raise TokenRefused(what="iat")
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict):
        raise TokenRefused(what="events")
    if "nonce" in claims:
        raise TokenRefused(what="nonce")  # an ID token must not pass for a logout token
    if not is_subject(claims.get("sub")) and not is_subject(claims.get("sid")):
        raise TokenRefused(what="sub")


def _require_issuer_and_audience(claims: Claims, issuer: str, client_id: str) -> None:
    if claims.get("iss") != issuer:
        raise TokenRefused(what="iss")
    audience = claims.get("aud")
    named: Sequence[object] = audience if isinstance(audience, list) else [audience]
    if client_id not in named:
        raise TokenRefused(what="aud")
    if claims.get("azp", client_id if len(named) == 1 else None) != client_id:
        raise TokenRefused(what="azp")


def _require_time(claims: Claims) -> None:
    now = now_ms() / 1000
    if _instant(claims, "exp") <= now - SKEW_S:
        raise TokenRefused(what="exp")
    for name in ("iat", "nbf") if "nbf" in claims else ("iat",):
        if _instant(claims, name) > now + SKEW_S:
            raise TokenRefused(what=name)


def _require_signed_in_since(claims: Claims, since: float) -> None:
    """Refuse whose session there is an older one, and a provider that does not say (OpenID Connect Core, 3.1.2.1)."""
    if "auth_time" not in claims:
        raise NotSignedInAnew
    at = _instant(claims, "auth_time")
    if at > now_ms() / 1000 + SKEW_S:
        raise TokenRefused(what="auth_time")
    if not at >= since - SKEW_S:
        raise NotSignedInAnew


def _instant(claims: Claims, name: str) -> float:
    """Return an instant in seconds. Problems: TokenRefused."""
    value = claims.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TokenRefused(what=name)
    return value


def is_subject(value: object) -> bool:
    """Whether a claim can be a subject."""
    # Some characters no database stores; the standard wants ASCII.
    return isinstance(value, str) and 0 < len(value) <= 255 and value.isprintable()


def _half_hash(access_token: str, algorithm: str) -> str:
    digest = hashlib.new(f"sha{algorithm[2:]}", access_token.encode()).digest()
    return base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()


def said(claims: Claims, name: str, *, is_path: bool = False) -> str:
    """Return what a claim says; empty when it is not said, or not as one thing.

    A list of one is that one (directories make lists of single values); a longer one is a path from the top, where a
    path is wanted.
    """
    value: object = claims.get(name) if name else None
    if value is None and "." in name:
        value = claims
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
    if isinstance(value, list):
        parts = [one.strip() for one in value if isinstance(one, str)]
        return "/".join(parts) if is_path or len(value) == 1 else ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < INTEGER_MOST else ""
    return value.strip() if isinstance(value, str) else ""
