"""In which room arrivals of a form are announced."""

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, String, Table

from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id

_Id = String(13)

announcing_table = Table(
    "case_announcing",
    metadata,
    Column("form_id", _Id, ForeignKey("form.id"), primary_key=True),
    Column("room_id", _Id, nullable=False),
    Column("member_id", _Id, nullable=False),  # in whose name
    Column("since", BigInteger, nullable=False),
    Column("upto", _Id, nullable=False),  # the last case that was announced
    Column("refusal", String(60)),  # the code of the Problem for which it has stopped
)


class AnnouncingChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """In which room arrivals are announced from now on; null: in none."""

    room_id: Id | None


class Announcing(msgspec.Struct, frozen=True, kw_only=True):
    """In which room arrivals of a form are announced, in whose name; the room's name for whoever is in it."""

    room_id: Id | None
    room: str
    by: str
    is_stopped: bool  # they are not in the room any more, or may not write there
    may_change: bool
