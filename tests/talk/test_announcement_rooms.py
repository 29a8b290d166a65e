"""Rooms for announcements: their masters write, the others read and react; and how a room is shown."""

import pytest

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.text import NameEmpty
from kairan.talk.cards import card_of
from kairan.talk.fold import fetch_room, fold_room
from kairan.talk.marking import pin_message
from kairan.talk.model import Keep, RoomChange
from kairan.talk.planned import Planning, plan_message
from kairan.talk.problems import MasterOnly, MastersWrite, ReactionUnknown
from kairan.talk.reactions import add_reaction
from kairan.talk.rooms import change_room, keep_room, name_master
from tests.cast import Cast, room_of, say


def test_masters_write_and_the_others_read_and_react(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka, cast.guest)
    with pytest.raises(MasterOnly):
        change_room(db, cast.tanaka, room, RoomChange(writers="masters"))
    change_room(db, cast.sato, room, RoomChange(writers="masters"))
    said = say(db, cast.sato, room, "年末の閉庁は29日からです")
    for who in (cast.tanaka, cast.guest):
        for act in (
            lambda who=who: say(db, who, room, "質問です"),
            lambda who=who: say(db, who, room, "返信です", said.id),
            lambda who=who: pin_message(db, who, said.id),
            lambda who=who: plan_message(db, who, room, Planning(client_key="p", text="あとで", at=now_ms())),
        ):
            with pytest.raises(MastersWrite):
                act()
    add_reaction(db, cast.tanaka, said.id, "👍")
    name_master(db, cast.sato, room, cast.tanaka.member_id)
    say(db, cast.tanaka, room, "訂正します")
    assert card_of(db, cast.guest, room).writers == "masters"
    assert fold_room(db, room) == fetch_room(db, room)


def test_a_room_has_a_sign_and_a_colour(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    change_room(db, cast.sato, room, RoomChange(icon="🚒", hue=2))
    card = card_of(db, cast.tanaka, room)
    assert (card.icon, card.hue) == ("🚒", 2)
    with pytest.raises(ReactionUnknown):
        change_room(db, cast.sato, room, RoomChange(icon="消防"))
    change_room(db, cast.sato, room, RoomChange(icon=None, hue=None))
    card = card_of(db, cast.tanaka, room)
    assert (card.icon, card.hue) == (None, None)
    assert fold_room(db, room) == fetch_room(db, room)


def test_a_room_stands_under_a_heading_of_ones_own_and_folds_away(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    keep_room(db, cast.tanaka, room, Keep(section=" 当番 ", hide_quiet=True))
    keep_room(db, cast.tanaka, room, Keep(favourite=True))
    mine, others = card_of(db, cast.tanaka, room).mine, card_of(db, cast.sato, room).mine
    assert mine is not None
    assert others is not None
    assert (mine.section, mine.hide_quiet, mine.favourite) == ("当番", True, True)
    assert (others.section, others.hide_quiet) == (None, False)
    keep_room(db, cast.tanaka, room, Keep(section=None))
    mine = card_of(db, cast.tanaka, room).mine
    assert mine is not None
    assert (mine.section, mine.hide_quiet) == (None, True)
    with pytest.raises(NameEmpty):
        keep_room(db, cast.tanaka, room, Keep(section=" "))
