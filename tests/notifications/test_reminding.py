"""Those who have not read a message are reminded by one act; a pause protects them."""

import pytest

from kairan.core.journal import entries_after
from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.talk.actions import remove_message
from kairan.talk.model import Keep, room_stream
from kairan.talk.notices import tell_of_room
from kairan.talk.problems import MessageNotFound, NotYoursToRemind, RemindedLately, RoomArchivedAlready
from kairan.talk.reading import mark_read
from kairan.talk.reminding import PAUSE_MS, Reminders, remind, reminders_of
from kairan.talk.rooms import archive_room, keep_room
from tests.cast import Cast, room_of, say
from tests.notifications.conftest import Phones
from tests.notifications.hearing import DAYTIME, SOON

LATER = DAYTIME + 3_600_000


def test_those_who_have_not_read_it_are_told_once_more_and_the_others_not(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki, cast.guest)
        phone = {one.member_id: phones.give(one)[1] for one in (cast.sato, cast.suzuki, cast.guest, cast.tanaka)}
        keep_room(db, cast.sato, room, Keep(notify="mentions"))
        keep_room(db, cast.guest, room, Keep(notify="none"))
        said = say(db, cast.tanaka, room, "17時までに確認をお願いします。")
        tell_of_room(db, room)
    with as_of(DAYTIME + SOON):
        phones.tell()
    with as_of(LATER):
        mark_read(db, cast.suzuki, room, said.n)
        assert reminders_of(db, cast.tanaka, said.id).may_remind
        done = remind(db, cast.tanaka, said.id)
        assert done.last is not None
        assert (done.last.people, done.last.reached, done.last.again_at) == (2, 1, LATER + PAUSE_MS)
        assert done.last.by.name == "田中 一郎"
    with as_of(LATER + SOON):
        phones.tell()
    texts = [one["text"] for one in phone[cast.sato.member_id].got]
    assert texts == ["【確認のお願い】田中 一郎: 17時までに確認をお願いします。"]
    assert len(phone[cast.suzuki.member_id].got) == 1  # the message itself, and no reminder
    assert phone[cast.guest.member_id].got == []
    assert phone[cast.tanaka.member_id].got == []
    kinds = [entry.kind for entry in entries_after(db, room_stream(room), 0, 100)]
    assert kinds.count("message.reminded") == 1


def test_nobody_reminds_again_before_a_while_is_over_whoever_they_are(db: Db, cast: Cast) -> None:
    with as_of(LATER):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
        said = say(db, cast.sato, room, "見てください。")
        remind(db, cast.sato, said.id)
    with as_of(LATER + PAUSE_MS - 60_000), pytest.raises(RemindedLately) as refused:
        remind(db, cast.tanaka, said.id)
    assert refused.value.detail == {"minutes": 1}
    with as_of(LATER + PAUSE_MS + 1):
        assert remind(db, cast.tanaka, said.id).last is not None


def test_only_its_author_and_masters_of_the_room_remind(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
    said = say(db, cast.sato, room, "見てください。")
    assert not reminders_of(db, cast.suzuki, said.id).may_remind
    with pytest.raises(NotYoursToRemind):
        remind(db, cast.suzuki, said.id)
    with pytest.raises(MessageNotFound):
        remind(db, cast.stranger, said.id)
    with pytest.raises(MessageNotFound):
        reminders_of(db, cast.stranger, said.id)


def test_of_what_is_gone_or_closed_nobody_is_reminded(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato)
    said, other = say(db, cast.tanaka, room, "間違い"), say(db, cast.tanaka, room, "閉じる前")
    remove_message(db, cast.tanaka, said.id)
    with pytest.raises(MessageNotFound):
        remind(db, cast.tanaka, said.id)
    archive_room(db, cast.tanaka, room)
    with pytest.raises(RoomArchivedAlready):
        remind(db, cast.tanaka, other.id)
    assert not reminders_of(db, cast.tanaka, other.id).may_remind


def test_where_everybody_has_read_it_nothing_happens(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato)
    said = say(db, cast.tanaka, room, "読みましたね。")
    mark_read(db, cast.sato, room, said.n)
    assert remind(db, cast.tanaka, said.id).last is None
    assert reminders_of(db, cast.sato, said.id) == Reminders(may_remind=False, may_urge=False, last=None, urgent=None)


def test_who_has_not_read_a_reply_is_reminded_of_it(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(LATER):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
        root = say(db, cast.sato, room, "どうしますか。")
        _, phone = phones.give(cast.sato)
        reply = say(db, cast.tanaka, room, "こうします。", root.id)
        done = remind(db, cast.tanaka, reply.id)
    with as_of(LATER + SOON):
        phones.tell()
    assert done.last is not None
    assert len(phone.got) == 1
    assert phone.got[0]["tag"] == f"reminder:{room}:{reply.id}"
