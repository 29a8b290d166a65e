"""What to do better next time, written while an incident goes on and after it."""

from typing import Annotated

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table, Text

from kairan.core.kit.database import metadata

REVIEW_LIMIT = 5_000

_Id = String(13)

incident_review_table = Table(
    "incident_review",
    metadata,
    Column("incident_id", _Id, ForeignKey("incident.id"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("changed_by", _Id, nullable=False),
)


class Review(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What went well and what to do better. `revision`: of what it changes; 0 for the first."""

    text: Annotated[str, msgspec.Meta(max_length=REVIEW_LIMIT * 4)]
    revision: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0


class ReviewView(msgspec.Struct, frozen=True, kw_only=True):
    """The review of an incident as it is now; a revision of 0: nobody has written any."""

    text: str
    revision: int
    changed_at: int | None
    changed_by: str
    may_write: bool
