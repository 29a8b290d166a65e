"""Each device is told once, however long its service is away; and for so long only."""

from email.utils import formatdate

import pytest
from sqlalchemy import select

from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.notifications.actions import choose
from kairan.notifications.jobs import sweep
from kairan.notifications.model import Choice, notice_delivery_table, notice_table
from kairan.notifications.sending import PAUSES_MOST, Pauses
from kairan.notifications.telling import LIFE_MS, URGENT_LIFE_MS, Told, look, put_away
from kairan.notifications.web_push import WAIT_MOST_S, Answer, wait_ms_of
from kairan.talk.model import RoomId
from kairan.talk.notices import tell_of_room
from kairan.talk.reading import mark_read
from kairan.talk.urging import Urging, urge
from tests.cast import Cast, room_of, say
from tests.notifications.conftest import RULES, Phones
from tests.notifications.hearing import DAYTIME, SOON, told, waiting

MINUTE_MS, HOUR_MS = 60_000, 3_600_000


@pytest.fixture
def room(db: Db, cast: Cast) -> RoomId:
    with as_of(DAYTIME - HOUR_MS):
        choose(db, cast.sato, Choice(has_quiet=False), is_mail_sent=False)
        return room_of(db, cast.tanaka, cast.sato)


def at(phones: Phones, now: int) -> list[str]:
    with as_of(now):
        return phones.tell()


def test_a_device_that_was_not_reached_is_told_later_and_the_other_not_again(
    db: Db, cast: Cast, phones: Phones, room: RoomId
) -> None:
    with as_of(DAYTIME):
        _, phone = phones.give(cast.sato, "phone")
        _, tablet = phones.give(cast.sato, "tablet")
        say(db, cast.tanaka, room, "両方に届きますか。")
    phones.service.status_of["tablet"] = 500
    assert sorted(told(phones, room)) == ["later", "told"]
    assert at(phones, DAYTIME + MINUTE_MS) == ["later"]  # the tablet alone
    phones.service.status_of.clear()
    assert at(phones, DAYTIME + 5 * MINUTE_MS) == ["told"]
    assert (len(phone.got), len(tablet.got)) == (1, 1)
    assert waiting(db) == 0
    assert db.all(notice_delivery_table.select()) == []


def test_what_was_read_on_one_device_is_not_told_on_the_other_any_more(
    db: Db, cast: Cast, phones: Phones, room: RoomId
) -> None:
    with as_of(DAYTIME):
        viewer, _ = phones.give(cast.sato, "phone")
        _, tablet = phones.give(cast.sato, "tablet")
        said = say(db, cast.tanaka, room, "読みましたか。")
    phones.service.status_of["tablet"] = 503
    told(phones, room)
    phones.service.status_of.clear()
    with as_of(DAYTIME + MINUTE_MS):
        mark_read(db, viewer, room, said.n)
    assert at(phones, DAYTIME + 10 * MINUTE_MS) == []
    assert tablet.got == []
    assert waiting(db) == 0
    assert db.all(notice_delivery_table.select()) == []


def test_a_crash_after_handing_over_tells_both_devices_the_same_under_the_same_tag(
    db: Db, cast: Cast, phones: Phones, room: RoomId
) -> None:
    with as_of(DAYTIME):
        _, phone = phones.give(cast.sato, "phone")
        phones.give(cast.sato, "tablet")
        say(db, cast.tanaka, room, "停電")
        tell_of_room(db, room)
    with as_of(DAYTIME + SOON):
        found = look(db, RULES)  # handed over; the machine dies before it was put away
        assert phones.tell() == ["told", "told"]
        put_away(db, Told(round=found, answers=[Answer("told"), Answer("later")]))  # of the dead one: nothing is left
    assert waiting(db) == 0
    assert at(phones, DAYTIME + HOUR_MS) == []
    assert len(phone.got) == 1
    assert phone.headers[0]["topic"]
    with as_of(DAYTIME + HOUR_MS):
        sweep(db)
    assert db.all(notice_delivery_table.select()) == []


def test_what_becomes_urgent_is_told_on_all_devices_again(db: Db, cast: Cast, phones: Phones, room: RoomId) -> None:
    with as_of(DAYTIME):
        _, phone = phones.give(cast.sato, "phone")
        _, tablet = phones.give(cast.sato, "tablet")
        said = say(db, cast.tanaka, room, "避難してください。")
    phones.service.status_of["tablet"] = 500
    told(phones, room)
    phones.service.status_of.clear()
    with as_of(DAYTIME + SOON + 1_000):
        urge(db, cast.tanaka, said.id, Urging("避難指示が出たため"))
        assert phones.tell() == ["told", "told"]
    assert [one["tag"].split(":")[0] for one in phone.got] == ["room", "urgent"]
    assert [one["tag"].split(":")[0] for one in tablet.got] == ["urgent"]


