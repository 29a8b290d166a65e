"""The letter of the week: on Monday morning, how many, never what, for whoever asked for it and still takes part."""

from unittest.mock import patch

import pytest
from sqlalchemy import select, update

from kairan.alliances import weekly
from kairan.alliances.problems import AllianceNotFound
from kairan.alliances.question_model import QuestionChange
from kairan.alliances.questions import settle_question
from kairan.alliances.weekly import choose_week_letter, wake_week_letters, week_letter, write_week_letters
from kairan.alliances.weekly_model import WeekLetter
from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.core.kit.mail import letter_table
from kairan.core.viewer import Viewer
from kairan.notifications.problems import NoMailAddress
from kairan.people import member_table
from tests.alliances.conftest import Region, act, room
from tests.cast import say
from tests.notifications.test_quiet_hours import at

WEDNESDAY, MONDAY = at("2026-11-18 10:00"), at("2026-11-23 08:05")
URL = "https://kairan.example.lg.jp"


def asks(db: Db, region: Region, who: Viewer, *, wanted: bool = True) -> None:
    choose_week_letter(db, who, region.alliance, WeekLetter(wanted=wanted), is_mail_sent=True)


def with_mail(db: Db, *people: Viewer) -> None:
    for one in people:
        mail = f"{one.member_id}@example.lg.jp"
        db.execute(update(member_table).where(member_table.c.id == one.member_id).values(mail=mail))


def letters(db: Db, who: Viewer) -> list[str]:
    mine = letter_table.c.recipient == f"{who.member_id}@example.lg.jp"
    return list(db.scalars(select(letter_table.c.text).where(mine, letter_table.c.about == "alliance_week")))


def a_week(db: Db, region: Region) -> None:
    here = room(db, region, region.sato, region.tonari, name="何でも質問", style="questions")
    first, _ = (say(db, region.sato, here, text) for text in ("押印は求めますか", "様式はありますか"))
    answer = say(db, region.tonari, here, "昨年やめました", first.id)
    change = QuestionChange(solved=True, answer_id=answer.id)
    settle_question(db, region.sato, region.alliance, first.id, change)
    room(db, region, region.kondo, name="県と市", body_ids=[region.city])


def test_on_monday_morning_it_says_how_much_and_never_what(db: Db, all_in: Region) -> None:
    with_mail(db, all_in.sato, all_in.tonari)
    with as_of(WEDNESDAY):
        for who in (all_in.sato, all_in.tonari):
            asks(db, all_in, who)
            asks(db, all_in, who)  # again: nothing changes
        a_week(db, all_in)
        write_week_letters(db, URL)  # not in the week in which it was asked for
    with as_of(MONDAY - 600_000):
        write_week_letters(db, URL)  # nor before work begins
    assert letters(db, all_in.sato) == []
    with as_of(MONDAY):
        wake_week_letters(db)
        write_week_letters(db, URL)
        write_week_letters(db, URL)  # once
    (mine,), (theirs,) = letters(db, all_in.sato), letters(db, all_in.tonari)
    for line in ("・新しい質問 2件", "・返信を待っている質問 1件", "・解決した質問 1件", f"{URL}/alliances"):
        assert line in mine
        assert line in theirs
    assert "・新しいルーム 2件" in mine
    assert "・新しいルーム 1件" in theirs  # one is not for the town
    assert "まだ読んでいないメッセージ 2件" in theirs
    for secret in ("押印", "何でも質問", "県内市町連携", "佐藤", "県と市"):
        assert secret not in mine + theirs


def test_a_week_in_which_nothing_happened_is_no_letter_and_the_next_one_is_new(db: Db, all_in: Region) -> None:
    with_mail(db, all_in.sato)
    with as_of(WEDNESDAY):
        asks(db, all_in, all_in.sato)
    with as_of(MONDAY):
        write_week_letters(db, URL)
        a_week(db, all_in)
    assert letters(db, all_in.sato) == []
    with as_of(MONDAY + 7 * 86_400_000):
        write_week_letters(db, URL)
    assert len(letters(db, all_in.sato)) == 1


def test_who_takes_part_no_more_or_stopped_it_gets_none(db: Db, all_in: Region) -> None:
    with_mail(db, all_in.sato, all_in.tonari, all_in.kondo)
    with as_of(WEDNESDAY):
        for who in (all_in.sato, all_in.tonari, all_in.kondo):
            asks(db, all_in, who)
        a_week(db, all_in)
        asks(db, all_in, all_in.kondo, wanted=False)
        act(db, all_in, all_in.reeve, all_in.town, "leave")
    with as_of(MONDAY), patch.object(weekly, "ROUND", 1):
        for _ in range(3):
            write_week_letters(db, URL)
    assert [len(letters(db, who)) for who in (all_in.sato, all_in.tonari, all_in.kondo)] == [1, 0, 0]


def test_who_cannot_get_it_is_told(db: Db, all_in: Region) -> None:
    db.execute(update(member_table).where(member_table.c.id == all_in.sato.member_id).values(mail=None))
    with pytest.raises(NoMailAddress):
        asks(db, all_in, all_in.sato)
    told = week_letter(db, all_in.sato, all_in.alliance, is_mail_sent=True)
    assert (told.wanted, told.possible) == (False, False)
    with_mail(db, all_in.sato)
    assert week_letter(db, all_in.sato, all_in.alliance, is_mail_sent=True).possible
    assert not week_letter(db, all_in.sato, all_in.alliance, is_mail_sent=False).possible
    with pytest.raises(NoMailAddress):
        choose_week_letter(db, all_in.sato, all_in.alliance, WeekLetter(wanted=True), is_mail_sent=False)
    with pytest.raises(AllianceNotFound):
        asks(db, all_in, all_in.office.cast.guest)
