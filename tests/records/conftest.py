"""The office, with a second auditor, and rooms in which something was said, edited and removed."""

import msgspec
import pytest

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.talk.actions import edit_message, remove_message
from kairan.talk.model import MessageId, RoomId
from kairan.talk.rooms import open_direct
from tests.administration.conftest import Office, office_of, with_role
from tests.cast import room_of, say


class Archive(msgspec.Struct, frozen=True):
    """What an auditor might have to read."""

    office: Office
    second: Viewer
    room_id: RoomId
    other_id: RoomId
    direct_id: RoomId
    removed_id: MessageId


@pytest.fixture
def archive(db: Db) -> Archive:
    office = office_of(db)
    cast = office.cast
    room_id = room_of(db, cast.sato, cast.tanaka, name="入札の相談")
    say(db, cast.sato, room_id, "予定価格は未定です。")
    removed = say(db, cast.tanaka, room_id, "業者に伝えておきます。")
    edit_message(db, cast.tanaka, removed.id, "業者には伝えません。", [])
    remove_message(db, cast.tanaka, removed.id)
    other_id = room_of(db, cast.tanaka, cast.suzuki, name="昼休み")
    say(db, cast.tanaka, other_id, "走りましょう。")
    direct_id = open_direct(db, cast.tanaka, [cast.suzuki.member_id])
    say(db, cast.tanaka, direct_id, "内密の話です。")
    say(db, cast.suzuki, direct_id, "承知しました。")
    second = with_role(db, cast.city, "kansa2", "監査 次郎", "auditor")
    return Archive(office, second, room_id, other_id, direct_id, removed.id)