@pytest.mark.parametrize(("is_urgent", "life_ms"), [(False, LIFE_MS), (True, URGENT_LIFE_MS)])
def test_a_service_that_is_away_for_hours_loses_nothing_and_one_away_for_days_ends_it(
    db: Db, cast: Cast, phones: Phones, room: RoomId, is_urgent: bool, life_ms: int
) -> None:
    phones.service.status = 503
    got = 0
    for hours in (life_ms // HOUR_MS - 2, life_ms // HOUR_MS + 2):
        began = DAYTIME + (hours + 1) * HOUR_MS * 4
        with as_of(began):
            _, phone = phones.give(cast.sato, f"phone-{hours}")
            said = say(db, cast.tanaka, room, f"{hours}時間")
            tell_of_room(db, room)
            if is_urgent:
                urge(db, cast.tanaka, said.id, Urging("とても急ぐため"))
        now, gaps = began + SOON, list[int]()
        while now < began + hours * HOUR_MS and waiting(db):
            at(phones, now)
            gaps.append(next_at(db) - now if waiting(db) else 0)
            now += max(gaps[-1], HOUR_MS if len(gaps) > 10 else 1)
        assert max(gaps) <= (10 * MINUTE_MS if is_urgent else HOUR_MS)
        assert gaps[:3] == [30_000, 60_000, 120_000]
        if hours * HOUR_MS < life_ms:
            phones.service.status = 201
            assert at(phones, now) == ["told"]
            phones.service.status = 503
        assert waiting(db) == 0
        got += len(phone.got)
    assert got == 1


def next_at(db: Db) -> int:
    found: int = db.scalar(select(notice_table.c.due_at))
    return found


def test_a_service_that_says_when_is_not_asked_before(db: Db, cast: Cast, phones: Phones, room: RoomId) -> None:
    with as_of(DAYTIME):
        phones.give(cast.sato)
        say(db, cast.tanaka, room, "混んでいます。")
    phones.service.status, phones.service.retry_after = 429, "600"
    assert told(phones, room) == ["later"]
    assert next_at(db) == DAYTIME + SOON + 600_000


def test_a_service_that_is_away_is_left_alone_as_a_whole_and_a_browser_that_had_too_much_by_itself(
    db: Db, cast: Cast, phones: Phones, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kairan.notifications.sending.AT_ONCE", 1)
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
        for one, name in ((cast.sato, "sato"), (cast.suzuki, "suzuki")):
            phones.give(one, name)
            choose(db, one, Choice(has_quiet=False), is_mail_sent=False)
        say(db, cast.tanaka, room, "全員へ")
    phones.service.status, phones.service.retry_after = 503, "120"
    assert sorted(told(phones, room)) == ["later", "unsent"]
    assert phones.service.asked == 1
    with as_of(DAYTIME + MINUTE_MS):
        say(db, cast.tanaka, room, "もう一度")
    assert told(phones, room, DAYTIME + MINUTE_MS) == ["unsent", "unsent"]
    assert phones.service.asked == 1
    phones.pauses = Pauses()
    phones.service.status, phones.service.status_of = 201, {"sato": 429}
    with as_of(DAYTIME + 5 * MINUTE_MS):
        assert sorted(phones.tell()) == ["later", "told"]
        say(db, cast.tanaka, room, "三度目")
    assert sorted(told(phones, room, DAYTIME + 6 * MINUTE_MS)) == ["told", "unsent"]


@pytest.mark.parametrize(
    ("said", "wait_s"),
    [
        ("0", 0),
        ("30", 30),
        (" 30 ", 30),
        ("99999999999999999999", WAIT_MOST_S),
        (formatdate(DAYTIME / 1_000 + 90, usegmt=True), 90),
        (formatdate(DAYTIME / 1_000 - 90, usegmt=True), 0),
        (formatdate(DAYTIME / 1_000 + 90_000, usegmt=True), WAIT_MOST_S),
        ("", 0),
        ("-5", 0),
        ("soon", 0),
        ("３０", 0),
        ("1e9", 0),
        ("Mon, 99 Nov 2026 99:99:99 GMT", 0),
    ],
)
def test_what_a_service_says_of_when_is_believed_for_an_hour_at_most(said: str, wait_s: int) -> None:
    with as_of(DAYTIME):
        assert wait_ms_of(said) == wait_s * 1_000


def test_pauses_are_bounded() -> None:
    pauses = Pauses()
    for number in range(PAUSES_MOST + 10):
        pauses.note(f"https://a.push.example/{number}", Answer("later", 60_000))
    assert pauses.wait_ms("https://a.push.example/0") == 0
    assert pauses.wait_ms(f"https://a.push.example/{PAUSES_MOST + 9}") > 0


def test_the_service_keeps_what_is_urgent_for_longer(db: Db, cast: Cast, phones: Phones, room: RoomId) -> None:
    with as_of(DAYTIME):
        _, phone = phones.give(cast.sato)
        said = say(db, cast.tanaka, room, "一つ目")
    told(phones, room)
    with as_of(DAYTIME + MINUTE_MS):
        urge(db, cast.tanaka, said.id, Urging("とても急ぐため"))
        phones.tell()
    assert [(one["ttl"], one["urgency"]) for one in phone.headers] == [("43200", "normal"), ("86400", "high")]
