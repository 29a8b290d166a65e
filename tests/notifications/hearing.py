"""What the tests of notifications say and hear: a day's hour, somebody called by name, what a room's news told."""

from sqlalchemy import func, select

from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.notifications.model import notice_table
from kairan.talk.actions import send_message
from kairan.talk.model import Draft, Mention, RoomId
from kairan.talk.notices import tell_of_room
from tests.notifications.conftest import Phones
from tests.notifications.test_quiet_hours import at

DAYTIME = at("2026-12-01 10:00")
SOON = 4_000


def waiting(db: Db) -> int:
    return int(db.scalar(select(func.count()).select_from(notice_table)))


def told(phones: Phones, room: RoomId, now: int = DAYTIME) -> list[str]:
    """Let the room's news be told a few seconds later."""
    with as_of(now):
        tell_of_room(phones.db, room)
    with as_of(now + SOON):
        return phones.tell()


def call(db: Db, who: Viewer, room: RoomId, whom: Viewer, text: str = "@佐藤 美咲 さん、至急") -> None:
    mention = Mention(kind="person", id=whom.member_id, start=0, length=6)
    send_message(db, who, room, Draft(client_key=text, text=text, mentions=[mention]))
