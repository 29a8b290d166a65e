"""Whom a text calls, and where that stands in the text as it is stored: cleaning may make it shorter."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import select

from kairan.core.kit.database import Db
from kairan.core.kit.text import clean
from kairan.talk.model import Mention, Room, membership_table, message_table, present

_msg = message_table.c


def moved(mentions: Sequence[Mention], typed: str, stored: str) -> Sequence[Mention]:
    """Return the mentions of a typed text at their places in the stored one; what is nowhere any more is left out."""
    if not mentions or typed == stored:
        return mentions
    units = typed.encode("utf-16-le", "surrogatepass")
    return [one for mention in mentions if (one := _moved(mention, units)) is not None]


def _moved(mention: Mention, units: bytes) -> Mention | None:
    try:
        start, end = (_units(units[: 2 * at]) for at in (mention.start, mention.start + mention.length))
    except UnicodeDecodeError:  # in the middle of a character
        return None
    return msgspec.structs.replace(mention, start=start, length=end - start) if end > start else None


def _units(before: bytes) -> int:
    return len(clean(before.decode("utf-16-le")).encode("utf-16-le")) // 2


def good_mentions(db: Db, room: Room, mentions: Sequence[Mention], text: str) -> list[Mention]:
    """Keep the mentions that lie inside the text and call somebody of this room; drop the others silently."""
    if not mentions:
        return []
    units = len(text.encode("utf-16-le")) // 2
    inside = [mention for mention in mentions if mention.start + mention.length <= units]
    called = [mention.id for mention in inside if mention.kind == "person"]
    members = set(
        db.scalars(
            select(membership_table.c.member_id).where(
                membership_table.c.room_no == room.no, membership_table.c.member_id.in_(called), present
            )
        )
    )
    good = [m for m in inside if m.kind == "all" or (m.kind == "department" and m.id) or m.id in members]
    return _with_own_quotes(db, room, good)


def _with_own_quotes(db: Db, room: Room, mentions: list[Mention]) -> list[Mention]:
    """Keep what leads to a message of this room; a message elsewhere is none of its readers' business."""
    quoted = {mention.message for mention in mentions if mention.message is not None}
    if not quoted:
        return mentions
    here = set(db.scalars(select(_msg.id).where(_msg.room_no == room.no, _msg.id.in_(quoted))))
    return [m if m.message is None or m.message in here else msgspec.structs.replace(m, message=None) for m in mentions]
