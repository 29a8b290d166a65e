"""A room of many is told in pieces: nobody twice, whoever dies in between, whichever node goes on."""

import pytest

from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.notifications.actions import choose
from kairan.notifications.model import Choice
from kairan.people import member_table
from kairan.talk.confirmation_model import Asking
from kairan.talk.confirming import ask_confirmation
from kairan.talk.model import RoomId
from kairan.talk.notices import News, news_of_room, rooms_to_tell_of, tell_of_room, tell_some
from kairan.talk.room_told import Place, piece_of
from kairan.talk.urging import Urging, urge
from tests.cast import Cast, room_of, say
from tests.notifications.conftest import Phones
from tests.notifications.hearing import DAYTIME, SOON, told, waiting


def begun(db: Db, cast: Cast, phones: Phones) -> tuple[RoomId, News]:
    """Let three people with phones be written to twice, and look at what they are to be told."""
    with as_of(DAYTIME - 60_000):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki, cast.guest)
        for one in (cast.sato, cast.suzuki, cast.guest):
            phones.give(one)
    with as_of(DAYTIME):
        say(db, cast.tanaka, room, "一つ目")
        say(db, cast.tanaka, room, "二つ目")
        news = news_of_room(db, room)
    assert news is not None
    assert len(news.notices) == 6
    return room, news


def test_who_was_told_before_a_crash_is_not_told_again_by_who_goes_on(db: Db, cast: Cast, phones: Phones) -> None:
    room, news = begun(db, cast, phones)
    with as_of(DAYTIME):
        place = tell_some(db, news, None, news.notices[:2], is_last=False)
        assert place is not None
        assert tell_some(db, news, place, news.notices[2:4], is_last=False) is not None
    with as_of(DAYTIME + SOON):  # the server dies; another node tells what was kept
        assert phones.tell() == ["told"] * 3
    with as_of(DAYTIME + 60_000):
        assert rooms_to_tell_of(db, 10) == [room]
        say(db, cast.tanaka, room, "三つ目")
        tell_of_room(db, room)
        assert waiting(db) == 2 + 3  # the rest, and what was said since
        assert rooms_to_tell_of(db, 10) == []
    with as_of(DAYTIME + 60_000 + SOON):
        phones.tell()
    texts = sorted(told["text"] for browser in phones.service.browsers.values() for told in browser.got)
    assert len(texts) == 6  # of the second and third one notice each, which counts both
    counted = sum(told["count"] for browser in phones.service.browsers.values() for told in browser.got)
    assert counted == 9


def test_of_two_nodes_that_look_at_once_one_tells(db: Db, cast: Cast, phones: Phones) -> None:
    room, news = begun(db, cast, phones)
    with as_of(DAYTIME):
        other = news_of_room(db, room)
        assert other is not None
        place = tell_some(db, news, news.told, news.notices[:3], is_last=False)
        assert place is not None
        assert tell_some(db, other, other.told, other.notices[:3], is_last=False) is None
        last = tell_some(db, news, place, news.notices[3:], is_last=True)
        assert last == Place(news.upto)
        assert tell_some(db, other, other.told, other.notices, is_last=True) is None
        assert tell_some(db, news, place, news.notices[3:], is_last=True) is None
    with as_of(DAYTIME + SOON):
        assert phones.tell() == ["told"] * 3
    assert waiting(db) == 0


def test_what_tells_one_person_of_one_message_in_two_ways_is_one_piece(db: Db, cast: Cast, phones: Phones) -> None:
    db.execute(member_table.update().values(mail="somebody@example.lg.jp"))
    for one in (cast.sato, cast.suzuki, cast.guest):
        with as_of(DAYTIME - 120_000):
            choose(db, one, Choice(mail="digest"), is_mail_sent=True)
    with as_of(DAYTIME - 60_000):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki, cast.guest)
        for one in (cast.sato, cast.suzuki, cast.guest):
            phones.give(one)
    with as_of(DAYTIME):
        say(db, cast.tanaka, room, "@全員")
        news = news_of_room(db, room)
    assert news is not None
    pieces, start = [], 0
    while start < len(news.notices):
        pieces.append(piece_of(news.notices, start, 1))
        start += len(pieces[-1])
    assert [len({(one.notice.seq, one.notice.member_id) for one in piece}) for piece in pieces] == [1] * 3
    assert sum(map(len, pieces)) == len(news.notices)


@pytest.mark.parametrize("act", ["confirm", "urgent"])
def test_who_was_told_by_an_act_is_not_told_of_the_same_when_the_rooms_news_come_late(
    db: Db, cast: Cast, phones: Phones, act: str
) -> None:
    with as_of(DAYTIME - 60_000):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
        phone, other = phones.give(cast.sato)[1], phones.give(cast.suzuki)[1]
    with as_of(DAYTIME):
        said = say(db, cast.tanaka, room, "避難所を開けます")
        if act == "urgent":
            urge(db, cast.tanaka, said.id, Urging("避難指示が出たため"))
        else:
            ask_confirmation(db, cast.tanaka, said.id, Asking(member_ids=[cast.sato.member_id]))
    with as_of(DAYTIME + SOON):
        phones.tell()
    told(phones, room, DAYTIME + 60_000)  # the server that was to tell of the room died, another one did a minute later
    assert len(phone.got) == 1
    assert len(other.got) == 1
