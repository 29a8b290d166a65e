"""Confirmations asked of a message's readers (確認を求める): the tables, and the values made of them.

Who is asked is arithmetic, as who has read is: whoever was in the room when it was asked and may read the message.
Only those who are named, and those who have confirmed, are rows.
"""

from typing import Annotated

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, text

from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import INSTANT_MOST
from kairan.core.kit.database import metadata
from kairan.core.viewer import MemberId
from kairan.people import Person

NAMED_MOST = 500  # people asked by name
OPEN_MOST = bounded("talk.confirmations", 100, "refuse", "`confirmation.too_many`")

_Id = String(13)

confirmation_request_table = Table(
    "confirmation_request",
    metadata,
    Column("room_no", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),  # of the message
    Column("message_id", _Id, nullable=False),
    Column("asked_seq", BigInteger, nullable=False),  # the entry that asked: who came in after it is not asked
    Column("by_id", _Id, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("due_at", BigInteger),
    Column("named", Boolean, nullable=False),  # only those who are named are asked
    Column("awaited", Integer, nullable=False),  # so many have not confirmed yet
    Column("confirmed", Integer, nullable=False),
    Column("earlier", Integer, nullable=False),  # of them: an earlier wording
    Column("ended_at", BigInteger),
    Column("remind_at", BigInteger),  # when they are reminded without anybody's doing; null: not, or it is done
    Index(
        "ix_confirmation_request_open",
        "room_no",
        "seq",
        sqlite_where=text("ended_at IS NULL AND awaited > 0"),
        postgresql_where=text("ended_at IS NULL AND awaited > 0"),
    ),
    Index("ix_confirmation_request_remind_at", "remind_at"),
)

confirmation_named_table = Table(
    "confirmation_named",
    metadata,
    Column("room_no", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("member_id", _Id, primary_key=True),
)

message_confirmed_table = Table(
    "message_confirmed",
    metadata,
    Column("room_no", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("member_id", _Id, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("edited_at", BigInteger),  # the wording they confirmed; null: the first
)

Instant = Annotated[int, msgspec.Meta(ge=0, le=INSTANT_MOST)]


class Asking(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ask the readers of a message to confirm it, by an instant where one is given.

    `member_ids`: those who are asked; null: everybody in the room who may read it, without its author.
    """

    due_at: Instant | None = None
    member_ids: Annotated[list[MemberId], msgspec.Meta(max_length=NAMED_MOST)] | None = None


class Confirming(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is confirmed: the wording that is on screen, by when it was edited last; null: the first."""

    edited_at: Instant | None = None


class Confirmation(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked of a message's readers, and how far it has come, the same for every reader.

    `people`: who confirmed, and who is still to; whoever left before confirming is not counted any more. `earlier`: of
    those who confirmed, who saw an earlier wording.
    """

    by: MemberId
    at: int
    due_at: int | None
    people: int
    confirmed: int
    earlier: int = 0
    ended_at: int | None = None


class Confirmed(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who has confirmed, when, and whether what they saw was worded differently."""

    person: Person
    at: int
    is_earlier: bool


class Confirmations(msgspec.Struct, frozen=True, kw_only=True):
    """Who has confirmed a message and who has not; for its author and masters of the room."""

    confirmed: list[Confirmed]
    waiting: list[Person]
    may_end: bool
