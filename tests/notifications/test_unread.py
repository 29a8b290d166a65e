"""The number on the icon: what the person's own screens count, and nothing policy keeps from them."""

import msgspec
import pytest
from sqlalchemy import update

from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.notifications import Unread
from kairan.notifications.web_push import UNREAD_MOST
from kairan.sessions.model import session_table
from kairan.talk import unread
from kairan.talk.cards import cards_of
from kairan.talk.model import Keep, RoomId, room_stream, room_table
from kairan.talk.reading import mark_read, mark_thread_read
from kairan.talk.rooms import keep_room, remove_member
from kairan.talk.unread import unread_of
from tests.administration.conftest import with_role
from tests.cast import Cast, room_of, say
from tests.notifications.conftest import PHONE, Phones
from tests.notifications.hearing import DAYTIME, told
from tests.policy.conftest import rule, settled


def counted(db: Db, who: Viewer) -> int:
    """Count as the client does (`unreadOf` in web/src/model/rooms.ts)."""
    mine = [card.mine for card in cards_of(db, who) if card.mine and card.archived_at is None]
    return sum(one.unread + one.thread_unread for one in mine if one.notify != "none")


def a_day(db: Db, cast: Cast) -> list[RoomId]:
    """Let a day go by in five rooms, of which one is silent, one closed, and one left."""
    rooms = [room_of(db, cast.tanaka, cast.sato, cast.suzuki, name=f"部屋{number}") for number in range(5)]
    for room in rooms:
        root = say(db, cast.sato, room, "誰か行けますか。")
        say(db, cast.tanaka, room, "一つ目")
        say(db, cast.tanaka, room, "二つ目")
        say(db, cast.tanaka, room, "行けます。", root.id)
        last = say(db, cast.suzuki, room, "私も行けます。", root.id)
    mark_read(db, cast.sato, rooms[0], 2)
    mark_thread_read(db, cast.sato, root.id, last.n)
    keep_room(db, cast.sato, rooms[1], Keep(notify="none"))
    db.execute(update(room_table).where(room_table.c.id == rooms[2]).values(archived_at=now_ms()))
    remove_member(db, cast.tanaka, rooms[3], cast.sato.member_id)
    return rooms


def test_it_is_what_the_screens_count_for_everybody_at_once(db: Db, cast: Cast) -> None:
    with as_of(DAYTIME):
        rooms = a_day(db, cast)
        people = [cast.sato, cast.suzuki, cast.tanaka, cast.guest, cast.sato]
        found = unread_of(db, people)
    assert [one.count for one in found] == [counted(db, one) for one in people]
    assert found[0].count == 1 + 2 + 2  # a message and two replies here; there two messages, the replies read
    assert set(found[0].streams or ()) == {room_stream(rooms[number]) for number in (0, 1, 4)}
    assert found[3] == Unread()


def test_of_many_at_once_messages_are_counted_and_no_room_is_named(
    db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unread, "WHOLE_MOST", 1)
    with as_of(DAYTIME):
        a_day(db, cast)
        found = unread_of(db, [cast.sato, cast.suzuki])
    assert found[0] == Unread(count=1 + 2, streams=None)


def test_what_policy_keeps_from_a_device_is_neither_counted_nor_named(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        admin = with_role(db, cast.city, "yoshida", "吉田 恵", "administrator")
        open_room = room_of(db, cast.tanaka, cast.sato, name="公開")
        secret = room_of(db, cast.tanaka, cast.sato, name="極秘", room_class=3)
        settled(db, admin, rule("internet", "phone", read=2))
        _, inside = phones.give(cast.sato, "inside")
        _, outside = phones.give(cast.sato, "outside", msgspec.structs.replace(PHONE, face="internet"))
        say(db, cast.tanaka, secret, "極秘の話")
        say(db, cast.tanaka, open_room, "公開の話")
    told(phones, open_room)
    assert [(one["badge"], len(one["unread"])) for one in inside.got] == [(2, 2)]
    assert [(one["badge"], one["unread"]) for one in outside.got] == [(1, [room_stream(open_room)])]


def test_a_device_that_must_sign_in_first_gets_the_number_alone(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        _, idle = phones.give(cast.sato)
        db.execute(update(session_table).values(seen_at=now_ms() - 30 * 3_600_000))
        say(db, cast.tanaka, room, "秘密の話")
    told(phones, room)
    assert [(one["badge"], one["unread"], one["stream"]) for one in idle.got] == [(1, None, None)]


def test_of_too_many_rooms_none_is_named(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        _, phone = phones.give(cast.sato)
        rooms = [room_of(db, cast.tanaka, cast.sato, name=f"{n}") for n in range(UNREAD_MOST + 1)]
        for room in rooms:
            say(db, cast.tanaka, room, "a")
    told(phones, rooms[0])
    assert [(one["badge"], one["unread"]) for one in phone.got] == [(UNREAD_MOST + 1, None)]
