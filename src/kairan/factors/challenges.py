"""Challenges of passkeys: signed instead of stored, so that asking for one writes nothing; each is answered once.

A challenge says until when it holds and carries a digest by the installation's key over that, its random part and its
purpose: a sign-in, or a step of one session. Taken ones are remembered until their time is over.
"""

import hmac
import os
from hashlib import sha256

from sqlalchemy import delete

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.upsert import upsert
from kairan.sessions.factor_model import spent_challenge_table

HOLDS_MS = 5 * 60_000
RANDOM_BYTES = 16
TIME_BYTES = 8
SIGN_IN = "passkey:sign-in"


def step_of(session_id: str) -> str:
    """Return the purpose of showing a passkey in a session."""
    return f"passkey:show:{session_id}"


def making_in(session_id: str) -> str:
    """Return the purpose of making a passkey in a session."""
    return f"passkey:make:{session_id}"


def new_challenge(box: SecretBox, purpose: str) -> bytes:
    """Return a fresh challenge."""
    head = os.urandom(RANDOM_BYTES) + (now_ms() + HOLDS_MS).to_bytes(TIME_BYTES)
    return head + box.digest(head, purpose)


def holds(box: SecretBox, challenge: bytes, purpose: str) -> bool:
    """Whether we made this challenge for this purpose, and its time is not over."""
    head, digest = challenge[: RANDOM_BYTES + TIME_BYTES], challenge[RANDOM_BYTES + TIME_BYTES :]
    if not hmac.compare_digest(digest, box.digest(head, purpose)):
        return False
    return int.from_bytes(head[RANDOM_BYTES:]) > now_ms()


def spend(db: Db, challenge: bytes) -> bool:
    """Take a challenge; False when it was taken before."""
    db.execute(delete(spent_challenge_table).where(spent_challenge_table.c.ends_at < now_ms()))
    row = {"digest": sha256(challenge).hexdigest(), "ends_at": now_ms() + HOLDS_MS}
    made = upsert(db, spent_challenge_table).values(row)
    return db.first(made.on_conflict_do_nothing().returning(spent_challenge_table.c.digest)) is not None
