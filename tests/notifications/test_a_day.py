"""A day as people have it, with a phone, a PC and a mail address: what tells them, what does not, and when.

佐藤 is written to while they type at the PC, on the way home, at eleven in the evening before days off, and at three
in the night.
"""

from sqlalchemy import select, update

from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.core.kit.mail import letter_table
from kairan.core.realtime import Present
from kairan.core.viewer import Viewer
from kairan.notifications.actions import choose
from kairan.notifications.digest import write_digests
from kairan.notifications.model import Choice
from kairan.notifications.presence import note_presence
from kairan.notifications.urgent import urgent_since
from kairan.people import member_table
from kairan.talk.model import RoomId
from kairan.talk.notices import tell_of_room
from kairan.talk.reading import mark_read
from kairan.talk.urging import Urging, urge
from tests.cast import Cast, room_of, say
from tests.notifications.conftest import Phones
from tests.notifications.hearing import SOON, call
from tests.notifications.test_quiet_hours import at

URL = "https://kairan.example.lg.jp"
FRIDAY_NOON = at("2026-11-20 13:00")  # before a weekend and Labour Thanksgiving Day
ON_THE_WAY = at("2026-11-20 17:40")
ELEVEN = at("2026-11-20 23:00")
THREE = at("2026-11-21 03:00")
TUESDAY = at("2026-11-24 08:30")


def hears(db: Db, phones: Phones, room: RoomId, now: int) -> list[str]:
    """Let the room be told of, and return what came of it some seconds later."""
    with as_of(now):
        tell_of_room(db, room)
    with as_of(now + SOON):
        return phones.tell()


def at_the_pc(db: Db, who: Viewer, now: int, *, is_there: bool) -> None:
    with as_of(now):
        seen = {who.member_id: now}
        note_presence(db, Present(seen, {}) if is_there else Present({}, seen))


def test_a_day_with_a_pc_a_phone_an_evening_and_a_night(db: Db, cast: Cast, phones: Phones) -> None:
    sato = cast.sato
    db.execute(update(member_table).where(member_table.c.id == sato.member_id).values(mail="sato@example.lg.jp"))
    with as_of(FRIDAY_NOON - 3_600_000):
        room = room_of(db, cast.tanaka, sato)
        _, phone = phones.give(sato)
        choose(db, sato, Choice(mail="digest"), is_mail_sent=True)

    # Called by name while they type at the PC: nothing on the phone, and nothing later either once they have read it.
    at_the_pc(db, sato, FRIDAY_NOON, is_there=True)
    with as_of(FRIDAY_NOON):
        call(db, cast.tanaka, room, sato, "@佐藤 美咲 さん、席ですか")
    assert hears(db, phones, room, FRIDAY_NOON) == []
    with as_of(FRIDAY_NOON + 10_000):
        mark_read(db, sato, room, 1)
    at_the_pc(db, sato, FRIDAY_NOON + 60_000, is_there=False)
    with as_of(FRIDAY_NOON + 120_000):
        assert phones.tell() == []

    # On the way home: the phone tells, once.
    with as_of(ON_THE_WAY):
        call(db, cast.tanaka, room, sato, "@佐藤 美咲 さん、お帰りでしたか")
    assert hears(db, phones, room, ON_THE_WAY) == ["told"]
    (told,) = phone.got
    assert told["text"] == "田中 一郎: @佐藤 美咲 さん、お帰りでしたか"
    # Where the phone had no line and hears of it at eleven, it shows it without a sound.
    assert told["quiet"] == {"begins": at("2026-11-20 20:00"), "ends": TUESDAY}

    # At eleven in the evening: silence, over the weekend and the holiday.
    with as_of(ELEVEN):
        mark_read(db, sato, room, 2)
        call(db, cast.tanaka, room, sato, "@佐藤 美咲 さん、火曜に")
    assert hears(db, phones, room, ELEVEN) == []

    # Urgent at three in the night: the phone tells, and it is counted.
    with as_of(THREE):
        said = say(db, cast.tanaka, room, "避難所を開けます")
        urge(db, cast.tanaka, said.id, Urging("避難指示が出たため"))
    with as_of(THREE + 1_000):
        assert phones.tell() == ["told"]
    assert phone.got[-1]["text"] == "【緊急】田中 一郎: 避難所を開けます"
    assert phone.got[-1]["quiet"] is None
    assert urgent_since(db, cast.city, THREE - 1) == 1
    assert hears(db, phones, room, THREE) == []  # the same message by the ordinary way waits for nothing more

    # The next working day, half past eight: the rest on the phone, and the letter that says how many.
    for before in (at("2026-11-23 08:30"), TUESDAY - 1):
        with as_of(before):
            assert phones.tell() == []
            write_digests(db, URL)
    assert db.all(select(letter_table.c.id)) == []
    with as_of(TUESDAY):
        assert phones.tell() == ["told"]
        write_digests(db, URL)
    assert len(phone.got) == 3
    (letter,) = db.all(select(letter_table.c.recipient, letter_table.c.subject))
    assert letter.recipient == "sato@example.lg.jp"
    assert letter.subject.startswith("【回覧】まだ読んでいないお知らせが2件")
