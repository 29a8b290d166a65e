"""Requests to read records, what was read of them, and whom the body tells of it."""

from typing import Annotated, Literal

import msgspec
from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.kit.revisions import revision_of

REASON_LEAST, REASON_LIMIT = 10, 1_000
NAMED_MOST = 20  # rooms, and people, in one request
PERIOD_MOST_MS = 366 * 24 * 3_600_000
HOUR_MS = 3_600_000

Tell = Literal["at_once", "afterwards"]
State = Literal["asked", "open", "refused", "withdrawn", "ended"]

_Id = String(13)

request_table = Table(
    "record_request",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, nullable=False),
    Column("reason", Text, nullable=False),
    Column("room_ids", Text, nullable=False),  # JSON
    Column("person_ids", Text, nullable=False),  # JSON
    Column("first_at", BigInteger, nullable=False),
    Column("last_at", BigInteger, nullable=False),  # the first instant that is not included
    Column("asked_by", _Id, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("decided_by", _Id),
    Column("consented_at", BigInteger),
    Column("refused_at", BigInteger),
    Column("withdrawn_at", BigInteger),
    Column("ends_at", BigInteger),
    Index("ix_record_request_organization_id", "organization_id", "asked_at"),
)

view_table = Table(
    "record_view",
    metadata,
    Column("request_id", _Id, primary_key=True),
    Column("room_id", _Id, primary_key=True),
    Column("first_at", BigInteger, nullable=False),
    Column("views", Integer, nullable=False),
    Column("told_at", BigInteger),  # when the masters of the room were told
)

notice_table = Table(
    "record_notice",
    metadata,
    Column("member_id", _Id, primary_key=True),
    Column("request_id", _Id, primary_key=True),
    Column("room_id", _Id, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("seen_at", BigInteger),
)

rule_table = Table(
    "record_rule",
    metadata,
    Column("organization_id", _Id, primary_key=True),
    Column("hours", Integer, nullable=False),
    Column("tell", String(10), nullable=False),
)


class RecordRules(msgspec.Struct, frozen=True):
    """How long a consent opens records, and when masters are told: at the first view, or when it is over."""

    hours: Annotated[int, msgspec.Meta(ge=1, le=336)] = 72
    tell: Tell = "afterwards"


class RecordRulesTold(RecordRules, frozen=True, kw_only=True):
    """The rules, with the revision that a change is based on."""

    revision: str

    @classmethod
    def of(cls, rules: RecordRules) -> "RecordRulesTold":
        """Add the revision."""
        return cls(rules.hours, rules.tell, revision=revision_of(rules))


class NewRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What an auditor asks to read: the talk in these rooms, or of these people, or both; days of Japan, included."""

    reason: Annotated[str, msgspec.Meta(max_length=REASON_LIMIT * 2)]
    room_ids: Annotated[list[Id], msgspec.Meta(max_length=NAMED_MOST)] = []
    person_ids: Annotated[list[Id], msgspec.Meta(max_length=NAMED_MOST)] = []
    first_on: Annotated[str, msgspec.Meta(max_length=10)]
    last_on: Annotated[str, msgspec.Meta(max_length=10)]


class Named(msgspec.Struct, frozen=True):
    """A room or a person with its name."""

    id: str
    name: str


class RecordRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A request as auditors and administrators of the body see it."""

    id: str
    state: State
    reason: str
    rooms: list[Named]
    people: list[Named]
    first_at: int
    last_at: int
    asked_by: Named
    asked_at: int
    decided_by: Named | None
    decided_at: int | None
    ends_at: int | None
    views: int


class RoomChoice(msgspec.Struct, frozen=True):
    """A room an auditor may name: its name and nothing else."""

    id: str
    name: str
    archived: bool


class Wording(msgspec.Struct, frozen=True):
    """What a message said from an instant on; null once erased."""

    at: int
    text: str | None


class RecordFile(msgspec.Struct, frozen=True):
    """An attachment, by what identifies it: the SHA-256 of its content."""

    id: str
    name: str
    size: int
    type: str
    sha256: str | None


class RecordMessage(msgspec.Struct, frozen=True, kw_only=True):
    """A message as it stands in the record, with every wording it had, removed or not."""

    id: str
    room: str
    room_id: str
    seq: int
    at: int
    author: str
    author_key: str  # staff number, else login
    author_department: str  # with all above it
    wordings: list[Wording]
    files: list[RecordFile]
    is_reply: bool
    removed_at: int | None
    removed_by: str | None
    digest: str


class RecordPage(msgspec.Struct, frozen=True):
    """Some messages of a request, in order; where the next page begins; until when it may be read."""

    messages: list[RecordMessage]
    next: str | None
    ends_at: int


class Notice(msgspec.Struct, frozen=True):
    """What a master is told: the records of a room of theirs were read, by whom, of which days."""

    request_id: str
    room_id: str
    room: str
    by: str
    at: int
    first_at: int
    last_at: int


def state_of(
    consented_at: int | None, refused_at: int | None, withdrawn_at: int | None, ends_at: int | None, now: int
) -> State:
    """Read the state from what happened."""
    if withdrawn_at is not None:
        return "withdrawn"
    if refused_at is not None:
        return "refused"
    if consented_at is None or ends_at is None:
        return "asked"
    return "open" if now < ends_at else "ended"
