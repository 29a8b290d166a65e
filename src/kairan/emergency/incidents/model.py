"""Incidents, the people who work on them, and the entries of their chronologies."""

from typing import Annotated, Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, SmallInteger, String, Table, Text

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.viewer import MemberId
from kairan.emergency.coordinates import Coordinates
from kairan.files import FILES_AT_MOST, FileId
from kairan.talk.model import MessageId

IncidentId = NewType("IncidentId", Id)

IncidentKind = Literal[
    "earthquake", "tsunami", "storm", "landslide", "volcano", "snow", "fire", "accident", "infection", "other"
]
"""地震, 津波, 風水害, 土砂災害, 火山, 大雪, 火災, 事故, 感染症, その他."""
EntryKind = Literal["information", "report", "decision", "order", "action", "note"]
"""情報, 現場報告, 決定, 指示, 対応, その他."""
EntryStatus = Literal["open", "working", "done"]
"""未対応, 対応中, 完了."""
Damage = Literal["road", "river", "building", "power", "water", "fire", "people", "other"]
"""道路, 河川, 建物, 停電, 断水, 火災, 人, その他."""
Severity = Literal["low", "middle", "high"]
"""軽微, 中, 重大."""

NAME_LIMIT = 60
LEVEL_LIMIT = 40
TEXT_LIMIT = 2_000
SOURCE_LIMIT = 60
PLACE_LIMIT = 120
REASON_LIMIT = 200
PAGE = 100
OWN_MOST = 50
LISTED_MOST = 50
ROOMS_MOST = 10
ENTRIES_MOST = bounded("emergency.chronology", 50_000, "refuse", "`incident.full`; of one incident")
PEOPLE_MOST = bounded("emergency.incident_people", 1_000, "refuse", "`incident.people_full`; of one incident")
AHEAD_MS = 10 * 60_000  # clocks apart: how far ahead of ours a device may be
LONGEST_MS = 366 * 24 * 60 * 60_000  # how long before it was opened something may have happened

_Id = String(13)

incident_table = Table(
    "incident",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("client_key", String(40), nullable=False),
    Column("room_class", SmallInteger, nullable=False),
    Column("name", String(NAME_LIMIT * 4), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("level", String(LEVEL_LIMIT * 4), nullable=False),
    Column("is_drill", Boolean, nullable=False),
    Column("begun_at", BigInteger, nullable=False),
    Column("opened_by", _Id, nullable=False),
    Column("ended_at", BigInteger),
    Column("ended_by", _Id),
    Column("rooms", Text, nullable=False),  # JSON list of ids
    Column("last_number", Integer, nullable=False),  # of the chronology
    Column("revision", BigInteger, nullable=False),  # the last entry of the stream that a screen shows
    Index("ix_incident_organization_id", "organization_id", "id"),
    Index("ix_incident_organization_id_client_key", "organization_id", "client_key", unique=True),
)

incident_person_table = Table(
    "incident_person",
    metadata,
    Column("incident_id", _Id, ForeignKey("incident.id"), primary_key=True),
    Column("member_id", _Id, primary_key=True),
    Column("added_at", BigInteger, nullable=False),
    Column("added_by", _Id, nullable=False),
    Index("ix_incident_person_member_id", "member_id"),
)

incident_entry_table = Table(
    "incident_entry",
    metadata,
    Column("incident_id", _Id, ForeignKey("incident.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("writer_id", _Id, nullable=False),
    Column("client_key", String(40), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("status", String(8)),  # null: nothing is to be done
    Column("happened_at", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("source", String(SOURCE_LIMIT * 4), nullable=False),  # from whom it came
    Column("place", String(PLACE_LIMIT * 4), nullable=False),
    Column("latitude", Float),  # WGS84, degrees
    Column("longitude", Float),
    Column("damage", String(8)),
    Column("severity", String(6)),
    Column("responsible_id", _Id),
    Column("message_id", _Id),  # from which it was made
    Column("files", Text, nullable=False),  # JSON list of FileView
    Column("written_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("changed_by", _Id, nullable=False),
    Column("revision", BigInteger, nullable=False),  # number of its last entry in the stream
    Column("struck_at", BigInteger),
    Column("struck_reason", String(REASON_LIMIT * 4), nullable=False),
    Index("ix_incident_entry_happened_at", "incident_id", "happened_at", "number"),
    Index("ix_incident_entry_writer_id_client_key", "incident_id", "writer_id", "client_key", unique=True),
)

Key = Annotated[str, msgspec.Meta(min_length=8, max_length=40)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=NAME_LIMIT * 4)]
Level = Annotated[str, msgspec.Meta(max_length=LEVEL_LIMIT * 4)]
EntryText = Annotated[str, msgspec.Meta(max_length=TEXT_LIMIT * 4)]
Source = Annotated[str, msgspec.Meta(max_length=SOURCE_LIMIT * 4)]
Place = Annotated[str, msgspec.Meta(max_length=PLACE_LIMIT * 4)]
Instant = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Files = Annotated[list[FileId], msgspec.Meta(max_length=FILES_AT_MOST)]
People = Annotated[list[MemberId], msgspec.Meta(max_length=200)]


class NewIncident(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An incident to be opened, with its people and rooms. `key`: opened twice with the same, it is opened once."""

    key: Key
    name: Name
    kind: IncidentKind
    level: Level = ""
    is_drill: bool = False
    begun_at: Instant | None = None  # null: now
    member_ids: People = []
    rooms: Annotated[list[Name], msgspec.Meta(max_length=ROOMS_MOST)] = []


class IncidentChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an incident is called, and at which level it is, from now on."""

    name: Name
    kind: IncidentKind
    level: Level = ""


class IncidentPeople(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who comes to work on an incident; also let into those of its rooms that the viewer is in."""

    member_ids: Annotated[list[MemberId], msgspec.Meta(min_length=1, max_length=200)]


class ChronologyDraft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an entry of the chronology says; the whole of it."""

    kind: EntryKind = "information"
    status: EntryStatus | None = None
    happened_at: Instant | None = None  # null: now, or when the message was written
    text: EntryText = ""
    source: Source = ""
    place: Place = ""
    position: Coordinates | None = None
    damage: Damage | None = None
    severity: Severity | None = None
    responsible_id: MemberId | None = None


class NewChronologyEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry to be written, or made from a message: its words, time, writer and files, where none are given."""

    key: Key
    draft: ChronologyDraft
    message_id: MessageId | None = None
    file_ids: Files = []


class ChronologyChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an entry says from now on, and which state of it was seen."""

    revision: Annotated[int, msgspec.Meta(ge=1, le=2**53)]
    draft: ChronologyDraft


class ChronologyStatus(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far an entry is."""

    status: EntryStatus | None


class ChronologyStrike(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why an entry does not hold; it stays, struck through."""

    reason: Annotated[str, msgspec.Meta(max_length=REASON_LIMIT * 4)] = ""


class FieldReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody saw in the field. `key`: sent again after the line was lost, it is one report."""

    key: Key
    damage: Damage
    severity: Severity = "middle"
    seen_at: Instant | None = None  # null: now
    text: EntryText = ""
    place: Place = ""
    position: Coordinates | None = None
    file_ids: Files = []


def incident_stream(incident_id: str) -> str:
    """Return the stream of an incident."""
    return f"incident:{incident_id}"
