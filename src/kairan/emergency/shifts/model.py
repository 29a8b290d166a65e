"""Shifts of a muster, and who works in them."""

from typing import Annotated, NewType

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table

from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import INSTANT_MOST
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.viewer import MemberId
from kairan.emergency.broadcasts.model import BroadcastId
from kairan.emergency.musters.model import PlaceNumber
from kairan.people import Person

ShiftId = NewType("ShiftId", Id)

NAME_LIMIT = 30
SHIFTS_MOST = bounded("emergency.shifts", 100, "refuse", "`muster.shifts_full`; of one muster")
PEOPLE_MOST = 300
LONGEST_MS = 24 * 3_600_000
REST_MS = 8 * 3_600_000
"""Whoever works again before so long has passed is shown: people who are tired make mistakes."""
HANDOVER_MS = 3_600_000
"""So far apart two shifts at one place may be, and one still relieves the other."""
RESTING_SHOWN = 200
OWN_MOST = 20

_Id = String(13)

muster_shift_table = Table(
    "muster_shift",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("muster_id", _Id, ForeignKey("muster.id"), nullable=False),
    Column("client_key", String(40), nullable=False),
    Column("name", String(NAME_LIMIT * 4), nullable=False),
    Column("place", Integer, nullable=False),  # its number in the muster
    Column("begins_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("changed_by", _Id, nullable=False),
    Column("broadcast_id", _Id),  # by which its people were told last
    Index("ix_muster_shift_begins_at", "muster_id", "begins_at"),
    Index("uq_muster_shift_client_key", "muster_id", "client_key", unique=True),
)

muster_shift_person_table = Table(
    "muster_shift_person",
    metadata,
    Column("shift_id", _Id, ForeignKey("muster_shift.id"), primary_key=True),
    Column("member_id", _Id, primary_key=True),
    Index("ix_muster_shift_person_member_id", "member_id"),
)

Instant = Annotated[int, msgspec.Meta(ge=0, le=INSTANT_MOST)]


class ShiftDraft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a shift is: where, from when to when, and who works."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=NAME_LIMIT * 4)]
    place: PlaceNumber
    begins_at: Instant
    ends_at: Instant
    member_ids: Annotated[list[MemberId], msgspec.Meta(min_length=1, max_length=PEOPLE_MOST)]


class NewShift(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A shift to be made. `key`: made twice with the same, it is one."""

    draft: ShiftDraft
    key: Annotated[str, msgspec.Meta(min_length=8, max_length=40)]


class ShiftPerson(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of a shift: how long they rested before it (ms; null: it is their first), and whether they are there."""

    person: Person
    rested_ms: int | None
    is_tired: bool
    is_here: bool


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """A shift with its people. `relieves`: the shift at the same place that ends as this one begins."""

    id: ShiftId
    name: str
    place: int
    begins_at: int
    ends_at: int
    relieves: str | None
    people: list[ShiftPerson]
    told: int  # how many of those who were told have confirmed
    broadcast_id: BroadcastId | None  # null: as it is now, nobody was told of it


class Shifts(msgspec.Struct, frozen=True, kw_only=True):
    """The shifts of a muster by their beginning, and who of their people works in none of them now."""

    shifts: list[Shift]
    resting: list[Person]
    now: int


class OwnShift(msgspec.Struct, frozen=True, kw_only=True):
    """A shift in which one works, and which is not over."""

    id: ShiftId
    muster: str
    name: str
    place: str
    begins_at: int
    ends_at: int
    is_drill: bool
    relieves: str | None


class OwnShifts(msgspec.Struct, frozen=True, kw_only=True):
    """One's own shifts of musters that go on, the next first."""

    shifts: list[OwnShift]
