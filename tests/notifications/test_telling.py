"""Who is told of what, in which words; and who is not."""

import msgspec
import pytest
from sqlalchemy import select

from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.notifications.actions import choose, unsubscribe
from kairan.notifications.model import Choice, QuietHours, notice_table
from kairan.notifications.presence import note_active
from kairan.talk.actions import remove_message
from kairan.talk.model import Keep
from kairan.talk.notices import rooms_to_tell_of, tell_of_room
from kairan.talk.reading import mark_read
from kairan.talk.rooms import keep_room, open_direct, remove_member
from tests.administration.conftest import with_role
from tests.cast import Cast, room_of, say
from tests.notifications.conftest import PHONE, Phones
from tests.notifications.hearing import DAYTIME, SOON, call, told, waiting
from tests.notifications.test_quiet_hours import at
from tests.policy.conftest import rule, settled


def test_a_message_is_told_on_the_phone_with_who_and_where(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.sato, cast.tanaka)
        _, phone = phones.give(cast.sato)
        said = say(db, cast.tanaka, room, "国道10号は通れますか。")
    assert told(phones, room) == ["told"]
    assert phone.got == [
        {
            "title": "避難所運営",
            "text": "田中 一郎: 国道10号は通れますか。",
            "tag": f"room:{room}",
            "path": f"/rooms/{room}/messages/{said.id}",
            "at": DAYTIME,
            "count": 1,
            "stream": f"room:{room}",
            "badge": 1,
            "unread": [f"room:{room}"],
            "sent_at": DAYTIME + SOON,
            "quiet": {"begins": at("2026-12-01 20:00"), "ends": at("2026-12-02 08:30")},
        }
    ]
    assert phones.service.refusals == []
    assert waiting(db) == 0
    assert told(phones, room, DAYTIME + 60_000) == []  # once


def test_nobody_is_told_of_what_they_said_or_read_or_may_not_read(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki, cast.guest)
        for one in (cast.sato, cast.tanaka, cast.suzuki, cast.guest, cast.stranger):
            phones.give(one)
        said = say(db, cast.tanaka, room, "会議を始めます。")
        tell_of_room(db, room)
        mark_read(db, cast.sato, room, said.n)
        remove_member(db, cast.tanaka, room, cast.suzuki.member_id)
    with as_of(DAYTIME + SOON):
        phones.tell()
    got = {name: len(browser.got) for name, browser in phones.service.browsers.items()}
    assert {one for one, many in got.items() if many} == {cast.guest.member_id}
    assert waiting(db) == 0


