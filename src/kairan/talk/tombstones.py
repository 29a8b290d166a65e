"""What is left of a removed message: its place, without its words; the record keeps them."""

from typing import Protocol

import msgspec
from sqlalchemy import delete, update

from kairan.core.journal import append, redact
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.files import withdraw
from kairan.talk.confirmations import end_with_message
from kairan.talk.entries import MessageEdited, MessagePosted, MessageRemoved
from kairan.talk.model import Message, mention_table, message_table
from kairan.talk.own_reminders import forget_reminders_of
from kairan.talk.queries import message_of, the_message
from kairan.talk.search import unindex_message

_msg = message_table.c


class InJournal(Protocol):
    """What of a room is needed here."""

    @property
    def no(self) -> int:
        """Its number."""

    @property
    def stream(self) -> str:
        """Its stream."""


def make_tombstone(db: Db, viewer: Viewer, room: InJournal, row: Record) -> Message:
    """Take a message's words away from its readers. The caller has decided it, holds the room, and it is not gone."""
    before = message_of(row)
    redacted = _redact_wordings(db, room, before, edits_of(row))
    entry = append(db, room.stream, MessageRemoved(id=before.id, redacts=redacted), viewer)
    db.execute(
        update(message_table)
        .where(_msg.room_no == room.no, _msg.seq == row.seq)
        .values(text="", files=None, mentions=None, stamp=None, pinned_at=None, question=None)
        .values(removed_at=entry.at, removed_by=viewer.member_id)
    )
    end_with_message(db, room.no, row.seq, entry.at)
    forget_mentions(db, room.no, row.seq)
    withdraw(db, room.stream, row.seq)
    forget_reminders_of(db, room.no, row.seq)
    unindex_message(db, room.no, before)
    return the_message(db, room.no, row.seq)


def _redact_wordings(db: Db, room: InJournal, message: Message, edits: list[int]) -> list[int]:
    """Redact the entry that posted a message and those that edited it; return their numbers."""
    empty = MessagePosted(
        id=message.id,
        n=message.n,
        root_id=message.root_id,
        text="",
        files=[],
        mentions=[],
        client_key=message.client_key or "",
    )
    redact(db, room.stream, message.seq, empty)
    for seq in edits:
        redact(db, room.stream, seq, MessageEdited(id=message.id, text="", mentions=[]))
    return [message.seq, *edits]


def edits_of(row: Record) -> list[int]:
    """Return the numbers of the entries that edited a message."""
    return msgspec.json.decode(row.edits or "[]", type=list[int])


def forget_mentions(db: Db, room_no: int, seq: int) -> None:
    """Let a message call nobody any more."""
    db.execute(delete(mention_table).where(mention_table.c.room_no == room_no, mention_table.c.seq == seq))
