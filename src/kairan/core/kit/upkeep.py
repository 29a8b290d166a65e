"""What was done to keep the record: when it was last verified, backed up and anchored, and with what result.

Kept in the database, so that the page of evidence and the metrics tell what happened on a machine nobody watches.
"""

from typing import Literal

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, String, Table, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, metadata
from kairan.core.kit.upsert import upsert

UpkeepKind = Literal["verify", "backup", "anchor", "outlets"]

upkeep_table = Table(
    "upkeep",
    metadata,
    Column("kind", String(10), primary_key=True),
    Column("at", BigInteger, nullable=False),  # when it was through
    Column("is_good", Boolean, nullable=False),
    Column(
        "amount", BigInteger, nullable=False
    ),  # entries verified; rows in the backup; streams anchored; places anchors leave for
    Column("faults", BigInteger, nullable=False),
)

_u = upkeep_table.c


class Upkeep(msgspec.Struct, frozen=True):
    """The last time one of these was done to its end."""

    kind: UpkeepKind
    at: int
    is_good: bool
    amount: int
    faults: int


def note_upkeep(db: Db, kind: UpkeepKind, amount: int, faults: int) -> None:
    """Remember that it was done just now, instead of the time before."""
    values = {"kind": kind, "at": now_ms(), "is_good": faults == 0, "amount": amount, "faults": faults}
    made = upsert(db, upkeep_table).values(values)
    db.execute(made.on_conflict_do_update(index_elements=[_u.kind], set_=values))  # two at once: the later one counts


def upkeeps(db: Db) -> dict[UpkeepKind, Upkeep]:
    """Return the last of each; what is missing was never done here."""
    rows = db.all(select(upkeep_table).order_by(_u.kind))
    return {row.kind: Upkeep(row.kind, row.at, bool(row.is_good), row.amount, row.faults) for row in rows}
