"""What is urgent is told at any hour, to everybody it concerns; for a reason, counted, and not too often."""

import msgspec
import pytest

from kairan.core.journal import entries_after
from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.notifications.actions import save_rules
from kairan.notifications.model import URGENT_MOST, NotificationRules
from kairan.notifications.presence import note_active
from kairan.notifications.problems import ToldUrgently, UrgentNotAllowed, UrgentReason, UrgentTooOften
from kairan.notifications.urgent import urgent_since
from kairan.people import organization_stream
from kairan.talk.model import Keep, RoomId
from kairan.talk.notices import tell_of_room
from kairan.talk.problems import MessageNotFound, NotYoursToRemind
from kairan.talk.queries import Place, page_of
from kairan.talk.reading import mark_read
from kairan.talk.reminding import reminders_of
from kairan.talk.rooms import keep_room
from kairan.talk.urging import Urging, urge
from tests.administration.conftest import with_role
from tests.cast import Cast, room_of, say
from tests.notifications.conftest import Phones
from tests.notifications.test_quiet_hours import at

NIGHT = at("2026-12-05 03:00")  # of a Saturday
WHY = Urging("避難指示が出たため")


def test_at_three_in_the_night_everybody_is_told_at_once_and_it_is_counted(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(NIGHT):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki, cast.guest)
        phone = {one.member_id: phones.give(one)[1] for one in (cast.sato, cast.suzuki, cast.guest)}
        keep_room(db, cast.sato, room, Keep(notify="none"))
        note_active(db, [cast.suzuki.member_id])
        said = say(db, cast.tanaka, room, "全員参集してください。")
        tell_of_room(db, room)  # waits for the morning
        mark_read(db, cast.guest, room, said.n)
        urge(db, cast.tanaka, said.id, WHY)
    with as_of(NIGHT + 1_000):
        phones.tell()
    for one in (cast.sato, cast.suzuki):
        assert [told["text"] for told in phone[one.member_id].got] == ["【緊急】田中 一郎: 全員参集してください。"]
        assert phone[one.member_id].headers[0]["urgency"] == "high"
    assert phone[cast.guest.member_id].got == []
    assert urgent_since(db, cast.city, NIGHT - 1) == 1
    told = [entry for entry in entries_after(db, organization_stream(cast.city), 0, 1_000) if "urgent" in entry.kind]
    body = msgspec.json.decode(told[0].body)
    assert (body["reason"], body["people"], body["reached"]) == (WHY.reason, 2, 2)
    assert told[0].by == cast.tanaka.member_id
    (line,) = [one for one in page_of(db, cast.sato, room, Place()).happenings if one.kind == "message.urged"]
    assert (line.by, line.reason) == (cast.tanaka.member_id, WHY.reason)


def test_what_is_urgent_stands_alone_among_many(db: Db, cast: Cast, phones: Phones) -> None:
    morning = at("2026-12-01 08:30")
    with as_of(at("2026-11-30 22:00")):
        rooms = [room_of(db, cast.tanaka, cast.sato, name=f"部屋{number}") for number in range(5)]
        _, phone = phones.give(cast.sato)
        for room in rooms:
            said = say(db, cast.tanaka, room, "夜のうちに")
            tell_of_room(db, room)
    with as_of(morning):
        urge(db, cast.tanaka, said.id, WHY)
        phones.tell()
    titles = sorted((one["title"], one["text"]) for one in phone.got)
    assert titles == [("お知らせが 4 件あります", ""), ("部屋4", "【緊急】田中 一郎: 夜のうちに")]


def test_a_reason_is_given_and_a_message_is_told_as_urgent_once(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato)
    said = say(db, cast.tanaka, room, "至急")
    for reason in ("", "    ", "急ぎ", "あ" * 201):
        with pytest.raises(Exception, match=r"urgent_reason|too_long"):
            urge(db, cast.tanaka, said.id, Urging(reason))
    urge(db, cast.tanaka, said.id, WHY)
    with pytest.raises(ToldUrgently):
        urge(db, cast.tanaka, said.id, WHY)
    assert UrgentReason is not None


def test_who_may_is_the_bodys_to_say_and_no_guest_ever_does(db: Db, cast: Cast) -> None:
    admin = with_role(db, cast.city, "yoshida", "吉田 恵", "administrator")
    room = room_of(db, cast.tanaka, cast.sato, cast.guest)
    of_sato, of_guest = say(db, cast.sato, room, "職員から"), say(db, cast.guest, room, "ゲストから")
    with pytest.raises(UrgentNotAllowed):
        urge(db, cast.guest, of_guest.id, WHY)
    with pytest.raises(NotYoursToRemind):
        urge(db, cast.sato, of_guest.id, WHY)
    with pytest.raises(MessageNotFound):
        urge(db, cast.stranger, of_sato.id, WHY)
    assert reminders_of(db, cast.sato, of_sato.id).may_urge
    save_rules(db, admin, NotificationRules(urgent="masters"))
    assert not reminders_of(db, cast.sato, of_sato.id).may_urge
    with pytest.raises(UrgentNotAllowed):
        urge(db, cast.sato, of_sato.id, WHY)
    urge(db, cast.tanaka, of_sato.id, WHY)
    save_rules(db, admin, NotificationRules(urgent="nobody"))
    with pytest.raises(UrgentNotAllowed):
        urge(db, cast.tanaka, of_guest.id, WHY)


def test_one_person_has_so_many_a_day(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato)

    def another(room: RoomId) -> None:
        urge(db, cast.tanaka, say(db, cast.tanaka, room, "至急").id, WHY)

    with as_of(NIGHT):
        for _ in range(URGENT_MOST):
            another(room)
        with pytest.raises(UrgentTooOften):
            another(room)
    with as_of(NIGHT + 86_400_001):
        another(room)
