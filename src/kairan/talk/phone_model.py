"""Phoning those who have not read a message, several together (電話連絡の分担): the table and its values."""

from typing import Literal

import msgspec
from sqlalchemy import BigInteger, Column, Integer, String, Table

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.core.viewer import MemberId
from kairan.people import Person

Outcome = Literal["reached", "absent", "message"]
"""They were told on the phone (連絡済), did not answer (不在), or somebody else will tell them (伝言)."""

ACTS_MOST = bounded("talk.phone_acts", 50, "refuse", "`phone.too_often`")
TAKEN_MS = 30 * 60_000
"""So long somebody is left to whoever took them; then another may."""

_Id = String(13)

phone_call_table = Table(
    "phone_call",
    metadata,
    Column("room_no", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),  # of the message
    Column("member_id", _Id, primary_key=True),  # whom to phone
    Column("by_id", _Id),  # who took them, or noted the outcome; null: given back
    Column("at", BigInteger, nullable=False),
    Column("outcome", String(10)),  # null: somebody is at it
    Column("acts", Integer, nullable=False),
)


class PhoneNote(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What came of phoning somebody; null: one is about to."""

    outcome: Outcome | None = None


class PhoneCall(msgspec.Struct, frozen=True, kw_only=True):
    """Who phones somebody, or phoned them, when, and what came of it; null: they are at it."""

    member_id: MemberId
    by: Person
    at: int
    outcome: Outcome | None


class PhoneList(msgspec.Struct, frozen=True, kw_only=True):
    """Who is being phoned about a message; whether the viewer may take part."""

    may_phone: bool
    calls: list[PhoneCall]
