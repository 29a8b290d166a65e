"""Services that are slow, refuse, or are gone cost their own people something, and nobody else."""

import asyncio

import pytest
from sqlalchemy import select, update

from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.notifications import sending
from kairan.notifications.model import notice_table, push_subscription_table
from kairan.notifications.sending import Pauses, send_all, service_of
from kairan.notifications.telling import REFUSED_MOST, Told, look, put_away
from kairan.notifications.web_push import Answer, Message, Outcome, PushKey, PushSender, Target, is_service
from kairan.talk.notices import tell_of_room
from kairan.talk.urging import Urging, urge
from tests.cast import Cast, room_of, say
from tests.notifications.conftest import RULES, Phones
from tests.notifications.hearing import DAYTIME, SOON, told, waiting


class Slow(PushSender):
    """A service that takes its time, and says the same to everybody."""

    def __init__(self, seconds: float, outcome: Outcome) -> None:
        super().__init__("https://kairan.example.lg.jp")
        self.seconds, self.outcome, self.asked = seconds, outcome, 0

    async def send(self, target: Target, message: Message, key: PushKey, *, urgent: bool) -> Answer:  # noqa: ARG002
        self.asked += 1
        await asyncio.sleep(self.seconds)
        return Answer(self.outcome)


def test_what_was_not_begun_in_time_was_not_asked(
    db: Db, cast: Cast, phones: Phones, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "AT_ONCE", 1)
    monkeypatch.setattr(sending, "SENDING_S", 0.2)
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki, cast.guest)
        for one in (cast.sato, cast.suzuki, cast.guest):
            phones.give(one)
        say(db, cast.tanaka, room, "全員へ")
        tell_of_room(db, room)
    with as_of(DAYTIME + SOON):
        found = look(db, RULES)
        slow = Slow(0.3, "told")
        answers = asyncio.run(send_all(slow, PushKey("", ""), found.pushes, Pauses()))
        assert (slow.asked, sorted(one.outcome for one in answers)) == (1, ["told", "unsent", "unsent"])
        put_away(db, Told(round=found, answers=answers))
    assert waiting(db) == 2
    assert set(db.scalars(select(notice_table.c.attempts))) == {0}


def test_a_service_that_fails_is_left_alone_and_costs_those_not_asked_no_attempt(
    db: Db, cast: Cast, phones: Phones, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "AT_ONCE", 1)
    monkeypatch.setattr(sending, "FAILURES_MOST", 1)
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
        for one in (cast.sato, cast.suzuki):
            phones.give(one)
        say(db, cast.tanaka, room, "全員へ")
    phones.service.status = 503
    assert sorted(told(phones, room)) == ["later", "unsent"]
    assert sorted(db.scalars(select(notice_table.c.attempts))) == [0, 1]


def test_a_browser_whose_service_refuses_again_and_again_is_to_subscribe_anew(
    db: Db, cast: Cast, phones: Phones
) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        phones.give(cast.sato)
    phones.service.status = 403
    for number in range(REFUSED_MOST):
        now = DAYTIME + number * 60_000
        with as_of(now):
            say(db, cast.tanaka, room, f"{number}回目")
        assert told(phones, room, now) == ["refused"]
        assert waiting(db) == 0
    assert db.all(push_subscription_table.select()) == []


def test_what_becomes_urgent_while_it_is_under_way_is_told_again(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        _, phone = phones.give(cast.sato)
        said = say(db, cast.tanaka, room, "避難してください。")
        tell_of_room(db, room)
        db.execute(update(notice_table).values(attempts=7))
    with as_of(DAYTIME + SOON):
        found = look(db, RULES)
    with as_of(DAYTIME + SOON + 500):
        urge(db, cast.tanaka, said.id, Urging("避難指示が出たため"))
        put_away(db, Told(round=found, answers=[Answer("told")]))
        assert db.scalar(select(notice_table.c.attempts)) == 0
        assert phones.tell() == ["told"]
    assert [(one["text"], one["at"]) for one in phone.got] == [
        ("【緊急】田中 一郎: 避難してください。", DAYTIME + SOON + 500)
    ]
    assert phone.got[0]["tag"] == f"urgent:{room}:{said.id}"


def test_hosts_of_one_service_are_one_and_only_the_usual_port_is_asked() -> None:
    assert service_of("https://a.push.apple.com/x") == service_of("https://b.push.apple.com/y")
    assert is_service("https://a.push.apple.com/x", ("*.push.apple.com",))
    assert not is_service("https://a.push.apple.com:8443/x", ("*.push.apple.com",))
    assert not is_service("https://push.apple.com.evil.example/x", ("*.push.apple.com",))
