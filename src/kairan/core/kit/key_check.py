"""Which key a database's secrets were sealed with, without the key: so that a missing or another one is told.

A digest that only the key can make stands in the database and in its backups. It opens nothing.
"""

from sqlalchemy import Column, LargeBinary, String, Table, delete, insert, select

from kairan.core.kit.database import Db, metadata
from kairan.core.kit.secrets import SecretBox

WHAT = "secret"

key_check_table = Table(
    "key_check",
    metadata,
    Column("what", String(20), primary_key=True),
    Column("digest", LargeBinary(32), nullable=False),
)

_k = key_check_table.c


def known_key(db: Db) -> bytes | None:
    """Return the digest of the key that was used here; None before there was one."""
    found = db.scalar(select(_k.digest).where(_k.what == WHAT))
    return None if found is None else bytes(found)


def tie_to_key(db: Db, box: SecretBox) -> None:
    """Remember the key, instead of the one before."""
    db.execute(delete(key_check_table).where(_k.what == WHAT))
    db.execute(insert(key_check_table).values(what=WHAT, digest=digest_of(box)))


def is_another_key(db: Db, box: SecretBox) -> bool:
    """Whether secrets here were sealed with another key than this."""
    known = known_key(db)
    return known is not None and known != digest_of(box)


def digest_of(box: SecretBox) -> bytes:
    """Return what stands for a key."""
    return box.digest("", "key-check")
