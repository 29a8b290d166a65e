"""A lock by a name, for what no row stands for yet: who comes second waits until the first has committed."""

import hashlib

from sqlalchemy import func, select

from kairan.core.kit.database import Db


def lock_name(db: Db, name: str) -> None:
    """Hold a name until the transaction ends; what is read after this is what others left. SQLite has one writer."""
    if db.dialect == "postgresql":
        digest = hashlib.sha256(name.encode()).digest()
        db.execute(select(func.pg_advisory_xact_lock(int.from_bytes(digest[:8], signed=True))))
