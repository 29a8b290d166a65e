"""Arrivals are announced in a room: together, in the name of who set it up, and with nobody's name or number."""

import pytest
from sqlalchemy import func, select

from kairan.core.kit.database import Db
from kairan.core.kit.jobs.model import job_table
from kairan.counter.announcing.announcing import ANNOUNCE, announce, announcing, choose_announcing
from kairan.counter.announcing.model import AnnouncingChoice
from kairan.forms.model import RightHeld, RightsChange
from kairan.forms.problems import FormNotFound
from kairan.forms.rights import RIGHTS
from kairan.forms.sharing import share_form
from kairan.talk.model import message_table
from kairan.talk.problems import RoomNotFound
from tests.cast import room_of
from tests.counter.conftest import Desk

BASE = "https://kairan.example.jp"


def said(db: Db) -> list[str]:
    return list(db.scalars(select(message_table.c.text).order_by(message_table.c.id)))


def test_what_came_in_is_said_together_and_once(db: Db, desk: Desk) -> None:
    sato = desk.cast.sato
    desk.submitted("z")  # before it was set up
    room_id = room_of(db, sato, desk.cast.tanaka, name="窓口の部屋")
    told = choose_announcing(db, sato, desk.form_id, AnnouncingChoice(room_id))
    assert (told.room, told.by, told.is_stopped) == ("窓口の部屋", "佐藤 美咲", False)
    assert announcing(db, desk.cast.suzuki, desk.form_id).room == ""  # who is not in the room does not learn its name
    desk.submitted("a")
    desk.submitted("b")
    assert db.scalar(select(func.count()).select_from(job_table).where(job_table.c.kind == ANNOUNCE)) == 1
    announce(db, BASE, desk.form_id)
    announce(db, BASE, desk.form_id)
    assert said(db) == [f"（自動のお知らせ）「転出届」の申請が2件届きました。\n{BASE}/cases?view=new"]
    choose_announcing(db, sato, desk.form_id, AnnouncingChoice(None))
    desk.submitted("c")
    announce(db, BASE, desk.form_id)
    assert len(said(db)) == 1


def test_who_works_on_the_form_no_more_announces_nothing(db: Db, desk: Desk) -> None:
    sato, suzuki = desk.cast.sato, desk.cast.suzuki
    choose_announcing(db, suzuki, desk.form_id, AnnouncingChoice(room_of(db, suzuki)))
    only = RightHeld(sato.member_id, is_department=False, rights=list(RIGHTS))
    share_form(db, sato, desk.form_id, RightsChange(rights=[only]))
    desk.submitted()
    announce(db, BASE, desk.form_id)
    assert said(db) == []
    assert announcing(db, sato, desk.form_id).is_stopped


def test_only_ones_own_room_and_form_can_be_chosen(db: Db, desk: Desk) -> None:
    room_id = room_of(db, desk.cast.tanaka)
    with pytest.raises(RoomNotFound):
        choose_announcing(db, desk.cast.sato, desk.form_id, AnnouncingChoice(room_id))
    with pytest.raises(FormNotFound):
        choose_announcing(db, desk.cast.tanaka, desk.form_id, AnnouncingChoice(room_id))
