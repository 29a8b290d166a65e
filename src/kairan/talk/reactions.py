"""Reactions: one emoji on a message, taken back at will."""

import unicodedata

from sqlalchemy import bindparam, delete, insert, select

from kairan.core.journal import append
from kairan.core.kit.database import Db
from kairan.core.kit.text import graphemes
from kairan.core.viewer import Viewer
from kairan.policy import require
from kairan.talk.access import Found, hold_message
from kairan.talk.entries import ReactionAdded, ReactionRemoved
from kairan.talk.model import MessageId, reaction_table
from kairan.talk.problems import MessageGone, ReactionUnknown
from kairan.talk.stamps.problems import ReactionsOff

_rc = reaction_table.c

_HERE = (
    (_rc.room_no == bindparam("in_room"))
    & (_rc.seq == bindparam("on_seq"))
    & (_rc.emoji == bindparam("sought_emoji"))
    & (_rc.member_id == bindparam("reactor_id"))
)
_FIND = select(_rc.at).where(_HERE)
_ADD = insert(reaction_table)
_TAKE_BACK = delete(reaction_table).where(_HERE)


def add_reaction(db: Db, viewer: Viewer, message_id: MessageId, emoji: str) -> None:
    """React to a message; the same reaction twice is one.

    Problems: MessageNotFound, MessageGone, ReactionUnknown, ReactionsOff, RefusedByPolicy.
    """
    require_emoji(emoji)
    found = hold_message(db, viewer, message_id)
    require(viewer, "react", found.room.room_class)
    if not found.room.reactions:
        raise ReactionsOff
    if found.row.removed_at is not None:
        raise MessageGone
    if db.first(_FIND, _place(found, viewer, emoji)) is not None:
        return
    entry = append(db, found.room.stream, ReactionAdded(id=message_id, emoji=emoji), viewer)
    row = {"room_no": found.room.no, "seq": found.row.seq, "emoji": emoji, "member_id": viewer.member_id}
    db.execute(_ADD, {**row, "at": entry.at})


def remove_reaction(db: Db, viewer: Viewer, message_id: MessageId, emoji: str) -> None:
    """Take one's own reaction back; without one, nothing happens. Problems: MessageNotFound."""
    found = hold_message(db, viewer, message_id)
    require(viewer, "write", found.room.room_class)
    gone = db.execute(_TAKE_BACK, _place(found, viewer, emoji))
    if gone.rowcount:
        append(db, found.room.stream, ReactionRemoved(id=message_id, emoji=emoji), viewer)


def _place(found: Found, viewer: Viewer, emoji: str) -> dict[str, str | int]:
    return {
        "in_room": found.room.no,
        "on_seq": found.row.seq,
        "sought_emoji": emoji,
        "reactor_id": viewer.member_id,
    }


def require_emoji(emoji: str) -> None:
    """Accept one grapheme that carries a symbol: emoji differ between systems, so no list is kept.

    Problems: ReactionUnknown.
    """
    symbol = any(unicodedata.category(character) in {"So", "Sk"} for character in emoji) or "\u20e3" in emoji
    if not symbol or len(emoji.encode()) > 32 or graphemes(emoji) != 1:
        raise ReactionUnknown
