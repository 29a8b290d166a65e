"""Hand-overs: the tables, and what people see of them.

Whoever leaves a post prepares one (a draft) at any time. When a list of moves is carried out in which somebody takes
over from them, it is handed to that successor, with the rooms they were in at that moment.
"""

from typing import NewType

import msgspec
from sqlalchemy import BigInteger, Column, Index, String, Table, Text

from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.people import Person
from kairan.talk.model import Message, RoomId

HandoverId = NewType("HandoverId", Id)

NOTE_LIMIT = 10_000
COMMENT_LIMIT = 500
MARKS_MOST = 200
MENTIONS_SHOWN = 50

_Id = String(13)

handover_table = Table(
    "handover",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, nullable=False, index=True),
    Column("member_id", _Id, nullable=False, index=True),  # whoever leaves the post
    Column("note", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("handed_at", BigInteger),  # null while it is a draft
    Column("list_id", _Id, index=True),  # the list of moves by which it was handed over
    Column("successor_id", _Id, index=True),
    Column("department", String(200)),  # the main post it is about, as it was then
    Column("title", String(100)),
    Column("seen_at", BigInteger),  # when the successor first opened it
    Column("giver_seen_at", BigInteger),  # when whoever left the post first looked at to whom it went
)

handover_mark_table = Table(
    "handover_mark",
    metadata,
    Column("handover_id", _Id, primary_key=True),
    Column("room_no", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("comment", Text, nullable=False),
    Column("marked_at", BigInteger, nullable=False),
)

handover_room_table = Table(
    "handover_room",
    metadata,
    Column("handover_id", _Id, primary_key=True),
    Column("room_no", BigInteger, primary_key=True, autoincrement=False),
    Column("role", String(10), nullable=False),
    Index("ix_handover_room_room_no", "room_no"),
)


class RoomHanded(msgspec.Struct, frozen=True, kw_only=True):
    """A room of the post. `was_master`: whoever leaves (or left) is its master; `is_master`: the reader is."""

    id: RoomId
    name: str
    follows_post: bool
    was_master: bool
    is_master: bool
    is_archived: bool


class MessageHanded(msgspec.Struct, frozen=True, kw_only=True):
    """A message to read, in its room, with what whoever leaves said about it."""

    message: Message
    room: str
    comment: str = ""


class Handover(msgspec.Struct, frozen=True, kw_only=True):
    """One hand-over as its reader may see it: rooms and messages only of rooms they may read themselves.

    `id` is null for a draft in which nothing stands yet.
    """

    id: HandoverId | None
    giver: Person
    successor: Person | None
    department: str | None
    post: str | None
    handed_at: int | None
    changed_at: int | None
    note: str
    marks: list[MessageHanded]
    rooms: list[RoomHanded]
    mentions: list[MessageHanded]
    has_more_mentions: bool
    people: list[Person]


class HandoverCard(msgspec.Struct, frozen=True, kw_only=True):
    """A hand-over in a list."""

    id: HandoverId
    giver: Person
    successor: Person | None
    department: str | None
    post: str | None
    handed_at: int
    is_new: bool  # its reader has not opened it yet


class Handovers(msgspec.Struct, frozen=True):
    """What the viewer prepares, gave and received, the newest first."""

    draft: Handover
    given: list[HandoverCard]
    received: list[HandoverCard]


class NewHandovers(msgspec.Struct, frozen=True):
    """What was handed to the viewer, and what of theirs went to a successor, and they have not opened since."""

    received: list[HandoverCard]
    given: list[HandoverCard]