def test_what_was_removed_meanwhile_is_not_told(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        _, phone = phones.give(cast.sato)
        said = say(db, cast.tanaka, room, "間違えました。")
        tell_of_room(db, room)
        remove_message(db, cast.tanaka, said.id)
    with as_of(DAYTIME + SOON):
        assert phones.tell() == []
    assert phone.got == []


@pytest.mark.parametrize(("level", "count"), [("all", 3), ("mentions", 1), ("none", 0)])
def test_a_room_tells_as_much_as_one_wants_of_it(db: Db, cast: Cast, phones: Phones, level: str, count: int) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        viewer, phone = phones.give(cast.sato)
        keep_room(db, viewer, room, msgspec.convert({"notify": level}, Keep))
        say(db, cast.tanaka, room, "一つ目")
        call(db, cast.tanaka, room, cast.sato)
        say(db, cast.tanaka, room, "三つ目")
    told(phones, room)
    assert sum(one["count"] for one in phone.got) == count


def test_a_word_of_ones_own_is_told_however_it_is_written(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        viewer, phone = phones.give(cast.sato)
        keep_room(db, viewer, room, Keep(notify="mentions"))
        choose(db, viewer, Choice(keywords=["ＬＧＷＡＮ", " "]), is_mail_sent=False)
        say(db, cast.tanaka, room, "lgwanの工事です。")
        say(db, cast.tanaka, room, "昼休みです。")
    told(phones, room)
    assert [one["text"] for one in phone.got] == ["田中 一郎: lgwanの工事です。"]


def test_replies_are_told_to_who_follows_the_thread(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
        _, sato = phones.give(cast.sato)
        _, suzuki = phones.give(cast.suzuki)
        root = say(db, cast.sato, room, "誰か行けますか。")
        tell_of_room(db, room)
        mark_read(db, cast.suzuki, room, root.n)
        say(db, cast.tanaka, room, "行けます。", root.id)
    told(phones, room)
    assert [one["tag"] for one in sato.got] == [f"thread:{root.id}"]
    assert suzuki.got == []


def test_a_direct_talk_is_told_by_its_writers_name(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = open_direct(db, cast.tanaka, [cast.sato.member_id])
        _, phone = phones.give(cast.sato)
        say(db, cast.tanaka, room, "今いいですか。")
    told(phones, room)
    assert [(one["title"], one["text"]) for one in phone.got] == [("田中 一郎", "今いいですか。")]


def test_at_night_nothing_is_told_and_in_the_morning_one_notice_says_how_many(
    db: Db, cast: Cast, phones: Phones
) -> None:
    friday = at("2026-11-20 23:00")  # before a weekend and a public holiday
    with as_of(friday):
        rooms = [room_of(db, cast.tanaka, cast.sato, name=f"部屋{number}") for number in range(5)]
        _, phone = phones.give(cast.sato)
        for room in rooms:
            say(db, cast.tanaka, room, "夜分にすみません。")
            tell_of_room(db, room)
    for moment in ("2026-11-20 23:01", "2026-11-21 12:00", "2026-11-23 12:00", "2026-11-24 08:29"):
        with as_of(at(moment)):
            assert phones.tell() == []
    with as_of(at("2026-11-24 08:30") + SOON):
        assert phones.tell() == ["told"]
    assert [(one["title"], one["count"]) for one in phone.got] == [("お知らせが 5 件あります", 5)]


def test_who_sits_at_a_pc_is_told_on_the_phone_only_once_they_leave(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        _, phone = phones.give(cast.sato)
        note_active(db, [cast.sato.member_id])
        say(db, cast.tanaka, room, "席にいますか。")
        tell_of_room(db, room)
    with as_of(DAYTIME + SOON):
        assert phones.tell() == []
    with as_of(DAYTIME + 70_000):
        assert phones.tell() == []  # still there a minute ago
    with as_of(DAYTIME + 90_000):
        assert phones.tell() == ["told"]
    assert len(phone.got) == 1


def test_a_hundred_messages_of_who_sits_at_a_pc_wait_together(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        _, phone = phones.give(cast.sato)
        note_active(db, [cast.sato.member_id])
        for number in range(100):
            say(db, cast.tanaka, room, f"{number}件目")
        tell_of_room(db, room)
    with as_of(DAYTIME + SOON):
        assert phones.tell() == []
        assert len(set(db.scalars(select(notice_table.c.due_at)))) == 1
    with as_of(DAYTIME + 140_000):
        assert phones.tell() == ["told"]
    assert [(one["text"], one["count"]) for one in phone.got] == [("田中 一郎: 99件目", 100)]


def test_whoever_is_told_at_any_hour_chose_so(db: Db, cast: Cast, phones: Phones) -> None:
    night = at("2026-12-05 03:00")
    with as_of(night):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
        sato, phone = phones.give(cast.sato)
        suzuki, other = phones.give(cast.suzuki)
        choose(db, sato, Choice(has_quiet=False), is_mail_sent=False)
        choose(db, suzuki, Choice(quiet=QuietHours(start=0, end=0, days_off=True)), is_mail_sent=False)
        say(db, cast.tanaka, room, "当番の方へ")
    told(phones, room, night)
    assert (len(phone.got), len(other.got)) == (1, 0)


def test_who_no_longer_wants_to_be_told_is_not(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        viewer, phone = phones.give(cast.sato)
        say(db, cast.tanaka, room, "まだですか。")
        tell_of_room(db, room)
        unsubscribe(db, viewer)
        unsubscribe(db, viewer)
    with as_of(DAYTIME + SOON):
        assert phones.tell() == []
    assert phone.got == []


def test_rooms_with_untold_news_are_found_again_after_a_crash(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        _, phone = phones.give(cast.sato)
        say(db, cast.tanaka, room, "一つ目")
    told(phones, room)
    with as_of(DAYTIME + 60_000):
        root = say(db, cast.sato, room, "落ちる直前")
        assert rooms_to_tell_of(db, 10) == [room]
        tell_of_room(db, room)
        say(db, cast.tanaka, room, "返信は本文の列に並ばない", root.id)
        fresh = room_of(db, cast.tanaka, cast.sato, name="新しい部屋")
        say(db, cast.tanaka, fresh, "初めての発言")
        assert set(rooms_to_tell_of(db, 10)) == {room, fresh}
    told(phones, room, DAYTIME + 120_000)
    told(phones, fresh, DAYTIME + 120_000)
    assert rooms_to_tell_of(db, 10) == []
    assert len(phone.got) == 3


def test_what_was_said_before_somebody_agreed_to_be_told_is_no_news(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
        phones.give(cast.suzuki)
        say(db, cast.tanaka, room, "先月の話")
        tell_of_room(db, room)
        say(db, cast.tanaka, room, "先週の話")
    with as_of(DAYTIME + 1_000):
        _, phone = phones.give(cast.sato)
        say(db, cast.tanaka, room, "今日の話")
    told(phones, room, DAYTIME + 2_000)
    assert [one["text"] for one in phone.got] == ["田中 一郎: 今日の話"]


def test_policy_keeps_the_words_from_where_they_may_not_be_shown(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        admin = with_role(db, cast.city, "yoshida", "吉田 恵", "administrator")
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki, room_class=3)
        settled(
            db,
            admin,
            rule("single", "phone", notify_content=2),
            rule("internet", "phone", notify=2),
        )
        _, phone = phones.give(cast.sato)
        _, other = phones.give(cast.suzuki, entrance=msgspec.structs.replace(PHONE, face="internet"))
        say(db, cast.tanaka, room, "極秘の数字は42です。")
    told(phones, room)
    assert [(one["title"], one["text"]) for one in phone.got] == [("新しいメッセージがあります", "")]
    assert "極秘" not in str(phone.got)
    assert other.got == []


def test_a_change_of_hours_is_looked_at_for_what_waits(db: Db, cast: Cast, phones: Phones) -> None:
    night = at("2026-12-01 22:00")
    with as_of(night):
        room = room_of(db, cast.tanaka, cast.sato)
        viewer, phone = phones.give(cast.sato)
        say(db, cast.tanaka, room, "夜の話")
    assert told(phones, room, night) == []
    with as_of(night + 60_000):
        choose(db, viewer, Choice(has_quiet=False), is_mail_sent=False)
        assert phones.tell() == ["told"]
    assert len(phone.got) == 1


def test_in_a_direct_talk_replies_are_told_and_words_are_found_in_replies(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        direct = open_direct(db, cast.tanaka, [cast.sato.member_id])
        _, sato = phones.give(cast.sato)
        suzuki_there, suzuki = phones.give(cast.suzuki)
        choose(db, suzuki_there, Choice(keywords=["給付金"]), is_mail_sent=False)
        own = say(db, cast.tanaka, direct, "一つ目")
        say(db, cast.tanaka, direct, "補足です。", own.id)
        room = room_of(db, cast.tanaka, cast.suzuki)
        keep_room(db, suzuki_there, room, Keep(notify="mentions"))
        root = say(db, cast.tanaka, room, "資料です。")
        say(db, cast.tanaka, room, "給付金の分です。", root.id)
        tell_of_room(db, room)
    told(phones, direct)
    assert sorted(one["text"] for one in sato.got) == ["一つ目", "補足です。"]
    assert [one["text"] for one in suzuki.got] == ["田中 一郎: 給付金の分です。"]


def test_where_an_entrance_is_open_to_some_networks_only_no_words_leave(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        admin = with_role(db, cast.city, "yoshida", "吉田 恵", "administrator")
        room = room_of(db, cast.tanaka, cast.sato)
        _, phone = phones.give(cast.sato, entrance=msgspec.structs.replace(PHONE, face="internet"))
        settled(db, admin, networks={"internet": ["192.0.2.0/24"]})
        say(db, cast.tanaka, room, "庁内だけの話")
    told(phones, room)
    assert [(one["title"], one["text"]) for one in phone.got] == [("お知らせが 1 件あります", "")]
