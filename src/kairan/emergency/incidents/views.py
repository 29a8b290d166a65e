"""Incidents and their chronologies as they are shown."""

from typing import Self

import msgspec

from kairan.core.kit.database import Record
from kairan.core.viewer import MemberId
from kairan.emergency.coordinates import Coordinates
from kairan.emergency.incidents.model import (
    Damage,
    EntryKind,
    EntryStatus,
    IncidentId,
    IncidentKind,
    Severity,
)
from kairan.files import FileView
from kairan.people import Person
from kairan.talk.model import RoomId


class IncidentRow(msgspec.Struct, frozen=True, kw_only=True):
    """An incident in the list."""

    id: IncidentId
    name: str
    kind: IncidentKind
    level: str
    is_drill: bool
    begun_at: int
    ended_at: int | None


class Incidents(msgspec.Struct, frozen=True, kw_only=True):
    """The incidents whose chronology the viewer reads, and those to which they may report; the newest first."""

    incidents: list[IncidentRow]
    reportable: list[IncidentRow]
    may_lead: bool


class IncidentRoom(msgspec.Struct, frozen=True, kw_only=True):
    """A room of an incident that the viewer is in."""

    id: RoomId
    name: str


class PeopleDone(msgspec.Struct, frozen=True, kw_only=True):
    """How many of how many: whose safety is known, who has arrived."""

    done: int
    people: int


class IncidentView(msgspec.Struct, frozen=True, kw_only=True):
    """An incident, and its figures: how many entries are open, being worked on, done."""

    incident: IncidentRow
    opened_by: str
    people: int
    rooms: list[IncidentRoom]
    open: int
    working: int
    done: int
    safety: PeopleDone | None  # of the newest safety check since it began
    muster: PeopleDone | None
    may_lead: bool
    may_write: bool
    revision: int


class IncidentPersons(msgspec.Struct, frozen=True, kw_only=True):
    """Who works on an incident."""

    people: list[Person]


class ChronologyEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the chronology; `source` is from whom it came, `writer` who wrote it down."""

    number: int
    kind: EntryKind
    status: EntryStatus | None
    happened_at: int
    text: str
    source: str
    place: str
    position: Coordinates | None
    damage: Damage | None
    severity: Severity | None
    responsible_id: MemberId | None
    responsible: str
    writer: str
    written_at: int
    changed_at: int
    changed_by: str
    files: list[FileView]
    is_from_message: bool
    struck_at: int | None
    struck_reason: str
    revision: int


class Chronology(msgspec.Struct, frozen=True, kw_only=True):
    """Entries, the newest first; `entries` is null where nothing has changed since the revision the viewer knows."""

    view: IncidentView
    entries: list[ChronologyEntry] | None
    next: str | None


class ChronologyMade(msgspec.Struct, frozen=True, kw_only=True):
    """The number of an entry that was written."""

    number: int


class IncidentMade(msgspec.Struct, frozen=True, kw_only=True):
    """An incident that was just opened."""

    id: IncidentId


class OwnReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report of one's own, and how far it is."""

    number: int
    damage: Damage | None
    severity: Severity | None
    status: EntryStatus | None
    text: str
    place: str
    photos: int
    seen_at: int
    sent_at: int
    is_struck: bool

    @classmethod
    def of(cls, row: Record) -> Self:
        """Make it of a row."""
        return cls(
            number=row.number,
            damage=row.damage,
            severity=row.severity,
            status=row.status,
            text=row.text,
            place=row.place,
            photos=len(msgspec.json.decode(row.files, type=list[FileView])),
            seen_at=row.happened_at,
            sent_at=row.written_at,
            is_struck=row.struck_at is not None,
        )


class OwnReports(msgspec.Struct, frozen=True, kw_only=True):
    """What one reported oneself, the newest first."""

    reports: list[OwnReport]
