"""Trouble: services that hang, lie or send us elsewhere, mail that is down for a day, one person in two bodies."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from email.utils import parsedate_to_datetime

import pytest
from sqlalchemy import select, update

from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.core.kit.mail import MailTrouble, letter_table, mail_server, send_mail
from kairan.core.kit.mail.actions import begin_attempt, note_trouble
from kairan.notifications import web_push
from kairan.notifications.actions import choose, save_rules
from kairan.notifications.digest import write_digests
from kairan.notifications.model import Choice, NotificationRules, push_subscription_table
from kairan.people import member_table
from kairan.talk.notices import tell_of_room
from tests.administration.conftest import with_role
from tests.cast import Cast, person, room_of, say
from tests.notifications.conftest import Phones
from tests.notifications.hearing import DAYTIME, call, told, waiting
from tests.notifications.push_service import push_service
from tests.notifications.test_quiet_hours import at
from tests.support.postbox import SENDER, Postbox
from tests.support.processes import free_port

DAY_MS = 86_400_000


@contextmanager
def answering(words: bytes | None) -> Iterator[str]:
    """Take connections and answer all the same, or nothing at all; gives the address."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        held: list[socket.socket] = []

        def serve() -> None:
            with suppress(OSError):
                while True:
                    peer, _ = server.accept()
                    held.append(peer)
                    if words is not None:
                        peer.recv(65_536)
                        peer.sendall(words)
                        peer.shutdown(socket.SHUT_WR)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()
            for peer in held:
                peer.close()


def asked_at(db: Db, cast: Cast, phones: Phones, address: str) -> list[str]:
    """Let somebody's phone be known to a service at an address, and be told there."""
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        phones.give(cast.sato)
        db.execute(update(push_subscription_table).values(endpoint=f"{address}/push/x"))
        say(db, cast.tanaka, room, "届きますか。")
    return told(phones, room)


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        (None, "later"),  # hangs
        (b"", "later"),  # hangs up
        (b"SSH-2.0-OpenSSH_9.6\r\n", "later"),
        (b"HTTP/1.1 201 Created\r\nContent-Length: 99999999\r\n\r\n", "told"),  # nobody waits for the rest
        (b"HTTP/1.1 507 Insufficient Storage\r\nContent-Length: 0\r\n\r\n", "later"),
        (b"HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n", "refused"),
        (b"HTTP/1.1 201 Created\r\nX: " + b"a" * 200_000 + b"\r\n\r\n", "later"),
    ],
)
def test_whatever_a_service_answers_ends_in_time_and_loses_nothing_but_what_it_took(
    db: Db, cast: Cast, phones: Phones, monkeypatch: pytest.MonkeyPatch, words: bytes | None, outcome: str
) -> None:
    monkeypatch.setattr(web_push, "WHOLE_S", 0.5)
    with answering(words) as address:
        assert asked_at(db, cast, phones, address) == [outcome]
    assert waiting(db) == (outcome == "later")


def test_a_service_cannot_send_us_elsewhere(db: Db, cast: Cast, phones: Phones) -> None:
    with push_service() as inner:
        elsewhere = f"HTTP/1.1 307 Elsewhere\r\nLocation: {inner.url}/push/x\r\nContent-Length: 0\r\n\r\n"
        with answering(elsewhere.encode()) as address:
            assert asked_at(db, cast, phones, address) == ["later"]
        assert inner.asked == 0


def test_a_phone_shared_by_two_tells_whoever_used_it_last_also_of_what_waits(
    db: Db, cast: Cast, phones: Phones
) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
        phones.give(cast.sato, "shared")
        _, own = phones.give(cast.sato, "own")
        say(db, cast.tanaka, room, "佐藤さん宛ての話")
    phones.service.status = 500
    told(phones, room)
    phones.service.status = 201
    with as_of(DAYTIME + 30_000):
        _, shared = phones.give(cast.suzuki, "shared")
    with as_of(DAYTIME + 60_000):
        assert phones.tell() == ["told"]
    assert (len(own.got), len(shared.got)) == (1, 0)


