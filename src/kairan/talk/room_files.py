"""What was attached in a room, the newest first."""

import msgspec
from sqlalchemy import select

from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.files import FileView
from kairan.people import Person
from kairan.talk.access import require_room
from kairan.talk.model import MessageId, RoomId, message_table
from kairan.talk.queries import PAGE, messages_of, people_in

_msg = message_table.c


class RoomFile(msgspec.Struct, frozen=True):
    """A file with the message it came in."""

    file: FileView
    message_id: MessageId
    author_id: MemberId
    at: int


class RoomFiles(msgspec.Struct, frozen=True):
    """The files of a room, the newest first."""

    files: list[RoomFile]
    people: list[Person]
    next: str | None = None


def files_of(db: Db, viewer: Viewer, room_id: RoomId, before: int | None = None) -> RoomFiles:
    """Return what was attached in a room, the newest first; `before` is a seq. Problems: RoomNotFound."""
    room = require_room(db, viewer, room_id)
    statement = select(message_table).where(
        _msg.room_no == room.no, _msg.seq >= room.sees_from, _msg.files.is_not(None)
    )
    if before is not None:
        statement = statement.where(_msg.seq < before)
    rows = db.all(statement.order_by(_msg.seq.desc()).limit(PAGE + 1))
    messages = messages_of(db, rows[:PAGE])
    files = [
        RoomFile(file, message.id, message.author_id, message.at) for message in messages for file in message.files
    ]
    more = str(messages[-1].seq) if len(rows) > PAGE else None
    return RoomFiles(files, people_in(db, viewer, messages), more)
