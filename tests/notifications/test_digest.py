"""The letter of the day: on the morning of a working day, how many, never what; readable as text."""

import msgspec
import pytest
from sqlalchemy import select, update

from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.core.kit.mail import letter_table
from kairan.core.viewer import Viewer
from kairan.notifications.actions import choose
from kairan.notifications.digest import write_digests
from kairan.notifications.model import Choice, Leave, notice_table
from kairan.notifications.problems import NoMailAddress
from kairan.people import member_table, organization_table
from kairan.talk.model import Keep
from kairan.talk.notices import tell_of_room
from kairan.talk.reading import mark_read
from kairan.talk.rooms import keep_room, open_direct
from tests.cast import Cast, assemble, room_of, say
from tests.notifications.hearing import call
from tests.notifications.test_quiet_hours import at

URL = "https://kairan.example.lg.jp"
EVENING = at("2026-11-20 23:00")
MORNING = at("2026-11-24 08:30")  # after a weekend and a public holiday


@pytest.fixture
def cast(db: Db) -> Cast:
    cast = assemble(db)
    db.execute(update(member_table).where(member_table.c.id == cast.sato.member_id).values(mail="sato@example.lg.jp"))
    with as_of(EVENING - 86_400_000):
        choose(db, cast.sato, Choice(mail="digest"), is_mail_sent=True)
    return cast


def letters(db: Db) -> list[tuple[str, str, str]]:
    rows = db.all(select(letter_table.c.recipient, letter_table.c.subject, letter_table.c.text))
    return [(row.recipient, row.subject, row.text) for row in rows]


def sent_in(db: Db, cast: Cast, *, english: bool = False) -> None:
    with as_of(EVENING):
        if english:
            db.execute(
                update(member_table)
                .where(member_table.c.id == cast.sato.member_id)
                .values(settings=msgspec.json.encode({"language": "en"}).decode())
            )
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki, name="極秘の部屋")
        direct = open_direct(db, cast.tanaka, [cast.sato.member_id])
        call(db, cast.tanaka, room, cast.sato, "@佐藤 美咲 さん、極秘です。")
        say(db, cast.tanaka, room, "みなさんへ")
        say(db, cast.tanaka, direct, "内密に")
        say(db, cast.tanaka, direct, "もう一つ")
        tell_of_room(db, room)
        tell_of_room(db, direct)


def test_a_letter_says_how_many_on_the_next_working_morning_and_nothing_else(db: Db, cast: Cast) -> None:
    sent_in(db, cast)
    for moment in (EVENING + 3_600_000, at("2026-11-23 08:30"), MORNING - 1):
        with as_of(moment):
            write_digests(db, URL)
    assert letters(db) == []
    with as_of(MORNING):
        write_digests(db, URL)
        write_digests(db, URL)
    text = (
        "まだ読んでいないお知らせがあります。\n\n"
        "・個別のトーク 2件\n・名前を呼ばれたメッセージ 1件\n\n"
        f"回覧を開く: {URL}\n\n"
        "このメールは、回覧の「設定」の「通知」で、受け取らないようにできます。\n"
    )
    assert letters(db) == [("sato@example.lg.jp", "【回覧】まだ読んでいないお知らせが3件あります", text)]


def test_it_is_in_the_language_of_whom_it_goes_to(db: Db, cast: Cast) -> None:
    sent_in(db, cast, english=True)
    with as_of(MORNING):
        write_digests(db, URL)
    ((_, subject, text),) = letters(db)
    assert subject == "Kairan: 3 unread for you"
    assert "- direct messages: 2\n- messages that call you by name: 1\n" in text


def test_who_has_read_all_gets_no_letter(db: Db, cast: Cast) -> None:
    with as_of(EVENING):
        room = room_of(db, cast.tanaka, cast.sato)
        call(db, cast.tanaka, room, cast.sato)
        tell_of_room(db, room)
        mark_read(db, cast.sato, room, 1)
    with as_of(MORNING):
        write_digests(db, URL)
    assert letters(db) == []
    assert db.all(notice_table.select()) == []


def test_a_room_one_wants_to_hear_nothing_of_is_in_no_letter(db: Db, cast: Cast) -> None:
    with as_of(EVENING):
        room = room_of(db, cast.tanaka, cast.sato)
        keep_room(db, cast.sato, room, Keep(notify="none"))
        call(db, cast.tanaka, room, cast.sato)
        tell_of_room(db, room)
    with as_of(MORNING):
        write_digests(db, URL)
    assert letters(db) == []


def test_a_letter_is_chosen_only_where_one_can_come(db: Db, cast: Cast) -> None:
    def asked(who: Viewer, *, is_mail_sent: bool) -> None:
        choose(db, who, Choice(mail="digest"), is_mail_sent=is_mail_sent)

    with pytest.raises(NoMailAddress):
        asked(cast.tanaka, is_mail_sent=True)
    with pytest.raises(NoMailAddress):
        asked(cast.sato, is_mail_sent=False)


@pytest.mark.parametrize(
    "choice", [Choice(), Choice(mail="digest", leaves=[Leave(first="2026-11-24", last="2026-11-24")])]
)
def test_who_wants_none_any_more_or_is_away_gets_no_letter(db: Db, cast: Cast, choice: Choice) -> None:
    sent_in(db, cast)
    with as_of(EVENING + 60_000):
        choose(db, cast.sato, choice, is_mail_sent=True)
    with as_of(MORNING):
        write_digests(db, URL)
    assert letters(db) == []


def test_nobody_of_a_suspended_body_gets_a_letter(db: Db, cast: Cast) -> None:
    sent_in(db, cast)
    db.execute(update(organization_table).where(organization_table.c.id == cast.city).values(suspended_at=EVENING))
    with as_of(MORNING):
        write_digests(db, URL)
    assert letters(db) == []
