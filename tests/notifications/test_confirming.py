"""Whoever is asked to confirm a message is told, until they have; and once by itself before it is due."""

from kairan.core.journal import entries_after
from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.talk.confirmation_model import Asking, Confirming
from kairan.talk.confirmation_reminding import remind_before_due
from kairan.talk.confirming import ask_confirmation, confirm, end_confirmation
from kairan.talk.model import Keep, RoomId, room_stream
from kairan.talk.notices import tell_of_room
from kairan.talk.reading import mark_read
from kairan.talk.reminding import remind
from kairan.talk.rooms import archive_room, keep_room, remove_member
from tests.cast import Cast, room_of, say
from tests.notifications.conftest import Phones
from tests.notifications.hearing import DAYTIME, SOON, waiting
from tests.notifications.test_quiet_hours import at

DUE = at("2026-12-03 17:00")  # a Thursday
MORNING = at("2026-12-02 09:00")  # of the working day before


def reminders(db: Db, room: RoomId) -> list[str | None]:
    return [one.by for one in entries_after(db, room_stream(room), 0, 1_000) if one.kind == "message.reminded"]


def test_who_is_asked_is_told_though_they_want_to_hear_of_mentions_alone(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki, cast.guest)
        phone = {one.member_id: phones.give(one)[1] for one in (cast.sato, cast.suzuki, cast.guest)}
        keep_room(db, cast.sato, room, Keep(notify="mentions"))
        keep_room(db, cast.guest, room, Keep(notify="none"))
        said = say(db, cast.tanaka, room, "集合は9時です。")
        mark_read(db, cast.sato, room, said.n)  # to have read it is not to have confirmed it
        ask_confirmation(db, cast.tanaka, said.id, Asking(member_ids=[cast.sato.member_id, cast.guest.member_id]))
        tell_of_room(db, room)
    with as_of(DAYTIME + SOON):
        phones.tell()
    (got,) = phone[cast.sato.member_id].got
    assert got["text"] == "【確認を求めています】田中 一郎: 集合は9時です。"
    assert got["tag"] == f"confirmation:{room}:{said.id}"
    assert [one["text"] for one in phone[cast.suzuki.member_id].got] == ["田中 一郎: 集合は9時です。"]  # as ever
    assert phone[cast.guest.member_id].got == []  # wants to hear nothing of the room


def test_who_confirmed_went_or_is_asked_no_more_is_not_told_any_more(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
        phone = {one.member_id: phones.give(one)[1] for one in (cast.sato, cast.suzuki)}
        said, other = say(db, cast.tanaka, room, "確認を"), say(db, cast.tanaka, room, "こちらも")
        ask_confirmation(db, cast.tanaka, said.id, Asking())
        ask_confirmation(db, cast.tanaka, other.id, Asking())
        confirm(db, cast.sato, said.id, Confirming())
        end_confirmation(db, cast.tanaka, other.id)
        remove_member(db, cast.tanaka, room, cast.suzuki.member_id)
    with as_of(DAYTIME + SOON):
        phones.tell()
    assert [one.got for one in phone.values()] == [[], []]
    assert waiting(db) == 0


def test_who_has_read_but_not_confirmed_is_reminded_by_the_same_act(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
        _, sato = phones.give(cast.sato)
        _, suzuki = phones.give(cast.suzuki)
        said = say(db, cast.tanaka, room, "確認を")
        ask_confirmation(db, cast.tanaka, said.id, Asking())
        for who in (cast.sato, cast.suzuki):
            mark_read(db, who, room, said.n)
        confirm(db, cast.suzuki, said.id, Confirming())
    with as_of(DAYTIME + SOON):
        phones.tell()
    with as_of(DAYTIME + 3_600_000):
        assert remind(db, cast.tanaka, said.id).last is None  # everybody has read it
        done = remind(db, cast.tanaka, said.id, "unconfirmed").last
    assert done is not None
    assert (done.people, done.reached) == (1, 1)
    with as_of(DAYTIME + 3_600_000 + SOON):
        phones.tell()
    assert (len(sato.got), len(suzuki.got)) == (2, 0)


def test_they_are_reminded_once_by_itself_on_the_morning_of_the_working_day_before(
    db: Db, cast: Cast, phones: Phones
) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
        _, sato = phones.give(cast.sato)
        said = say(db, cast.tanaka, room, "木曜の17時までに確認を")
        ask_confirmation(db, cast.tanaka, said.id, Asking(due_at=DUE))
        confirm(db, cast.suzuki, said.id, Confirming())
    with as_of(DAYTIME + SOON):
        phones.tell()
        remind_before_due(db)
    for now in (MORNING - 1, MORNING, MORNING + 60_000, DUE):
        with as_of(now):
            remind_before_due(db)
    with as_of(MORNING + SOON):
        phones.tell()
    assert [one["text"] for one in sato.got] == ["【確認を求めています】田中 一郎: 木曜の17時までに確認を"] * 2
    assert reminders(db, room) == [None]


def test_a_server_that_was_down_reminds_in_the_next_working_hours_or_not_at_all(db: Db, cast: Cast) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        said, near = say(db, cast.tanaka, room, "木曜までに"), say(db, cast.tanaka, room, "水曜の夜までに")
        ask_confirmation(db, cast.tanaka, said.id, Asking(due_at=DUE))
        ask_confirmation(db, cast.tanaka, near.id, Asking(due_at=at("2026-12-02 23:00")))
    with as_of(at("2026-12-02 22:00")):  # at night nobody is reminded
        remind_before_due(db)
        assert reminders(db, room) == []
    with as_of(at("2026-12-03 09:00")):
        remind_before_due(db)
    assert reminders(db, room) == [None]


def test_nobody_is_reminded_of_what_is_over_or_closed(db: Db, cast: Cast) -> None:
    with as_of(DAYTIME):
        room, closed = (room_of(db, cast.tanaka, cast.sato) for _ in range(2))
        ended, archived = say(db, cast.tanaka, room, "終わり"), say(db, cast.tanaka, closed, "保管")
        for one in (ended, archived):
            ask_confirmation(db, cast.tanaka, one.id, Asking(due_at=DUE))
        end_confirmation(db, cast.tanaka, ended.id)
        archive_room(db, cast.tanaka, closed)
    with as_of(MORNING):
        remind_before_due(db)
    assert reminders(db, room) == reminders(db, closed) == []
