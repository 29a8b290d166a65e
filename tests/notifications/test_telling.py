"""Who is told of what, on which device, in which words; and who is not."""

import msgspec
import pytest
from sqlalchemy import func, select, update

from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.notifications.actions import choose, subscribe, unsubscribe
from kairan.notifications.model import DEVICES_MOST, Choice, QuietHours, notice_table, push_subscription_table
from kairan.notifications.presence import note_active
from kairan.notifications.problems import PushNotHere, PushServiceUnknown
from kairan.notifications.telling import ATTEMPTS
from kairan.sessions.actions import end_sessions
from kairan.sessions.model import session_table
from kairan.talk.actions import remove_message, send_message
from kairan.talk.model import Draft, Keep, Mention, RoomId
from kairan.talk.notices import rooms_to_tell_of, tell_of_room
from kairan.talk.reading import mark_read
from kairan.talk.rooms import keep_room, open_direct, remove_member
from tests.administration.conftest import with_role
from tests.cast import NO_SUCH_ID, Cast, room_of, say
from tests.notifications.conftest import FACES, PHONE, SERVICES, Phones
from tests.notifications.test_quiet_hours import at
from tests.policy.conftest import rule, settled

DAYTIME = at("2026-12-01 10:00")
SOON = 4_000
GOOGLE = ("fcm.googleapis.com",)


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
    with as_of(DAYTIME + 140_000):
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


def test_an_entry_is_told_once_over_all_devices_and_each_device_has_it(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        _, phone = phones.give(cast.sato, "phone")
        _, tablet = phones.give(cast.sato, "tablet")
        say(db, cast.tanaka, room, "届きますか。")
    assert told(phones, room) == ["told", "told"]
    assert (len(phone.got), len(tablet.got)) == (1, 1)
    assert waiting(db) == 0


def test_a_device_that_is_gone_is_forgotten_and_the_others_are_told(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        phones.give(cast.sato, "old")
        _, phone = phones.give(cast.sato, "new")
        phones.service.gone.add("/push/old")
        say(db, cast.tanaka, room, "機種変更しました。")
    assert sorted(told(phones, room)) == ["gone", "told"]
    assert len(phone.got) == 1
    assert len(db.all(push_subscription_table.select())) == 1


def test_a_service_that_is_away_is_asked_again_for_hours_and_then_no_more(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        _, phone = phones.give(cast.sato)
        choose(db, cast.sato, Choice(has_quiet=False), is_mail_sent=False)
        say(db, cast.tanaka, room, "聞こえますか。")
    phones.service.status = 503
    assert told(phones, room) == ["later"]
    with as_of(DAYTIME + SOON + 1_000):
        assert phones.tell() == []  # not at once
    phones.service.status = 201
    with as_of(DAYTIME + 60_000):
        assert phones.tell() == ["told"]
    assert len(phone.got) == 1
    with as_of(DAYTIME + 120_000):
        say(db, cast.tanaka, room, "もう一度")
        tell_of_room(db, room)
    phones.service.status = 500
    now, tries = DAYTIME + 130_000, 0
    while waiting(db):
        with as_of(now):
            tries += len(phones.tell())
        now += 3_600_000
        assert tries <= ATTEMPTS
    assert tries == ATTEMPTS


def test_one_browser_is_one_persons_at_a_time(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
        phones.give(cast.sato, "shared")
        _, phone = phones.give(cast.suzuki, "shared")
        say(db, cast.tanaka, room, "どちらの方ですか。")
    assert told(phones, room) == ["told"]
    assert len(phone.got) == 1
    assert [row.member_id for row in db.all(push_subscription_table.select())] == [cast.suzuki.member_id]


def test_an_ended_session_is_never_told_and_one_not_used_for_long_only_how_many(
    db: Db, cast: Cast, phones: Phones
) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
        _, lost = phones.give(cast.sato)
        _, idle = phones.give(cast.suzuki)
        end_sessions(db, cast.sato.member_id, None)
        db.execute(
            update(session_table)
            .where(session_table.c.member_id == cast.suzuki.member_id)
            .values(seen_at=now_ms() - 30 * 3_600_000)
        )
        say(db, cast.tanaka, room, "秘密の話")
    told(phones, room)
    assert lost.got == []
    assert [(one["title"], one["text"]) for one in idle.got] == [("お知らせが 1 件あります", "")]


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


def test_push_is_for_entrances_and_services_that_are_named(db: Db, cast: Cast, phones: Phones) -> None:
    browser = phones.service.browser("one")
    lgwan = msgspec.structs.replace(cast.sato, face="lgwan", session_id=NO_SUCH_ID)
    with pytest.raises(PushNotHere):
        subscribe(db, lgwan, browser.subscription, FACES, SERVICES)
    here = msgspec.structs.replace(cast.sato, session_id=NO_SUCH_ID)
    for endpoint in (
        "https://169.254.169.254/latest/meta-data",
        "http://kairan.internal/",
        "https://fcm.googleapis.com.evil.example/",
        "https://user:pass@fcm.googleapis.com/",
        "file:///etc/passwd",
        "https://[::1",
        "",
        "https://fcm.googleapis.com\r\nHost: other/",
    ):
        with pytest.raises(PushServiceUnknown):
            subscribe(db, here, msgspec.structs.replace(browser.subscription, endpoint=endpoint), FACES, GOOGLE)
    for wrong in ({"p256dh": "AAAA"}, {"auth": "AAAA"}, {"p256dh": "あ"}, {"auth": ""}):
        with pytest.raises(PushServiceUnknown):
            subscribe(db, here, msgspec.structs.replace(browser.subscription, **wrong), FACES, SERVICES)
    assert db.all(push_subscription_table.select()) == []


def test_a_person_has_so_many_devices_and_the_longest_silent_goes(db: Db, cast: Cast, phones: Phones) -> None:
    for number in range(DEVICES_MOST + 2):
        with as_of(DAYTIME + number):
            phones.give(cast.sato, f"device-{number}")
    kept = [row.endpoint.rpartition("-")[2] for row in db.all(push_subscription_table.select())]
    assert sorted(map(int, kept)) == list(range(2, DEVICES_MOST + 2))


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
