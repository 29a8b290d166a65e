"""The key with which the installation proves to push services who it is; made when it is first wanted."""

from sqlalchemy import select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SealBroken, SecretBox
from kairan.core.kit.upsert import upsert
from kairan.notifications.model import push_key_table, push_subscription_table
from kairan.notifications.web_push import PushKey, make_push_key

PURPOSE = "push.vapid"
ONLY = "vapid"
_k = push_key_table.c


def public_key(db: Db) -> str | None:
    """Return the public half, if there is a key yet."""
    found: str | None = db.scalar(select(_k.public).where(_k.id == ONLY))
    return found


def push_key(db: Db, box: SecretBox) -> PushKey | None:
    """Return the key; None where there is none, or the installation's secret key does not open it."""
    row = db.first(select(_k.private, _k.public).where(_k.id == ONLY))
    if row is None:
        return None
    try:
        return PushKey(box.open(row.private, PURPOSE), row.public)
    except SealBroken:
        return None


def ensure_push_key(db: Db, box: SecretBox) -> PushKey:
    """Return the key, made now where there is none; two nodes at once keep one.

    A key that can no longer be opened is replaced, and with it go the subscriptions that trusted it.
    """
    if (known := push_key(db, box)) is not None:
        return known
    made = make_push_key()
    values = {"id": ONLY, "private": box.seal(made.private, PURPOSE), "public": made.public, "created_at": now_ms()}
    put = upsert(db, push_key_table).values(values)
    if public_key(db) is None:
        db.execute(put.on_conflict_do_nothing())
    else:
        db.execute(put.on_conflict_do_update(index_elements=[_k.id], set_=values))
        db.execute(push_subscription_table.delete())
    return push_key(db, box) or made
