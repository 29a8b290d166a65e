"""Telling a message as urgent: its author or a master of the room, for a reason, to everybody who has not read it."""

from typing import Annotated

import msgspec

from kairan.core.journal import append
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.notifications import URGENT_LIMIT, tell_urgently
from kairan.talk.entries import MessageUrged
from kairan.talk.model import MessageId
from kairan.talk.reading import unread_by
from kairan.talk.reminding import Reminders, hold_to_remind, notices_of, reminders_of


class Urging(msgspec.Struct, frozen=True):
    """Why it cannot wait."""

    reason: Annotated[str, msgspec.Meta(max_length=URGENT_LIMIT * 4)]


def urge(db: Db, viewer: Viewer, message_id: MessageId, urging: Urging) -> Reminders:
    """Let everybody who may read a message and has not be told at once, at any hour, whatever they chose.

    Problems: MessageNotFound, NotYoursToRemind, RoomArchivedAlready, those of `tell_urgently`.
    """
    room, message = hold_to_remind(db, viewer, message_id)
    notices = notices_of(db, room.stream, message.seq, unread_by(db, room, message), "urgent")
    is_master = room.role == "master"
    reason = tell_urgently(db, viewer, room.stream, message.seq, urging.reason, notices, is_master=is_master)
    append(db, room.stream, MessageUrged(id=message_id, reason=reason, people=len(notices)), viewer)
    return reminders_of(db, viewer, message_id)
