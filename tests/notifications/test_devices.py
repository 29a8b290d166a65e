"""Which devices tell: those in use, of who uses them, at entrances and over services that are named."""

import msgspec
import pytest
from sqlalchemy import update

from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.notifications.actions import subscribe
from kairan.notifications.model import DEVICES_MOST, push_subscription_table
from kairan.notifications.problems import PushNotHere, PushServiceUnknown
from kairan.sessions.actions import end_sessions
from kairan.sessions.model import session_table
from tests.cast import NO_SUCH_ID, Cast, room_of, say
from tests.notifications.conftest import FACES, SERVICES, Phones
from tests.notifications.hearing import DAYTIME, told, waiting

GOOGLE = ("fcm.googleapis.com",)


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
