"""One digest for the whole journal."""

import hashlib

from sqlalchemy import select

from kairan.core.journal.model import stream_table
from kairan.core.kit.database import Db

_s = stream_table.c


def digest_of_heads(db: Db) -> str:
    """Return a digest over the head of every stream: where it is the same, every entry is the same."""
    digest = hashlib.sha256()
    statement = select(_s.name, _s.seq, _s.digest).order_by(_s.no)
    for name, seq, head in db.connection.execute(statement, execution_options={"yield_per": 1_000}):
        digest.update(f"{name}\n{seq}\n".encode() + bytes(head))
    return digest.hexdigest()
