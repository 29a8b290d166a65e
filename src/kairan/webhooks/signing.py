"""Signatures of webhooks (Standard Webhooks 1.0): over id, time and body, with a secret of the receiver's own.

The headers are `webhook-id`, `webhook-timestamp` (seconds) and `webhook-signature` (`v1,` and HMAC-SHA256 in base64).
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping

SECRET_BYTES = 32
_PREFIX = "whsec_"


def new_secret() -> str:
    """Return a secret as receivers' libraries take it."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signed_headers(secret: str, message_id: str, at_s: int, body: bytes) -> Mapping[str, str]:
    """Return the headers of a message that is sent at a time."""
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    content = f"{message_id}.{at_s}.".encode() + body
    signature = base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()
    return {"webhook-id": message_id, "webhook-timestamp": str(at_s), "webhook-signature": f"v1,{signature}"}
