"""Reactions: one emoji on a message, taken back at will."""

import unicodedata

from sqlalchemy import ColumnElement, delete, insert, select

from kairan.entry import require
from kairan.journal import append
from kairan.kit.database import Db
from kairan.kit.text import graphemes
from kairan.talk.access import Found, hold_message
from kairan.talk.entries import ReactionAdded, ReactionRemoved
from kairan.talk.model import MessageId, reaction_table
from kairan.talk.problems import MessageGone, ReactionUnknown
from kairan.viewer import Viewer

_rc = reaction_table.c


def add_reaction(db: Db, viewer: Viewer, message_id: MessageId, emoji: str) -> None:
    """React to a message; the same reaction twice is one. Problems: MessageNotFound, MessageGone, ReactionUnknown."""
    require(viewer, "write")
    _require_emoji(emoji)
    found = hold_message(db, viewer, message_id)
    if found.row.removed_at is not None:
        raise MessageGone
    if db.first(select(_rc.at).where(*_place(found, viewer, emoji))) is not None:
        return
    entry = append(db, found.room.stream, ReactionAdded(id=message_id, emoji=emoji), viewer)
    db.execute(
        insert(reaction_table).values(
            room_no=found.room.no, seq=found.row.seq, emoji=emoji, member_id=viewer.member_id, at=entry.at
        )
    )


def remove_reaction(db: Db, viewer: Viewer, message_id: MessageId, emoji: str) -> None:
    """Take one's own reaction back; without one, nothing happens. Problems: MessageNotFound."""
    require(viewer, "write")
    found = hold_message(db, viewer, message_id)
    gone = db.execute(delete(reaction_table).where(*_place(found, viewer, emoji)))
    if gone.rowcount:
        append(db, found.room.stream, ReactionRemoved(id=message_id, emoji=emoji), viewer)


def _place(found: Found, viewer: Viewer, emoji: str) -> tuple[ColumnElement[bool], ...]:
    return (
        _rc.room_no == found.room.no,
        _rc.seq == found.row.seq,
        _rc.emoji == emoji,
        _rc.member_id == viewer.member_id,
    )


def _require_emoji(emoji: str) -> None:
    """Accept one grapheme that carries a symbol: emoji differ between systems, so no list is kept."""
    symbol = any(unicodedata.category(character) in {"So", "Sk"} for character in emoji) or "\u20e3" in emoji
    if not symbol or len(emoji.encode()) > 32 or graphemes(emoji) != 1:
        raise ReactionUnknown
