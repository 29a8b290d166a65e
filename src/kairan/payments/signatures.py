"""Signatures of webhooks (Stripe's scheme v1): `t=1764460800,v1=…` over the time, a point, and the bytes as they came.

A signature is good for some minutes; a message that is told again later is signed again.
"""

import hashlib
import hmac

TOLERANCE_S = 300
_SIGNATURES_MOST = 10  # while a secret is changed there are two


def is_signed(secret: str, header: str, body: bytes, now_s: int) -> bool:
    """Whether one of the signatures in a header is good."""
    parts = [one.strip().partition("=") for one in header[:2_000].split(",")]
    times = [value for name, _, value in parts if name == "t"]
    given = [value for name, _, value in parts if name == "v1"][:_SIGNATURES_MOST]
    if len(times) != 1 or not (times[0].isascii() and times[0].isdigit() and len(times[0]) <= 12):
        return False
    wanted = signature_of(secret, int(times[0]), body).encode()
    is_good = any(hmac.compare_digest(one.encode(), wanted) for one in given)
    return is_good and abs(now_s - int(times[0])) <= TOLERANCE_S


def signature_of(secret: str, at_s: int, body: bytes) -> str:
    """Return the signature of a body that is sent at a time."""
    return hmac.digest(secret.encode(), f"{at_s}.".encode() + body, hashlib.sha256).hex()
