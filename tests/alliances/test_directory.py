"""The directory: pinned rooms first, rooms for some bodies only, announcements, joining quietly, leaving at once."""

from unittest.mock import patch

import pytest

from kairan.alliances import rooms as alliance_rooms
from kairan.alliances.directory import rooms_of_alliance
from kairan.alliances.founding import change_alliance
from kairan.alliances.model import AllianceChange, RoomPin
from kairan.alliances.people import people_of_alliance
from kairan.alliances.problems import AllianceModeratorNeeded, AllianceRoomBodyUnknown
from kairan.alliances.queries import alliance
from kairan.alliances.readers import readers_by_body
from kairan.alliances.rooms import join_alliance_room, leave_alliance_rooms, pin_room
from kairan.core.kit.database import Db
from kairan.core.viewer import OrganizationId, Viewer
from kairan.people import create_organization
from kairan.talk.access import require_room
from kairan.talk.actions import send_message
from kairan.talk.alliance_problems import AnnouncementRoom, NotSentByBody
from kairan.talk.cards import card_of
from kairan.talk.fold import fetch_room, fold_room
from kairan.talk.model import Draft, RoomId
from kairan.talk.problems import MessageNotFound, RoomNotFound
from kairan.talk.reading import mark_read
from kairan.talk.rooms import invite
from tests.alliances.conftest import Region, act, room
from tests.cast import NO_SUCH_ID, room_of, say


def names(db: Db, region: Region, who: Viewer, *, mine: bool = False) -> list[str]:
    listed = rooms_of_alliance(db, who, region.alliance, mine=mine)
    return [one.name for one in listed.rooms]


def test_what_is_pinned_stands_first_then_what_was_said_lately(db: Db, all_in: Region) -> None:
    old, new = room(db, all_in, all_in.sato, name="空き家"), room(db, all_in, all_in.sato, name="移住")
    say(db, all_in.sato, old, "今日の話")
    assert names(db, all_in, all_in.tonari) == ["空き家", "移住"]
    with pytest.raises(AllianceModeratorNeeded):
        pin_room(db, all_in.sato, all_in.alliance, new, RoomPin(pinned=True))
    for _ in range(2):
        pin_room(db, all_in.governor, all_in.alliance, new, RoomPin(pinned=True))
    assert names(db, all_in, all_in.tonari) == ["移住", "空き家"]
    own = room_of(db, all_in.governor)
    with pytest.raises(RoomNotFound):
        pin_room(db, all_in.governor, all_in.alliance, own, RoomPin(pinned=True))
    pin_room(db, all_in.governor, all_in.alliance, new, RoomPin(pinned=False))
    assert names(db, all_in, all_in.tonari) == ["空き家", "移住"]


def test_a_room_for_some_bodies_is_nobody_elses(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.sato, name="市と町", theme="二団体", body_ids=[all_in.town])
    (listed,) = rooms_of_alliance(db, all_in.tonari, all_in.alliance).rooms
    assert listed.only_for == ["あおば市", "みどり町"]
    assert names(db, all_in, all_in.kondo) == names(db, all_in, all_in.governor) == []
    assert alliance(db, all_in.kondo, all_in.alliance).themes == []
    assert alliance(db, all_in.kondo, all_in.alliance).card.rooms == 0
    assert people_of_alliance(db, all_in.kondo, all_in.alliance, theme="二団体").people == []
    with pytest.raises(RoomNotFound):
        join_alliance_room(db, all_in.kondo, all_in.alliance, here)
    with pytest.raises(NotSentByBody):
        invite(db, all_in.sato, here, [all_in.kondo.member_id])
    join_alliance_room(db, all_in.tonari, all_in.alliance, here)
    assert card_of(db, all_in.sato, here).organizations == ["みどり町"]
    found = people_of_alliance(db, all_in.sato, all_in.alliance, theme="二団体")
    assert {one.person.id for one in found.people} == {all_in.sato.member_id, all_in.tonari.member_id}
    for wrong in (OrganizationId(NO_SUCH_ID), create_organization(db, None, "とおい村", "municipality")):
        with pytest.raises(AllianceRoomBodyUnknown):
            room(db, all_in, all_in.sato, body_ids=[wrong])
    act(db, all_in, all_in.reeve, all_in.town, "pause")
    act(db, all_in, all_in.reeve, all_in.town, "return")
    assert require_room(db, all_in.tonari, here).role == "member"