def test_a_permission_that_was_withdrawn_ends_it_for_this_browser_alone(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        phones.give(cast.sato, "withdrawn")
        _, other = phones.give(cast.sato, "other")
        phones.service.gone.add("/push/withdrawn")
        say(db, cast.tanaka, room, "一つ目")
    assert sorted(told(phones, room)) == ["gone", "told"]
    with as_of(DAYTIME + 60_000):
        say(db, cast.tanaka, room, "二つ目")
    assert told(phones, room, DAYTIME + 60_000) == ["told"]
    assert len(other.got) == 2


def test_somebody_in_two_bodies_is_told_by_the_rules_of_each(db: Db, cast: Cast, phones: Phones) -> None:
    night = at("2026-12-01 23:00")
    with as_of(night - DAY_MS):
        town = cast.neighbour.organization_id
        office = with_role(db, town, "clerk", "町 職員", "administrator")
        save_rules(db, office, NotificationRules(quiet=None))
        also_sato = person(db, town, "sato", "佐藤 美咲", "さとう みさき", None)
    with as_of(night):
        rooms = room_of(db, cast.tanaka, cast.sato), room_of(db, cast.neighbour, also_sato)
        _, city_phone = phones.give(cast.sato, "city")
        _, town_phone = phones.give(also_sato, "town")
        choose(db, cast.sato, Choice(keywords=["市"]), is_mail_sent=False)
        say(db, cast.tanaka, rooms[0], "市の話")
        say(db, cast.neighbour, rooms[1], "町の話")
        tell_of_room(db, rooms[0])
    told(phones, rooms[1], night)
    assert [one["text"] for one in town_phone.got] == ["隣 次郎: 町の話"]
    assert [one["badge"] for one in town_phone.got] == [1]
    assert city_phone.got == []


# -- the letter of the day -------------------------------------------------------------------------------------


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    postbox = Postbox()
    yield postbox
    postbox.controller.stop()


def written(db: Db, cast: Cast) -> str:
    """Let somebody be written to on a working morning; returns the letter's id."""
    evening, morning = at("2026-12-01 19:00"), at("2026-12-02 08:30")
    mine = member_table.c.id == cast.sato.member_id
    db.execute(update(member_table).where(mine).values(mail="sato@example.lg.jp"))
    with as_of(evening - DAY_MS):
        choose(db, cast.sato, Choice(mail="digest"), is_mail_sent=True)
    with as_of(evening):
        room = room_of(db, cast.tanaka, cast.sato, name="極秘の部屋")
        call(db, cast.tanaka, room, cast.sato)
        tell_of_room(db, room)
    with as_of(morning):
        write_digests(db, "https://kairan.example.lg.jp")
    found: str = db.scalar(select(letter_table.c.id))
    return found


def test_a_letter_is_readable_as_plain_text_where_it_arrives(db: Db, cast: Cast, postbox: Postbox) -> None:
    letter = begin_attempt(db, written(db, cast), postbox.server())
    assert letter is not None
    send_mail(postbox.server(), letter)
    (mail,) = postbox.taken
    assert mail.get_content_type() == "text/plain"
    assert not mail.is_multipart()
    assert mail["To"] == "sato@example.lg.jp"
    assert mail["Subject"] == "【回覧】まだ読んでいないお知らせが1件あります"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().replace("\r\n", "\n") == (
        "まだ読んでいないお知らせがあります。\n\n"
        "・名前を呼ばれたメッセージ 1件\n\n"
        "回覧を開く: https://kairan.example.lg.jp\n\n"
        "このメールは、回覧の「設定」の「通知」で、受け取らないようにできます。\n"
    )
    assert all(len(line) <= 998 for line in postbox.raw[0].split(b"\r\n"))


def test_a_mail_server_that_is_down_for_a_day_gets_the_letter_after_it_with_its_own_date(
    db: Db, cast: Cast, postbox: Postbox
) -> None:
    letter_id = written(db, cast)
    away = mail_server(f"smtp://127.0.0.1:{free_port()}", SENDER)
    for hour in range(24):
        with as_of(at("2026-12-02 08:30") + hour * 3_600_000):
            letter = begin_attempt(db, letter_id, away)
            assert letter is not None
            with pytest.raises(MailTrouble) as trouble:
                send_mail(away, letter)
            note_trouble(db, letter_id, str(trouble.value))
    with as_of(at("2026-12-03 08:30")):
        write_digests(db, "https://kairan.example.lg.jp")  # nothing new: no second letter
        letter = begin_attempt(db, letter_id, postbox.server())
    assert letter is not None
    send_mail(postbox.server(), letter)
    (mail,) = postbox.taken
    assert parsedate_to_datetime(mail["Date"]).timestamp() * 1_000 == at("2026-12-02 08:30")
    assert len(db.all(letter_table.select())) == 1
