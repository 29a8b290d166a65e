"""Positions people share while an incident goes on, and what else stands on its map."""

from collections.abc import Callable
from typing import Annotated

import msgspec
from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, String, Table

from kairan.core.extension import ExtensionPoint
from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import Db, metadata
from kairan.core.viewer import MemberId
from kairan.emergency.incidents.model import Damage, EntryStatus, Severity
from kairan.emergency.places.model import Latitude, Longitude, PlacePoint

LONGEST_MIN = 8 * 60
"""A position is shared for so long at most; whoever wants it longer says so again."""
REPORTS_SHOWN = bounded("emergency.map_reports", 2_000, "drop", "the oldest; the chronology has all")
POSITIONS_SHOWN = bounded("emergency.map_positions", 1_000, "drop", "those that were renewed longest ago")
AREAS_SHOWN = bounded("emergency.map_areas", 2_000, "drop", "the areas of the least grave warnings")

_Id = String(13)

# Only where somebody is now: a new position replaces the last one, and no record keeps where they were.
incident_position_table = Table(
    "incident_position",
    metadata,
    Column("incident_id", _Id, ForeignKey("incident.id"), primary_key=True),
    Column("member_id", _Id, primary_key=True),
    Column("latitude", Float, nullable=False),  # WGS84, degrees
    Column("longitude", Float, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
    Index("ix_incident_position_until", "until"),
)


class SharedPosition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where one is, shown to those who work on the incident for so many minutes, or until one stops."""

    latitude: Latitude
    longitude: Longitude
    minutes: Annotated[int, msgspec.Meta(ge=1, le=LONGEST_MIN)]


class OwnPosition(msgspec.Struct, frozen=True, kw_only=True):
    """Until when one's own position is shown, and since when it is the same; null: it is not."""

    until: int | None
    at: int | None


class MapReport(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the chronology that has a position."""

    number: int
    damage: Damage | None
    severity: Severity | None
    status: EntryStatus | None
    happened_at: int
    text: str
    place: str
    latitude: float
    longitude: float


class MapPerson(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who shows where they are."""

    member_id: MemberId
    name: str
    department: str
    latitude: float
    longitude: float
    at: int
    until: int


class IncidentMap(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the map of an incident, and on the list beside it."""

    reports: list[MapReport]
    places: list[PlacePoint]
    people: list[MapPerson]
    reports_without: int
    """Reports from the field that say no position."""


class HazardArea(msgspec.Struct, frozen=True, kw_only=True):
    """A municipality (five digits, 全国地方公共団体コード) for which a warning is in force."""

    code: str
    name: str
    warnings: list[str]
    grade: int
    reported_at: int


class HazardAreas(msgspec.Struct, frozen=True, kw_only=True):
    """The areas of warnings, the gravest first."""

    areas: list[HazardArea]


AreasInForce = Callable[[Db, str, bool], list[HazardArea]]
"""The areas of a prefecture (two digits; empty: everywhere) for which warnings are in force; true: those of drills."""
HAZARD_AREAS: ExtensionPoint[AreasInForce] = ExtensionPoint("emergency.hazard_areas")