def test_in_a_room_for_announcements_masters_begin_and_everybody_replies(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.kondo, all_in.sato, name="全体連絡", writers="replies")
    told = say(db, all_in.kondo, here, "説明会は4月3日です")
    with pytest.raises(AnnouncementRoom):
        send_message(db, all_in.sato, here, Draft(client_key="k", text="勝手なお知らせ"))
    say(db, all_in.sato, here, "2名で参加します", told.id)
    assert card_of(db, all_in.sato, here).writers == "replies"
    assert fold_room(db, here) == fetch_room(db, here)


def test_whoever_joins_a_large_room_is_told_of_what_calls_them_only(db: Db, all_in: Region) -> None:
    large = room(db, all_in, all_in.sato)
    notices = room(db, all_in, all_in.sato, writers="replies")
    with patch.object(alliance_rooms, "QUIET_FROM", 2):
        for here in (large, notices):
            join_alliance_room(db, all_in.tonari, all_in.alliance, here)
    join_alliance_room(db, all_in.kondo, all_in.alliance, large)
    assert notify(db, all_in.tonari, large) == "mentions"
    assert notify(db, all_in.tonari, notices) == "all"
    assert notify(db, all_in.kondo, large) == "all"  # it is not large by the bound that ships


def notify(db: Db, who: Viewer, here: RoomId) -> str:
    mine = card_of(db, who, here).mine
    assert mine is not None
    return mine.notify


def test_many_rooms_are_left_at_once_and_no_others(db: Db, all_in: Region) -> None:
    here = [room(db, all_in, all_in.sato, all_in.tonari, name=f"部屋{n}") for n in range(4)]
    own = room_of(db, all_in.tonari)
    leave_alliance_rooms(db, all_in.tonari, all_in.alliance, [*here[:3], own, RoomId(NO_SUCH_ID)])
    leave_alliance_rooms(db, all_in.tonari, all_in.alliance, here[:1])  # again: nothing happens
    assert names(db, all_in, all_in.tonari, mine=True) == ["部屋3"]
    assert require_room(db, all_in.tonari, own).id == own
    assert len(names(db, all_in, all_in.tonari)) == len(here)


def test_an_alliance_may_leave_the_opening_of_rooms_to_its_moderators(db: Db, all_in: Region) -> None:
    assert alliance(db, all_in.sato, all_in.alliance).may_open
    change_alliance(db, all_in.governor, all_in.alliance, AllianceChange(revision=1, opened_by="moderators"))
    assert not alliance(db, all_in.sato, all_in.alliance).may_open
    with pytest.raises(AllianceModeratorNeeded):
        room(db, all_in, all_in.sato)
    room(db, all_in, all_in.governor)


def test_who_has_read_is_a_number_for_each_body(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.sato, all_in.tonari, all_in.kondo, all_in.office.cast.suzuki)
    message = say(db, all_in.sato, here, "説明会は4月3日です")
    mark_read(db, all_in.tonari, here, message.n)
    told = readers_by_body(db, all_in.kondo, all_in.alliance, message.id)
    assert [(one.body, one.read, one.people) for one in told.bodies] == [
        ("あおば市", 0, 1), ("みさき県", 0, 1), ("みどり町", 1, 1),
    ]  # fmt: skip
    for who in (all_in.office.cast.tanaka, all_in.mayor):
        with pytest.raises(MessageNotFound):
            readers_by_body(db, who, all_in.alliance, message.id)
    reply = say(db, all_in.tonari, here, "参加します", message.id)
    with pytest.raises(MessageNotFound):
        readers_by_body(db, all_in.sato, all_in.alliance, reply.id)
